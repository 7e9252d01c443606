//! Fills a form with figures that belong together, knows where each stands, and can tell after a change whether they still do.

use std::collections::HashMap;

use super::forms::{ASIDES, FORMS, Form};
use super::oracle::Relation;

/// What the figures of a form have to do with each other, and so which figures it needs.
pub enum Kind {
    /// {a} of {w} is {p}%; {r} is what is left.
    Share,
    /// {a} and {b} of {w} are {p}% and {q}%.
    Shares,
    /// {t} is {a} + {b} + …: so many parts, with so many places.
    Sum(usize, u32),
    /// {t} is {n} + {c}, and {d} + {l}.
    Flow,
    /// {t} is {a} + {b}. More may be closed than came in, because of what was left from the year before; less may not.
    Closed,
    /// {a} + {b} + … are not more than {t}.
    Within(usize),
    /// {y} is {p}% and {d} above (or below) {x}.
    Growth(bool),
    /// {y} is {d} above (or below) {x}.
    Differ(bool),
    /// {x} became {y} in so many years, by {p}% each.
    Yearly(u32),
    /// {n} or {k} is the number of members {m}.
    Count(&'static [&'static str]),
    /// The same, the members numbered 一是, 二是.
    Points(&'static [&'static str]),
    /// {m}月{d}日
    Day,
    /// {m}月{d}日 to {o}月{e}日, and whether the words say that both are of one year
    Days(bool),
    /// {f} to {t}
    Years,
    /// {u} is {t}.
    Again,
    /// The same, and {a} of it is {p}%.
    AgainShare,
}

/// The same numbers for the same seed, on every machine (splitmix64).
pub struct Dice(pub u64);

impl Dice {
    fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// One of `from..=to`.
    pub fn within(&mut self, from: i128, to: i128) -> i128 {
        from + i128::from(self.throw()) % (to - from + 1)
    }

    pub fn one_of<'t, T>(&mut self, list: &'t [T]) -> &'t T {
        &list[self.within(0, list.len() as i128 - 1) as usize]
    }
}

/// A figure of a relation, where it stands in the text.
#[derive(Clone, Debug)]
pub struct Figure {
    pub start: usize,
    pub end: usize,
    /// In units of its last place.
    pub value: i128,
    pub places: u32,
    /// 三 instead of 3.
    pub words: bool,
    /// Whether it counts the members of a list. Its slip is one more or one less: a list one short or one long was miscounted, one that
    /// is far from its number is mostly a list of examples, and nothing is said about that on purpose.
    pub listed: bool,
}

const WORDS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

impl Figure {
    fn new(value: i128, places: u32) -> Figure {
        Figure { start: 0, end: 0, value, places, words: false, listed: false }
    }

    /// A percentage as people write it: 45%, not 45.0%.
    fn percent(mut value: i128, mut places: u32) -> Figure {
        while places > 0 && value % 10 == 0 {
            (value, places) = (value / 10, places - 1);
        }
        Figure::new(value, places)
    }

    pub fn written(&self) -> String {
        if self.words {
            // 两项, and not 二项.
            return if self.value == 2 { "两" } else { WORDS[self.value as usize] }.to_owned();
        }
        let one = 10_i128.pow(self.places);
        match self.places {
            0 => self.value.to_string(),
            places => format!("{}.{:0places$}", self.value / one, self.value % one, places = places as usize),
        }
    }

    /// The same figure with one digit changed; a number of members with one more or less.
    fn slip(&self, dice: &mut Dice) -> Option<(i128, String)> {
        if self.listed {
            let value = self.value + *dice.one_of(&[-1, 1]);
            return Some((value, Figure { value, ..self.clone() }.written()));
        }
        let mut digits = self.written().into_bytes();
        let at = dice.within(0, digits.len() as i128 - 1) as usize;
        let digit = b'0' + dice.within(0, 9) as u8;
        // A figure does not begin with a zero; the stop is no digit.
        if digits[at] == b'.' || digits[at] == digit || at == 0 && digit == b'0' {
            return None;
        }
        digits[at] = digit;
        let text = String::from_utf8(digits).expect("digits are ASCII");
        let value = text.replace('.', "").parse().expect("digits are a number");
        Some((value, text))
    }
}

