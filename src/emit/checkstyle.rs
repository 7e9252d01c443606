//! Checkstyle's XML, which many programs read: a file an element, a finding an element in it.

use super::uri::slashed;
use super::xml::{DECLARATION, Xml};
use super::{Checked, Told, short};
use crate::finding::{Finding, Severity};
use crate::source::Source;

/// The version of Checkstyle whose format this is.
const VERSION: &str = "10.0";

/// What stands before the first file.
pub(super) fn head() -> String {
    format!("{DECLARATION}<checkstyle version=\"{VERSION}\">\n")
}

/// One file. What could not be read is an exception in it, as Checkstyle writes its own.
pub(super) fn file(checked: &Checked) -> Told {
    let mut xml = Xml::new();
    xml.element("file", &[("name", &slashed(&checked.path))], |xml| match &checked.outcome {
        Ok((source, report)) => report.findings.iter().for_each(|finding| error(xml, source, finding)),
        Err(reason) => xml.element("exception", &[], |xml| xml.text(reason)),
    });
    Told { out: xml.done(), ..short::aside(checked) }
}

/// What stands after the last file.
pub(super) fn tail() -> String {
    "</checkstyle>\n".to_owned()
}

fn error(xml: &mut Xml, source: &Source, finding: &Finding) {
    let at = source.position(finding.at.span.start as usize);
    let severity = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "info",
    };
    let (line, column) = (at.line.to_string(), at.column.to_string());
    let source = format!("hegui.{}", finding.rule.replace('/', "."));
    xml.empty(
        "error",
        &[("line", &*line), ("column", &*column), ("severity", severity), ("message", &finding.message), ("source", &*source)],
    );
}
