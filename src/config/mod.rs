//! `hegui.yaml`: what an office wants of its drafts. Pure: the text of a file becomes a [`Config`], and that, with the rules in
//! force, [`Settings`]. Finding and reading the file is for the doors.

mod held;
mod rows;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::de::value::{MapAccessDeserializer, StrDeserializer};
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::check::Row;
use crate::finding::Severity;
use crate::lint::Settings;
use crate::rule::{Grade, RuleError, RuleFile, RuleSet, yaml};

pub use held::{From, Held, held};
pub use rows::Facts;

/// What the file is called.
pub const NAME: &str = "hegui.yaml";

/// A configuration as `hegui init` writes it.
pub const TEMPLATE: &str = include_str!("template.yaml");

/// The largest configuration, in bytes.
pub const LIMIT: usize = 1 << 20;

/// The years that a report may be on.
const YEARS: std::ops::RangeInclusive<i32> = 1990..=2100;

/// What `hegui.yaml` says. What it does not say is as if there were no file.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Config {
    /// The file it was read from.
    #[serde(skip)]
    #[schemars(skip)]
    pub file: Arc<RuleFile>,
    /// 文种。不写就是 fazhi-annual-report（法治政府建设年度报告）。
    pub profile: Option<Profile>,
    /// 报告的年份。不写就从标题等处读出。
    #[schemars(range(min = 1990, max = 2100))]
    pub year: Option<i32>,
    /// 只用这些规则或类别。不写就是全部。
    pub select: Vec<String>,
    /// 改变规则或类别的级别，或者关掉：规则的名称在前，级别在后。
    pub rules: BTreeMap<String, Graded>,
    /// 另加这些文件夹里的规则，路径从本文件所在的文件夹算起。
    pub rule_folders: Vec<String>,
    /// 给词表规则加几行，如 wording/wrong-word。
    pub words: BTreeMap<String, Vec<Row>>,
    /// 给提法、法律、规划等的表加几行。
    pub facts: Facts,
    /// 检查文件夹时跳过的文件，写法同 .gitignore，路径从本文件所在的文件夹算起。
    pub exclude: Vec<String>,
    /// 到哪一级算不通过。不写就是 error。
    pub fail_on: Option<FailOn>,
    /// 规则名称和理由用中文还是英文。不写就是 zh。
    pub lang: Option<Lang>,
}

/// What kind of document is expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Profile {
    /// A 法治政府建设年度报告, with its mandated parts.
    #[default]
    FazhiAnnualReport,
    /// Any other official document.
    General,
}

/// The gravity that makes a run fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum FailOn {
    /// Errors.
    #[default]
    Error,
    /// Warnings and errors.
    Warning,
    /// Anything.
    Advice,
    /// Nothing.
    Never,
}

/// The language of everything but the messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

/// What becomes of a rule or family: a grade, or a grade with the reason for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Graded {
    /// The grade.
    pub grade: Grade,
    /// Why, for whoever reads the file next year.
    pub reason: Option<String>,
}

/// The same as a map.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct GradedMap {
    grade: Grade,
    #[serde(default)]
    reason: Option<String>,
}

impl<'de> Deserialize<'de> for Graded {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Graded, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Graded;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("off、advice、warning、error 之一，或写作 { grade: …, reason: … }")
            }

            fn visit_str<E: serde::de::Error>(self, grade: &str) -> Result<Graded, E> {
                Ok(Graded { grade: Grade::deserialize(StrDeserializer::new(grade))?, reason: None })
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Graded, A::Error> {
                let GradedMap { grade, reason } = GradedMap::deserialize(MapAccessDeserializer::new(map))?;
                Ok(Graded { grade, reason })
            }
        }
        from.deserialize_any(Either)
    }
}

impl JsonSchema for Graded {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Graded".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let (grade, map) = (generator.subschema_for::<Grade>(), generator.subschema_for::<GradedMap>());
        schemars::json_schema!({ "anyOf": [grade, map] })
    }
}

impl FailOn {
    /// All there are.
    pub const ALL: [FailOn; 4] = [FailOn::Error, FailOn::Warning, FailOn::Advice, FailOn::Never];

    /// As it is written.
    pub fn name(self) -> &'static str {
        match self {
            FailOn::Error => "error",
            FailOn::Warning => "warning",
            FailOn::Advice => "advice",
            FailOn::Never => "never",
        }
    }

    /// The least grave finding that fails a run; none for `never`.
    pub fn severity(self) -> Option<Severity> {
        match self {
            FailOn::Error => Some(Severity::Error),
            FailOn::Warning => Some(Severity::Warning),
            FailOn::Advice => Some(Severity::Advice),
            FailOn::Never => None,
        }
    }
}

impl Lang {
    /// All there are.
    pub const ALL: [Lang; 2] = [Lang::Zh, Lang::En];

    /// As it is written.
    pub fn name(self) -> &'static str {
        match self {
            Lang::Zh => "zh",
            Lang::En => "en",
        }
    }
}

