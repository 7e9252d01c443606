//! The structure of a draft as an editor shows it: a tree of headings, and on the title what is missing.

use gen_lsp_types::{CodeLens, Command, DocumentSymbol, InlayHint, Label, Range as Places, SymbolKind};

use super::analysis::Checked;
use super::desk::Draft;
use super::settings::Missing;
use crate::check::{Aligned, Place};
use crate::document::{Block, BlockId, BlockKind, Document};
use crate::parse::parse;
use crate::span::{Read, Span};

/// The blocks that are shown, as what, and what stands before their words.
const SHOWN: [(BlockKind, SymbolKind, &str); 6] = [
    (BlockKind::Title, SymbolKind::File, ""),
    (BlockKind::Heading, SymbolKind::String, ""),
    (BlockKind::Addressee, SymbolKind::Constant, "主送"),
    (BlockKind::Signature, SymbolKind::Constant, "落款"),
    (BlockKind::Date, SymbolKind::Constant, "日期"),
    (BlockKind::Attachment, SymbolKind::Constant, "附件"),
];
/// Characters of a name at most; a heading that runs on into its paragraph is cut.
const LONGEST: usize = 60;

/// A draft parsed once more, for those who ask: checking keeps no tree.
pub(super) struct Outline<'a> {
    draft: &'a Draft,
    checked: &'a Checked,
    doc: Document<'a>,
    aligned: Option<Aligned<'a>>,
}

impl<'a> Outline<'a> {
    pub fn of(draft: &'a Draft, checked: &'a Checked) -> Outline<'a> {
        let doc = parse(&checked.source, checked.report.year);
        let aligned = draft.setup.linter().align(&doc);
        Outline { draft, checked, doc, aligned }
    }

    /// The tree of headings and other named blocks.
    pub fn symbols(&self) -> Vec<DocumentSymbol> {
        self.below(None)
    }

    /// What is directly below a block. As deep as the forms of numbers go.
    fn below(&self, parent: Option<BlockId>) -> Vec<DocumentSymbol> {
        let shown = |(id, block): (BlockId, &Block)| {
            let (_, kind, lead) = SHOWN.iter().find(|(kind, ..)| *kind == block.kind)?;
            let last = self.doc.block(block.last);
            let (all, own) = (self.places(block.span.cover(&last.span)), self.places(block.span));
            let children = Some(self.below(Some(id))).filter(|children| !children.is_empty());
            Some(DocumentSymbol::new(self.name(block, lead), self.role(id), *kind, None, None, all, own, children))
        };
        self.doc.children(parent).filter_map(shown).collect()
    }

    /// The words of a block, private numbers masked; never empty, which editors refuse.
    fn name(&self, block: &Block, lead: &str) -> String {
        let words: Vec<&str> = self.doc.shown(block.span).split_whitespace().collect();
        let words = words.concat();
        let cut = words.char_indices().nth(LONGEST).map_or(words.clone(), |(end, _)| format!("{}…", &words[..end]));
        match lead {
            _ if cut.is_empty() => "（无标题）".to_owned(),
            "" => cut,
            lead if cut.starts_with(lead) => cut,
            lead => format!("{lead}\u{FF1A}{cut}"),
        }
    }

    /// The mandated part that a section is.
    fn role(&self, id: BlockId) -> Option<String> {
        self.aligned.as_ref()?.part_of(id).map(|part| part.short.clone())
    }

    fn places(&self, span: Span<Read>) -> Places {
        self.checked.places(self.draft, self.checked.source.reading().written(span))
    }

    /// What is missing, or why that is not known; none if all is there. With the place of the title.
    fn missing(&self) -> Option<(Places, String)> {
        let title = self.doc.title().map(|title| title.span).or_else(|| self.doc.opening());
        let places = title.map(|span| self.places(span)).unwrap_or_default();
        let Some(aligned) = &self.aligned else {
            return self.checked.report.notices.first().map(|notice| (places, notice.message.clone()));
        };
        let parts = aligned.outline.parts.iter().zip(&aligned.places);
        let gone = parts.filter(|(part, place)| part.required && matches!(place, Place::Nowhere | Place::Passing(_)));
        let names: Vec<&str> = gone.map(|(part, _)| &*part.short).collect();
        (!names.is_empty()).then(|| (places, format!("缺\u{FF1A}{}", names.join("、"))))
    }

    /// What is missing, above the title.
    pub fn lenses(&self) -> Vec<CodeLens> {
        if self.draft.setup.options.missing != Missing::Lens {
            return Vec::new();
        }
        // A command without a name is words that do nothing.
        let lens = |(range, title): (Places, String)| CodeLens {
            range,
            command: Some(Command { title, ..Command::default() }),
            data: None,
        };
        self.missing().map(lens).into_iter().collect()
    }

    /// What is missing, behind the title.
    pub fn inlays(&self) -> Vec<InlayHint> {
        if self.draft.setup.options.missing != Missing::Inlay {
            return Vec::new();
        }
        let hint = |(places, words): (Places, String)| {
            InlayHint::new(places.end, Label::String(words), None, None, None, Some(true), None, None)
        };
        self.missing().map(hint).into_iter().collect()
    }
}
