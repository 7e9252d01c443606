//! Killed at any moment, a run leaves every file as it was or as it should be, byte for byte, and what it left behind is gone
//! after the next run. Two ways to the moment: at random over the whole run, and before every single call of the system.

use std::collections::BTreeMap;
use std::fs;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::desk::{Desk, Files, WRONG, can, document, is_temporary};

/// Kills at random, over all commands.
const KILLS: usize = 80;

fn wanted() -> Option<usize> {
    std::env::var("HEGUI_KILLS").ok().and_then(|kills| kills.parse().ok())
}

/// A command that writes.
struct Deed {
    name: &'static str,
    arguments: &'static [&'static str],
    /// What it needs, and finds there.
    files: fn() -> Vec<(String, Vec<u8>)>,
}

fn draft(lines: usize) -> Vec<u8> {
    format!("{WRONG}\n{}", "全县法治政府建设稳步推进。\n".repeat(lines)).into_bytes()
}

fn one(name: &str, bytes: Vec<u8>) -> (String, Vec<u8>) {
    (name.to_owned(), bytes)
}

fn many() -> Vec<(String, Vec<u8>)> {
    (0..12).map(|number| one(&format!("各局/{number:02}.txt"), draft(100))).collect()
}

const DEEDS: &[Deed] = &[
    Deed { name: "fix, one draft", arguments: &["fix", "报告.txt"], files: || vec![one("报告.txt", draft(4_000))] },
    Deed { name: "fix, many drafts", arguments: &["fix", "各局", "--jobs", "2"], files: many },
    Deed {
        name: "annotate -o, a new file",
        arguments: &["annotate", "报告.docx", "-o", "批注.docx"],
        files: || vec![one("报告.docx", document(60))],
    },
    Deed {
        name: "annotate -o, an old file",
        arguments: &["annotate", "报告.docx", "-o", "批注.docx"],
        files: || vec![one("报告.docx", document(60)), one("批注.docx", document(3))],
    },
    Deed {
        name: "annotate --in-place",
        arguments: &["annotate", "报告.docx", "--in-place"],
        files: || vec![one("报告.docx", document(60))],
    },
    Deed {
        name: "baseline, a new file",
        arguments: &["baseline", "各局", "--reason", "原文如此"],
        files: || vec![one("各局/甲.txt", draft(500)), one("各局/乙.txt", draft(500))],
    },
    Deed {
        name: "baseline --prune, an old file",
        arguments: &["baseline", "各局", "--reason", "原文如此", "--prune"],
        files: || {
            let mutes = "- rule: wording/place\n  text: 原上镇\n  path: 各局/丙.txt\n  reason: 已经不在了\n";
            vec![one("各局/甲.txt", draft(500)), one("hegui.mutes.yaml", mutes.into())]
        },
    },
    Deed { name: "init", arguments: &["init"], files: Vec::new },
    Deed {
        name: "check -o, an old file",
        arguments: &["check", "各局", "--format", "json", "-o", "结果.json", "--fail-on", "never"],
        files: || [vec![one("结果.json", b"{}\n".to_vec())], many()].concat(),
    },
];

/// What was found after the kills.
#[derive(Debug, Default)]
struct Tally {
    kills: usize,
    /// Everything was as before, or as it should be, or some of it was.
    old: usize,
    new: usize,
    between: usize,
    /// Runs that left a temporary file, between making it and giving it its name.
    writing: usize,
}

/// A deed with how it is before it and after.
struct Trial {
    desk: Desk,
    deed: &'static Deed,
    before: Files,
    after: Files,
    tally: Tally,
}

impl Trial {
    fn new(deed: &'static Deed) -> Trial {
        let desk = Desk::new();
        (deed.files)().iter().for_each(|(name, bytes)| desk.write(name, bytes));
        let before = desk.files();
        desk.run(deed.arguments).ends(0);
        let after = desk.files();
        assert!(before != after && !after.keys().any(|name| is_temporary(name)), "{}: {:?}", deed.name, after.keys());
        Trial { desk, deed, before, after, tally: Tally::default() }
    }