impl Profile {
    /// All there are.
    pub const ALL: [Profile; 2] = [Profile::FazhiAnnualReport, Profile::General];

    /// As it is written.
    pub fn name(self) -> &'static str {
        match self {
            Profile::FazhiAnnualReport => "fazhi-annual-report",
            Profile::General => "general",
        }
    }

    /// The genre whose outline is demanded.
    pub fn genre(self) -> Option<String> {
        (self == Profile::FazhiAnnualReport).then(|| self.name().to_owned())
    }
}

/// What was typed on a command line, or set in an editor: it stands before what a file says.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    /// `--profile`
    pub profile: Option<Profile>,
    /// `--year`
    pub year: Option<i32>,
    /// `--select`: takes the place of the file's, and switches on what the file has off.
    pub select: Vec<String>,
    /// `--ignore`: beside what the file has off.
    pub ignore: Vec<String>,
    /// Ids and families graded anew, none for off: of the same name these count before those of the file.
    pub grades: Vec<(String, Option<Severity>)>,
    /// `--fail-on`
    pub fail_on: Option<FailOn>,
    /// `--lang`
    pub lang: Option<Lang>,
}

impl Config {
    /// Reads the text of a file. A file of comments says nothing.
    ///
    /// # Errors
    /// What is wrong first, at its place.
    pub fn parse(file: RuleFile) -> Result<Config, RuleError> {
        let file = Arc::new(file);
        let config = Config { file: file.clone(), ..yaml::read_map::<Config>(&file, LIMIT)?.unwrap_or_default() };
        if let Some(year) = config.year.filter(|year| !YEARS.contains(year)) {
            let sentence = format!("年份不能是 {year}");
            return Err(yaml::fault(&file, "year", sentence, "写1990到2100之间的四位数字，如 year: 2024".to_owned()));
        }
        Ok(config)
    }

    /// The settings for a draft to which this file applies. `set` is what [`Config::rules`] gives.
    ///
    /// # Errors
    /// A name that is no rule's and no family's, or an error switched off without a reason.
    pub fn settings(&self, typed: &Typed, set: &RuleSet) -> Result<Settings, RuleError> {
        let select = self.select.iter().enumerate().map(|(at, name)| {
            let known = set.resolve(std::slice::from_ref(name)).ok().and_then(|mut names| names.pop());
            known.ok_or_else(|| yaml::unknown(&self.file, &format!("select.{at}"), false, name, set))
        });
        let select: Vec<String> = select.collect::<Result<_, _>>()?;
        let mut grades = Vec::new();
        for (name, graded) in &self.rules {
            let mut known = set.resolve(std::slice::from_ref(name)).unwrap_or_default();
            let Some(id) = known.pop() else {
                return Err(yaml::unknown(&self.file, &format!("rules.{name}"), true, name, set));
            };
            self.reasoned(name, &id, graded, set)?;
            let asked =
                typed.select.iter().any(|typed| *typed == id || typed.split_once('/').is_some_and(|(own, _)| *own == *id));
            if graded.grade != Grade::Off || !asked {
                grades.push((id, graded.grade.severity()));
            }
        }
        grades.extend(typed.grades.iter().cloned());
        Ok(Settings {
            genre: typed.profile.or(self.profile).unwrap_or_default().genre(),
            year: typed.year.or(self.year),
            select: if typed.select.is_empty() { select } else { typed.select.clone() },
            ignore: typed.ignore.clone(),
            grades,
        })
    }

    /// What a binding rule demands is not switched off without a word.
    fn reasoned(&self, name: &str, id: &str, graded: &Graded, set: &RuleSet) -> Result<(), RuleError> {
        let said = graded.reason.as_deref().is_some_and(|reason| !reason.trim().is_empty());
        let error = |rule: &&Arc<crate::rule::Rule>| rule.severity == Severity::Error && (&*rule.id == id || rule.family() == id);
        if graded.grade != Grade::Off || said || !set.rules.iter().any(|rule| error(&rule)) {
            return Ok(());
        }
        let sentence = format!("{name} 有错误级的规则，关掉要写明缘由");
        let help = format!("写作 {name}: {{ grade: off, reason: 缘由 }}");
        Err(yaml::fault_of_key(&self.file, &format!("rules.{name}"), sentence, help))
    }

    /// The rules in force: `set` with the file's own rows. Rules of folders are laid over before, by whoever reads them.
    ///
    /// # Errors
    /// A row that contradicts itself or the others, or stands under a name that has no table.
    pub fn rules(&self, set: RuleSet) -> Result<RuleSet, RuleError> {
        rows::over(self, set)
    }
}

/// JSON Schema of the file, so that an editor completes and checks it while it is written.
pub fn schema() -> String {
    let schema = serde_json::to_string_pretty(&schemars::schema_for!(Config));
    schema.expect("a schema is plain JSON") + "\n"
}
