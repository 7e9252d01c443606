//! Puts changed and new parts into a package. Every other part is copied as it is compressed, in its place, with its name and time.

use std::collections::HashMap;
use std::io::{Cursor, Write};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::AnnotateError;
use super::xml::{added, escaped};
use crate::source::{Package, list_of};

const COMMENTS: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
const TYPES: &str = "[Content_Types].xml";
const STRICT: &str = "http://purl.oclc.org/ooxml/";

/// Parts to write, by name.
#[derive(Debug, Default)]
pub(super) struct Parts {
    parts: Vec<(String, String)>,
}

impl Parts {
    /// Adds a part, in place of one of this name.
    pub fn put(&mut self, name: &str, text: String) {
        self.parts.push((name.to_owned(), text));
    }

    /// Whether there is nothing to write.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Adds a part with the comments of the main part, and says where they are.
    pub fn comments(&mut self, package: &mut Package, main: &str, namespace: &str, text: String) -> Result<(), AnnotateError> {
        let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
        let free = |name: &String| !package.has(&format!("{folder}/{name}"));
        let name = (0..).map(|n| if n == 0 { "comments.xml".to_owned() } else { format!("comments{n}.xml") }).find(free);
        let name = name.unwrap_or_default();
        let path = format!("{folder}/{name}");
        let path = path.trim_start_matches('/');
        self.put(path, text);
        let types = package.part(TYPES)?;
        let path = escaped(path);
        let one = |prefix: &str| format!("<{prefix}Override PartName=\"/{path}\" ContentType=\"{COMMENTS}\"/>");
        self.put(TYPES, added(&types, one)?);
        let kind = match namespace.starts_with(STRICT) {
            true => "http://purl.oclc.org/ooxml/officeDocument/relationships/comments",
            false => "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
        };
        let list = list_of(main);
        if !package.has(&list) {
            let one = format!("<Relationship Id=\"rId1\" Type=\"{kind}\" Target=\"{name}\"/>");
            let text = format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{one}</Relationships>"
            );
            self.put(&list, text);
            return Ok(());
        }
        let relations = package.part(&list)?;
        let taken = |id: &String| [('"', '"'), ('\'', '\'')].iter().any(|(a, b)| relations.text.contains(&format!("{a}{id}{b}")));
        let id = (1..).map(|n| format!("rId{n}")).find(|id| !taken(id)).unwrap_or_default();
        let one = |prefix: &str| format!("<{prefix}Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{name}\"/>");
        self.put(&list, added(&relations, one)?);
        Ok(())
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
        let mut left: HashMap<String, (String, String)> =
            self.parts.into_iter().map(|(name, text)| (plain(&name), (name, text))).collect();
        for index in 0..archive.len() {
            let entry = archive.by_index_raw(index)?;
            let name = entry.name()?.to_string();
            match left.remove(&plain(&name)) {
                Some((_, text)) => {
                    writer.start_file(name, options.last_modified_time(entry.last_modified().unwrap_or_default()))?;
                    writer.write_all(text.as_bytes())?;
                }
                None => writer.raw_copy_file(entry)?,
            }
        }
        let mut new: Vec<_> = left.into_values().collect();
        new.sort();
        for (name, text) in new {
            writer.start_file(name, options.last_modified_time(DateTime::default()))?;
            writer.write_all(text.as_bytes())?;
        }
        Ok(writer.finish()?.into_inner())
    }
}