/// A paragraph or two with figures that belong together.
pub struct Draft {
    pub form: &'static Form,
    pub text: String,
    pub figures: Vec<Figure>,
    /// Over indices in `figures`.
    pub relations: Vec<Relation>,
}

/// A draft in which one digit was changed so that a relation is broken.
pub struct Broken {
    pub text: String,
    /// 45% → 43%
    pub change: String,
}

type Slots = HashMap<char, Figure>;

impl Draft {
    /// The draft of this number. Forms take turns.
    pub fn number(number: usize) -> Draft {
        let mut dice = Dice(number as u64);
        let form = &FORMS[number % FORMS.len()];
        let mut draft = Draft { form, text: String::new(), figures: Vec::new(), relations: Vec::new() };
        let mut asides =
            vec![dice.within(0, 2 * ASIDES.len() as i128) as usize, dice.within(0, 2 * ASIDES.len() as i128) as usize];
        asides.dedup();
        draft.aside(asides.pop());
        draft.state(form, &mut dice, true);
        // Another form beside it, of another topic: what it says must not be taken for the first one's.
        let other = dice.one_of(FORMS);
        if other.topic != form.topic && !other.words.contains('\n') && dice.within(0, 2) == 0 {
            draft.state(other, &mut dice, false);
        }
        draft.aside(asides.pop());
        draft
    }

    fn aside(&mut self, which: Option<usize>) {
        self.text += which.and_then(|at| ASIDES.get(at)).copied().unwrap_or_default();
    }

    /// Writes a form with figures of its own. Only the relations of the `own` form may be broken later.
    fn state(&mut self, form: &Form, dice: &mut Dice, own: bool) {
        let (mut slots, members) = figures(&form.kind, form.words, dice);
        let mut at = HashMap::new();
        let mut words = form.words;
        let same = dice.within(0, 59);
        while let Some((before, rest)) = words.split_once(['[', '<', '{']) {
            let (inner, after) = rest.split_once([']', '>', '}']).expect("what opens is closed");
            let opening = words.as_bytes()[before.len()];
            let name = inner.chars().next().unwrap_or_default();
            self.text += before;
            words = after;
            if opening != b'{' {
                let choices: Vec<&str> = inner.split('|').collect();
                let which = if opening == b'<' { same } else { dice.within(0, 59) };
                self.text += choices[which as usize % choices.len()];
            } else if let Some(mut figure) = slots.remove(&name) {
                let written = figure.written();
                (figure.start, figure.end) = (self.text.len(), self.text.len() + written.len());
                self.text += &written;
                at.insert(name, self.figures.len());
                self.figures.push(figure);
            } else {
                self.text += &members;
            }
        }
        self.text += words;
        if own {
            self.relations = relations(&form.kind, &at, members.split(['、', '；']).count());
        }
    }

    pub fn holds(&self) -> bool {
        self.relations.iter().all(|relation| relation.holds(&self.figures))
    }

    /// Changes one digit of one figure so that a relation no longer holds.
    pub fn broken(&self, dice: &mut Dice) -> Option<Broken> {
        (0..60).find_map(|_| {
            let members = dice.one_of(&self.relations).members();
            let at = *dice.one_of(&members);
            let figure = &self.figures[at];
            let (value, new) = figure.slip(dice)?;
            let mut figures = self.figures.clone();
            figures[at].value = value;
            if self.relations.iter().all(|relation| relation.holds(&figures)) {
                return None;
            }
            let text = format!("{}{new}{}", &self.text[..figure.start], &self.text[figure.end..]);
            Some(Broken { text, change: format!("{} → {new}", figure.written()) })
        })
    }
}

