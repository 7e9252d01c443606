//! Holds each rule to its examples with one mutant after the other: `judge IDS FATES`. A line of FATES is a mutant and its fate.
//! Only rules whose examples pass the mutant are asked, the quickest first. It begins where FATES ends, so that a mutant which
//! ends the process costs no more than itself.

use std::fs;
use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;

use hegui::{rule, switch, verify};

fn main() {
    let mut paths = std::env::args().skip(1);
    let (ids, fates) = (paths.next().expect("IDS"), paths.next().expect("FATES"));
    let known = fs::read_to_string(&fates).unwrap_or_default();
    let known: std::collections::HashSet<&str> = known.lines().filter_map(|line| line.split(' ').next()).collect();
    let ids = fs::read_to_string(ids).expect("IDS is a list of numbers");
    let ids: Vec<u32> = ids.lines().filter(|id| !known.contains(id)).map(|id| id.parse().expect("a number")).collect();
    let mut out = fs::OpenOptions::new().append(true).create(true).open(fates).expect("FATES can be written");

    let set = rule::builtin();
    // What a rule has worked out from its settings is worked out anew.
    let fresh = |at: usize| Arc::new(rule::Rule::clone(&set.rules[at]));
    let (mut reach, mut costs) = (vec![Vec::new(); switch::MANY], Vec::new());
    for at in 0..set.rules.len() {
        switch::SEEN.iter().for_each(|seen| seen.store(false, Relaxed));
        switch::USED.store(0, Relaxed);
        assert!(verify::verify(&fresh(at), &set).is_empty(), "{} does not hold as it is", set.rules[at].id);
        costs.push(switch::USED.load(Relaxed));
        for (id, _) in switch::SEEN.iter().enumerate().filter(|(_, seen)| seen.load(Relaxed)) {
            reach[id].push(at);
        }
    }
    std::panic::set_hook(Box::new(|_| {}));
    for id in ids {
        let mut rules = reach[id as usize].clone();
        rules.sort_by_key(|at| costs[*at]);
        writeln!(out, "{id} ended the process").expect("a line is written");
        let mut fate = if rules.is_empty() { "unreached" } else { "survived" };
        for at in rules {
            let rule = fresh(at);
            let limit = costs[at] * 20 + 200_000;
            switch::USED.store(0, Relaxed);
            switch::LIMIT.store(limit, Relaxed);
            switch::ACTIVE.store(id, Relaxed);
            let kept = std::panic::catch_unwind(|| verify::verify(&rule, &set).is_empty());
            switch::ACTIVE.store(switch::NONE, Relaxed);
            switch::LIMIT.store(u64::MAX, Relaxed);
            fate = match kept {
                Ok(true) => continue,
                Ok(false) => "caught",
                Err(_) if switch::USED.load(Relaxed) > limit => "endless",
                Err(_) => "panicked",
            };
            break;
        }
        writeln!(out, "{id} {fate}").expect("a line is written");
    }
}
