//! Fields: what Word works out, of which the reader sees the result.

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
pub(super) struct Fields(Vec<Field>);

impl Fields {
    /// `w:fldChar`: a field begins, its result begins, it ends.
    pub fn character(&mut self, kind: &str) {
        match kind {
            "begin" => self.0.push(Field::default()),
            "separate" => {
                if let Some(field) = self.0.last_mut() {
                    field.result = true;
                }
            }
            "end" => self.end(),
            _ => {}
        }
    }

    /// `w:fldSimple`, which holds nothing but its result.
    pub fn simple(&mut self, instruction: &str) {
        self.0.push(Field { instruction: instruction.to_owned(), result: true });
    }

    /// The last field ends.
    pub fn end(&mut self) {
        self.0.pop();
    }

    /// What a field is to work out, or a piece of it.
    pub fn instruction(&mut self, text: &str) {
        if let Some(field) = self.0.last_mut().filter(|field| !field.result) {
            field.instruction += text;
        }
    }

    /// Whether what stands here shows.
    pub fn shows(&self) -> bool {
        self.0.iter().all(|field| field.result)
    }

    /// Whether what stands here is a result.
    pub fn any(&self) -> bool {
        !self.0.is_empty()
    }

    /// Whether what stands here is of a table of contents.
    pub fn in_contents(&self) -> bool {
        self.0.iter().any(|field| field.result && field.is_contents())
    }
}
