import assert from "node:assert/strict";
import { test } from "node:test";
import { Session, type World } from "../src/session";
import type { State } from "../src/status";

/** A world in which servers are names, and everything that happens is written down. */
function world(changes: Partial<World> = {}) {
  const log: string[] = [];
  const tell: ((state: State) => void)[] = [];
  const all: World = {
    settings: () => ({ path: "hegui", include: ["**/*报告*"], profile: null, year: 2024, missing: "lens" }),
    folder: () => "/drafts",
    exists: async () => true,
    launch: async (program, selector, options, changed) => {
      const number = tell.push(changed);
      log.push(`launch ${number} ${program} ${selector.length} ${JSON.stringify(options)}`);
      return {
        stop: async () => {
          log.push(`stop ${number}`);
        },
      };
    },
    changed: (state) => log.push(state),
    failed: (error) => log.push(String(error)),
    ...changes,
  };
  return { log, tell, session: new Session(all) };
}

const FIRST = 'launch 1 hegui 6 {"year":2024,"missing":"lens"}';

test("however often a document asks, one server starts", async () => {
  const { log, session } = world();
  await Promise.all([session.start(), session.start(), session.start()]);
  assert.deepEqual(log, ["starting", FIRST, "running"]);
});

test("a restart ends the old server first, and what that one says is not heard any more", async () => {
  const { log, tell, session } = world();
  await session.start();
  await session.restart();
  tell[0]?.("stopped");
  assert.deepEqual(log.slice(3), ["stop 1", "starting", FIRST.replace("1", "2"), "running"]);
  assert.equal(session.state, "running");
});

test("a server that dies is told, and one that comes back", async () => {
  const { log, tell, session } = world();
  await session.start();
  tell[0]?.("stopped");
  tell[0]?.("starting");
  tell[0]?.("running");
  assert.deepEqual(log.slice(3), ["stopped", "starting", "running"]);
});

test("a program that is not there is not started, until it is", async () => {
  let there = false;
  const { log, session } = world({ exists: async () => there });
  await session.start();
  await session.start();
  assert.deepEqual(log, ["starting", "missing"]);
  there = true;
  await session.restart();
  assert.equal(session.state, "running");
});

test("a server that cannot start is told with the reason, and tried again on demand", async () => {
  const { log, session } = world({ launch: () => Promise.reject(new Error("no such command: lsp")) });
  await session.start();
  assert.deepEqual(log, ["starting", "stopped", "Error: no such command: lsp"]);
  await session.restart();
  assert.equal(log.length, 6);
});

test("a document that is asked for joins those that are checked", async () => {
  const { log, session } = world();
  await session.ask("/drafts/稿.txt");
  assert.equal(log[1], FIRST.replace("6", "12"));
  await session.stop();
  assert.equal(session.state, "idle");
});
