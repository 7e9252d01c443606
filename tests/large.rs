//! Large texts: helpers change nothing, and what is told ten thousand times is cut short.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use hegui::lint::{Linter, Settings};
use hegui::rule::builtin;
use hegui::settle::Report;
use hegui::source;

/// Three threads that take what is next.
fn three(jobs: usize, job: &(dyn Fn(usize) + Sync)) {
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                let take = || Some(next.fetch_add(1, Ordering::Relaxed)).filter(|at| *at < jobs);
                std::iter::from_fn(take).for_each(job);
            });
        }
    });
}

fn linter() -> Linter {
    Linter::new(builtin(), Settings::default())
}

fn check(linter: &Linter, text: &str) -> Report {
    linter.check(&source::read("草稿.txt", text.as_bytes(), None).expect("it is a text"))
}

#[test]
fn whoever_helps_with_a_large_text_the_findings_are_the_same() {
    let reports = [include_str!("../samples/correct.txt"), include_str!("../samples/faulty.txt")].join("\n");
    let text = reports.repeat(700_000 / reports.len());
    let (alone, helped) = (check(&linter(), &text), check(&linter().with(three), &text));
    assert!(alone.findings.len() > 1000, "{}", alone.findings.len());
    assert_eq!(alone.findings, helped.findings);
    assert_eq!(alone.notices, helped.notices);
}

#[test]
fn what_is_told_ten_thousand_times_is_cut_short_and_said_to_be() {
    let sentence = "全年共组织开展行政执法人员专题业务培训并逐一进行了考核和通报情况。\n";
    let text = format!("青岚县2024年法治政府建设年度报告\n一、主要工作\n{}", sentence.repeat(10_020));
    let report = check(&linter(), &text);
    let told = report.findings.iter().filter(|finding| &*finding.rule == "consistency/repeated-sentence").count();
    assert_eq!(told, 10_000);
    let notice = report.notices.iter().find(|notice| notice.message.contains("repeated-sentence")).expect("the rest is told of");
    assert_eq!(notice.message, "consistency/repeated-sentence 只列出10000处，还有19处没有列出；请改正以后再检查一次");
}