/// A percentage of so many places, rounded or cut off.
fn percent(part: i128, whole: i128, dice: &mut Dice) -> Figure {
    let places = dice.within(0, 2) as u32;
    let scaled = part * 100 * 10_i128.pow(places);
    let rounded = (2 * scaled + whole) / (2 * whole);
    // Most people round.
    let value = if dice.within(0, 4) == 0 { scaled / whole } else { rounded };
    Figure::percent(value, places)
}

/// Figures for a form, by the names of their slots, and the members of its list.
fn figures(kind: &Kind, words: &str, dice: &mut Dice) -> (Slots, String) {
    let plain = |list: &[(char, i128)]| list.iter().map(|&(name, value)| (name, Figure::new(value, 0))).collect::<Slots>();
    let mut members = String::new();
    let slots = match kind {
        Kind::Share | Kind::AgainShare => {
            let whole = dice.within(30, 3000);
            let part = dice.within(whole / 12 + 1, whole);
            // Who has something left has not finished.
            let part = if words.contains("{r}") { part.min(whole - 2) } else { part };
            let mut slots = plain(&[('w', whole), ('a', part), ('r', whole - part), ('t', whole), ('u', whole)]);
            slots.insert('p', percent(part, whole, dice));
            slots
        }
        Kind::Shares => {
            let whole = dice.within(60, 3000);
            let (a, b) = (dice.within(whole / 12 + 1, whole / 2), dice.within(whole / 12 + 1, whole / 2));
            let mut slots = plain(&[('w', whole), ('a', a), ('b', b)]);
            slots.insert('p', percent(a, whole, dice));
            slots.insert('q', percent(b, whole, dice));
            slots
        }
        Kind::Sum(parts, places) => {
            let scale = 10_i128.pow(*places);
            // A last place of zero is not written.
            let part = |dice: &mut Dice| dice.within(3, 400) * scale + if *places > 0 { dice.within(1, 9) } else { 0 };
            let mut list: Vec<i128> = (0..*parts).map(|_| part(dice)).collect();
            if list.iter().sum::<i128>() % 10 == 0 {
                list[0] += 1;
            }
            let total = list.iter().sum();
            let mut slots: Slots = ('a'..).zip(&list).map(|(name, &value)| (name, Figure::new(value, *places))).collect();
            slots.insert('p', percent(list[0], total, dice));
            slots.insert('t', Figure::new(total, *places));
            slots
        }
        Kind::Closed => {
            let (done, left) = (dice.within(30, 400), dice.within(3, 400));
            plain(&[('t', done + left), ('a', done), ('b', left)])
        }
        Kind::Flow => {
            let (new, carried) = (dice.within(40, 900), dice.within(3, 30));
            let left = dice.within(3, 30);
            plain(&[('n', new), ('c', carried), ('t', new + carried), ('d', new + carried - left), ('l', left)])
        }
        Kind::Within(parts) => {
            let list: Vec<i128> = (0..*parts).map(|_| dice.within(3, 300)).collect();
            let mut slots: Slots = ('a'..).zip(&list).map(|(name, &value)| (name, Figure::new(value, 0))).collect();
            slots.insert('t', Figure::new(list.iter().sum::<i128>() + dice.within(0, 40), 0));
            slots
        }
        Kind::Growth(up) | Kind::Differ(up) => {
            let before = dice.within(40, 3000);
            let by = dice.within(before / 20 + 2, before * 4 / 5);
            let now = if *up { before + by } else { before - by };
            let mut slots = plain(&[('x', before), ('y', now), ('d', by)]);
            slots.insert('p', percent(by, before, dice));
            slots
        }
        Kind::Yearly(years) => {
            let before = dice.within(300, 3000);
            let now = before + dice.within(before / 5, before * 2);
            let mut slots = plain(&[('x', before), ('y', now)]);
            slots.insert('p', Figure::percent(super::oracle::yearly(before, now, *years, 1), 1));
            slots
        }
        Kind::Count(pool) | Kind::Points(pool) => {
            let many = dice.within(3, pool.len() as i128);
            let from = dice.within(0, pool.len() as i128 - many) as usize;
            let chosen = &pool[from..from + many as usize];
            members = match kind {
                Kind::Points(_) => {
                    let points = WORDS[1..].iter().zip(chosen).map(|(number, point)| format!("{number}是{point}"));
                    points.collect::<Vec<_>>().join("；")
                }
                _ => chosen.join("、"),
            };
            let in_figures = Figure { listed: true, ..Figure::new(many, 0) };
            HashMap::from([('n', Figure { words: true, ..in_figures.clone() }), ('k', in_figures)])
        }
        Kind::Day => plain(&[('m', dice.within(1, 12)), ('d', dice.within(1, 28))]),
        Kind::Days(_) => {
            let month = dice.within(1, 11);
            let to = dice.within(month + 1, 12);
            plain(&[('m', month), ('d', dice.within(1, 28)), ('o', to), ('e', dice.within(1, 28))])
        }
        Kind::Years => {
            let from = dice.within(2018, 2024);
            plain(&[('f', from), ('t', from + dice.within(1, 5))])
        }
        Kind::Again => {
            let total = dice.within(30, 3000);
            plain(&[('t', total), ('u', total)])
        }
    };
    (slots, members)
}

