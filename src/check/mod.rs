//! The kinds of check. Each is a struct (what a rule's YAML may set) with one method, `run`;
//! the table below is the only list of them.
//!
//! A check reads the [`Document`] and says where something is the matter and with which values;
//! words, severity and authority are the rule's.

mod agreement;
mod arithmetic;
mod balance;
mod change;
mod claim;
mod count;
mod damage;
mod date;
mod doubled;
mod frame;
mod heading;
mod layout;
mod lexicon;
mod mark;
mod marks;
mod numbering;
mod ordinals;
mod outline;
mod pairs;
mod pattern;
mod privacy;
mod quantity;
mod quotation;
mod ratio;
mod repetition;
mod sequence;
mod slip;
mod space;
mod sum;
mod term;
mod variants;
mod width;
mod words;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

pub use claim::{Claims, Judged, Terms, Verdict};
pub use layout::{Element, Font, Laid, Looks, Norm, Property};
pub use lexicon::{Lexicon, Row, Specimen};
pub use mark::Marks;
pub use outline::{Aligned, Outline, Part, Place};
pub use term::{Body, Day, Law, Phrase, Phrases, Plan, Session, Table, Tables, Title, Topic};

use crate::document::Document;
use crate::finding::Safety;
use crate::span::{Read, Span};

/// What a check looks at.
pub struct On<'a> {
    /// The draft.
    pub doc: &'a Document<'a>,
    /// The outline that is demanded of it, laid against its headings; none for other official documents.
    pub outline: Option<&'a Aligned<'a>>,
    /// Where the literals that the check asked for occur (see [`Check::literals`]), sorted by their ends; they may overlap.
    pub hits: &'a [Span<Read>],
    /// What the text claims about its figures, worked out once for all rules.
    pub claims: &'a Claims,
    /// The words that checks of figures go by.
    pub terms: &'a Terms,
    /// The marks of the text, listed once for all rules.
    pub marks: &'a Marks,
    /// Dated and fixed terms, and the norms of layout.
    pub tables: &'a Tables,
    /// What the text looks like on paper, worked out once for all rules.
    pub looks: &'a Looks,
}

/// Where checks say what they found. Each thing is passed on when the next one is said: a large text has hundreds of thousands.
pub struct Say<'s> {
    last: Option<Said>,
    pass: &'s mut dyn FnMut(Said),
}

/// Where a check points: in the reading, as most do, or in the text as written, for what the reading has mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// In the reading.
    Read(Span<Read>),
    /// In the text as written: the stray space of 517 宗, which the reading does not have.
    Written(Span),
}

impl From<Span<Read>> for Spot {
    fn from(span: Span<Read>) -> Spot {
        Spot::Read(span)
    }
}

impl From<Span> for Spot {
    fn from(span: Span) -> Spot {
        Spot::Written(span)
    }
}

