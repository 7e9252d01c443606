//! Mending keeps its promises, whatever the rule: it comes to an end, a second time changes nothing, what was mended is no
//! longer found, nothing new is found, and no byte is touched that no fix names. Every failure names the text and shows
//! what was made of it.

#[path = "promises/drafts.rs"]
mod drafts;
#[path = "promises/encoded.rs"]
mod encoded;
#[path = "promises/mending.rs"]
mod mending;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use encoding_rs::{GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};
use hegui::finding::Safety;
use hegui::fix::{self, Why};
use hegui::lint::{Linter, Settings};
use hegui::rule;
use hegui::source::{self, Source};

use drafts::{DAMAGE, Dice, examples};
use encoded::bytes;
use mending::faults;

const LEVELS: [Safety; 2] = [Safety::Safe, Safety::Offered];
/// Texts made up in a run.
const GENERATED: u64 = 150;

fn linter(genre: Option<&str>) -> Linter {
    Linter::new(rule::builtin(), Settings { genre: genre.map(str::to_owned), ..Settings::default() })
}

fn report_linter() -> Linter {
    linter(Some("fazhi-annual-report"))
}

fn utf8(name: &str, text: &str) -> Option<Source> {
    source::read(name, text.as_bytes(), Some(UTF_8)).ok()
}

fn none(faults: &[String]) {
    let shown = faults.iter().take(20).cloned().collect::<Vec<_>>().join("\n\n");
    assert!(faults.is_empty(), "{} texts are not mended as promised:\n\n{shown}", faults.len());
}

#[test]
fn every_rule_mends_its_own_examples() {
    let mut linters: BTreeMap<Option<String>, Linter> = BTreeMap::new();
    let mut wrong = Vec::new();
    for (name, genre, text) in examples() {
        let Some(draft) = utf8(&name, &text) else { continue };
        let linter = linters.entry(genre.clone()).or_insert_with(|| linter(genre.as_deref()));
        LEVELS.iter().for_each(|&level| wrong.extend(faults(linter, &draft, level)));
    }
    none(&wrong);
}

/// The texts of a folder; none, loudly, if it is not there.
fn folder(path: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let Ok(entries) = fs::read_dir(&folder) else {
        eprintln!("SKIPPED: {path} is not there, its texts were not mended");
        return Vec::new();
    };
    let mut files: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "txt"));
    files.sort();
    assert!(!files.is_empty(), "{path} holds no texts");
    files
}

/// Mends files on both levels, on all processors.
fn mended(files: &[PathBuf], linter: &Linter) -> Vec<String> {
    let jobs = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let one = |file: &PathBuf| {
        let bytes = fs::read(file).expect("the file can be read");
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let Ok(draft) = source::read(&name, &bytes, None) else { return Vec::new() };
        assert!(draft.keeping(&bytes).is_ok_and(|encoding| draft.encode(encoding).as_ref() == Ok(&bytes)), "{name}");
        LEVELS.iter().flat_map(|&level| faults(linter, &draft, level)).collect()
    };
    std::thread::scope(|scope| {
        let part = |job| scope.spawn(move || files.iter().skip(job).step_by(jobs).flat_map(one).collect::<Vec<_>>());
        let parts: Vec<_> = (0..jobs).map(part).collect();
        parts.into_iter().flat_map(|part| part.join().expect("no thread panics")).collect()
    })
}

#[test]
fn samples_and_real_reports_are_mended() {
    none(&mended(&[folder("samples"), folder("../shared/corpus")].concat(), &report_linter()));
}

/// All of them in a release build; else as many as a test may take.
#[test]
fn texts_of_a_neighbouring_genre_are_mended() {
    let mut files = folder("../shared/near");
    if cfg!(debug_assertions) {
        files.retain(|file| fs::metadata(file).is_ok_and(|data| data.len() < 30_000));
        files.truncate(12);
    }
    none(&mended(&files, &linter(None)));
}

