//! Word documents built by hand: a package of the parts that are given, and words for its XML.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

pub const TRANSITIONAL: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
pub const STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A document under way.
pub struct Pack {
    parts: Vec<(String, Vec<u8>)>,
}

impl Pack {
    /// A document with this body.
    pub fn body(body: &str) -> Pack {
        Pack::document(&format!(
            "<w:document xmlns:w=\"{TRANSITIONAL}\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
             xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" xmlns:v=\"urn:schemas-microsoft-com:vml\">\
             <w:body>{body}<w:sectPr/></w:body></w:document>"
        ))
    }

    /// A document with this main part.
    pub fn document(xml: &str) -> Pack {
        let relations = [("rId1", "officeDocument", "word/document.xml")];
        Pack { parts: vec![] }
            .part("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>")
            .part("_rels/.rels", list(&relations))
            .part("word/_rels/document.xml.rels", list(&[]))
            .part("word/document.xml", xml)
    }

    /// With another part, or another content of one.
    pub fn part(mut self, name: &str, content: impl AsRef<[u8]>) -> Pack {
        self.parts.retain(|(known, _)| known != name);
        self.parts.push((name.to_owned(), content.as_ref().to_vec()));
        self
    }

    /// Without a part.
    pub fn without(mut self, name: &str) -> Pack {
        self.parts.retain(|(known, _)| known != name);
        self
    }

    /// With a part that the document refers to: `styles`, `numbering`, `footnotes`; `inside` is what its root holds.
    pub fn with(self, kind: &str, inside: &str) -> Pack {
        let root = if ["numbering", "styles", "comments"].contains(&kind) || kind.ends_with("notes") { kind } else { "hdr" };
        let xml = format!("<w:{root} xmlns:w=\"{TRANSITIONAL}\">{inside}</w:{root}>");
        let mut all: Vec<String> = self
            .parts
            .iter()
            .filter_map(|(name, _)| Some(name.strip_prefix("word/")?.strip_suffix(".xml")?.to_owned()))
            .collect();
        all.retain(|name| name != "document" && name != kind);
        all.push(kind.to_owned());
        let targets: Vec<_> = all.iter().map(|name| (format!("r{name}"), name.clone(), format!("{name}.xml"))).collect();
        let targets: Vec<_> = targets.iter().map(|(id, kind, target)| (&**id, &**kind, &**target)).collect();
        self.part("word/_rels/document.xml.rels", list(&targets)).part(&format!("word/{kind}.xml"), xml)
    }

    /// The bytes of the package.
    pub fn zip(&self) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        for (name, content) in &self.parts {
            zip.start_file(name, options).unwrap();
            zip.write_all(content).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }
}

/// A part with relationships.
pub fn list(relations: &[(&str, &str, &str)]) -> String {
    let one = |(id, kind, target): &(&str, &str, &str)| {
        format!("<Relationship Id=\"{id}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/>")
    };
    let all: String = relations.iter().map(one).collect();
    format!(
        "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{all}</Relationships>"
    )
}

/// A text as XML.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A run.
pub fn r(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(text))
}

/// A paragraph of one run.
pub fn p(text: &str) -> String {
    if text.is_empty() { "<w:p/>".to_owned() } else { format!("<w:p>{}</w:p>", r(text)) }
}

/// A paragraph with properties.
pub fn pp(properties: &str, inside: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>")
}

/// A paragraph on a level of a list.
pub fn item(list: u32, level: u32, text: &str) -> String {
    pp(&format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>"), &r(text))
}

/// A cell.
pub fn tc(inside: &str) -> String {
    format!("<w:tc><w:tcPr><w:tcW w:w=\"10\"/></w:tcPr>{inside}</w:tc>")
}

/// The level of a list, in the given format and text.
pub fn level(at: u32, format: &str, text: &str) -> String {
    format!("<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/></w:lvl>")
}

/// A list of the usual shape, 一、 （一） 1. （1）, numbered 1.
pub fn usual_list() -> String {
    let levels = [
        level(0, "chineseCountingThousand", "%1、"),
        level(1, "chineseCounting", "\u{FF08}%2\u{FF09}"),
        level(2, "decimal", "%3."),
        level(3, "decimal", "\u{FF08}%4\u{FF09}"),
    ];
    format!(
        "<w:abstractNum w:abstractNumId=\"7\">{}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num>",
        levels.concat()
    )
}
