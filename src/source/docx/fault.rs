//! Why a Word document could not be read.

use super::limits::{DEPTH, ENTRIES, NAMED, PARAGRAPHS, PART, RUNS, TOTAL};

/// What is wrong with a package that should be a Word document.
#[derive(Debug, thiserror::Error, miette::Diagnostic, PartialEq, Eq)]
pub enum DocxError {
    /// The archive cannot be opened: its end, where the list of parts stands, is missing or wrong.
    #[error("Word文档不完整，可能没有下载完或复制完")]
    #[diagnostic(help("请重新取得文件；若Word或WPS还能打开，打开后另存为Word文档（.docx）"))]
    Torn,
    /// The archive asks for a password.
    #[error("Word文档的压缩包加了密码")]
    #[diagnostic(help("请用Word或WPS打开，取消密码后另存为Word文档（.docx）"))]
    Locked,
    /// A part is not there, or the package does not say where.
    #[error("Word文档里缺少{part}")]
    #[diagnostic(help("文件可能已损坏，请用Word或WPS打开，另存为Word文档（.docx）后再检查"))]
    Missing {
        /// The part.
        part: String,
    },
    /// A part is compressed in a way that Word does not use, or is damaged.
    #[error("Word文档里的{part}解压不出来")]
    #[diagnostic(help("文件可能已损坏，请用Word或WPS打开，另存为Word文档（.docx）后再检查"))]
    Unpacked {
        /// The part.
        part: String,
    },
    /// A part is no XML.
    #[error("Word文档里的{part}在第{}个字节处不是规范的XML", offset + 1)]
    #[diagnostic(help("文件可能已损坏，请用Word或WPS打开，另存为Word文档（.docx）后再检查"))]
    Malformed {
        /// The part.
        part: String,
        /// The byte, from 0.
        offset: usize,
    },
    /// The main part is something else than the words of a document.
    #[error("Word文档里的{part}不是正文")]
    #[diagnostic(help("文件可能已损坏，请用Word或WPS打开，另存为Word文档（.docx）后再检查"))]
    Other {
        /// The part.
        part: String,
    },
    /// A part declares a document type, through which entities could grow without end.
    #[error("Word文档里的{part}带有文档类型声明（DOCTYPE），为安全起见不读")]
    #[diagnostic(help("Word和WPS不会写这样的文件，请确认来源；可用Word或WPS打开，另存为Word文档（.docx）"))]
    Declared {
        /// The part.
        part: String,
    },
    /// The archive holds more parts than a document has.
    #[error("Word文档里有{count}个部件，超过了{ENTRIES}个的上限")]
    #[diagnostic(help("请确认选对了文件；可把正文复制到新文档中另存"))]
    Entries {
        /// How many.
        count: usize,
    },
    /// A part, or all that is read, is too large, or grows from so few bytes that it can only be a trap.
    #[error("Word文档里的{part}解压后过大（单个部件不超过{}MB，合计不超过{}MB，且不超过压缩前的200倍）", PART >> 20, TOTAL >> 20)]
    #[diagnostic(help("一份报告的正文通常只有几百KB，请确认选对了文件；可把正文复制到新文档中另存"))]
    TooLarge {
        /// The part.
        part: String,
    },
    /// Elements are nested too deep.
    #[error("Word文档里的{part}嵌套超过了{DEPTH}层")]
    #[diagnostic(help("请用Word或WPS打开，把正文复制到新文档中另存"))]
    TooDeep {
        /// The part.
        part: String,
    },
    /// There are too many paragraphs, runs, styles or lists.
    #[error("Word文档过于零碎，超过了{}万段、{}万个文字块或{}万个样式和编号", PARAGRAPHS / 10_000, RUNS / 10_000, NAMED / 10_000)]
    #[diagnostic(help("请确认选对了文件；可把正文以“只保留文本”的方式粘贴到新文档中另存"))]
    TooMany,
}

/// Why a package gave no text.
#[derive(Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is another kind of archive: a workbook, slides, or just files.
    NotWord,
    /// It is a document, and something is wrong with it.
    Fault(DocxError),
}

impl From<DocxError> for Refusal {
    fn from(fault: DocxError) -> Refusal {
        Refusal::Fault(fault)
    }
}
