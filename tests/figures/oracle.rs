//! Whether figures belong together, by whole numbers only and by no code of the program's.

use super::draft::Figure;

/// What figures have to do with each other; each field is the index of a figure.
#[derive(Debug)]
pub enum Relation {
    /// `part` of `whole` is `percent`.
    Share { part: usize, whole: usize, percent: usize },
    /// `total` is all `parts` together.
    Sum { total: usize, parts: Vec<usize> },
    /// `parts` are not more than `total`.
    Within { total: usize, parts: Vec<usize> },
    /// `parts` are not less than `total`.
    Covered { total: usize, parts: Vec<usize> },
    /// `now` differs from `before` by `percent`; one of `before` and `by` may be unsaid.
    Growth { now: usize, before: Option<usize>, by: Option<usize>, percent: usize, up: bool },
    /// `now` differs from `before` by `by`.
    Differ { now: usize, before: usize, by: usize, up: bool },
    /// `before` became `now` by `percent` in each of so many years.
    Yearly { before: usize, now: usize, percent: usize, years: u32 },
    /// There are `number` members.
    Count { number: usize, members: usize },
    /// The calendar of a leap year has the day.
    Day { month: usize, day: usize },
    /// Both days exist and the second is the later one; where no year is said, it may lie in the next.
    Days { from: (usize, usize), to: (usize, usize), year: bool },
    /// The second year is the later one.
    Years { from: usize, to: usize },
    /// Both are the same figure.
    Same { one: usize, other: usize },
}

impl Relation {
    /// The figures that take part.
    pub fn members(&self) -> Vec<usize> {
        match self {
            Relation::Share { part, whole, percent } => vec![*part, *whole, *percent],
            Relation::Sum { total, parts } | Relation::Within { total, parts } | Relation::Covered { total, parts } => {
                parts.iter().chain([total]).copied().collect()
            }
            Relation::Growth { now, before, by, percent, .. } => {
                [Some(*now), *before, *by, Some(*percent)].into_iter().flatten().collect()
            }
            Relation::Differ { now, before, by, .. } => vec![*now, *before, *by],
            Relation::Yearly { before, now, percent, .. } => vec![*before, *now, *percent],
            Relation::Count { number, .. } => vec![*number],
            Relation::Day { month, day } => vec![*month, *day],
            Relation::Days { from, to, .. } => vec![from.0, from.1, to.0, to.1],
            Relation::Years { from, to } => vec![*from, *to],
            Relation::Same { one, other } => vec![*one, *other],
        }
    }

    /// Whether the figures belong together: rounded and cut-off percentages both do.
    pub fn holds(&self, figures: &[Figure]) -> bool {
        let value = |at: usize| figures[at].value;
        let fits = |percent: usize, part, whole| rounds(part, whole, value(percent), figures[percent].places);
        let sum = |parts: &[usize]| parts.iter().map(|&part| value(part)).sum::<i128>();
        match self {
            Relation::Share { part, whole, percent } => {
                value(*part) <= value(*whole) && fits(*percent, value(*part), value(*whole))
            }
            // With decimals, each part and the total may be half a unit from what was added up.
            Relation::Sum { total, parts } if figures[*total].places > 0 => {
                2 * (sum(parts) - value(*total)).abs() <= parts.len() as i128 + 1
            }
            Relation::Sum { total, parts } => sum(parts) == value(*total),
            Relation::Within { total, parts } => sum(parts) <= value(*total),
            Relation::Covered { total, parts } => sum(parts) >= value(*total),
            Relation::Growth { now, before, by, percent, up } => {
                let now = value(*now);
                let by = by.map(value).or(before.map(|before| distance(value(before), now, *up))).unwrap_or(-1);
                let before = before.map_or(if *up { now - by } else { now + by }, value);
                by > 0 && before > 0 && fits(*percent, by, before)
            }
            Relation::Differ { now, before, by, up } => distance(value(*before), value(*now), *up) == value(*by),
            Relation::Yearly { before, now, percent, years } => {
                let [low, high] =
                    [0, 1].map(|more| grown(value(*before), 2 * value(*percent) + more, figures[*percent].places, *years));
                let [below, above] =
                    [-1, 2].map(|more| grown(value(*before), 2 * value(*percent) + more, figures[*percent].places, *years));
                let now = value(*now) * unit(figures[*percent].places).pow(*years);
                // Rounded: less than half a unit away. Cut off: less than a unit above.
                below <= now && now < high || low <= now && now < above
            }
            Relation::Count { number, members } => value(*number) == *members as i128,
            Relation::Day { month, day } => is_day(value(*month), value(*day)),
            Relation::Days { from, to, year } => {
                let [from, to] = [from, to].map(|(month, day)| (value(*month), value(*day)));
                is_day(from.0, from.1) && is_day(to.0, to.1) && (from < to || !year && from.0 > to.0)
            }
            Relation::Years { from, to } => value(*from) < value(*to),
            Relation::Same { one, other } => value(*one) == value(*other),
        }
    }
}

fn distance(before: i128, now: i128, up: bool) -> i128 {
    if up { now - before } else { before - now }
}

/// Whether a percentage with so many places is that of `part` in `whole`, rounded or cut off.
pub fn rounds(part: i128, whole: i128, percent: i128, places: u32) -> bool {
    let scaled = part * 100 * 10_i128.pow(places);
    whole > 0 && part >= 0 && (percent == scaled / whole || percent == (2 * scaled + whole) / (2 * whole))
}

/// 100% in half units of the last place.
fn unit(places: u32) -> i128 {
    2 * 100 * 10_i128.pow(places)
}

/// What `before` grows to in so many years at `half` half units each, times `unit` to the power of the years.
fn grown(before: i128, half: i128, places: u32, years: u32) -> i128 {
    before * (unit(places) + half).pow(years)
}

/// The rounded growth a year, in units of the last place.
pub fn yearly(before: i128, now: i128, years: u32, places: u32) -> i128 {
    let target = now * unit(places).pow(years);
    (0..).find(|percent| target < grown(before, 2 * percent + 1, places, years)).expect("growth has an end")
}

fn is_day(month: i128, day: i128) -> bool {
    const DAYS: [i128; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    usize::try_from(month - 1).ok().and_then(|month| DAYS.get(month)).is_some_and(|last| (1..=*last).contains(&day))
}
