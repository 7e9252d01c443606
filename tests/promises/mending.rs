//! What mending promises of any draft: it comes to an end, a second time changes nothing, what was mended is no longer found,
//! nothing new is found, and no byte is touched that no fix names.

use std::collections::{BTreeMap, BTreeSet};

use hegui::emit::Difference;
use hegui::finding::{Edit, Finding, Safety};
use hegui::fix::{self, Fixed, Why};
use hegui::lint::Linter;
use hegui::source::Source;

/// Every finding by itself.
pub fn found(linter: &Linter, source: &Source) -> Vec<Finding> {
    linter.check_each(source, <[Finding]>::to_vec).1
}

/// How often each rule found something.
fn counts(findings: &[Finding]) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    findings.iter().for_each(|finding| *counts.entry(&*finding.rule).or_default() += 1);
    counts
}

/// What is wrong with the mending of one draft, each with the rules that took part and the difference.
pub fn faults(linter: &Linter, draft: &Source, level: Safety) -> Vec<String> {
    let fixed = fix::fix(linter, draft, level);
    let (before, mut wrong) = (found(linter, draft), Vec::new());
    let fault = |why: &Why| matches!(why, Why::Unsettled | Why::Unsound | Why::Idle);
    for skipped in fixed.skipped.iter().filter(|skipped| fault(&skipped.why)) {
        wrong.push(format!("{}: {:?}: {}", skipped.finding.rule, skipped.why, skipped.finding.message));
    }
    let Some(new) = &fixed.source else { return told(draft, &fixed, level, wrong) };
    let again = fix::fix(linter, new, level);
    wrong.extend(again.applied.iter().map(|more| format!("{}: a second run changes more: {}", more.rule, more.title)));
    let after = found(linter, new);
    let (was, is) = (counts(&before), counts(&after));
    // A message may quote what was mended: it is new only if its rule finds more than it did.
    let known: BTreeSet<_> = before.iter().map(|finding| (&finding.rule, &finding.message)).collect();
    let more = |finding: &&Finding| is[&*finding.rule] > was.get(&*finding.rule).copied().unwrap_or(0);
    // What one round brought up for the next to mend, and the next left because worse would follow, is told with that reason.
    let left = |rule: &str| fixed.skipped.iter().any(|one| *one.finding.rule == *rule && matches!(one.why, Why::Uncovers(_)));
    for new in after
        .iter()
        .filter(more)
        .filter(|finding| !left(&finding.rule))
        .filter(|finding| !known.contains(&(&finding.rule, &finding.message)))
    {
        wrong.push(format!("{}: a new finding: {}", new.rule, new.message));
    }
    let mut applied: BTreeMap<&str, usize> = BTreeMap::new();
    // What another fix brought up and a later round mended was not there to begin with: 1、、、 is 1.、、 on its way to 1.、
    let there = |one: &&fix::Applied| before.iter().any(|finding| finding.rule == one.rule && finding.at.span == one.at);
    fixed.applied.iter().filter(there).for_each(|one| *applied.entry(&one.rule).or_default() += 1);
    for (rule, mended) in applied {
        let (was, is) = (was.get(rule).copied().unwrap_or(0), is.get(rule).copied().unwrap_or(0));
        if is > was.saturating_sub(mended) {
            wrong.push(format!("{rule}: {mended} mended of {was}, {is} left"));
        }
    }
    wrong.extend(touched(draft, &before, &fixed));
    wrong.extend(ends(draft.text(), new.text()));
    told(draft, &fixed, level, wrong)
}

/// The edits of the fixes that are said to be applied, put in by hand, must give the same text. Only what one round did can be told so.
fn touched(draft: &Source, before: &[Finding], fixed: &Fixed) -> Option<String> {
    let mut edits: Vec<&Edit> = Vec::new();
    for applied in &fixed.applied {
        let is = |finding: &&Finding| finding.rule == applied.rule && finding.at.span == applied.at;
        let fixes = before.iter().filter(is).flat_map(|finding| &finding.fixes);
        edits.extend(&fixes.into_iter().find(|fix| fix.title == applied.title)?.edits);
    }
    edits.sort_by_key(|edit| edit.span);
    edits.dedup();
    if edits.windows(2).any(|pair| pair[1].span.start < pair[0].span.end) {
        // A later round had the same words to say of another place.
        return None;
    }
    let mut text = draft.text().to_owned();
    edits.iter().rev().for_each(|edit| text.replace_range(edit.span.range(), &edit.text));
    let now = fixed.source.as_ref().map_or("", Source::text);
    (text != now).then(|| format!("bytes outside the edits changed: {text:?} is meant"))
}

/// Line ends are those of the file, the last one among them. A file of one line has none to go by.
fn ends(old: &str, new: &str) -> Option<String> {
    let kinds = |text: &str| {
        let pairs = text.matches("\r\n").count();
        (pairs > 0, text.matches('\n').count() > pairs, text.matches('\r').count() > pairs)
    };
    let (was, is) = (kinds(old), kinds(new));
    let was = if was == (false, false, false) { (false, true, false) } else { was };
    let more = is.0 && !was.0 || is.1 && !was.1 || is.2 && !was.2;
    // Where all words of the last line go, what is left ends with the line end before it.
    let word = |text: &str| text.trim_end_matches(['\n', '\r']).chars().next_back();
    let last = old.ends_with(['\n', '\r']) != new.ends_with(['\n', '\r']) && word(old) == word(new);
    (more || last).then(|| "line ends changed".to_owned())
}

/// The faults in one paragraph a text.
fn told(draft: &Source, fixed: &Fixed, level: Safety, wrong: Vec<String>) -> Vec<String> {
    if wrong.is_empty() {
        return wrong;
    }
    let rules: BTreeSet<_> = fixed.applied.iter().map(|applied| format!("{} {}", applied.rule, applied.title)).collect();
    let difference = fixed.source.as_ref().map(|new| Difference { name: draft.name(), old: draft, new }.words(false));
    let applied: Vec<_> = rules.into_iter().collect();
    vec![format!(
        "{} ({level:?})\n  {}\n  applied: {}\n{}",
        draft.name(),
        wrong.join("\n  "),
        applied.join("; "),
        difference.unwrap_or_default()
    )]
}
