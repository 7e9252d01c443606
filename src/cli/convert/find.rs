//! Where the programs are that convert: on the path, else in the places where their installers put them.

use std::env;
use std::path::PathBuf;
use std::sync::OnceLock;

/// Names and places of a program.
struct Program {
    names: &'static [&'static str],
    /// Folders; `%NAME%` at the beginning stands for a variable of the environment.
    places: &'static [&'static str],
}

const OFFICE: Program = Program {
    names: if cfg!(windows) { &["soffice.exe"] } else { &["soffice", "libreoffice"] },
    places: &[
        "%ProgramFiles%/LibreOffice/program",
        "%ProgramW6432%/LibreOffice/program",
        "%ProgramFiles(x86)%/LibreOffice/program",
        "/Applications/LibreOffice.app/Contents/MacOS",
        "%HOME%/Applications/LibreOffice.app/Contents/MacOS",
        "/usr/lib/libreoffice/program",
        "/usr/lib64/libreoffice/program",
        "/snap/bin",
    ],
};

const PDF: Program = Program {
    names: if cfg!(windows) { &["pdftotext.exe"] } else { &["pdftotext"] },
    places: &[
        "/opt/homebrew/bin",
        "/usr/local/bin",
        "/usr/bin",
        "%ProgramFiles%/poppler/Library/bin",
        "%ProgramFiles%/Git/mingw64/bin",
        "%ProgramFiles%/xpdf/bin64",
    ],
};

/// LibreOffice.
pub(super) fn office() -> Option<&'static PathBuf> {
    static FOUND: OnceLock<Option<PathBuf>> = OnceLock::new();
    FOUND.get_or_init(|| find(&OFFICE)).as_ref()
}

/// pdftotext, of Poppler or Xpdf.
pub(super) fn pdf() -> Option<&'static PathBuf> {
    static FOUND: OnceLock<Option<PathBuf>> = OnceLock::new();
    FOUND.get_or_init(|| find(&PDF)).as_ref()
}

/// Whether old Word documents can be converted.
pub(in crate::cli) fn has_office() -> bool {
    office().is_some()
}

/// Whether the text of a PDF can be taken out.
pub(in crate::cli) fn has_pdf() -> bool {
    pdf().is_some()
}

/// The first file of that name. Folders of the path that are not written in full are passed over: what lies beside a draft is
/// not to be run.
fn find(program: &Program) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let places = program.places.iter().filter_map(|place| spelled(place));
    let folders = env::split_paths(&path).chain(places).filter(|folder| folder.is_absolute());
    let mut all = folders.flat_map(|folder| program.names.iter().map(move |name| folder.join(name)));
    all.find(|file| is_program(file))
}

/// A place with its variable filled in.
fn spelled(place: &str) -> Option<PathBuf> {
    match place.strip_prefix('%').and_then(|rest| rest.split_once('%')) {
        Some((name, rest)) => Some(PathBuf::from(env::var_os(name)?).join(rest.trim_start_matches('/'))),
        None => Some(PathBuf::from(place)),
    }
}

#[cfg(unix)]
fn is_program(file: &std::path::Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    file.metadata().is_ok_and(|data| data.is_file() && data.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(file: &std::path::Path) -> bool {
    file.is_file()
}
