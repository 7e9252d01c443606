//! What may be typed. What it means is made out in [`super::settings`], and what may stand behind an option in [`values`].
//!
//! clap cannot speak Chinese by a setting: headings and usage lines are written out here, error sentences in [`super::wrong`].

#[cfg(feature = "docx")]
mod annotate;
mod values;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use encoding_rs::Encoding;

#[cfg(feature = "docx")]
use super::pages::ANNOTATED;
use super::pages::{CHECKED, COMMAND, EXAMPLES, FIXED, GROUP, TOP};
use crate::source::Changes;
#[cfg(feature = "docx")]
pub(super) use annotate::Annotate;
pub(super) use values::{Color, DiffForm, FailOn, Format, Lang, Plain, Profile};
use values::{encoding, jobs, year};

/// The program.
#[derive(Debug, Parser)]
#[command(
    name = "hegui",
    version,
    about = "检查法治政府建设年度报告：缺什么、哪里前后矛盾、哪里编号有误，并说明依据和改法。",
    help_template = TOP,
    override_usage = "hegui <命令> [选项]",
    after_help = EXAMPLES,
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true,
    subcommand_required = true,
    max_term_width = 100
)]
pub(super) struct Typed {
    /// The command.
    #[command(subcommand)]
    pub command: Command,
    /// 显示帮助
    #[arg(short, long, global = true, action = clap::ArgAction::Help, display_order = 900, help_heading = "其他")]
    help: Option<bool>,
    /// 显示版本
    #[arg(short = 'V', long, action = clap::ArgAction::Version, display_order = 901)]
    version: Option<bool>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// 检查文件或文件夹
    #[command(help_template = COMMAND, override_usage = "hegui check <路径>... [选项]", after_help = CHECKED)]
    Check(Check),
    /// 改正有把握的地方，直接写回文件
    #[command(help_template = COMMAND, override_usage = "hegui fix <路径>... [选项]", after_help = FIXED)]
    Fix(Fix),
    /// 在Word文档里写批注，把改法作成修订
    #[cfg(feature = "docx")]
    #[command(help_template = COMMAND, override_usage = "hegui annotate <路径>... -o <输出> [选项]", after_help = ANNOTATED)]
    Annotate(Annotate),
    /// 显示所理解的报告结构：标题、各部分、缺什么
    #[command(help_template = COMMAND, override_usage = "hegui outline <路径> [选项]")]
    Outline(Outline),
    /// 显示所理解的数字：是多少、说的什么、与什么比过、是否相符
    #[command(help_template = COMMAND, override_usage = "hegui facts <路径> [选项]")]
    Facts(Facts),
    /// 列出规则，或检验自己写的规则
    #[command(
        help_template = GROUP,
        override_usage = "hegui rules [选项]\n      hegui rules test <文件夹>",
        args_conflicts_with_subcommands = true,
        disable_help_subcommand = true
    )]
    Rules(Rules),
    /// 详细说明一条规则
    #[command(help_template = COMMAND, override_usage = "hegui explain <规则> [选项]")]
    Explain(Explain),
}

/// `hegui check`
#[derive(Debug, Args)]
pub(super) struct Check {
    /// 文件或文件夹，可写多个；“-”表示标准输入
    #[arg(value_name = "路径", required = true, help_heading = "参数")]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub input: Input,
    #[command(flatten)]
    pub tracked: Tracked,
    #[command(flatten)]
    pub choice: Choice,
    /// 输出格式：human 图文（默认）、short 每处一行、json 供程序读取
    #[arg(long, value_name = "格式", default_value = "human", hide_default_value = true, hide_possible_values = true)]
    #[arg(help_heading = "输出")]
    pub format: Format,
    /// 到哪一级算不通过：error 错误（默认）、warning 警告、advice 建议、never 从不
    #[arg(long, value_name = "级别", default_value = "error", hide_default_value = true, hide_possible_values = true)]
    #[arg(help_heading = "输出")]
    pub fail_on: FailOn,
    /// 规则名称和理由用中文 zh（默认）还是英文 en
    #[arg(long, value_name = "语言", default_value = "zh", hide_default_value = true, hide_possible_values = true)]
    #[arg(help_heading = "输出")]
    pub lang: Lang,
    #[command(flatten)]
    pub work: Work,
}

