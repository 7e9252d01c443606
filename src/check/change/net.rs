//! Changes told by what came in and what went out: 由312项调整为318项，增加8项，减少2项.

use rust_decimal::Decimal;

use super::ChangeFault;
use super::pair::{Base, Pair, REACH};
use super::told::Outcome;
use super::words::{ChangeTerms, Turn};
use crate::check::arithmetic::middle;
use crate::check::claim::Verdict;
use crate::document::{Document, Quantity, same_measure};
use crate::span::Span;

/// What several changes of one thing come to, told one after the other.
#[derive(Clone, Copy)]
pub(super) struct Net(Decimal);

impl Net {
    /// Reads the changes that follow a pair from this quantity on; none where there are not two.
    pub fn read(doc: &Document, terms: &ChangeTerms, pair: &Pair, quantities: &[Quantity], from: usize) -> Option<Net> {
        let measure = |quantity: &Quantity| doc.slice(quantity.measure());
        let is_alike = |quantity: &&Quantity| {
            quantity.unit == pair.value.unit && same_measure(measure(quantity), measure(pair.value)) && !quantity.range
        };
        let change = |at: usize| {
            let quantity = quantities.get(at).filter(is_alike)?;
            let words = doc.slice(Span::new(quantities[at - 1].span.end as usize, quantity.span.start as usize));
            let value = quantity.value;
            terms.adds(words).map(|turn| if turn == Turn::Up { value } else { -value })
        };
        let first = match pair.base {
            Base::By(difference, Turn::Up) => vec![difference.value],
            Base::By(difference, Turn::Down) => vec![-difference.value],
            _ => Vec::new(),
        };
        let changes: Vec<Decimal> = first.into_iter().chain((from..from + REACH).map_while(change)).collect();
        (changes.len() > 1).then(|| Net(changes.iter().sum()))
    }

    /// How what does not follow from one of the changes alone is judged: by all of them together.
    pub fn judge(self, pair: &Pair, (actual, verdict): Outcome) -> Outcome {
        let told = matches!(verdict, Verdict::Off(ChangeFault::Difference | ChangeFault::Direction));
        let by = matches!(pair.base, Base::By(..));
        if !matches!(verdict, Verdict::Off(_)) || !told && !by {
            return (actual, verdict);
        }
        let fits = || pair.ends().is_some_and(|(base, value)| middle(&value) - middle(&base) == self.0);
        let verdict = if !by && fits() { Verdict::Held } else { Verdict::Left("增减各有几项") };
        (actual, verdict)
    }
}
