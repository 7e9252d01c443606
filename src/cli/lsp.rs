//! `hegui lsp`: serves an editor over standard input and output.

use std::io::{BufReader, IsTerminal, stdin, stdout};

use super::say;
use crate::lsp;

/// Runs the server and gives its exit status.
pub(super) fn run() -> u8 {
    if stdin().is_terminal() {
        say("提示：语言服务由编辑器启动，在终端里没有用；设置方法见 docs/editors.md，检查文件请用 hegui check\n");
    }
    lsp::serve(BufReader::new(stdin()), stdout())
}
