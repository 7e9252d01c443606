// The life of the server within one window: started when a document needs it, never twice, and told apart from earlier ones.

import type { Launch, Server } from "./client";
import { initial, program, type Settings, selector } from "./settings";
import type { State } from "./status";

/** What a session needs of the world around it. */
export interface World {
  settings(): Settings;
  /** The first folder of the workspace. */
  folder(): string | undefined;
  /** Whether a program can be started. */
  exists(program: string): Promise<boolean>;
  launch: Launch;
  /** Told whenever the state is another. */
  changed(state: State): void;
  /** Told why a server could not be started. */
  failed(error: unknown): void;
}

/** The server of this window. */
export class Session {
  private state_: State = "idle";
  private server: Server | undefined;
  /** Counts servers, so that what an earlier one says is not taken for this one's. */
  private turn = 0;
  /** Work is done one piece after the other. */
  private queue: Promise<void> = Promise.resolve();
  private readonly asked = new Set<string>();

  constructor(private readonly world: World) {}

  get state(): State {
    return this.state_;
  }

  /** The program that is or would be started. */
  get program(): string {
    return program(this.world.settings().path, this.world.folder());
  }

  /** Which documents are checked. */
  get selector() {
    return selector(this.world.settings().include, this.asked);
  }

  /** Starts the server unless one was started. */
  start(): Promise<void> {
    return this.next(async () => {
      if (this.state_ === "idle") {
        await this.launch();
      }
    });
  }

  /** Starts the server anew, with the settings of now. */
  restart(): Promise<void> {
    return this.next(async () => {
      await this.end();
      await this.launch();
    });
  }

  /** Has one more document checked, whatever its name. */
  ask(path: string): Promise<void> {
    this.asked.add(path);
    return this.restart();
  }

  /** Ends the server. */
  stop(): Promise<void> {
    return this.next(async () => {
      await this.end();
      this.be("idle");
    });
  }

  private next(work: () => Promise<void>): Promise<void> {
    this.queue = this.queue.then(work);
    return this.queue;
  }

  private async launch(): Promise<void> {
    this.be("starting");
    const command = this.program;
    if (!(await this.world.exists(command))) {
      this.be("missing");
      return;
    }
    const turn = ++this.turn;
    const changed = (state: State) => {
      if (turn === this.turn) {
        this.be(state);
      }
    };
    try {
      this.server = await this.world.launch(command, this.selector, initial(this.world.settings()), changed);
      this.be("running");
    } catch (error) {
      this.be("stopped");
      this.world.failed(error);
    }
  }

  private async end(): Promise<void> {
    const server = this.server;
    this.server = undefined;
    this.turn++;
    // One that is dead already has nothing to end.
    await server?.stop().catch(() => {});
  }

  private be(state: State): void {
    if (state !== this.state_) {
      this.state_ = state;
      this.world.changed(state);
    }
  }
}
