//! The package: a zip archive of parts, which name each other by relationships.

use std::collections::{HashMap, HashSet};
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::fault::{DocxError, Refusal};
use super::limits::{ENTRIES, PART, RATIO, SMALL, TOTAL};
use super::xml::{Step, Walk};

/// An open package.
pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Parts by their name in lower case with `/`: names are compared without case, and some programs write `\`.
    entries: HashMap<String, usize>,
    /// Bytes that were read so far.
    read: usize,
}

/// The parts that a part refers to.
#[derive(Debug, Default)]
pub(crate) struct Relations {
    /// The first of each kind.
    kinds: HashMap<String, String>,
    /// By id.
    names: HashMap<String, String>,
    /// The kinds of what lies outside of the package.
    outside: HashSet<String>,
}

impl Relations {
    /// The first part of a kind, by the last word of the kind: `styles` → `word/styles.xml`.
    pub fn of(&self, kind: &str) -> Option<&str> {
        self.kinds.get(kind).map(String::as_str)
    }

    /// Whether something of a kind lies outside of the package.
    pub fn is_outside(&self, kind: &str) -> bool {
        self.outside.contains(kind)
    }

    /// The part of this id: `rId7` → `word/footer1.xml`.
    pub fn id(&self, id: &str) -> Option<&str> {
        self.names.get(id).map(String::as_str)
    }
}

/// A part of the package, decompressed.
pub(crate) struct Content {
    /// Its name.
    pub name: String,
    /// Its text, without a byte order mark.
    pub text: String,
    /// The length of the byte order mark, which counts in offsets.
    pub skipped: usize,
}

impl Content {
    /// Its text with the byte order mark, in which offsets count.
    pub fn whole(&self) -> String {
        if self.skipped > 0 { format!("\u{FEFF}{}", self.text) } else { self.text.clone() }
    }
}

impl<'a> Package<'a> {
    /// Opens a package.
    pub fn open(bytes: &'a [u8]) -> Result<Package<'a>, Refusal> {
        let archive = match ZipArchive::new(Cursor::new(bytes)) {
            Ok(archive) => archive,
            // A torn archive has lost the list of its parts; their names still stand before each.
            Err(_) if memchr::memmem::find(bytes, b"word/").is_some() => return Err(DocxError::Torn.into()),
            Err(_) => return Err(Refusal::NotWord),
        };
        if archive.len() > ENTRIES {
            return Err(DocxError::Entries { count: archive.len() }.into());
        }
        let plain = |name: &[u8]| String::from_utf8_lossy(name).replace('\\', "/").to_ascii_lowercase();
        let entries = (0..archive.len()).filter_map(|index| {
            let name = archive.name_for_index(index)?.ok()?;
            Some((plain(name.as_bytes()), index))
        });
        let entries = entries.collect();
        Ok(Package { archive, entries, read: 0 })
    }

    /// Whether there is a part of this name.
    pub fn has(&self, name: &str) -> bool {
        self.entries.contains_key(&name.to_ascii_lowercase())
    }

    /// The text of a part.
    pub fn part(&mut self, name: &str) -> Result<Content, DocxError> {
        let part = || name.to_owned();
        let index = *self.entries.get(&name.to_ascii_lowercase()).ok_or_else(|| DocxError::Missing { part: part() })?;
        let entry = self.archive.by_index(index).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(zip::result::ZipError::PASSWORD_REQUIRED) => DocxError::Locked,
            _ => DocxError::Unpacked { part: part() },
        })?;
        let room = PART.min(TOTAL - self.read);
        let (size, packed) = (entry.size(), entry.compressed_size());
        if size > room as u64 || size > SMALL && size / RATIO > packed {
            return Err(DocxError::TooLarge { part: part() });
        }
        let mut bytes = Vec::with_capacity(size as usize);
        entry.take(room as u64 + 1).read_to_end(&mut bytes).map_err(|_| DocxError::Unpacked { part: part() })?;
        if bytes.len() > room {
            return Err(DocxError::TooLarge { part: part() });
        }
        self.read += bytes.len();
        let text = String::from_utf8(bytes)
            .map_err(|error| DocxError::Malformed { part: part(), offset: error.utf8_error().valid_up_to() })?;
        match text.strip_prefix('\u{FEFF}') {
            Some(rest) => Ok(Content { name: part(), text: rest.to_owned(), skipped: text.len() - rest.len() }),
            None => Ok(Content { name: part(), text, skipped: 0 }),
        }
    }

    /// The parts that a part refers to. A part that refers to nothing has no list.
    pub fn relations(&mut self, of: &str) -> Result<Relations, DocxError> {
        let folder = of.rsplit_once('/').map_or("", |(folder, _)| folder);
        let list = list_of(of);
        let mut found = Relations::default();
        if !self.has(&list) {
            return Ok(found);
        }
        let content = self.part(&list)?;
        let mut walk = Walk::new(&content);
        loop {
            match walk.step()? {
                Step::Open(tag) if tag.attribute("Target").is_some() => {
                    let value = |key| tag.attribute(key).unwrap_or_default();
                    let (kind, target) = (value("Type"), value("Target"));
                    let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                    if value("TargetMode") == "External" {
                        found.outside.insert(kind);
                    } else {
                        let name = resolve(folder, &target);
                        found.names.insert(value("Id"), name.clone());
                        found.kinds.entry(kind).or_insert(name);
                    }
                }
                Step::End => return Ok(found),
                _ => {}
            }
        }
    }
}

/// The name of the part that lists what a part refers to: `word/document.xml` → `word/_rels/document.xml.rels`.
pub(crate) fn list_of(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, file)) => format!("{folder}/_rels/{file}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}

/// The name of a part that is named from a folder: `../customXml/item1.xml`, `/word/styles.xml`.
fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let whole = if target.starts_with('/') { target } else { format!("{folder}/{target}") };
    let mut names: Vec<&str> = Vec::new();
    for name in whole.split('/') {
        match name {
            "" | "." => {}
            ".." => drop(names.pop()),
            name => names.push(name),
        }
    }
    names.join("/")
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn targets_are_named_from_their_folder() {
        for (folder, target, name) in [
            ("word", "styles.xml", "word/styles.xml"),
            ("", "word/document.xml", "word/document.xml"),
            ("word", "/word/styles.xml", "word/styles.xml"),
            ("word", "../customXml/item1.xml", "customXml/item1.xml"),
            ("word", "../../../a.xml", "a.xml"),
            ("word", "media\\a.xml", "word/media/a.xml"),
        ] {
            assert_eq!(resolve(folder, target), name);
        }
    }
}
