//! What the user wants of the server, as the editor tells it: read key by key, each fault told and the rest kept.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::lint::{Linter, Settings};
use crate::rule::{RuleError, RuleFile, RuleSet, builtin, load};

/// Reads the files of a folder of rules, or says in a sentence why it cannot.
pub type Folder = fn(&Path) -> Result<Vec<RuleFile>, String>;

/// The profiles there are, and the genre that each demands.
const PROFILES: [(&str, Option<&str>); 2] = [("fazhi-annual-report", Some("fazhi-annual-report")), ("general", None)];
/// The longest wait, in milliseconds.
const LONGEST: u64 = 10_000;
/// Keys that are for the editor's side of the work, sent along by editors that send a whole section.
const OF_EDITORS: [&str; 3] = ["enable", "path", "trace"];

/// Where a draft's title tells what is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Missing {
    /// In a code lens above it.
    #[default]
    Lens,
    /// In an inlay hint behind it.
    Inlay,
    /// Nowhere.
    Off,
}

/// The settings, every key with a value.
#[derive(Debug, Clone, Default)]
pub(super) struct Options {
    profile: Option<String>,
    year: Option<i32>,
    select: Vec<String>,
    ignore: Vec<String>,
    rules: Option<PathBuf>,
    /// How long a change waits for the next one.
    pub debounce: Duration,
    pub missing: Missing,
    /// Whether the editor asks for diagnostics instead of being sent them.
    pub pull: bool,
}

/// What a value is, for people.
const KEYS: [(&str, &str); 8] = [
    ("profile", "fazhi-annual-report 或 general"),
    ("year", "1990到2100之间的整数"),
    ("select", "规则或类别的列表"),
    ("ignore", "规则或类别的列表"),
    ("rules", "放规则的文件夹"),
    ("debounce", "0到10000之间的毫秒数"),
    ("missing", "lens、inlay 或 off"),
    ("pull", "true 或 false"),
];

impl Options {
    /// Reads what an editor sent, each time either the settings themselves or a section `hegui` with them; what came later holds, and
    /// an empty section, which some editors send unasked, changes nothing. Keys that are wrong are told, and are as if not set.
    pub fn read(sent: &[&Value]) -> (Options, Vec<String>) {
        let sections = sent.iter().filter_map(|sent| sent.get("hegui").unwrap_or(sent).as_object());
        let map: Map<String, Value> = sections.flatten().map(|(key, value)| (key.clone(), value.clone())).collect();
        let (mut options, mut faults) = (Options::default(), Vec::new());
        for (key, value) in map.iter().filter(|(_, value)| !value.is_null()) {
            let Some((_, wanted)) = KEYS.iter().find(|(known, _)| known == key) else {
                if !OF_EDITORS.contains(&&**key) {
                    faults
                        .push(format!("设置 hegui.{key} 不认识，没有采用；可用的有 {}", KEYS.map(|(known, _)| known).join("、")));
                }
                continue;
            };
            if options.set(key, value).is_none() {
                faults.push(format!("设置 hegui.{key} 不能是 {value}，没有采用；应为{wanted}"));
            }
        }
        (options, faults)
    }

    /// Sets one key; none if the value is not of it.
    fn set(&mut self, key: &str, value: &Value) -> Option<()> {
        match key {
            "profile" => {
                self.profile = Some(of(value).filter(|given: &String| PROFILES.iter().any(|(known, _)| known == given))?)
            }
            "year" => self.year = Some(of(value).filter(|year| (1990..=2100).contains(year))?),
            "select" => self.select = names(value)?,
            "ignore" => self.ignore = names(value)?,
            "rules" => self.rules = Some(of(value)?),
            "debounce" => self.debounce = Duration::from_millis(of(value).filter(|wait| *wait <= LONGEST)?),
            "missing" => self.missing = of(value)?,
            "pull" => self.pull = of(value)?,
            _ => return None,
        }
        Some(())
    }

    fn settings(&self, set: &RuleSet) -> Result<Settings, String> {
        let known = |names: &[String]| set.resolve(names).map_err(|unknown| format!("{unknown}；全部规则见 hegui rules"));
        let profile =
            |wanted: &String| PROFILES.iter().find(|(known, _)| known == wanted).and_then(|(_, genre)| genre.map(str::to_owned));
        let genre = self.profile.as_ref().map_or(Settings::default().genre, profile);
        Ok(Settings { genre, year: self.year, select: known(&self.select)?, ignore: known(&self.ignore)?, ..Settings::default() })
    }
}

