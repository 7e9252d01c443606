//! The name that somebody probably meant.

/// The nearest of the allowed names by edit distance, if it is near enough to be a slip: a third of the letters.
/// Of an id, `family/fault`, the fault alone may be given.
pub(super) fn nearest<'a>(given: &str, allowed: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (given.chars().count() / 3).max(1);
    let distance = |name: &'a str| {
        let fault = name.rsplit_once('/').map_or(name, |(_, fault)| fault);
        strsim::damerau_levenshtein(given, name).min(strsim::damerau_levenshtein(given, fault))
    };
    let near = allowed.into_iter().map(|name| (distance(name), name)).filter(|(distance, _)| *distance <= limit);
    near.min_by_key(|(distance, _)| *distance).map(|(_, name)| name)
}

/// A sentence of help on a wrong name: the near one first, else all there are.
pub(super) fn suggestion<'a>(given: &str, allowed: impl IntoIterator<Item = &'a str>) -> String {
    let allowed: Vec<_> = allowed.into_iter().collect();
    let all = || allowed.join("、");
    match nearest(given, allowed.iter().copied()) {
        Some(near) => format!("是否想写 {near}？可用的有：{}", all()),
        None if allowed.is_empty() => "这里没有可用的名称".to_owned(),
        None => format!("可用的有：{}", all()),
    }
}
