//! Reads one YAML file, and says in Chinese what serde says in English when it cannot.

use std::ops::Range;
use std::sync::Arc;

use serde::de::DeserializeOwned;

use super::error::{RuleError, RuleFault};
use super::file::RuleFile;
use super::locate::{line, locate, scalar, within};
use super::nearest::suggestion;
use super::packed::Packed;

/// The largest rule file, in bytes: a word list of ten thousand rows.
const LIMIT: usize = 1 << 20;

/// What serde calls things, and what the keeper of rules calls them. The first that begins it counts.
const NAMES: &[(&str, &str)] = &[
    ("string", "文字"),
    ("a string", "文字"),
    ("one word or a sequence", "一个词，或几个词的列表"),
    ("integer", "整数"),
    ("floating point", "小数"),
    ("boolean", "是或否"),
    ("a boolean", "是或否（true 或 false）"),
    ("unit value", "空白"),
    ("map", "一组键和值"),
    ("a map", "一组键和值"),
    ("struct", "一组键和值"),
    ("sequence", "一个列表"),
    ("a sequence", "一个列表"),
    ("usize", "整数"),
    ("u8", "整数"),
    ("u16", "整数"),
    ("u32", "整数"),
    ("u64", "整数"),
    ("i32", "整数"),
    ("i64", "整数"),
    ("f64", "数"),
    ("option", "一个值"),
];

/// What the YAML reader says, what that means, and whether quotation marks may mend it.
const SYNTAX: &[(&str, &str, bool)] = &[
    ("mapping values are not allowed", "这里不应有冒号", true),
    ("did not find expected ',' or ']'", "方括号没有闭合", true),
    ("did not find expected ',' or '}'", "花括号没有闭合", true),
    ("could not find expected ':'", "前一行缺少冒号", false),
    ("did not find expected key", "缩进不齐，或文字没有放在引号内", true),
    ("did not find expected '-' indicator", "列表各项没有对齐", false),
    ("cannot start any token", "不能以这个字符开头", true),
    ("unexpected end of stream", "引号没有闭合", true),
    ("unknown escape character", "半角双引号内的反斜线要写两个，或改用半角单引号", false),
    ("EOF while parsing", "文件里什么也没有", false),
    ("more than one document", "一个文件只能写一条规则，不要用 --- 分开", false),
    ("recursion limit", "层次太深", false),
    ("repetition limit", "引用展开后太大", false),
    ("unknown anchor", "引用了没有定义的名称", false),
];

/// Reads a file as a rule, an outline or grades.
pub(super) fn parse<T: DeserializeOwned>(file: &Arc<RuleFile>) -> Result<T, RuleError> {
    bounded(file, LIMIT)
}

/// Reads a file of at most so many bytes.
pub(super) fn bounded<T: DeserializeOwned>(file: &Arc<RuleFile>, limit: usize) -> Result<T, RuleError> {
    if file.text().len() > limit {
        let help = "请确认选对了文件，并删去多余的内容".to_owned();
        return Err(RuleError::new(file, line(file.text(), 0), RuleFault::TooLarge(limit)).help(help));
    }
    if is_blank(file) {
        return Err(syntax(file, 0, "EOF while parsing"));
    }
    serde_yaml::from_str(file.text()).map_err(|refusal| translate(file, &refusal))
}

/// Reads what is packed of a file; where that is wrong or there is nothing, its YAML, for the place and the words of the error.
pub(super) fn quick<T: DeserializeOwned>(file: &Arc<RuleFile>, mut packed: Packed) -> Result<T, RuleError> {
    T::deserialize(&mut packed).or_else(|_| parse(file))
}

/// Puts serde's refusal into words for the keeper of the rules. Its sentences are part of serde's interface
/// (`serde::de::Error`); one that is not known here is shown as it is.
fn translate(file: &Arc<RuleFile>, refusal: &serde_yaml::Error) -> RuleError {
    let text = file.text();
    let sentence = refusal.to_string();
    let at = refusal.location().map_or(0, |location| location.index());
    let names: Vec<&str> = sentence.split(['`', '"']).skip(1).step_by(2).collect();
    let given = names.first().copied().unwrap_or_default();
    let allowed = names.iter().skip(1).copied();
    let path = sentence.split_once(": ").map_or("", |(path, _)| path);
    let says = |words: &str| sentence.contains(words);

    if !says("unknown ")
        && !says("duplicate ")
        && let Some(slip) = typing_slip(file, at)
    {
        return slip;
    }
    if says("unknown field `") {
        let at = scalar(text, at, true, true);
        RuleError::new(file, at, RuleFault::UnknownKey(given.to_owned())).help(suggestion(given, allowed))
    } else if says("unknown variant `") {
        let (at, fault) = match path {
            "check" => {
                (within(text, locate(text, &format!("check.{given}")).key, given, 0), RuleFault::UnknownCheck(given.to_owned()))
            }
            _ => (scalar(text, at, false, true), RuleFault::UnknownValue(given.to_owned())),
        };
        RuleError::new(file, at, fault).help(suggestion(given, allowed))
    } else if says("missing field `") {
        let at = if path.is_empty() { line(text, first_content(text)) } else { locate(text, path).key };
        RuleError::new(file, at, RuleFault::Missing(given.to_owned())).help(format!("请补上一行 {given}: …"))
    } else if says("duplicate field `") || says("duplicate entry with key") {
        RuleError::new(file, second(text, given).unwrap_or_else(|| line(text, at)), RuleFault::Duplicate(given.to_owned()))
            .help("留下一个，删去另一个".to_owned())
    } else if says("map with a single key") || says("newtype variant") {
        RuleError::new(file, locate(text, "check").key, RuleFault::OneCheck)
            .help(suggestion("", crate::check::Check::KINDS.iter().copied()))
    } else if let Some((given, expected)) =
        sentence.split_once("invalid type: ").and_then(|(_, types)| types.split_once(", expected "))
    {
        let list = expected.starts_with("a sequence").then(|| "写作 [甲, 乙]，或每项另起一行、以半角 - 加空格开头".to_owned());
        let fault = RuleFault::Type { expected: chinese(expected), given: chinese(given) };
        RuleError::new(file, scalar(text, at, false, true), fault).help(list)
    } else {
        syntax(file, at, &sentence)
    }
}