/// `hegui fix`
#[derive(Debug, Args)]
pub(super) struct Fix {
    /// 文件或文件夹，可写多个；“-”表示标准输入
    #[arg(value_name = "路径", required = true, help_heading = "参数")]
    pub paths: Vec<PathBuf>,
    /// 只显示怎样改，不写入文件
    #[arg(long, value_name = "形式", num_args = 0..=1, require_equals = true, default_missing_value = "auto")]
    #[arg(hide_possible_values = true, help_heading = "改正")]
    pub diff: Option<DiffForm>,
    /// 连同须经人确认的改法一起改
    #[arg(long, help_heading = "改正")]
    pub offered: bool,
    #[command(flatten)]
    pub input: Input,
    #[command(flatten)]
    pub choice: Choice,
    /// 用中文 zh（默认）还是英文 en
    #[arg(long, value_name = "语言", default_value = "zh", hide_default_value = true, hide_possible_values = true)]
    #[arg(help_heading = "输出")]
    pub lang: Lang,
    #[command(flatten)]
    pub work: Work,
}

/// How the work on many drafts is done and shown.
#[derive(Debug, Args)]
pub(super) struct Work {
    /// 颜色：auto 在终端上才用（默认）、always、never
    #[arg(long, value_name = "何时", default_value = "auto", hide_default_value = true, hide_possible_values = true)]
    #[arg(help_heading = "输出")]
    pub color: Color,
    /// 同时处理几个文件，默认为处理器个数
    #[arg(short, long, value_name = "个数", value_parser = jobs, help_heading = "输出")]
    pub jobs: Option<usize>,
}

/// How drafts are read.
#[derive(Debug, Args)]
pub(super) struct Input {
    /// 文件编码，如 utf-8、gb18030、utf-16；默认自动识别
    #[arg(long, value_name = "编码", value_parser = encoding, help_heading = "读取")]
    pub encoding: Option<&'static Encoding>,
    /// 标准输入在结果中叫什么，默认“标准输入”
    #[arg(long, value_name = "名称", help_heading = "读取")]
    pub stdin_name: Option<String>,
}

/// How the tracked changes of a Word document are read.
#[derive(Debug, Args)]
pub(super) struct Tracked {
    /// Word文档按修订前的原文读；默认按接受全部修订读
    #[arg(long, help_heading = "读取")]
    pub original: bool,
}

impl Tracked {
    /// What was typed, as it is meant.
    pub fn changes(&self) -> Changes {
        if self.original { Changes::Rejected } else { Changes::Accepted }
    }
}

/// Which rules, and what is expected of the report.
#[derive(Debug, Args)]
pub(super) struct Choice {
    /// 文种：fazhi-annual-report 法治政府建设年度报告（默认）、general 其他公文
    #[arg(long, value_name = "文种", default_value = "fazhi-annual-report", hide_default_value = true)]
    #[arg(hide_possible_values = true, help_heading = "规则")]
    pub profile: Profile,
    /// 报告的年份，默认从标题等处读出
    #[arg(long, value_name = "年份", value_parser = year, help_heading = "规则")]
    pub year: Option<i32>,
    /// 只用这些规则或类别，逗号分隔，可重复
    #[arg(long, value_name = "规则", value_delimiter = ',', help_heading = "规则")]
    pub select: Vec<String>,
    /// 不用这些规则或类别，逗号分隔，可重复
    #[arg(long, value_name = "规则", value_delimiter = ',', help_heading = "规则")]
    pub ignore: Vec<String>,
    #[command(flatten)]
    pub own: Own,
}

