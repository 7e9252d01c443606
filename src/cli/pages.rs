//! The pages of help: how they are laid out, and what stands behind the options.

/// The help page of the whole program.
pub(super) const TOP: &str = "\
{about}

用法：{usage}

命令：
{subcommands}

选项：
{options}{after-help}
";

/// The help page of a command.
pub(super) const COMMAND: &str = "\
{about}

用法：{usage}

{all-args}{after-help}
";

/// The help page of a command that only holds others.
pub(super) const GROUP: &str = "\
{about}

用法：{usage}

选项：
{options}

命令：
{subcommands}{after-help}
";

pub(super) const EXAMPLES: &str = "\
例子：
  hegui check 报告.docx                     检查一个文件
  hegui check 各单位报告/                   检查文件夹里的全部文稿
  hegui check 报告.txt --fail-on warning    有警告时也算不通过
  hegui fix 报告.txt --diff                 先看可以照改的地方，再去掉 --diff 改正
  hegui annotate 报告.docx -o 批注.docx     把问题写成Word批注，改法作成修订
  hegui explain numbering/gap               说明一条规则

退出状态：0 没有达到 --fail-on 的问题；1 有；2 程序没能完成工作（文件读不了、选项不对等）。
文稿只在本机处理，程序没有任何联网功能。";

pub(super) const CHECKED: &str = "\
退出状态：0 没有达到 --fail-on 的问题；1 有；2 程序没能完成工作。
文件夹只读 .docx、.txt、.text、.md、.html、.htm 和 .shtml 文件；
装有LibreOffice时还读 .doc、.wps、.rtf、.odt，装有pdftotext时还读 .pdf；
跳过隐藏文件和 .gitignore 所列文件，不跟随链接；直接写明的文件不论后缀都读。";

/// Behind the options of `fix`.
pub(super) const FIXED: &str = "\
不加 --offered，只改有把握的地方，改后原来的文件就被替换；先加 --diff 看一遍最稳妥。
--diff 不写入文件：在终端上显示每处所在的句子，改动的字标出来；输出到管道或文件时是原样的补丁，
可交给 patch -p1 或 git apply。也可写明 --diff=words（标出改动）、--diff=patch（补丁）。
“-”从标准输入读，改正后的全文写到标准输出，说明写到标准错误。
文件的编码、字节序标记、换行和权限都保持原样；中途断电或终止，文件不是原样就是改好的。

退出状态：0 做完了（包括没有可改的）；1 只用于 --diff：有可以改的地方；2 有文件没能改成。";

/// Behind the options of `annotate`.
#[cfg(feature = "docx")]
pub(super) const ANNOTATED: &str = "\
每处问题是一条批注，写明缘由、依据和改法；可照改和请确认后改的，改法作成修订，在Word或WPS里逐处接受或拒绝。
别人的批注和修订都不动；再运行一次，以前加的批注和修订先去掉，不会重复；有人答复过或标为已解决的批注保持原样。
几个文件或文件夹的结果写到 -o 所说的文件夹里，文件名不变；-o 不能就是要读的文件。
--in-place 写回原文件，原来的另存为“报告.docx.bak”，已有这个文件时用“.bak1”等。

退出状态：0 做完了；1 有达到 --fail-on 的问题；2 有文件没能批注。";

/// Behind the options of `baseline`.
pub(super) const ACCEPTED: &str = "\
把现在查出的问题写进 hegui.mutes.yaml（找最近的一份；没有就写在 hegui.yaml 旁边，也没有就写在当前文件夹），以后只提示新的问题。
条目按文字认，不按行号：别处改动、前面增删几行、换编码都不影响；改了这几个字就会重新提示。
只加 --prune 是只删不加。只认可一部分，用 --select 写明规则。

退出状态：0 做完了；2 有文件没能处理。";

/// Behind `completions`.
pub(super) const COMPLETIONS: &str = "\
例子：
  hegui completions bash > ~/.local/share/bash-completion/completions/hegui
  hegui completions zsh > ~/.zfunc/_hegui          （~/.zfunc 要在 fpath 里）
  hegui completions fish > ~/.config/fish/completions/hegui.fish
  hegui completions powershell >> $PROFILE
  hegui completions elvish >> ~/.config/elvish/rc.elv
  hegui completions nushell > hegui.nu             （再在 config.nu 里写 use hegui.nu *）";

/// Behind `man`.
pub(super) const MAN: &str = "\
例子：
  hegui man | man -l -                      直接看主页
  hegui man ~/.local/share/man/man1         装好以后用 man hegui、man hegui-check 查看";

/// Behind the options of `lsp`.
#[cfg(feature = "lsp")]
pub(super) const SERVED: &str = "\
编辑器打开 .txt、.md、.html 文件时启动它：边写边查，悬停看缘由和依据，一键改正。各编辑器的设置见 docs/editors.md。

退出状态：0 编辑器按协议结束；1 连接中断。";
