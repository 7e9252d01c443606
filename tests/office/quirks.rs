//! Packages as WPS writes them, built by hand: one run a character, runs cut by bookmarks and marks of proof-reading, formats that
//! differ in nothing one sees, parts in an order of their own.

use std::io::{Cursor, Write};

use hegui::source;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::linter;
use super::pack::escaped;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const SPACES: &str = "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
    xmlns:o=\"urn:schemas-microsoft-com:office:office\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" \
    xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" \
    xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" \
    xmlns:wpsCustomData=\"http://www.wps.cn/officeDocument/2013/wpsCustomData\" mc:Ignorable=\"w14 wpsCustomData\"";

/// The formats of runs side by side: none shows a difference.
const FORMATS: [&str; 3] = [
    "<w:rPr><w:rFonts w:hint=\"eastAsia\"/><w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:rPr>",
    "<w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr>",
    "",
];

fn run(text: &str, format: &str) -> String {
    let keep = if text.contains(' ') { " xml:space=\"preserve\"" } else { "" };
    format!("<w:r w:rsidR=\"00A77B3E\">{format}<w:t{keep}>{}</w:t></w:r>", escaped(text))
}

/// How a line is cut into runs.
#[derive(Clone, Copy, Debug)]
pub enum Cut {
    /// Every character alone, in one format.
    Alone,
    /// Every character alone, formats taking turns.
    Turns,
    /// Three at a time, with bookmarks and marks of proof-reading between them.
    Marks,
}

pub const CUTS: [Cut; 3] = [Cut::Alone, Cut::Turns, Cut::Marks];

fn paragraph(at: usize, line: &str, cut: Cut) -> String {
    let signs: Vec<char> = line.chars().collect();
    let runs: String = match cut {
        Cut::Alone => signs.iter().map(|sign| run(&sign.to_string(), FORMATS[0])).collect(),
        Cut::Turns => signs.iter().enumerate().map(|(at, sign)| run(&sign.to_string(), FORMATS[at % 3])).collect(),
        Cut::Marks => {
            let between = "<w:proofErr w:type=\"spellStart\"/><w:proofErr w:type=\"spellEnd\"/>";
            signs.chunks(3).map(|three| run(&three.iter().collect::<String>(), FORMATS[0]) + between).collect()
        }
    };
    let back = if at == 4 { "<w:bookmarkStart w:id=\"0\" w:name=\"_GoBack\"/><w:bookmarkEnd w:id=\"0\"/>" } else { "" };
    format!(
        "<w:p w14:paraId=\"{:08X}\"><w:pPr><w:ind w:firstLine=\"640\" w:firstLineChars=\"200\"/><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr></w:pPr>{back}{runs}</w:p>",
        0x1000_0000 + at
    )
}

fn relations(all: &[(&str, &str)]) -> String {
    let one = |(at, (kind, target)): (usize, &(&str, &str))| {
        format!("<Relationship Id=\"rId{}\" Type=\"{OFFICE}/relationships/{kind}\" Target=\"{target}\"/>", at + 1)
    };
    let all: String = all.iter().enumerate().map(one).collect();
    format!("{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">{all}</Relationships>")
}

/// A text as WPS might have written it.
pub fn wps(text: &str, cut: Cut) -> Vec<u8> {
    package(&text.lines().enumerate().map(|(at, line)| paragraph(at, line, cut)).collect::<String>())
}

/// A package around this body.
pub fn package(body: &str) -> Vec<u8> {
    let page = "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1587\" w:header=\"851\" w:footer=\"992\" w:gutter=\"0\"/></w:sectPr>";
    let types = [("document.main", "document"), ("styles", "styles"), ("settings", "settings")]
        .map(|(kind, name)| format!("<Override PartName=\"/word/{name}.xml\" ContentType=\"{WORD}.{kind}+xml\"/>"))
        .concat();
    let custom = format!(
        "<Properties xmlns=\"{OFFICE}/custom-properties\" xmlns:vt=\"{OFFICE}/docPropsVTypes\"><property fmtid=\"{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}\" pid=\"2\" name=\"KSOProductBuildVer\"><vt:lpwstr>2052-12.1.0.19770</vt:lpwstr></property></Properties>"
    );
    let parts = [
        ("_rels/.rels", relations(&[("officeDocument", "word/document.xml"), ("custom-properties", "docProps/custom.xml")])),
        ("word/document.xml", format!("{HEAD}<w:document {SPACES}><w:body>{body}{page}</w:body></w:document>")),
        ("word/_rels/document.xml.rels", relations(&[("styles", "styles.xml"), ("settings", "settings.xml")])),
        (
            "word/styles.xml",
            format!(
                "{HEAD}<w:styles {SPACES}><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"1\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style></w:styles>"
            ),
        ),
        ("word/settings.xml", format!("{HEAD}<w:settings {SPACES}><w:zoom w:percent=\"100\"/></w:settings>")),
        ("docProps/custom.xml", format!("{HEAD}{custom}")),
        (
            "[Content_Types].xml",
            format!(
                "{HEAD}<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/docProps/custom.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.custom-properties+xml\"/>{types}</Types>"
            ),
        ),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (at, (name, content)) in parts.iter().enumerate() {
        let how = if at % 2 == 0 { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        zip.start_file(*name, SimpleFileOptions::default().compression_method(how)).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_report_of_wps_gives_the_same_findings() {
    let said = |bytes: &[u8]| {
        let source = source::read("报告", bytes, None).unwrap();
        let report = linter().check(&source);
        let told = report.findings.iter().map(|finding| {
            let at = source.position(finding.at.span.start as usize);
            (finding.rule.to_string(), at.line, at.column, finding.message.clone())
        });
        told.collect::<Vec<_>>()
    };
    let text = include_str!("../../samples/faulty.txt");
    let wanted = said(text.as_bytes());
    assert!(wanted.len() > 10);
    for cut in CUTS {
        assert_eq!(said(&wps(text, cut)), wanted, "{cut:?}");
    }
}
