//! `hegui lsp`: serves an editor over standard input and output.

use std::io::{BufReader, IsTerminal, stdin, stdout};
use std::path::Path;

use super::{folder, say};
use crate::lsp;
use crate::rule::RuleFile;

/// Runs the server and gives its exit status.
pub(super) fn run() -> u8 {
    if stdin().is_terminal() {
        say("提示：语言服务由编辑器启动，在终端里没有用；设置方法见 docs/editors.md，检查文件请用 hegui check\n");
    }
    let read: lsp::Folder =
        |path: &Path| -> Result<Vec<RuleFile>, String> { folder::files(path).map_err(|trouble| trouble.to_string()) };
    lsp::serve(BufReader::new(stdin()), stdout(), read)
}
