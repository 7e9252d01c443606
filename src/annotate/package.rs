//! Puts changed and new parts into a package. Every other part is copied as it is compressed, in its place, with its name and time.

use std::collections::HashMap;
use std::io::{Cursor, Write};
use std::ops::Range;

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::AnnotateError;
use super::xml::{added, cut, elements, escaped, is_called};
use crate::fix::apply;
use crate::source::{Content, DocxError, Package, list_of};

const COMMENTS: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
const TYPES: &str = "[Content_Types].xml";
const STRICT: &str = "http://purl.oclc.org/ooxml/";
/// A list of relationships, before and behind what it holds.
const LIST: [&str; 2] = [
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">",
    "</Relationships>",
];

/// Parts to write, by name.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// Without a text: parts that go.
    parts: Vec<(String, Option<String>)>,
}

impl Parts {
    /// Adds a part, in place of one of this name.
    pub fn put(&mut self, name: &str, text: String) {
        self.parts.push((name.to_owned(), Some(text)));
    }

    /// Whether there is nothing to write.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Adds a part with the comments of the main part, and says where they are. `named` is what the main part calls a part that is
    /// not there: it is written there, since a main part has one part of comments.
    pub fn comments(
        &mut self,
        package: &mut Package,
        main: &str,
        named: Option<&str>,
        namespace: &str,
        text: String,
    ) -> Result<(), AnnotateError> {
        if let Some(name) = named {
            // What is not called like a part may be the name of anything.
            if !name.ends_with(".xml") {
                return Err(AnnotateError::Comments { part: name.to_owned() });
            }
            self.put(name, text);
            return Ok(self.typed(package, name)?);
        }
        let types = types(package)?;
        let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
        let path = |name: &str| format!("{folder}/{name}").trim_start_matches('/').to_owned();
        let free = |name: &String| !package.has(&path(name)) && !is_typed(&types, &path(name));
        let name = (0..).map(|n| if n == 0 { "comments.xml".to_owned() } else { format!("comments{n}.xml") }).find(free);
        let name = name.unwrap_or_default();
        self.put(&path(&name), text);
        self.typed(package, &path(&name))?;
        let kind = match namespace.starts_with(STRICT) {
            true => "http://purl.oclc.org/ooxml/officeDocument/relationships/comments",
            false => "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
        };
        let list = list_of(main);
        if !package.has(&list) {
            let one = format!("<Relationship Id=\"rId1\" Type=\"{kind}\" Target=\"{name}\"/>");
            self.put(&list, LIST.join(&one));
            return Ok(());
        }
        let relations = package.part(&list)?;
        let taken = |id: &String| [('"', '"'), ('\'', '\'')].iter().any(|(a, b)| relations.text.contains(&format!("{a}{id}{b}")));
        let id = (1..).map(|n| format!("rId{n}")).find(|id| !taken(id)).unwrap_or_default();
        let one = |prefix: &str| format!("<{prefix}Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{name}\"/>");
        self.put(&list, added(&relations, one)?);
        Ok(())
    }

    /// Sees to it that a part with comments has a content type.
    pub fn typed(&mut self, package: &mut Package, name: &str) -> Result<(), DocxError> {
        let types = types(package)?;
        if !is_typed(&types, name) {
            let one = |prefix: &str| format!("<{prefix}Override PartName=\"/{}\" ContentType=\"{COMMENTS}\"/>", escaped(name));
            self.put(TYPES, added(&types.content, one)?);
        }
        Ok(())
    }

