//! Where a run of numbers goes wrong, with as few troubles as explain it: 一、二、四、五 is one gap, not two.

use super::Said;

/// One number of a run; none where it was lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member {
    number: Option<u32>,
}

impl Member {
    /// A member with its number, if it has one.
    pub fn new(number: Option<u32>) -> Member {
        Member { number }
    }
}

/// What is wrong at one member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// Numbers are left out before it.
    Gap {
        /// Which.
        missing: Vec<u32>,
    },
    /// It has the number of the one before.
    Repeat {
        /// The number it should have.
        expected: u32,
        /// Whether the numbers after it are right already, so that this one can be mended alone.
        alone: bool,
    },
    /// It fits neither the one before nor the one after.
    Order {
        /// The number it should have.
        expected: u32,
        /// Whether it changed places with the one after it.
        swapped: bool,
    },
    /// Its number was lost.
    Empty {
        /// The number it should have.
        expected: u32,
        /// Whether the one after confirms it.
        sure: bool,
    },
}

/// Says what is missing between two members, or before the first: “二、”之后是“四、”，缺“三、”.
pub fn tell_gap(said: &mut Said, before: Option<&str>, found: &str, missing: &[String]) {
    let missing = format!("“{}”", missing.join("”“"));
    let (place, lacking) = match before {
        Some(before) => (format!("“{before}”之后是“{found}”"), format!("缺{missing}")),
        None => (format!("这一组从“{found}”开始"), format!("前面没有{missing}")),
    };
    said.value("found", found).value("missing", missing).value("place", place).value("lacking", lacking);
}

/// More is not a run with a slip, but numbers of something else.
const LONGEST_GAP: u32 = 5;

/// The troubles of a run, each with the place of its member. A run may begin at 1 or go on from `carried`, the last number
/// of the run before: some texts number their items 1. to 16. through all sections. A new 1 begins a new list, and
/// a list inside a list returns to the outer one.
pub fn troubles(members: &[Member], carried: u32) -> Vec<(usize, Trouble)> {
    let mut walk = Walk { members, outer: Vec::new(), last: 0, leaps: 0, found: Vec::new() };
    if members.first().and_then(|first| first.number) == Some(carried + 1) {
        walk.last = carried;
    }
    let mut at = 0;
    while at < members.len() {
        at += walk.step(at);
    }
    // Numbers that will not run whatever is forgiven are no run.
    let odd = walk.found.len() + walk.leaps;
    if odd >= 3 && odd * 3 > members.len() { Vec::new() } else { walk.found }
}

struct Walk<'m> {
    members: &'m [Member],
    /// The last numbers of the lists that the present one stands in.
    outer: Vec<u32>,
    last: u32,
    /// Jumps too far for a slip.
    leaps: usize,
    found: Vec<(usize, Trouble)>,
}

