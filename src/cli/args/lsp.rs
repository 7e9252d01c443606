//! What may be typed behind `hegui lsp`.

use clap::Args;

/// `hegui lsp`
#[derive(Debug, Args)]
pub(in crate::cli) struct Lsp {
    /// 经标准输入输出与编辑器通信；只有这一种方式，写不写都一样
    #[arg(long, help_heading = "参数")]
    stdio: bool,
}
