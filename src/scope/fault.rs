//! What can be wrong with the settings, mutes and rules of a user, and with which part of them it is.

use std::path::{Path, PathBuf};

use crate::rule::{RuleError, UnknownRule};

/// A part of what was wished that can be done without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Names of rules that were typed.
    Names,
    /// A folder of rules that was typed.
    Own,
    /// `hegui.yaml`, and the folders of rules that it names.
    Settings,
    /// `hegui.mutes.yaml`.
    Mutes,
}

/// A fault, and the part that it is in.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{what}")]
pub struct Fault {
    /// The part.
    pub part: Part,
    /// The fault.
    pub what: What,
}

/// What is wrong, one sentence.
#[derive(Debug, Clone, thiserror::Error)]
pub enum What {
    /// A rule or family that does not exist.
    #[error("{0}\u{FF08}全部规则见 hegui rules\u{FF09}")]
    Unknown(#[from] UnknownRule),
    /// A file that cannot be read.
    #[error("设置文件 {}：{reason}", .path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why, and what to do.
        reason: String,
    },
    /// A file that was read and is wrong at a place.
    #[error("{error}")]
    Wrong {
        /// The file.
        path: PathBuf,
        /// Its first fault.
        error: Box<RuleError>,
    },
    /// A folder of rules that cannot be read.
    #[error("规则文件夹 {}：{reason}", .folder.display())]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// Why.
        reason: String,
    },
    /// Rules that were read and are wrong.
    #[error("规则文件夹 {} 有{}处错误", .folder.display(), .errors.len())]
    Rules {
        /// The folder that their files are in.
        folder: PathBuf,
        /// Each at its place.
        errors: Vec<RuleError>,
    },
}

impl What {
    /// In a part.
    pub(super) fn of(self, part: Part) -> Fault {
        Fault { part, what: self }
    }

    pub(super) fn unreadable(path: &Path, reason: &str) -> What {
        What::Unreadable { path: super::shown(path), reason: reason.to_owned() }
    }

    pub(super) fn wrong(path: &Path, error: RuleError) -> What {
        What::Wrong { path: super::shown(path), error: Box::new(error) }
    }
}