    /// Takes away a part of ours that has no comment any more, and what says where it is: if that is one place, and the part itself
    /// refers to nothing. Tells whether it did.
    pub fn retract(&mut self, package: &mut Package, main: &str, name: &str) -> Result<bool, DocxError> {
        let list = list_of(main);
        let (types, relations) = (types(package)?, package.part(&list)?);
        let file = name.rsplit_once('/').map_or(name, |(_, file)| file);
        let links = entries(&relations, "Relationship", "Target", "Type")?;
        let mut its = links.iter().filter(|link| link.name.ends_with(file) || link.value.ends_with("/comments"));
        let (Some(link), None) = (its.next(), its.next()) else { return Ok(false) };
        if link.name != file || package.has(&list_of(name)) {
            return Ok(false);
        }
        self.parts.push((name.to_owned(), None));
        let left = apply(&relations.whole(), &[cut(&link.bytes)]);
        let left = (left != LIST.concat()).then_some(left);
        self.parts.push((list, left));
        if let Some(its) = types.overrides.iter().find(|its| is_of(its, name)) {
            self.put(TYPES, apply(&types.content.whole(), &[cut(&its.bytes)]));
        }
        Ok(true)
    }

    /// The package with these parts.
    pub fn into(self, bytes: &[u8]) -> Result<Vec<u8>, AnnotateError> {
        self.packed(bytes).map_err(|_| AnnotateError::Unpacked)
    }

    fn packed(self, bytes: &[u8]) -> Result<Vec<u8>, ZipError> {
        let mut archive = ZipArchive::new(Cursor::new(bytes))?;
        let mut writer = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len() + bytes.len() / 4)));
        writer.set_raw_comment(archive.comment().into())?;
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        let plain = |name: &str| name.replace('\\', "/").to_ascii_lowercase();
        let mut left: HashMap<String, (String, Option<String>)> =
            self.parts.into_iter().map(|(name, text)| (plain(&name), (name, text))).collect();
        for index in 0..archive.len() {
            let entry = archive.by_index_raw(index)?;
            let name = entry.name()?.to_string();
            match left.remove(&plain(&name)) {
                Some((_, None)) => {}
                Some((_, Some(text))) => {
                    writer.start_file(name, options.last_modified_time(entry.last_modified().unwrap_or_default()))?;
                    writer.write_all(text.as_bytes())?;
                }
                None => writer.raw_copy_file(entry)?,
            }
        }
        let mut new: Vec<_> = left.into_values().filter_map(|(name, text)| Some((name, text?))).collect();
        new.sort();
        for (name, text) in new {
            writer.start_file(name, options.last_modified_time(DateTime::default()))?;
            writer.write_all(text.as_bytes())?;
        }
        Ok(writer.finish()?.into_inner())
    }
}

/// An element of a list: what it is about, what it says of it, and its bytes.
struct Entry {
    name: String,
    value: String,
    bytes: Range<usize>,
}

/// The elements of this name in a list, by two of their attributes.
fn entries(content: &Content, element: &str, name: &str, value: &str) -> Result<Vec<Entry>, DocxError> {
    elements(content, element, |tag, bytes| {
        let its = |key| tag.attribute(key).unwrap_or_default();
        Entry { name: its(name), value: its(value), bytes }
    })
}

/// The list of content types.
struct Types {
    content: Content,
    overrides: Vec<Entry>,
    defaults: Vec<Entry>,
}

/// Reads the list of content types; one without them is torn.
fn types(package: &mut Package) -> Result<Types, DocxError> {
    let content = package.part(TYPES)?;
    if !is_called(&content, "Types") {
        return Err(DocxError::Torn);
    }
    let overrides = entries(&content, "Override", "PartName", "ContentType")?;
    let defaults = entries(&content, "Default", "Extension", "ContentType")?;
    Ok(Types { content, overrides, defaults })
}

/// Whether a part has a content type of its own, or that of comments by its ending.
fn is_typed(types: &Types, name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    types.overrides.iter().any(|its| is_of(its, name))
        || types.defaults.iter().any(|its| its.name.eq_ignore_ascii_case(ending) && its.value == COMMENTS)
}

fn is_of(its: &Entry, name: &str) -> bool {
    its.name.trim_start_matches('/').eq_ignore_ascii_case(name)
}
