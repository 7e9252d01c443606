//! Kinds that together are all of a thing: 继续有效, 修改, 废止.

use super::row::Row;
use super::terms::Partition;
use crate::check::words::WordList;
use crate::document::Unit;

/// How many of these parts make a complete classification; none where a kind is missing or a part belongs to no kind.
pub(super) fn complete(row: &Row, parts: &[usize]) -> Option<usize> {
    let labels: Vec<&str> = parts.iter().map(|&part| row.label(part)).collect();
    named(row, *parts.first()?, &labels).or_else(|| contrary(row, &labels))
}

/// The same for the names of parts, the first of which is at `at`.
pub(super) fn named(row: &Row, at: usize, labels: &[&str]) -> Option<usize> {
    // Every label of a classification names a kind, and it has two at least.
    candidates(row, labels).find_map(|partition| covers(row, partition, at, labels))
}

/// Whether one of the parts has more before its kind than others have, and is narrower: 35岁以下男性42人、女性38人.
pub(super) fn narrower(row: &Row, at: usize, labels: &[&str]) -> bool {
    let Some(partition) = candidates(row, labels).find(|partition| covers(row, partition, at, labels).is_some()) else {
        return false;
    };
    let before = |label: &&str| {
        let place = partition.words().filter_map(|word| label.find(word.as_str()).map(|place| (word.len(), place))).max()?.1;
        let before = label[..place].trim();
        Some(!before.is_empty() && !row.terms.plain.iter().any(|word| word == before))
    };
    let told: Vec<bool> = labels.iter().filter_map(before).collect();
    told.contains(&true) && told.contains(&false)
}

/// Whether a complete classification may hold more than its whole, because of what was left from the year before.
pub(super) fn carried(row: &Row, whole: usize, parts: &[usize]) -> bool {
    let labels: Vec<&str> = parts.iter().map(|&part| row.label(part)).collect();
    let intake = row.terms.intake.iter().any(|word| row.lead(whole).contains(word.as_str()));
    intake && candidates(row, &labels).any(|partition| partition.carried && covers(row, partition, parts[0], &labels).is_some())
}

/// 838人参加…，未参加的26人: what is and what is not are all of it.
fn contrary(row: &Row, labels: &[&str]) -> Option<usize> {
    let &[is, is_not, ..] = labels else { return None };
    let denied = row.terms.not.iter().filter_map(|not| is_not.strip_prefix(not.as_str())).min_by_key(|rest| rest.len())?;
    let end = denied.char_indices().nth(2).map_or(denied.len(), |(at, _)| at);
    let word = &denied[..end];
    (word.chars().count() == 2 && is.contains(word) && !row.terms.not.iter().any(|not| is.contains(not.as_str()))).then_some(2)
}

/// The partitions of which the first two labels may name kinds; a classification has two at least.
fn candidates<'d>(row: &Row<'d>, labels: &[&str]) -> impl Iterator<Item = &'d Partition> + use<'d> {
    let of = match labels {
        [first, second, ..] => match row.terms.may_be_of(first) {
            0 => 0,
            of => of & row.terms.may_be_of(second),
        },
        _ => 0,
    };
    let terms = row.terms;
    terms.partitions.iter().enumerate().filter(move |(at, _)| of >> (at % 64) & 1 != 0).map(|(_, partition)| partition)
}

fn covers(row: &Row, partition: &Partition, at: usize, labels: &[&str]) -> Option<usize> {
    let mut seen = vec![false; partition.kinds.len()];
    let mut end = 0;
    for label in labels {
        match kind(partition, label) {
            Some(Kind::Needed(kind)) if seen[kind] => break,
            Some(Kind::Needed(kind)) => seen[kind] = true,
            Some(Kind::Further) => {}
            None => break,
        }
        end += 1;
    }
    (end > 1 && seen.into_iter().all(|seen| seen) && (partition.of.is_empty() || is_of(row, partition, at))).then_some(end)
}

/// Whether the whole before `at` is what the kinds are kinds of: 调整事项16项, but neither 现有事项3256项 nor 调整后3256项. Shares have no
/// whole: there the sentence tells.
fn is_of(row: &Row, partition: &Partition, at: usize) -> bool {
    let of = |words: &str| {
        partition
            .of
            .iter()
            .any(|word| words.find(word.as_str()).is_some_and(|place| !words[place + word.len()..].starts_with('后')))
    };
    if row.quantity(at).unit == Unit::Percent {
        return of(row.sentence_words());
    }
    row.wholes(at).first().is_some_and(|&whole| of(row.lead(whole)) || of(row.tail(whole)))
}

enum Kind {
    Needed(usize),
    Further,
}

/// The kind that a label names, by its longest word: 不合格 is not 合格.
fn kind(partition: &Partition, label: &str) -> Option<Kind> {
    let named = |words: &WordList| {
        let whole = |(word, _): &(&str, usize)| word.chars().nth(1).is_some() || label == *word;
        words.found_in(label).filter(whole).map(|(word, _)| word.len()).max()
    };
    let needed = partition.kinds.iter().enumerate().map(|(at, words)| (named(words), Kind::Needed(at)));
    let kinds = needed.chain([(named(&partition.also), Kind::Further)]);
    kinds.filter_map(|(length, kind)| Some((length?, kind))).max_by_key(|(length, _)| *length).map(|(_, kind)| kind)
}
