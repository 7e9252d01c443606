//! What may be typed about settings and what is accepted.

use std::path::PathBuf;

use clap::Args;

use super::{Choice, Input, Plain, Tracked, Work};

/// Which settings file is read.
#[derive(Debug, Clone, Default, Args)]
pub(in crate::cli) struct SettingsFile {
    /// 用这份设置，不去找 hegui.yaml
    #[arg(long, value_name = "文件", help_heading = "规则", conflicts_with = "no_config")]
    pub config: Option<PathBuf>,
    /// 不读 hegui.yaml 和 hegui.mutes.yaml
    #[arg(long, help_heading = "规则")]
    pub no_config: bool,
}

/// `hegui init`
#[derive(Debug, Args)]
pub(in crate::cli) struct Init {
    /// 写在哪个文件夹，默认是当前文件夹
    #[arg(value_name = "文件夹", help_heading = "参数")]
    pub folder: Option<PathBuf>,
}

/// `hegui config`
#[derive(Debug, Args)]
pub(in crate::cli) struct Config {
    /// 文件或文件夹，默认是当前文件夹
    #[arg(value_name = "路径", help_heading = "参数")]
    pub path: Option<PathBuf>,
    #[command(flatten)]
    pub choice: Choice,
    /// 输出格式：human（默认）或 json
    #[arg(long, value_name = "格式", default_value = "human", hide_default_value = true, hide_possible_values = true)]
    #[arg(help_heading = "输出")]
    pub format: Plain,
}

/// `hegui baseline`
#[derive(Debug, Args)]
pub(in crate::cli) struct Baseline {
    /// 文件或文件夹，可写多个
    #[arg(value_name = "路径", required = true, help_heading = "参数")]
    pub paths: Vec<PathBuf>,
    /// 为什么可以不改，必须写明
    #[arg(long, value_name = "缘由", required_unless_present = "prune", help_heading = "认可")]
    pub reason: Option<String>,
    /// 谁认可的
    #[arg(long, value_name = "姓名", requires = "reason", help_heading = "认可")]
    pub who: Option<String>,
    /// 什么时候认可的，如 2025-03-01
    #[arg(long, value_name = "日期", requires = "reason", help_heading = "认可")]
    pub when: Option<String>,
    /// 删去已经对不上任何问题的条目
    #[arg(long, help_heading = "认可")]
    pub prune: bool,
    #[command(flatten)]
    pub input: Input,
    #[command(flatten)]
    pub tracked: Tracked,
    #[command(flatten)]
    pub choice: Choice,
    #[command(flatten)]
    pub work: Work,
}