/// What the figures that were written have to do with each other.
fn relations(kind: &Kind, at: &HashMap<char, usize>, members: usize) -> Vec<Relation> {
    let get = |name: char| at.get(&name).copied();
    let all = |names: std::ops::RangeInclusive<char>| names.filter_map(get).collect::<Vec<_>>();
    let share = |part, whole, percent| Some(Relation::Share { part: get(part)?, whole: get(whole)?, percent: get(percent)? });
    let sum = |total, parts: Vec<usize>| (parts.len() > 1).then(|| Some(Relation::Sum { total: get(total)?, parts })).flatten();
    let found = match kind {
        Kind::Share => vec![share('a', 'w', 'p'), sum('w', get('a').into_iter().chain(get('r')).collect())],
        Kind::Shares => vec![share('a', 'w', 'p'), share('b', 'w', 'q')],
        Kind::Sum(..) => vec![sum('t', all('a'..='f')), share('a', 't', 'p')],
        Kind::Flow => vec![
            sum('t', get('n').into_iter().chain(get('c')).collect()),
            sum('t', get('d').into_iter().chain(get('l')).collect()),
        ],
        Kind::Closed => vec![get('t').map(|total| Relation::Covered { total, parts: all('a'..='b') })],
        Kind::Within(_) => vec![get('t').map(|total| Relation::Within { total, parts: all('a'..='f') })],
        Kind::Growth(up) | Kind::Differ(up) => {
            let now = get('y').expect("a change has its present value");
            let (before, by) = (get('x'), get('d'));
            vec![
                get('p').map(|percent| Relation::Growth { now, before, by, percent, up: *up }),
                before.zip(by).map(|(before, by)| Relation::Differ { now, before, by, up: *up }),
            ]
        }
        Kind::Yearly(years) => {
            let growth = || Some(Relation::Yearly { before: get('x')?, now: get('y')?, percent: get('p')?, years: *years });
            vec![growth()]
        }
        Kind::Count(_) | Kind::Points(_) => vec![get('n').or(get('k')).map(|number| Relation::Count { number, members })],
        Kind::Day => vec![get('m').zip(get('d')).map(|(month, day)| Relation::Day { month, day })],
        Kind::Days(year) => {
            let (from, to) = (get('m').zip(get('d')), get('o').zip(get('e')));
            vec![from.zip(to).map(|(from, to)| Relation::Days { from, to, year: *year })]
        }
        Kind::Years => vec![get('f').zip(get('t')).map(|(from, to)| Relation::Years { from, to })],
        Kind::Again | Kind::AgainShare => {
            vec![get('t').zip(get('u')).map(|(one, other)| Relation::Same { one, other }), share('a', 'u', 'p')]
        }
    };
    found.into_iter().flatten().collect()
}