fn of<T: DeserializeOwned>(value: &Value) -> Option<T> {
    serde_json::from_value(value.clone()).ok()
}

/// A list of names, or one string with commas as on the command line.
fn names(value: &Value) -> Option<Vec<String>> {
    let list: Vec<String> = match value {
        Value::String(one) => one.split(',').map(str::to_owned).collect(),
        list => of(list)?,
    };
    Some(list.iter().map(|name| name.trim().trim_end_matches('/').to_owned()).filter(|name| !name.is_empty()).collect())
}

/// The rules in force, made ready: what a draft is checked with.
pub(super) struct Setup {
    pub options: Options,
    pub set: RuleSet,
    pub linter: Linter,
    /// What keeps it from being what the user asked for, one sentence; told in every draft, or silence would look like praise.
    pub warning: Option<String>,
    /// What is wrong with the files of a folder of rules.
    pub faults: Vec<RuleError>,
    /// That folder.
    pub folder: Option<PathBuf>,
}

impl Setup {
    /// Makes the rules ready. Where the user's cannot be, ours are in force and a warning says so.
    pub fn new(options: Options, root: &Path, read: Folder) -> Arc<Setup> {
        let folder = options.rules.as_ref().map(|rules| root.join(rules));
        let (set, mut warning, faults) = rules(folder.as_deref(), read);
        let settings = options.settings(&set).unwrap_or_else(|fault| {
            warning.get_or_insert(format!("{fault}；这一项设置没有采用"));
            let plain = Options { select: Vec::new(), ignore: Vec::new(), ..options.clone() };
            plain.settings(&set).unwrap_or_default()
        });
        let linter = Linter::new(set.clone(), settings);
        Arc::new(Setup { options, set, linter, warning, faults, folder })
    }
}

/// Ours with the folder's over them; ours, with the reason, where the folder's are faulty.
fn rules(folder: Option<&Path>, read: Folder) -> (RuleSet, Option<String>, Vec<RuleError>) {
    let ours = builtin();
    let Some(folder) = folder else { return (ours, None, Vec::new()) };
    let files = match read(folder) {
        Ok(files) => files,
        Err(reason) => return (ours, Some(format!("{reason}；暂时只用自带的规则检查")), Vec::new()),
    };
    match load(files, &ours) {
        Ok(own) => (ours.with(own), None, Vec::new()),
        Err(faults) => {
            let first = faults.first().map(|fault| format!("{}\u{FF1A}{fault}", fault.file().path())).unwrap_or_default();
            let count = faults.len();
            let warning =
                format!("规则文件夹 {} 有{count}处错误（{first}），暂时只用自带的规则检查；请先改正规则文件", folder.display());
            (ours, Some(warning), faults)
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn keys_that_are_wrong_are_told_and_the_rest_holds() {
        let sent = json!({"hegui": {"year": 2024, "profil": "general", "debounce": -1, "ignore": "dates, terms/", "path": "x", "rules": null}});
        let (options, faults) = Options::read(&[&json!({"year": 2020, "missing": "off"}), &sent]);
        assert_eq!(options.missing, Missing::Off, "what was said before holds where nothing else was said");
        assert_eq!((options.year, &options.ignore[..]), (Some(2024), &["dates".to_owned(), "terms".to_owned()][..]));
        assert_eq!(faults.len(), 2, "{faults:?}");
        assert!(faults.iter().any(|fault| fault.contains("hegui.profil ") && fault.contains("profile")));
        assert!(faults.iter().any(|fault| fault.contains("debounce") && fault.contains("毫秒")));
        assert!(Options::read(&[&json!(null)]).1.is_empty());
    }

    #[test]
    fn an_unknown_rule_is_told_and_does_not_switch_all_off() {
        let (options, _) = Options::read(&[&json!({"select": ["numbering/gapp"]})]);
        let setup = Setup::new(options, Path::new("."), |_| Ok(Vec::new()));
        assert!(setup.warning.as_ref().is_some_and(|warning| warning.contains("numbering/gap")), "{:?}", setup.warning);
        let source = crate::source::read("稿.txt", "一、工作\n三、不足\n".as_bytes(), None).unwrap();
        assert!(!setup.linter.check(&source).findings.is_empty());
    }
}
