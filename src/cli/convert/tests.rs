//! A converter that is not there, fails, hangs, crashes or writes rubbish costs its own file and nothing else.
#![cfg(unix)]

use std::cell::Cell;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use super::missing;
use super::office::{Converted, Office};
use crate::source::{Changes, Foreign, read_converted};

/// A program that is called as LibreOffice is. `body` is run for each document, with its number in `$n` and its output in `$out`.
fn office(folder: &Path, body: &str, time: Duration) -> Office {
    let program = folder.join("soffice");
    let script = format!(
        "#!/bin/sh\necho start >> '{log}'\nwhile [ $# -gt 0 ]; do\n  case $1 in --outdir) to=$2; shift;; */in/*)\n    n=$(basename \"$1\"); \
         n=${{n%.*}}; out=$to/$n.docx\n    {body}\n  ;; esac\n  shift\ndone\n",
        log = folder.join("log").display()
    );
    fs::write(&program, script).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o700)).unwrap();
    Office::new(program, time).unwrap()
}

const SHORT: Duration = Duration::from_millis(400);
const LONG: Duration = Duration::from_secs(20);

fn convert(office: Office, count: usize) -> (Converted, usize) {
    let steps = Cell::new(0);
    let done = office.convert(count, |at| Ok((Foreign::Doc, vec![at as u8])), || steps.set(steps.get() + 1));
    (done, steps.into_inner())
}

/// Which of them came out.
fn which(converted: &Converted) -> Vec<bool> {
    converted.outcomes.iter().map(Result::is_ok).collect()
}

fn starts(folder: &Path) -> usize {
    fs::read_to_string(folder.join("log")).map_or(0, |log| log.lines().count())
}

#[test]
fn many_documents_cost_one_start() {
    let folder = tempfile::tempdir().unwrap();
    let (done, steps) = convert(office(folder.path(), "cp \"$1\" $out", LONG), 5);
    assert_eq!((which(&done), starts(folder.path())), (vec![true; 5], 1));
    assert!(steps <= 5);
    assert_eq!(fs::read(done.outcomes[3].as_ref().unwrap()).unwrap(), [3]);
}

#[test]
fn a_document_that_cannot_be_opened_does_not_shift_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let office = office(folder.path(), "cp \"$1\" $out", LONG);
    let open = |at| if at == 1 { Err("读不了".to_owned()) } else { Ok((Foreign::Doc, vec![at as u8])) };
    let done = office.convert(3, open, || {});
    assert_eq!(done.outcomes[1], Err("读不了".to_owned()));
    assert_eq!(fs::read(done.outcomes[2].as_ref().unwrap()).unwrap(), [2]);
}

#[test]
fn a_hung_converter_is_ended_with_all_it_started_and_the_rest_converted() {
    let folder = tempfile::tempdir().unwrap();
    let body = format!(
        "if [ $n = 1 ]; then sleep 50 & echo $! > '{}'; wait; fi; cp \"$1\" $out",
        folder.path().join("sleeper").display()
    );
    let since = Instant::now();
    let (done, _) = convert(office(folder.path(), &body, SHORT), 4);
    assert_eq!((which(&done), starts(folder.path())), (vec![true, false, true, true], 2));
    assert!(done.outcomes[1].as_ref().unwrap_err().contains("没有转换完；"), "{:?}", done.outcomes[1]);
    assert!(since.elapsed() < LONG);
    let sleeper = fs::read_to_string(folder.path().join("sleeper")).unwrap();
    let alive = || Command::new("ps").args(["-o", "stat=", "-p", sleeper.trim()]).output().unwrap().stdout;
    // A process that nobody has waited for yet is dead all the same.
    assert!(alive().is_empty() || alive().starts_with(b"Z"), "still running");
}

#[test]
fn a_crash_costs_one_document() {
    let folder = tempfile::tempdir().unwrap();
    let (done, _) = convert(office(folder.path(), "[ $n = 2 ] && exit 9; cp \"$1\" $out", LONG), 5);
    assert_eq!((which(&done), starts(folder.path())), (vec![true, true, false, true, true], 2));
}

#[test]
fn a_converter_that_brings_nothing_is_given_up() {
    for (body, most) in [("exit 1", 2), ("true", 1)] {
        let folder = tempfile::tempdir().unwrap();
        let (done, steps) = convert(office(folder.path(), body, LONG), 9);
        assert_eq!((which(&done), steps), (vec![false; 9], 0));
        assert!(starts(folder.path()) <= most, "{body}: {}", starts(folder.path()));
        assert!(done.outcomes.iter().flat_map(|done| done.as_ref().err()).all(|said| said.contains('；')));
    }
}

#[test]
fn rubbish_is_refused_in_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let (done, _) = convert(office(folder.path(), "echo rubbish > $out", LONG), 1);
    let bytes = fs::read(done.outcomes[0].as_ref().unwrap()).unwrap();
    assert!(read_converted("旧稿.doc", Foreign::Doc, &bytes, Changes::Accepted).is_err());
}

#[test]
fn a_program_that_does_not_start_is_told() {
    let office = Office::new("/nowhere/soffice".into(), SHORT).unwrap();
    let (done, _) = convert(office, 2);
    assert!(done.outcomes[0].as_ref().unwrap_err().starts_with("LibreOffice启动不了"), "{:?}", done.outcomes);
}

#[test]
fn the_folder_goes_with_what_came_out() {
    let folder = tempfile::tempdir().unwrap();
    let (done, _) = convert(office(folder.path(), "cp \"$1\" $out", LONG), 1);
    let out = done.outcomes[0].clone().unwrap();
    assert!(out.is_file());
    drop(done);
    assert!(!out.parent().unwrap().exists());
}

#[test]
fn a_missing_program_is_named_with_a_way_out() {
    for (kind, word) in [(Foreign::Doc, "LibreOffice"), (Foreign::Odt, "LibreOffice"), (Foreign::Pdf, "pdftotext")] {
        let said = missing(kind);
        assert!(said.contains(word) && said.contains('；') && said.contains(".docx"), "{said}");
    }
}
