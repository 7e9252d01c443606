//! Fields: what Word works out, of which the reader sees the result.

use super::limits::SHAPE;

/// The name of the field that a table of contents is.
const CONTENTS: &str = "TOC";

/// A field that has begun.
#[derive(Default)]
struct Field {
    instruction: String,
    /// Whether its result has begun.
    result: bool,
}

impl Field {
    fn is_contents(&self) -> bool {
        self.instruction.split_ascii_whitespace().next().is_some_and(|name| name.eq_ignore_ascii_case(CONTENTS))
    }
}

/// The fields under way, each inside the one before.
#[derive(Default)]
pub(super) struct Fields {
    open: Vec<Field>,
    /// How many of them have no result yet, and how many are tables of contents that have.
    codes: usize,
    contents: usize,
}

impl Fields {
    /// `w:fldChar`: a field begins, its result begins, it ends.
    pub fn character(&mut self, kind: &str) {
        match kind {
            "begin" => {
                self.open.push(Field::default());
                self.codes += 1;
            }
            "separate" => self.separate(),
            "end" => self.end(),
            _ => {}
        }
    }

    /// `w:fldSimple`, which holds nothing but its result.
    pub fn simple(&mut self, instruction: &str) {
        self.character("begin");
        self.instruction(instruction);
        self.separate();
    }

    fn separate(&mut self) {
        if let Some(field) = self.open.last_mut().filter(|field| !field.result) {
            field.result = true;
            self.codes -= 1;
            self.contents += usize::from(field.is_contents());
        }
    }

    /// The last field ends.
    pub fn end(&mut self) {
        if let Some(field) = self.open.pop() {
            self.codes -= usize::from(!field.result);
            self.contents -= usize::from(field.result && field.is_contents());
        }
    }

    /// What a field is to work out, or a piece of it.
    pub fn instruction(&mut self, text: &str) {
        if let Some(field) = self.open.last_mut().filter(|field| !field.result && field.instruction.len() < SHAPE) {
            field.instruction.extend(text.chars().take(SHAPE));
        }
    }

    /// Whether what stands here shows.
    pub fn shows(&self) -> bool {
        self.codes == 0
    }

    /// Whether what stands here is a result.
    pub fn any(&self) -> bool {
        !self.open.is_empty()
    }

    /// Whether what stands here is of a table of contents.
    pub fn in_contents(&self) -> bool {
        self.contents > 0
    }
}