/// A text of lines from examples and samples, with some damage.
fn generated(seed: u64, lines: &[String]) -> String {
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    for _ in 0..8 {
        dice.throw(2);
    }
    let mut text = "青岚县司法局2024年法治政府建设年度报告\n".to_owned();
    for _ in 0..4 + dice.throw(12) {
        text += &lines[dice.throw(lines.len())];
        text.push('\n');
    }
    for _ in 0..dice.throw(6) {
        let (from, to) = DAMAGE[dice.throw(DAMAGE.len())];
        let places: Vec<_> = text.match_indices(from).map(|(at, _)| at).collect();
        let count = 1 + dice.throw(3);
        let mut chosen: Vec<_> = (0..count).filter_map(|_| places.get(dice.throw(places.len())).copied()).collect();
        chosen.sort_unstable();
        chosen.dedup();
        // From the end, and none over another: the places before stay where they are.
        chosen.iter().rev().for_each(|&at| text.replace_range(at..at + from.len(), to));
    }
    text
}

fn lines() -> Vec<String> {
    let samples = folder("samples").iter().map(|file| fs::read_to_string(file).expect("samples are UTF-8")).collect::<Vec<_>>();
    let texts = examples().into_iter().map(|(_, _, text)| text).chain(samples);
    let lines: Vec<_> = texts.flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>()).collect();
    lines.into_iter().filter(|line| !line.trim().is_empty()).collect()
}

#[test]
fn generated_texts_are_mended() {
    let (linters, lines) = ([report_linter(), linter(None)], lines());
    let mut wrong = Vec::new();
    let count = std::env::var("HEGUI_GENERATOR").ok().and_then(|typed| typed.parse().ok()).unwrap_or(GENERATED);
    for seed in 1..=count {
        let text = generated(seed, &lines);
        let text = if seed % 3 == 0 { text.replace('\n', "\r\n") } else { text };
        let Some(draft) = utf8(&format!("generated {seed}"), &text) else { continue };
        wrong.extend(faults(&linters[seed as usize % 2], &draft, LEVELS[seed as usize / 2 % 2]));
    }
    none(&wrong);
}

#[test]
fn every_encoding_comes_out_as_it_went_in() {
    let linter = report_linter();
    let text = fs::read_to_string(folder("samples").iter().find(|file| file.ends_with("faulty.txt")).expect("the sample"));
    let text = text.expect("samples are UTF-8").replace('\n', "\r\n");
    let mended = fix::fix(&linter, &utf8("faulty.txt", &text).expect("a text"), Safety::Offered).source.expect("it has faults");
    for (encoding, bom) in
        [(UTF_8, false), (UTF_8, true), (GBK, false), (GB18030, false), (UTF_16LE, false), (UTF_16LE, true), (UTF_16BE, true)]
    {
        let whole = |text: &str| bytes(&format!("{}{text}", if bom { "\u{FEFF}" } else { "" }), encoding);
        let was = whole(&text);
        let draft = source::read("faulty.txt", &was, None).expect("a text");
        let new = fix::fix(&linter, &draft, Safety::Offered).source.expect("it has faults");
        let is = new.encode(draft.keeping(&was).expect("it comes back")).expect("the encoding has every character");
        assert_eq!(is, whole(mended.text()), "{} {bom}", encoding.name());
    }
}

/// A linter of these rules alone.
fn own(files: impl IntoIterator<Item = rule::RuleFile>) -> Linter {
    let own = rule::load(files, &rule::RuleSet::default()).unwrap_or_else(|errors| panic!("{}", errors[0]));
    Linter::new(rule::RuleSet::default().with(own), Settings { genre: None, ..Settings::default() })
}