    /// After a kill: each file is the old one or the new one, and no other is there but hidden ones.
    fn look(&mut self) {
        let mut now = self.desk.files();
        let whole = now.len();
        now.retain(|name, _| !is_temporary(name));
        self.tally.kills += 1;
        self.tally.writing += usize::from(now.len() < whole);
        for name in now.keys().chain(self.before.keys()).chain(self.after.keys()) {
            let there = now.get(name);
            let whole = there == self.before.get(name) || there == self.after.get(name);
            let size = there.map_or(0, Vec::len);
            assert!(whole, "{}: {name} has {size} bytes, and is neither the old nor the new file", self.deed.name);
        }
        match (now == self.before, now == self.after) {
            (true, _) => self.tally.old += 1,
            (_, true) => self.tally.new += 1,
            _ => self.tally.between += 1,
        }
    }

    /// What was left is not taken for a draft, and the next run takes it away and does the rest.
    fn recover(&self) {
        let left = self.desk.files();
        let names = self.desk.run(&["check", ".", "--format", "json", "--fail-on", "never"]).out;
        assert!(!names.contains(".hegui-"), "a temporary file was taken for a draft");
        let told = self.desk.run(self.deed.arguments);
        let refused_for_being_done = left.contains_key("hegui.yaml");
        assert_eq!(told.status, Some(if refused_for_being_done { 2 } else { 0 }), "{}: {told:?}", self.deed.name);
        // If that found all done and wrote nothing, another run that writes takes it away.
        self.desk.run(&["check", "规则/wording/place.yaml", "-o", "另.txt", "--fail-on", "never"]).ends(0);
        let now = self.desk.files();
        assert_eq!(now.keys().find(|name| is_temporary(name)), None, "{}: what was left stays", self.deed.name);
        // A document that was kept and not yet replaced is kept once more.
        if self.deed.name != "annotate --in-place" {
            self.after.iter().for_each(|(name, bytes)| assert!(now.get(name) == Some(bytes), "{}: {name}", self.deed.name));
        }
    }

    fn told(&self, how: &str) {
        let Tally { kills, old, new, between, writing } = self.tally;
        let name = self.deed.name;
        eprintln!("{how}: {name}: {kills} killed: {old} old, {new} new, {between} some of both; {writing} with a temporary file");
    }
}

/// Moments that are spread over the whole run, each a little beside where it would be if they were even.
#[test]
fn killed_at_random_a_run_leaves_old_files_or_new_ones() {
    let each = wanted().unwrap_or(KILLS).div_ceil(DEEDS.len());
    let mut sum = Tally::default();
    for deed in DEEDS {
        let mut trial = Trial::new(deed);
        let mut lives = [trial.life(), trial.life(), trial.life()];
        lives.sort();
        let mut seed = 4711_u64;
        for number in 0..each {
            trial.desk.restore(&trial.before);
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let part = (number as f64 + (seed >> 33) as f64 / (1_u64 << 31) as f64) / each as f64;
            let words = trial.desk.hegui(deed.arguments);
            let mut command = Command::new(&words[0]);
            command.args(&words[1..]).current_dir(trial.desk.path()).stdin(Stdio::null());
            let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
            sleep(lives[1].mul_f64(part * 1.2));
            child.kill().expect("it can be ended");
            child.wait().expect("it ends");
            trial.look();
            if number % 8 == 0 {
                trial.recover();
            }
        }
        trial.told("at random");
        sum.kills += trial.tally.kills;
        sum.old += trial.tally.old;
        sum.new += trial.tally.new;
    }
    eprintln!("at random, in all: {} killed, {} old, {} new", sum.kills, sum.old, sum.new);
    assert!(sum.old > 0 && sum.kills >= each * DEEDS.len(), "{sum:?}");
}

impl Trial {
    /// How long a whole run takes.
    fn life(&self) -> Duration {
        self.desk.restore(&self.before);
        let since = Instant::now();
        self.desk.run(self.deed.arguments).ends(0);
        since.elapsed()
    }

