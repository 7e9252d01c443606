//! `hegui facts`: which figures were understood how, and what was compared with what.

use super::args::{Facts, Plain};
use super::input::{folder_of, single};
use super::scope::Scopes;
use super::settings::language;
use super::trouble::Trouble;
use super::{answer, terminal};
use crate::check::Claims;
use crate::emit::Understood;
use crate::parse::parse;

/// Runs the command. What is off is shown and fails nothing: that is for `check`.
pub(super) fn run(typed: &Facts) -> Result<u8, Trouble> {
    let mut scopes = Scopes::of_rules(&typed.own)?;
    let scope = scopes.folder(&folder_of(&typed.path, &typed.input))?.scope.clone();
    let (path, source) = single(&typed.path, &typed.input, typed.tracked.changes())?;
    let doc = parse(&source, typed.year.or(scope.config.year));
    let claims = Claims::in_full();
    // The words that the rules judge by, so that both see the same claims.
    let claims = claims.all(&doc, &scope.set.terms);
    let understood = Understood { path: &path, doc: &doc, claims: &claims };
    match typed.format {
        Plain::Json => answer(&understood.json())?,
        Plain::Human => {
            answer(&understood.text(terminal::width(), terminal::draws(), language(typed.lang.unwrap_or(scope.lang()))))?
        }
    }
    Ok(0)
}
