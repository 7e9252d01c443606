//! Files that are no texts, told by their first bytes, and the way from each to a text.

/// What it is, and what to do, in Chinese.
type Kind = (&'static str, &'static str);

/// How zip archives begin.
pub(super) const ARCHIVE: &[u8] = b"PK\x03\x04";

/// How rich text begins, and a PDF.
pub(super) const RTF: &[u8] = b"{\\rtf";
pub(super) const PDF: &[u8] = b"%PDF-";

/// A file that holds bytes no text has.
pub(super) const UNKNOWN: Kind = ("二进制文件", "请用能打开它的软件另存为纯文本（.txt，UTF-8编码）后再检查");

const WORD: &str = "请用Word或WPS打开，选“另存为”→“Word文档（.docx）”，再检查另存的文件";
const SHEET: &str = "请把报告正文复制到纯文本文件（.txt）中保存后再检查";
const PAGES: &str = "请取得报告的Word文档（.docx），或打开后全选、复制正文，粘贴到新文档中另存为.docx后再检查";
const PICTURE: &str = "图片中的文字须先识别，请取得报告的文字稿，另存为纯文本（.txt）后再检查";
const PACKED: &str = "请先解压，再检查其中的.docx或.txt文件";

/// How old documents begin, and encrypted new ones.
pub(super) const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// The name of the stream that an encrypted document is in, `EncryptedPackage`, in UTF-16.
pub(super) const SEALED: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";
const ENCRYPTED: Kind = ("加了打开密码的Office文档", "请用Word或WPS打开，取消密码后另存为Word文档（.docx），再检查另存的文件");

const SIGNS: [(&[u8], Kind); 13] = [
    (OLE, ("旧版Office文档（.doc、.wps或.xls）", WORD)),
    (RTF, ("RTF文档（.rtf）", WORD)),
    (PDF, ("PDF文档（.pdf）", PAGES)),
    (b"\x89PNG\r\n", ("PNG图片", PICTURE)),
    (b"\xFF\xD8\xFF", ("JPEG图片", PICTURE)),
    (b"GIF87a", ("GIF图片", PICTURE)),
    (b"GIF89a", ("GIF图片", PICTURE)),
    (b"II*\0", ("TIFF图片", PICTURE)),
    (b"MM\0*", ("TIFF图片", PICTURE)),
    (b"Rar!\x1A\x07", ("RAR压缩包", PACKED)),
    (b"7z\xBC\xAF\x27\x1C", ("7z压缩包", PACKED)),
    (b"\x1F\x8B\x08", ("gzip压缩包", PACKED)),
    (b"SQLite format 3\0", ("数据库文件", SHEET)),
];

/// What zip archives are, by a name that stands in them.
const ARCHIVES: [(&[u8], Kind); 5] = [
    (b"word/document.xml", ("Word文档（.docx）", WORD)),
    (b"xl/workbook.xml", ("Excel表格（.xlsx）", SHEET)),
    (b"ppt/presentation.xml", ("PowerPoint演示文稿（.pptx）", PAGES)),
    (b"OFD.xml", ("OFD版式文档（.ofd）", PAGES)),
    (b"application/vnd.oasis.opendocument", ("OpenDocument文档（.odt等）", WORD)),
];

/// What a file is, if it is no text.
pub(super) fn kind(bytes: &[u8]) -> Option<Kind> {
    if bytes.starts_with(ARCHIVE) {
        let holds = |name: &[u8]| memchr::memmem::find(bytes, name).is_some();
        let known = ARCHIVES.iter().find(|(name, _)| holds(name)).map(|(_, kind)| *kind);
        return Some(known.unwrap_or(("ZIP压缩包", PACKED)));
    }
    let known = SIGNS.iter().find(|(sign, _)| bytes.starts_with(sign)).map(|(_, kind)| *kind);
    known.map(|kind| if bytes.starts_with(OLE) && memchr::memmem::find(bytes, SEALED).is_some() { ENCRYPTED } else { kind })
}