impl Walk<'_> {
    fn number(&self, at: usize) -> Option<u32> {
        self.members.get(at)?.number
    }

    /// Whether the next number that is not lost shows that the member at `at` should be `expected`: 1 2 2 （） 5.
    fn confirms(&self, at: usize, expected: u32) -> bool {
        const REACH: usize = 3;
        let after = self.members.get(at + 1..).unwrap_or_default().iter().take(REACH).zip(expected + 1..);
        let mut known = after.filter_map(|(member, wanted)| Some(member.number? == wanted));
        known.next().unwrap_or(false)
    }

    /// Takes the member at `at`, and says how many were taken.
    fn step(&mut self, at: usize) -> usize {
        let expected = self.last + 1;
        let Some(number) = self.number(at) else {
            let sure = self.confirms(at, expected);
            self.found.push((at, Trouble::Empty { expected, sure }));
            self.last = expected;
            return 1;
        };
        if number == expected {
            self.last = number;
        } else if self.last > 0 && self.confirms(at, expected) {
            // 1 2 5 4 and 1 2 2 4: the next number shows what this one should be.
            let trouble = if number == self.last {
                Trouble::Repeat { expected, alone: true }
            } else {
                Trouble::Order { expected, swapped: false }
            };
            self.found.push((at, trouble));
            self.last = expected;
        } else if number == 1 {
            self.begin(at);
        } else if self.outer.last().is_some_and(|last| number == last + 1) {
            self.outer.pop();
            self.last = number;
        } else if number == self.last {
            self.found.push((at, Trouble::Repeat { expected, alone: false }));
        } else if number > expected {
            return self.ahead(at, number, expected);
        } else {
            self.found.push((at, Trouble::Order { expected, swapped: false }));
            self.last = number;
        }
        1
    }

    /// A new 1. Two in a row, with the numbers of the second list never returning to the first, are one list with its 1 twice.
    fn begin(&mut self, at: usize) {
        let returns = || {
            let rest = &self.members[at + 1..];
            let runs = rest.iter().zip(2..).take_while(|(member, number)| member.number == Some(*number)).count();
            runs < rest.len()
        };
        if self.last == 1 && self.members.len() > at + 1 && !returns() {
            self.found.push((at, Trouble::Repeat { expected: 2, alone: false }));
            return;
        }
        self.outer.push(self.last);
        self.last = 1;
    }

    /// A number too high: two that changed places, or a gap.
    fn ahead(&mut self, at: usize, number: u32, expected: u32) -> usize {
        let swapped = number == expected + 1
            && self.number(at + 1) == Some(expected)
            && self.number(at + 2).is_none_or(|after| after == number + 1);
        self.last = number;
        if swapped {
            self.found.push((at, Trouble::Order { expected, swapped }));
            return 2;
        }
        if number - expected < LONGEST_GAP {
            self.found.push((at, Trouble::Gap { missing: (expected..number).collect() }));
        } else {
            self.leaps += 1;
        }
        1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(numbers: &[u32], carried: u32) -> Vec<(usize, Trouble)> {
        let members: Vec<Member> = numbers.iter().map(|number| Member::new((*number > 0).then_some(*number))).collect();
        troubles(&members, carried)
    }

    #[test]
    fn right_runs_are_silent() {
        for (numbers, carried) in [
            (&[1, 2, 3][..], 0),
            (&[4, 5, 6], 3),
            (&[1, 2, 1, 2, 3], 0),
            (&[1, 1, 2, 3, 2, 3], 0),
            (&[1, 2, 1, 2, 3, 3, 4], 0),
            (&[1], 7),
            (&[3, 15, 22, 9], 0),
            (&[1, 2, 30], 0),
        ] {
            assert_eq!(run(numbers, carried), [], "{numbers:?}");
        }
    }

    #[test]
    fn a_lost_number_hides_no_other_slip() {
        let repeat = (2, Trouble::Repeat { expected: 3, alone: true });
        assert_eq!(run(&[1, 2, 2, 0, 5, 6], 0), [repeat, (3, Trouble::Empty { expected: 4, sure: true })]);
    }

    #[test]
    fn one_slip_is_one_trouble() {
        let gap = |missing: &[u32]| Trouble::Gap { missing: missing.to_vec() };
        let table = [
            (&[1, 2, 4, 5][..], 2, gap(&[3])),
            (&[2, 3, 4], 0, gap(&[1])),
            (&[1, 5, 6], 1, gap(&[2, 3, 4])),
            (&[1, 2, 2, 3, 4], 2, Trouble::Repeat { expected: 3, alone: false }),
            (&[1, 2, 2, 4], 2, Trouble::Repeat { expected: 3, alone: true }),
            (&[1, 1, 2, 3], 1, Trouble::Repeat { expected: 2, alone: false }),
            (&[1, 3, 2, 4], 1, Trouble::Order { expected: 2, swapped: true }),
            (&[1, 2, 7, 4], 2, Trouble::Order { expected: 3, swapped: false }),
            (&[1, 2, 0, 4], 2, Trouble::Empty { expected: 3, sure: true }),
            (&[1, 2, 0], 2, Trouble::Empty { expected: 3, sure: false }),
        ];
        for (numbers, at, trouble) in table {
            assert_eq!(run(numbers, 0), [(at, trouble)], "{numbers:?}");
        }
    }
}