/// What the YAML reader itself stumbled over.
fn syntax(file: &Arc<RuleFile>, at: usize, sentence: &str) -> RuleError {
    let words = sentence.split(" at line ").next().unwrap_or(sentence);
    let known = SYNTAX.iter().find(|(english, ..)| words.contains(english));
    let (words, quotes) = known.map_or((words, false), |(_, chinese, quotes)| (chinese, *quotes));
    let quote = "含有冒号加空格、空格加 #，或以引号、括号开头的文字，请整个放在半角引号内";
    RuleError::new(file, line(file.text(), at), RuleFault::Syntax(words.to_owned())).help(quotes.then(|| quote.to_owned()))
}

/// The slips of a Chinese keyboard, which YAML reports as something else, often a line later:
/// `title\u{ff1a}...` with a full-width colon is one long word to it. Only lines near the place are looked at, for the
/// same characters are right inside an example.
fn typing_slip(file: &Arc<RuleFile>, near: usize) -> Option<RuleError> {
    let text = file.text();
    let last = text.get(..near).unwrap_or(text).matches('\n').count();
    let mut start = 0;
    for (number, line) in text.split_inclusive('\n').enumerate().take(last + 3) {
        if number + 2 >= last
            && let Some((at, fault, help)) = slip(line)
        {
            return Some(RuleError::new(file, start + at.start..start + at.end, fault).help(help));
        }
        start += line.len();
    }
    None
}

/// A full-width colon after a key, or a line that begins with other space than a plain one.
fn slip(line: &str) -> Option<(Range<usize>, RuleFault, String)> {
    let words = line.trim_start();
    let wrong = line.chars().next().filter(|&first| first.is_whitespace() && first != ' ' && !words.is_empty());
    if let Some(wrong) = wrong {
        return Some((0..wrong.len_utf8(), RuleFault::Indentation, "每层缩进两个半角空格".to_owned()));
    }
    let words = words.trim_start_matches("- ");
    let key = words.find(|c: char| !c.is_ascii_lowercase() && c != '-').unwrap_or(words.len());
    let colon = words[key..].chars().next().filter(|&c| key > 0 && c == '\u{ff1a}')?;
    let at = line.len() - words.len() + key;
    Some((at..at + colon.len_utf8(), RuleFault::FullWidthColon, format!("写作 {}: …", &words[..key])))
}

/// What serde calls it, in Chinese; what it quotes is kept: string "三" becomes 文字“三”.
fn chinese(name: &str) -> String {
    let name = name.split(" at line ").next().unwrap_or(name);
    let known = NAMES
        .iter()
        .find(|(english, _)| name == *english || name.strip_prefix(english).is_some_and(|rest| rest.starts_with(' ')));
    let quoted = name.find(['"', '`']).map(|at| name[at..].trim_matches(['`', '"']));
    match (known, quoted) {
        (Some((_, word)), Some(quoted)) => format!("{word}“{quoted}”"),
        (Some((_, word)), None) => (*word).to_owned(),
        (None, _) => name.to_owned(),
    }
}

/// The second line that sets this key.
fn second(text: &str, key: &str) -> Option<Range<usize>> {
    let sets = |at: &usize| {
        let head = text[..*at].trim_end_matches([' ', '-', '{', ',']);
        (head.is_empty() || head.ends_with('\n') || head.len() < *at) && text[at + key.len()..].starts_with(':')
    };
    text.match_indices(key).map(|(at, _)| at).filter(sets).nth(1).map(|at| at..at + key.len())
}

/// Whether there is nothing in a file but comments.
pub(super) fn is_blank(file: &RuleFile) -> bool {
    first_content(file.text()) == file.text().len()
}

/// Where the first line begins that is no comment.
fn first_content(text: &str) -> usize {
    let empty = |line: &&str| line.trim().is_empty() || line.starts_with('#') || line.starts_with("---");
    text.split_inclusive('\n').take_while(empty).map(str::len).sum()
}