/// One thing a check said. [`crate::lint`] makes a finding of it.
#[derive(Debug)]
pub struct Said {
    /// Where.
    pub at: Spot,
    /// What the placeholders of the rule's message stand for.
    pub values: Vec<(Cow<'static, str>, String)>,
    /// Other places that take part, each with a few words.
    pub related: Vec<(Span<Read>, Cow<'static, str>)>,
    /// Remedies, the best first.
    pub fixes: Vec<Remedy>,
    /// The authority, where it is another than the rule's.
    pub source: Option<String>,
}

/// A fix, before its places are carried over to the written text.
#[derive(Debug, Clone)]
pub struct Remedy {
    /// What applying it does.
    pub title: String,
    /// What is replaced by what.
    pub edits: Vec<(Spot, String)>,
    /// How far it may be trusted.
    pub safety: Safety,
}

impl<'s> Say<'s> {
    /// Passes on what is said.
    pub fn to(pass: &'s mut dyn FnMut(Said)) -> Say<'s> {
        Say { last: None, pass }
    }

    /// Something is the matter at `at`.
    pub fn at(&mut self, at: Span<Read>) -> &mut Said {
        self.spot(at.into())
    }

    /// Something is the matter in the text as written, which the reading has mended.
    pub fn written(&mut self, at: Span) -> &mut Said {
        self.spot(at.into())
    }

    fn spot(&mut self, at: Spot) -> &mut Said {
        self.done();
        self.last.insert(Said { at, values: Vec::new(), related: Vec::new(), fixes: Vec::new(), source: None })
    }

    /// Passes on what was said last.
    pub fn done(&mut self) {
        self.last.take().into_iter().for_each(&mut *self.pass);
    }
}

impl Said {
    /// Gives the placeholder `{name}` its value.
    pub fn value(&mut self, name: &'static str, value: impl Into<String>) -> &mut Self {
        self.values.push((name.into(), value.into()));
        self
    }

    /// Names another place that takes part.
    pub fn related(&mut self, at: Span<Read>, words: impl Into<Cow<'static, str>>) -> &mut Self {
        self.related.push((at, words.into()));
        self
    }

    /// Adds a remedy of one edit.
    pub fn fix(&mut self, title: impl Into<String>, at: Span<Read>, text: impl Into<String>, safety: Safety) -> &mut Self {
        self.fixes.push(Remedy { title: title.into(), edits: vec![(at.into(), text.into())], safety });
        self
    }
}

/// What every kind of check can do.
trait Kind {
    /// Looks at a draft.
    fn run(&self, on: &On, say: &mut Say);

    /// The placeholders that a message may use with these settings.
    fn placeholders(&self) -> Vec<&str>;

    /// What can be wrong with the settings beyond their form.
    fn faults(&self) -> Vec<(String, String)> {
        Vec::new()
    }

    /// Literals whose occurrences the check wants in [`On::hits`].
    fn literals(&self) -> Vec<&str> {
        Vec::new()
    }

    /// The same, for words that stand in the lists of dated and fixed terms.
    fn known<'t>(&self, _tables: &'t Tables) -> Vec<&'t str> {
        Vec::new()
    }
}

macro_rules! checks {
    ($($kind:ident: $type:path),* $(,)?) => {
        /// A check with what the rule sets of it. In YAML the key is the kind: `check: { pattern: { … } }`.
        #[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
        #[serde(rename_all = "kebab-case")]
        #[allow(non_camel_case_types, reason = "a variant is named as its key and its module")]
        pub enum Check { $(#[doc = concat!("See `check/", stringify!($kind), ".rs`.")] $kind($type),)* }

        impl Check {
            /// The kinds there are.
            pub const KINDS: &[&str] = &[$(stringify!($kind)),*];

            /// The kind of this check.
            pub fn kind(&self) -> &'static str {
                match self { $(Check::$kind(_) => stringify!($kind)),* }
            }

            /// Looks at a draft.
            pub fn run(&self, on: &On, say: &mut Say) {
                match self { $(Check::$kind(check) => check.run(on, say)),* }
            }

            /// What can be wrong with the settings beyond their form, each with the path of the key
            /// below `check.<kind>` and a sentence: a regular expression that does not compile, a part that no outline has.
            pub fn faults(&self) -> Vec<(String, String)> {
                match self { $(Check::$kind(check) => check.faults()),* }
            }

            /// The placeholders that a message may use with these settings.
            pub fn placeholders(&self) -> Vec<&str> {
                match self { $(Check::$kind(check) => check.placeholders()),* }
            }

            /// Literals whose occurrences the check wants in [`On::hits`]; found for all rules in one pass.
            pub fn literals(&self) -> Vec<&str> {
                match self { $(Check::$kind(check) => check.literals()),* }
            }

            /// The same, for words that stand in the lists of dated and fixed terms.
            pub fn known<'t>(&self, tables: &'t Tables) -> Vec<&'t str> {
                match self { $(Check::$kind(check) => check.known(tables)),* }
            }
        }
    };
}

checks! {
    agreement: agreement::Agreement,
    balance: balance::Balance,
    change: change::Change,
    count: count::Count,
    damage: damage::Damage,
    date: date::DateCheck,
    doubled: doubled::Doubled,
    frame: frame::Frame,
    heading: heading::Heading,
    layout: layout::LayoutCheck,
    lexicon: lexicon::Lexicon,
    marks: marks::MarksCheck,
    numbering: numbering::Numbering,
    ordinals: ordinals::Ordinals,
    outline: outline::OutlineCheck,
    pairs: pairs::Pairs,
    pattern: pattern::Pattern,
    privacy: privacy::Privacy,
    quantity: quantity::QuantityCheck,
    quotation: quotation::Quotation,
    ratio: ratio::Ratio,
    repetition: repetition::Repetition,
    space: space::Space,
    sum: sum::Sum,
    term: term::Term,
    variants: variants::Variants,
    width: width::Width,
}
