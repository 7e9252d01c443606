//! What the user wants of the server, as the editor tells it: read key by key, each fault told and the rest kept.

use std::path::PathBuf;
use std::time::Duration;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::config::Typed;

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
    /// What counts like what is typed on a command line: before what a file says.
    pub typed: Typed,
    /// A folder of rules, from the folder of the workspace on.
    pub rules: Option<PathBuf>,
    /// How long a change waits for the next one.
    pub debounce: Duration,
    pub missing: Missing,
    /// Whether the editor asks for diagnostics instead of being sent them.
    pub pull: bool,
}

/// What a value is, for people.
const KEYS: [(&str, &str); 9] = [
    ("profile", "fazhi-annual-report 或 general"),
    ("year", "1990到2100之间的整数"),
    ("select", "规则或类别的列表"),
    ("ignore", "规则或类别的列表"),
    ("rules", "放规则的文件夹"),
    ("lang", "zh 或 en"),
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
            "profile" => self.typed.profile = Some(of(value)?),
            "year" => self.typed.year = Some(of(value).filter(|year| (1990..=2100).contains(year))?),
            "select" => self.typed.select = names(value)?,
            "ignore" => self.typed.ignore = names(value)?,
            "lang" => self.typed.lang = Some(of(value)?),
            "rules" => self.rules = Some(of(value)?),
            "debounce" => self.debounce = Duration::from_millis(of(value).filter(|wait| *wait <= LONGEST)?),
            "missing" => self.missing = of(value)?,
            "pull" => self.pull = of(value)?,
            _ => return None,
        }
        Some(())
    }
}

fn of<T: DeserializeOwned>(value: &Value) -> Option<T> {
    serde_json::from_value(value.clone()).ok()
}

/// A list of names, or one string with commas as on the command line.
fn names(value: &Value) -> Option<Vec<String>> {
    match value {
        Value::String(one) => Some(one.split(',').map(str::to_owned).collect()),
        list => of(list),
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
        assert_eq!((options.typed.year, options.typed.ignore.len()), (Some(2024), 2));
        assert_eq!(faults.len(), 2, "{faults:?}");
        assert!(faults.iter().any(|fault| fault.contains("hegui.profil ") && fault.contains("profile")));
        assert!(faults.iter().any(|fault| fault.contains("debounce") && fault.contains("毫秒")));
        assert!(Options::read(&[&json!(null)]).1.is_empty());
    }
}
