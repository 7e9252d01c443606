//! What may be typed behind `hegui annotate`.

use std::path::PathBuf;

use clap::Args;

use super::{Choice, FailOn, Lang, jobs};

/// `hegui annotate`
#[derive(Debug, Args)]
pub(in crate::cli) struct Annotate {
    /// Word文档（.docx）或文件夹，可写多个
    #[arg(value_name = "路径", required = true, help_heading = "参数")]
    pub paths: Vec<PathBuf>,
    /// 写到哪个文件；有几个文件或是文件夹时，写到哪个文件夹
    #[arg(short, long, value_name = "输出", help_heading = "写入")]
    pub output: Option<PathBuf>,
    /// 写回原文件，原来的另存为“报告.docx.bak”
    #[arg(long, conflicts_with = "output", help_heading = "写入")]
    pub in_place: bool,
    /// 只去掉以前加的批注和修订
    #[arg(long, conflicts_with_all = ["select", "ignore", "year", "profile", "rules", "fail_on"], help_heading = "写入")]
    pub remove: bool,
    #[command(flatten)]
    pub choice: Choice,
    /// 到哪一级算不通过：error 错误、warning 警告、advice 建议、never 从不（默认）
    #[arg(long, value_name = "级别", default_value = "never", hide_default_value = true, hide_possible_values = true)]
    #[arg(help_heading = "输出")]
    pub fail_on: FailOn,
    /// 批注里的理由和固定用语用中文 zh（默认）还是英文 en
    #[arg(long, value_name = "语言", default_value = "zh", hide_default_value = true, hide_possible_values = true)]
    #[arg(help_heading = "输出")]
    pub lang: Lang,
    /// 同时处理几个文件，默认为处理器个数
    #[arg(short, long, value_name = "个数", value_parser = jobs, help_heading = "输出")]
    pub jobs: Option<usize>,
}
