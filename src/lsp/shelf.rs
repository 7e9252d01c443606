//! What holds for each draft: the settings and mutes nearest above it, found as the command line finds them, with the editor's own
//! settings before them as what is typed there. Read when the first draft of a folder is opened, and anew when a file has changed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::settings::Options;
use super::uri;
use crate::config::Lang;
use crate::crew::alone;
use crate::emit::Language;
use crate::lint::Linter;
use crate::rule::RuleSet;
use crate::scope::{Fault, Found, Held, Mark, Part, Scopes, What, Wish};
use gen_lsp_types::Uri;

/// How long it is not looked again whether files have changed, for editors that do not say so.
const PAUSE: Duration = Duration::from_secs(1);

/// What a draft is checked with.
pub(super) struct Setup {
    pub options: Arc<Options>,
    pub held: Held,
    /// What keeps it from being what the user asked for, a sentence each; told in every draft, or silence would look like praise.
    pub warnings: Vec<String>,
    /// The same, for the files that are to blame.
    pub faults: Vec<Fault>,
    /// The folder of the workspace.
    root: PathBuf,
}

impl Setup {
    pub fn linter(&self) -> &Linter {
        &self.held.scope.linter
    }

    pub fn set(&self) -> &RuleSet {
        &self.held.scope.set
    }

    /// The language of everything but the messages.
    pub fn language(&self) -> Language {
        match self.held.scope.lang() {
            Lang::Zh => Language::Chinese,
            Lang::En => Language::English,
        }
    }

    /// The file that a new mute comes into.
    pub fn mutes_file(&self) -> Found {
        self.held.mutes_file(Some(&self.root))
    }

    /// Makes the rules of a folder ready. A part that cannot be had is left out, and told.
    fn new(scopes: &mut Scopes, wish: &Wish, folder: &Path, root: &Path, options: &Arc<Options>) -> Setup {
        let done = |held: Held, faults: Vec<Fault>| {
            let warnings = faults.iter().map(warning).collect();
            Setup { options: options.clone(), held, warnings, faults, root: root.to_owned() }
        };
        let first = match scopes.folder(folder) {
            Ok(held) => return done(held.clone(), Vec::new()),
            Err(fault) => fault,
        };
        let (mut wish, mut faults) = (wish.clone().without(first.part), vec![first]);
        loop {
            match Scopes::new(wish.clone()).folder(folder) {
                Ok(held) => return done(held.clone(), faults),
                Err(fault) => {
                    // Each part goes once, and without any of them nothing can be wrong.
                    wish = wish.without(fault.part);
                    // Mutes that name rules of a folder that is not read are not at fault.
                    if fault.part != Part::Mutes || faults.iter().all(|known| known.part != Part::Settings) {
                        faults.push(fault);
                    }
                }
            }
        }
    }
}

/// A fault as a draft tells it.
fn warning(fault: &Fault) -> String {
    let said = match &fault.what {
        What::Unreadable { .. } | What::Unknown(_) => fault.to_string(),
        What::Folder { .. } => format!("{fault}；请改正设置"),
        What::Wrong { path, error } => format!("{} 有误\u{FF08}{error}\u{FF09}，请先改正", path.display()),
        What::Rules { errors, .. } => {
            let first = errors.first().map(|fault| format!("{}\u{FF1A}{fault}", fault.file().path())).unwrap_or_default();
            format!("{fault}\u{FF08}{first}\u{FF09}，请先改正规则文件")
        }
    };
    let meanwhile = match fault.part {
        Part::Names => "这一项设置没有采用",
        Part::Own => "暂时只用自带的规则检查",
        Part::Settings => "暂时没有按设置文件检查",
        Part::Mutes => "认可过的问题暂时照样提示",
    };
    format!("{said}；{meanwhile}")
}

/// See the head of the module.
pub(super) struct Shelf {
    pub options: Arc<Options>,
    root: PathBuf,
    wish: Wish,
    scopes: Scopes,
    known: BTreeMap<PathBuf, (Arc<Setup>, Mark)>,
    looked: Instant,
}

impl Shelf {
    /// Nothing is read yet.
    pub fn new(options: Options, root: &Path) -> Shelf {
        let own = options.rules.as_ref().map(|rules| root.join(rules));
        let wish = Wish { typed: options.typed.clone(), own, chosen: None, settings: true, mutes: true, crew: alone };
        let (options, scopes) = (Arc::new(options), Scopes::new(wish.clone()));
        Shelf { options, root: root.to_owned(), wish, scopes, known: BTreeMap::new(), looked: Instant::now() }
    }

    /// What holds for a document; `true` if it was read just now.
    pub fn setup(&mut self, document: &Uri) -> (Arc<Setup>, bool) {
        let folder = self.folder(document);
        if let Some((setup, _)) = self.known.get(&folder) {
            return (setup.clone(), false);
        }
        let setup = Arc::new(Setup::new(&mut self.scopes, &self.wish, &folder, &self.root, &self.options));
        let mark = self.wish.mark(&folder, &setup.held, &setup.faults);
        self.known.insert(folder, (setup.clone(), mark));
        (setup, true)
    }

    /// All that was read.
    pub fn all(&self) -> impl Iterator<Item = &Setup> {
        self.known.values().map(|(setup, _)| &**setup)
    }

    /// Whether a file has changed that holds for a document. Looks at most once a second unless it is `now` to be known.
    pub fn is_stale(&mut self, document: &Uri, now: bool) -> bool {
        if !now && self.looked.elapsed() < PAUSE {
            return false;
        }
        self.looked = Instant::now();
        let folder = self.folder(document);
        self.known.get(&folder).is_some_and(|(setup, mark)| self.wish.mark(&folder, &setup.held, &setup.faults) != *mark)
    }

    /// Has everything read again.
    pub fn reload(&mut self) {
        self.scopes = Scopes::new(self.wish.clone());
        self.known.clear();
    }

    /// The folder whose settings hold for a document; that of the workspace for one that was never saved.
    fn folder(&self, document: &Uri) -> PathBuf {
        let path = uri::path(document);
        path.as_deref().and_then(Path::parent).unwrap_or(&self.root).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_unknown_rule_is_told_and_does_not_switch_all_off() {
        let (options, _) = Options::read(&[&json!({"select": ["numbering/gapp"], "year": 2023})]);
        let mut shelf = Shelf::new(options, Path::new("."));
        let (setup, _) = shelf.setup(&Uri::from("untitled:1"));
        assert!(setup.warnings.len() == 1 && setup.warnings[0].contains("numbering/gap"), "{:?}", setup.warnings);
        assert_eq!(setup.linter().settings().year, Some(2023), "what is right holds");
        let source = crate::source::read("稿.txt", "一、工作\n三、不足\n".as_bytes(), None).unwrap();
        assert!(!setup.linter().check(&source).findings.is_empty());
    }
}