/// What a fix would put in and the encoding lacks is left as it is, and told.
#[test]
fn a_character_that_the_encoding_lacks_is_not_put_in() {
    let yaml = include_str!("fixes/plateau.yaml");
    let linter = own([rule::RuleFile::new("wording/plateau.yaml", yaml)]);
    let text = "青岚县塬上镇办件12件。\n青岚县原上镇办件3件。\n";
    let gbk = source::read("报告.txt", &GBK.encode(text).0, None).expect("a text");
    let fixed = fix::fix(&linter, &gbk, Safety::Safe);
    assert!(fixed.source.is_none() && fixed.left.findings.len() == 1);
    assert_eq!(fixed.skipped.iter().map(|skipped| skipped.why.clone()).collect::<Vec<_>>(), [Why::Encoding('𡶄')]);
    let fixed = fix::fix(&linter, &utf8("报告.txt", text).expect("a text"), Safety::Safe);
    assert_eq!(fixed.source.expect("UTF-8 has it").text(), "青岚县塬上镇办件12件。\n青岚县𡶄上镇办件3件。\n");
}

/// A rule that mends a word by another, or only finds it.
fn word(name: &str, wrong: &str, right: Option<&str>) -> rule::RuleFile {
    let yaml = include_str!("fixes/plateau.yaml");
    let yaml = match right {
        Some(right) => yaml.replace("𡶄上镇", right),
        None => yaml.replace(", replace: 𡶄上镇, safety: safe", ""),
    };
    rule::RuleFile::new(&format!("wording/{name}.yaml"), &yaml.replace("原上镇", wrong))
}

/// What becomes of a text.
struct Outcome {
    now: String,
    /// The rules applied, with their places.
    applied: Vec<(String, u32)>,
    /// The rules whose fixes were not, with the reason.
    left: Vec<(String, Why)>,
}

fn outcome(rules: &[(&str, &str, Option<&str>)], text: &str) -> Outcome {
    let linter = own(rules.iter().map(|(name, wrong, right)| word(name, wrong, *right)));
    let fixed = fix::fix(&linter, &utf8("报告.txt", text).expect("a text"), Safety::Safe);
    let applied = fixed.applied.iter().map(|applied| (applied.rule.to_string(), applied.at.start));
    let left = fixed.skipped.iter().map(|skipped| (skipped.finding.rule.to_string(), skipped.why.clone()));
    let now = fixed.source.as_ref().map_or(text, Source::text).to_owned();
    Outcome { now, applied: applied.collect(), left: left.collect() }
}

/// Rules that undo each other leave the text as it was.
#[test]
fn fixes_at_odds_change_nothing_and_are_named() {
    let text = "全年在甲镇办件12件。\n";
    let Outcome { now, applied, left } = outcome(&[("one", "甲镇", Some("乙镇")), ("two", "乙镇", Some("甲镇"))], text);
    assert_eq!((&*now, applied), (text, Vec::new()));
    assert_eq!(left, [("wording/one".to_owned(), Why::Unsettled)]);
}

#[test]
fn what_one_fix_uncovers_the_next_round_mends() {
    let rules = [("one", "甲镇", Some("乙镇")), ("two", "乙镇", Some("丙镇"))];
    let Outcome { now, applied, left } = outcome(&rules, "全年在乙镇、甲镇办件12件。\n");
    assert_eq!((&*now, left), ("全年在丙镇、丙镇办件12件。\n", Vec::new()));
    // Places are those of the draft as it was given.
    let at = |rule: &str, at| (format!("wording/{rule}"), at);
    assert_eq!(applied, [at("two", 9), at("one", 18), at("two", 18)]);
}

/// A fix after which something is found that nobody can mend is left to a person; the others are applied.
#[test]
fn a_fix_that_brings_up_something_new_is_left_and_the_others_are_not() {
    let rules = [("one", "甲镇", Some("乙镇")), ("two", "乙镇", None), ("three", "丁镇", Some("戊镇"))];
    let text = format!("全年在甲镇办件12件。\n{}", "全年在丁镇办件3件。\n".repeat(20));
    let Outcome { now, applied, left } = outcome(&rules, &text);
    assert_eq!(now, text.replace("丁镇", "戊镇"));
    assert_eq!(applied.len(), 20);
    assert_eq!(left, [("wording/one".to_owned(), Why::Uncovers("wording/two".into()))]);
}
