//! How often each rule found something, the most frequent first: what to look at before anything else.

use std::cmp::Reverse;
use std::fmt::Write;
use std::sync::Arc;

use serde::Serialize;

use super::json::{self, written};
use super::summary::summary;
use super::words::machine;
use super::{Checked, Language, Tally, Told, short};
use crate::finding::Severity;
use crate::rule::Rule;

/// In which form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A table for a person, with the closing line.
    Table,
    /// A line a rule: `12 error[numbering/gap] title`.
    Lines,
    /// The machine output, findings and all, with a key more.
    Json,
}

/// The counts of a run, in place of its findings.
#[derive(Debug)]
pub struct Statistics {
    form: Form,
    rules: Vec<Arc<Rule>>,
    language: Language,
}

/// One rule's count.
#[derive(Serialize)]
struct Row<'a> {
    rule: &'a str,
    severity: Severity,
    title: &'a str,
    count: usize,
}

impl Statistics {
    /// In this form, with the titles of these rules.
    pub fn new(form: Form, rules: &[Arc<Rule>], language: Language) -> Statistics {
        Statistics { form, rules: rules.to_vec(), language }
    }

    pub(super) fn head(&self) -> String {
        if self.form == Form::Json { json::head() } else { String::new() }
    }

    pub(super) fn file(&self, checked: &Checked) -> Told {
        match self.form {
            Form::Json => Told { out: json::file(checked), err: String::new() },
            Form::Table | Form::Lines => short::aside(checked),
        }
    }

    pub(super) fn between(&self) -> &'static str {
        if self.form == Form::Json { ",\n" } else { "" }
    }

    pub(super) fn tail(&self, tally: &Tally) -> String {
        let rows = self.rows(tally);
        match self.form {
            Form::Json => format!("\n],\"statistics\":{},{}}}\n", written(&rows), json::summary(tally)),
            Form::Lines => rows.iter().map(line).collect(),
            Form::Table => self.table(&rows) + &summary(tally, self.language),
        }
    }

    fn rows<'a>(&'a self, tally: &'a Tally) -> Vec<Row<'a>> {
        let row = |(id, &(severity, count)): (&'a Arc<str>, &(Severity, usize))| {
            let rule = self.rules.iter().find(|rule| rule.id == *id);
            let title = rule.map(|rule| if self.language == Language::English { &*rule.en } else { &*rule.title });
            Row { rule: id, severity, title: title.unwrap_or_default(), count }
        };
        let mut rows: Vec<Row> = tally.rules.iter().map(row).collect();
        // The ids come sorted, and equals keep their order.
        rows.sort_by_key(|row| (Reverse(row.count), Reverse(row.severity)));
        rows
    }

    fn table(&self, rows: &[Row]) -> String {
        let count = rows.iter().map(|row| row.count.to_string().len()).max().unwrap_or(0);
        let wide = rows.iter().map(|row| row.rule.len()).max().unwrap_or(0);
        let grade = rows.iter().map(|row| self.language.severity(row.severity).chars().count()).max().unwrap_or(0);
        let mut table = String::new();
        for Row { rule, severity, title, count: found } in rows {
            // Writing to a string cannot fail.
            let _ = writeln!(table, "{found:>count$}  {:grade$} {rule:wide$}  {title}", self.language.severity(*severity));
        }
        if !rows.is_empty() {
            table.push('\n');
        }
        table
    }
}

fn line(row: &Row) -> String {
    format!("{} {}[{}] {}\n", row.count, machine(row.severity), row.rule, row.title)
}
