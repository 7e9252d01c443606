//! All lists of dated and fixed terms. Each is one file of `rules/facts/`, and an organisation's own file takes its place.

use std::sync::{Arc, OnceLock};

use super::phrases::Phrases;
use super::rows::{self, Body, Faults, Law, Plan, Session, Title};
use super::titles::Names;
use crate::check::layout::{self, Font, Norm};

macro_rules! tables {
    ($($(#[$doc:meta])* $name:ident: $kind:ident($list:ty) $faults:path),* $(,)?) => {
        /// The lists that checks go by.
        #[derive(Debug, Clone, Default)]
        pub struct Tables {
            $($(#[$doc])* pub $name: Arc<$list>,)*
            names: OnceLock<Arc<Names>>,
        }

        /// One list, as read from its file.
        #[derive(Debug, Clone)]
        pub enum Table { $($(#[$doc])* $kind(Arc<$list>)),* }

        impl Table {
            /// The files there are in `rules/facts/`, without `.yaml`.
            pub const NAMES: &[&str] = &[$(stringify!($name)),*];

            /// What is wrong with the list beyond its form, each with the path of the key and a sentence.
            pub fn faults(&self) -> Faults {
                match self { $(Table::$kind(list) => $faults(list)),* }
            }
        }

        impl Tables {
            /// Puts a list in the place of the one of the same name.
            pub fn replace(&mut self, table: Table) {
                self.names = OnceLock::new();
                match table { $(Table::$kind(list) => self.$name = list),* }
            }
        }
    };
}

tables! {
    /// Bodies that were renamed or merged.
    bodies: Bodies(Vec<Body>) rows::bodies,
    /// Congresses, plenums and conferences, with their days.
    congresses: Congresses(Vec<Session>) rows::sessions,
    /// Families of fonts.
    fonts: Fonts(Vec<Font>) layout::fonts,
    /// Laws and administrative regulations.
    laws: Laws(Vec<Law>) rows::laws,
    /// How an official document is laid out.
    layout: Layout(Vec<Norm>) layout::norms,
    /// Set phrases.
    phrases: Phrases(Phrases) Phrases::faults,
    /// Plans and programmes, with their years.
    plans: Plans(Vec<Plan>) rows::plans,
    /// Documents by their exact titles.
    titles: Titles(Vec<Title>) rows::titles,
}

impl Tables {
    /// The law of this title.
    pub(super) fn law(&self, title: &str) -> Option<&Law> {
        self.names().law(title).map(|at| &self.laws[at])
    }

    /// The titles of laws and documents, to be looked up.
    pub(super) fn names(&self) -> &Names {
        self.names.get_or_init(|| Arc::new(Names::new(&self.laws, &self.titles)))
    }
}