    /// How often each call of the system is made, by the thread that makes it most often: before the first temporary file, and in all.
    fn calls(&self) -> BTreeMap<String, (usize, usize)> {
        self.desk.restore(&self.before);
        let log = self.desk.at("规则/calls");
        let log_name = log.to_str().expect("a name");
        self.desk.run_as(&["strace", "-f", "-qq", "-o", log_name], self.deed.arguments).ends(0);
        let text = fs::read_to_string(&log).expect("a log");
        fs::remove_file(&log).expect("the log");
        let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        let mut calls: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        let mut writes = false;
        for line in text.lines() {
            let Some((thread, call)) = line.split_once(' ') else { continue };
            let Some((name, _)) = call.trim_start().split_once('(') else { continue };
            // What cannot be held up, or is no call: the end of one, a signal.
            if !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
                || name.starts_with("exit")
                || name == "execve"
            {
                continue;
            }
            writes |= line.contains(".hegui-");
            let count = counts.entry((thread, name)).or_default();
            *count += 1;
            let (early, all) = calls.entry(name.to_owned()).or_default();
            *all = (*all).max(*count);
            if !writes {
                *early = (*early).max(*count);
            }
        }
        calls
    }
}

/// Killed before each call of the system, by strace: nothing is left to chance. The short run begins where something is written.
#[test]
fn killed_before_any_call_of_the_system_a_run_leaves_old_files_or_new_ones() {
    if !can(&["strace", "-qq", "-o", "/dev/null", "true"], "runs were not killed between all calls of the system") {
        return;
    }
    let mut sum = 0;
    for deed in DEEDS {
        let mut trial = Trial::new(deed);
        for (name, (early, all)) in trial.calls() {
            let first = if wanted().is_some() { 1 } else { early + 1 };
            // Many drafts are many times the same.
            let last = all.min(first + if wanted().is_some() { 60 } else { 2 });
            for when in first..=last {
                trial.desk.restore(&trial.before);
                let (trace, inject) = (format!("trace={name}"), format!("inject={name}:signal=KILL:when={when}"));
                let strace = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", &trace, "-e", &inject];
                let told = trial.desk.run_as(&strace, deed.arguments);
                assert!(told.status.is_none_or(|status| status == 0), "{}: {name} {when}: {told:?}", deed.name);
                if told.status.is_none() {
                    trial.look();
                    if trial.tally.kills.is_multiple_of(8) {
                        trial.recover();
                    }
                }
            }
        }
        trial.told("before a call");
        let Tally { old, new, writing, kills, .. } = trial.tally;
        assert!(old > 0 && writing > 0 && (new > 0 || deed.name.contains("many")), "{}: {:?}", deed.name, trial.tally);
        sum += kills;
    }
    eprintln!("before a call, in all: {sum} killed");
}

/// Ctrl-C in the middle of a write takes the temporary file along.
#[test]
fn interrupted_a_run_leaves_nothing_behind() {
    if !can(&["strace", "-qq", "-o", "/dev/null", "true"], "no run was interrupted in the middle of a write") {
        return;
    }
    let long = wanted().is_some();
    for deed in DEEDS.iter().step_by(if long { 1 } else { 4 }) {
        let trial = Trial::new(deed);
        for signal in &["INT", "TERM", "HUP"][..if long { 3 } else { 1 }] {
            trial.desk.restore(&trial.before);
            // The write to the disk takes long, and the signal comes meanwhile.
            let told = trial.desk.held_up("fsync", 400, deed.arguments, &format!("kill -{signal} $CHILD"));
            assert_eq!(told.status, Some(130), "{} {signal}: {told:?}", deed.name);
            let now = trial.desk.files();
            assert_eq!(now.keys().find(|name| is_temporary(name)), None, "{} {signal}", deed.name);
            assert!(now == trial.before || deed.name == "init", "{} {signal}", deed.name);
        }
    }
}
