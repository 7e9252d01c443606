//! JUnit's XML: a file a suite, a finding a test that failed. Advice is a test that was skipped, because nothing is wrong; a file
//! without findings is a test that passed.

use super::uri::slashed;
use super::words::machine;
use super::xml::{DECLARATION, Xml};
use super::{Checked, Tally, Told, short};
use crate::finding::{Finding, Severity};
use crate::source::Source;

/// What stands before the first file.
pub(super) fn head() -> String {
    format!("{DECLARATION}<testsuites name=\"hegui\">\n")
}

/// One file.
pub(super) fn file(checked: &Checked) -> Told {
    let mut xml = Xml::new();
    let path = slashed(&checked.path);
    let tally = Tally::of(checked);
    let (tests, failures) = (tally.findings().max(1).to_string(), (tally.errors + tally.warnings).to_string());
    let (errors, skipped) = (tally.unreadable.to_string(), tally.advice.to_string());
    let counts = [("name", &*path), ("tests", &tests), ("failures", &failures), ("errors", &errors), ("skipped", &skipped)];
    xml.element("testsuite", &counts, |xml| match &checked.outcome {
        Ok((_, report)) if report.findings.is_empty() => xml.empty("testcase", &[("name", "hegui"), ("classname", &path)]),
        Ok((source, report)) => report.findings.iter().for_each(|finding| case(xml, &path, source, finding)),
        Err(reason) => xml.element("testcase", &[("name", "hegui"), ("classname", &path)], |xml| {
            xml.empty("error", &[("type", "unreadable"), ("message", reason)]);
        }),
    });
    Told { out: xml.done(), ..short::aside(checked) }
}

/// What stands after the last file.
pub(super) fn tail() -> String {
    "</testsuites>\n".to_owned()
}

fn case(xml: &mut Xml, path: &str, source: &Source, finding: &Finding) {
    let at = source.position(finding.at.span.start as usize);
    // Two tests of one name are one to some readers.
    let name = format!("{}:{}:{}", finding.rule, at.line, at.column);
    let told = [("type", machine(finding.severity)), ("message", &*finding.message)];
    xml.element("testcase", &[("name", &name), ("classname", path)], |xml| match finding.severity {
        Severity::Advice => xml.empty("skipped", &told),
        Severity::Error | Severity::Warning => {
            let mut line = String::new();
            short::write(&mut line, path, source, finding);
            xml.element("failure", &told, |xml| xml.text(&(line + &finding.help)));
        }
    });
}