/// The user's own rules.
#[derive(Debug, Args)]
pub(super) struct Own {
    /// 另加一个文件夹里的规则（.yaml）
    #[arg(long, value_name = "文件夹", help_heading = "规则")]
    pub rules: Option<PathBuf>,
}

/// `hegui outline`
#[derive(Debug, Args)]
pub(super) struct Outline {
    /// 一个文件；“-”表示标准输入
    #[arg(value_name = "路径", help_heading = "参数")]
    pub path: PathBuf,
    #[command(flatten)]
    pub input: Input,
    #[command(flatten)]
    pub tracked: Tracked,
    #[command(flatten)]
    pub choice: Choice,
    /// 输出格式：human（默认）或 json
    #[arg(long, value_name = "格式", default_value = "human", hide_default_value = true, hide_possible_values = true)]
    #[arg(help_heading = "输出")]
    pub format: Plain,
    /// 用中文 zh（默认）还是英文 en
    #[arg(long, value_name = "语言", default_value = "zh", hide_default_value = true, hide_possible_values = true)]
    #[arg(help_heading = "输出")]
    pub lang: Lang,
}

/// `hegui facts`
#[derive(Debug, Args)]
pub(super) struct Facts {
    /// 一个文件；“-”表示标准输入
    #[arg(value_name = "路径", help_heading = "参数")]
    pub path: PathBuf,
    #[command(flatten)]
    pub input: Input,
    #[command(flatten)]
    pub tracked: Tracked,
    /// 报告的年份，默认从标题等处读出
    #[arg(long, value_name = "年份", value_parser = year, help_heading = "规则")]
    pub year: Option<i32>,
    #[command(flatten)]
    pub own: Own,
    /// 输出格式：human（默认）或 json
    #[arg(long, value_name = "格式", default_value = "human", hide_default_value = true, hide_possible_values = true)]
    #[arg(help_heading = "输出")]
    pub format: Plain,
    /// 用中文 zh（默认）还是英文 en
    #[arg(long, value_name = "语言", default_value = "zh", hide_default_value = true, hide_possible_values = true)]
    #[arg(help_heading = "输出")]
    pub lang: Lang,
}

/// `hegui rules`
#[derive(Debug, Args)]
pub(super) struct Rules {
    #[command(subcommand)]
    pub command: Option<RulesCommand>,
    /// 只列这一类，如 structure、numbering
    #[arg(long, value_name = "类别")]
    pub family: Option<String>,
    /// 输出格式：human（默认）或 json
    #[arg(long, value_name = "格式", default_value = "human", hide_default_value = true, hide_possible_values = true)]
    pub format: Plain,
    /// 标题用中文 zh（默认）还是英文 en
    #[arg(long, value_name = "语言", default_value = "zh", hide_default_value = true, hide_possible_values = true)]
    pub lang: Lang,
    /// 另加一个文件夹里的规则（.yaml）
    #[arg(long, value_name = "文件夹")]
    pub rules: Option<PathBuf>,
}

/// `hegui rules …`
#[derive(Debug, Subcommand)]
pub(super) enum RulesCommand {
    /// 用规则自带的例子检验一个文件夹里的规则
    #[command(help_template = COMMAND, override_usage = "hegui rules test <文件夹>")]
    Test {
        /// 放规则（.yaml）的文件夹
        #[arg(value_name = "文件夹", help_heading = "参数")]
        folder: PathBuf,
    },
}

/// `hegui explain`
#[derive(Debug, Args)]
pub(super) struct Explain {
    /// 规则的名称，如 numbering/gap
    #[arg(value_name = "规则", help_heading = "参数")]
    pub rule: String,
    /// 标题和理由用中文 zh（默认）还是英文 en
    #[arg(long, value_name = "语言", default_value = "zh", hide_default_value = true, hide_possible_values = true)]
    #[arg(help_heading = "选项")]
    pub lang: Lang,
    /// 另加一个文件夹里的规则（.yaml）
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub rules: Option<PathBuf>,
}
