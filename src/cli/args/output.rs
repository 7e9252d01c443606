//! What comes out, where it goes, and what helps at a prompt.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::values::Format;

/// What `check` gives out.
#[derive(Debug, Args)]
pub(in crate::cli) struct Output {
    /// 输出格式：human 图文（默认）、short 每处一行、json；供平台读取的 sarif、github、gitlab、junit、checkstyle、rdjson
    #[arg(long, value_name = "格式", default_value = "human", hide_default_value = true, hide_possible_values = true)]
    #[arg(help_heading = "输出")]
    pub format: Format,
    /// 结果写进这个文件，全部写好才替换原有的文件；默认写到标准输出
    #[arg(short, long, value_name = "文件", help_heading = "输出")]
    pub output: Option<PathBuf>,
    /// 只说有问题的地方和读不了的文件，不说提示和总数
    #[arg(short, long, help_heading = "输出")]
    pub quiet: bool,
    /// 不逐处列出，只列每条规则有多少处；json 中另加一项
    #[arg(long, help_heading = "输出", conflicts_with = "quiet")]
    pub statistics: bool,
    /// 检查后等着，哪个文件改动了就再检查哪个，按 Ctrl-C 结束
    #[arg(long, help_heading = "输出", conflicts_with_all = ["output", "statistics"])]
    pub watch: bool,
}

/// `hegui completions`
#[derive(Debug, Args)]
pub(in crate::cli) struct Completions {
    /// 外壳程序：bash、zsh、fish、powershell、elvish、nushell
    #[arg(value_name = "外壳", hide_possible_values = true, help_heading = "参数")]
    pub shell: Shell,
}

/// Programs that complete what is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Shell {
    Bash,
    Zsh,
    Fish,
    Powershell,
    Elvish,
    Nushell,
}

/// `hegui man`
#[derive(Debug, Args)]
pub(in crate::cli) struct Man {
    /// 把全部手册页写进这个文件夹；不写则只把主页写到标准输出
    #[arg(value_name = "文件夹", help_heading = "参数")]
    pub folder: Option<PathBuf>,
}
