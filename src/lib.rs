//! hegui (合规): a compliance linter for the annual reports of Chinese government bodies.
//!
//! A draft goes one way, and only reading can fail:
//!
//! ```text
//! bytes ─read→ Source ─parse→ Document ─lint→ findings ─settle→ Report ─emit→ terminal, json …
//!                ↑                                └─fix→ another Source, linted again until nothing changes
//! ```
//!
//! ```text
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use hegui::{lint::{Linter, Settings}, source::{self, Source}};
//!
//! let linter = Linter::new(hegui::rule::builtin(), Settings::default());
//! let source = source::read("草稿.txt", "一、工作情况\n三、存在不足\n".as_bytes(), None)?;
//! let report = linter.check(&source);
//! assert!(report.findings.iter().any(|finding| &*finding.rule == "numbering/gap"));
//! # Ok(()) }
//! ```

// What pest derives without `std` names it so.
extern crate alloc;

#[cfg(feature = "docx")]
pub mod annotate;
pub mod check;
pub mod config;
pub mod crew;
pub mod document;
pub mod emit;
pub mod finding;
pub mod fix;
pub mod guard;
pub mod lint;
pub mod mute;
pub mod parse;
pub mod rule;
pub mod settle;
pub mod source;
pub mod span;
pub mod text;
pub mod verify;

#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "lsp")]
pub mod lsp;
#[cfg(feature = "cli")]
pub mod scope;
