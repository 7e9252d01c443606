//! Where targets begin: samples, the examples of all rules, and the signs of the genre.

use std::path::Path;
use std::sync::LazyLock;

use crate::drafts::{DAMAGE, examples};
use crate::pages;

/// The samples, as they are.
pub const SAMPLES: [&str; 3] = [
    include_str!("../../samples/correct.txt"),
    include_str!("../../samples/faulty.txt"),
    include_str!("../../samples/damaged.txt"),
];

/// Signs that mean something to a reading, to the grammar or to a check.
pub const SIGNS: &[&str] = &[
    "一是",
    "二是",
    "三是",
    "一、",
    "二、",
    "十一、",
    "（一）",
    "（二）",
    "（十一）",
    "1.",
    "2．",
    "（1）",
    "①",
    "第一，",
    "首先，",
    "第一章 ",
    "《",
    "》",
    "“",
    "”",
    "‘",
    "’",
    "〔2024〕12号",
    "【",
    "】",
    "（",
    "）",
    "(",
    ")",
    "，",
    "。",
    "；",
    "：",
    "、",
    "？",
    "！",
    "…",
    "——",
    ",",
    ";",
    ":",
    "?",
    "!",
    ".",
    "\"",
    "年",
    "月",
    "日",
    "2024年",
    "2023年",
    "2024年2月30日",
    "1月1日",
    "2024-2026年",
    "十四五",
    "“十四五”",
    "%",
    "％",
    "个百分点",
    "35%",
    "12.5%",
    "千分之三",
    "件",
    "412件",
    "103件",
    "人次",
    "万元",
    "亿元",
    "余",
    "约",
    "近",
    "0",
    "9",
    "1,234",
    "其中",
    "共计",
    "占",
    "同比增长",
    "同比下降",
    "上升",
    "分别为",
    "较上年",
    "比例",
    "办结率",
    "以上",
    "以下",
    "等",
    "个",
    "项",
    "區(qū)委",
    "領(lǐng)導(dǎo)",
    "法治政府建設",
    "國務會議",
    "縣(xiàn)",
    "?。ㄒ唬┥钊胴瀼芈鋵?",
    "成效?,F(xiàn)將",
    "娉曟不",
    "?qǐng)",
    "\n",
    "\r\n",
    "\r",
    "\u{2028}",
    "\u{3000}\u{3000}",
    " ",
    "\t",
    "\u{A0}",
    "\u{200B}",
    "\u{FEFF}",
    "\u{AD}",
    "\u{301}",
    "𠮷",
    "😀",
    "⼀",
    "\0",
    "&nbsp;",
    "&ldquo;",
    "&lt;",
    "<br>",
    "<p>",
    "</p>",
    "**",
    "`",
    "| ",
    "XX",
    "××",
    "13800001234",
    "110101199003071233",
    "青岚县司法局2024年法治政府建设年度报告",
    "县政府：",
    "附件：1. ",
    "联系人：",
    "党的二十届三中全会",
    "《中华人民共和国行政处罚法》",
    "法制",
    "的的",
    "了了",
    "和和",
    "截止目前",
    "布署",
    "第",
    "章",
    "条",
    "款",
    "至",
    "～",
    "-",
    "—",
    "/",
    "×",
    "＝",
    "+",
];

/// The bad examples of the rules.
pub fn texts() -> Vec<String> {
    examples().into_iter().map(|(_, _, text)| text).collect()
}

/// Lines to put drafts together from.
pub static LINES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let samples = SAMPLES.iter().map(|sample| (*sample).to_owned());
    let texts = texts().into_iter().chain(samples);
    let lines: Vec<String> = texts.flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>()).collect();
    lines.into_iter().filter(|line| !line.trim().is_empty()).collect()
});

/// Samples and examples as files of text; the samples in other encodings as well.
pub fn drafts() -> Vec<Vec<u8>> {
    let samples = SAMPLES.iter().map(|sample| sample.as_bytes().to_vec());
    let damaged = DAMAGE.iter().map(|(from, to)| SAMPLES[0].replacen(from, to, 3).into_bytes());
    let gbk = SAMPLES.iter().map(|sample| crate::encoded::bytes(sample, encoding_rs::GB18030));
    let utf16 = crate::encoded::bytes(&format!("\u{FEFF}{}", SAMPLES[1]), encoding_rs::UTF_16LE);
    let texts = texts().into_iter().map(String::into_bytes);
    samples.chain(damaged).chain(gbk).chain([utf16]).chain(texts).collect()
}

/// Writes the seeds of a target where `HEGUI_SEEDS` says, and ends; does nothing without it.
pub fn write(seeds: fn() -> Vec<Vec<u8>>) {
    let Some(folder) = std::env::var_os("HEGUI_SEEDS") else { return };
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder).expect("a folder for the seeds");
    for (at, seed) in seeds().iter().enumerate() {
        std::fs::write(folder.join(format!("seed-{at:04}")), seed).expect("a seed is written");
    }
    std::process::exit(0);
}

/// Reports as web pages and Markdown.
pub fn pages() -> Vec<Vec<u8>> {
    let page = |text: &str| {
        let lines: Vec<&str> = text.lines().collect();
        let (title, rest) = lines.split_first().map_or(("", &lines[..]), |(title, rest)| (*title, rest));
        let article = pages::paragraphs(rest, pages::spans);
        [
            pages::paragraphs(&lines, str::to_owned),
            pages::site(title, &article, "utf-8"),
            pages::markdown(&lines),
            format!(
                "# {title}\n\n<!-- hegui: off numbering/gap -- 已核实 -->\n\n- {}\n\n> `x` **{title}** [a](b)\n",
                rest.join("\n- ")
            ),
        ]
    };
    let short = |sample: &&str| sample.chars().take(1500).collect::<String>();
    let samples = SAMPLES.iter().map(|sample| short(&sample));
    let texts = texts().into_iter().filter(|text| text.lines().count() > 1);
    samples.chain(texts).flat_map(|text| page(&text)).map(String::into_bytes).collect()
}

/// Built-in rules, outlines and tables, each with its path; the longest are left out.
pub fn rules() -> Vec<Vec<u8>> {
    let file = |file: hegui::rule::RuleFile| format!("# {}\n{}", file.path(), file.text());
    let files = hegui::rule::builtin_files().map(file).filter(|text| text.len() < 6000);
    files.chain(["# grades.yaml\nnumbering/gap: off\npunctuation: advice\n".to_owned()]).map(String::into_bytes).collect()
}

/// Settings and mutes.
pub fn settings() -> Vec<Vec<u8>> {
    let template = hegui::config::TEMPLATE;
    let in_force: String = template.lines().map(|line| line.strip_prefix("# ").unwrap_or(line).to_owned() + "\n").collect();
    let body: String =
        in_force.lines().filter(|line| line.contains(": ") && !line.contains('，')).map(|line| line.to_owned() + "\n").collect();
    let words = "words:\n  wording/wrong-word:\n    - { word: 青兰县, to: 青岚县, unless: [青兰县志] }\nfacts:\n  phrases:\n    - { phrase: 青岚治理工作法, topic: work, source: 县委文件 }\n";
    let rules = "profile: general\nyear: 2024\nfail-on: warning\nlang: en\nselect: [structure, numbering/gap]\nexclude: [附件/, 旧稿*.txt]\n\
                 rules:\n  punctuation: advice\n  numbering/gap: { grade: off, reason: 本单位的序号由系统生成 }\n";
    let mutes = "- rule: numbering/gap\n  path: 报告.txt\n  text: 三、存在不足\n  near: [均已办结, 执法力量]\n  count: 2\n  reason: \"已核实\"\n  who: 某人\n  when: 2025-01-02\n\n# 说明\n- rule: punctuation/half-width-mark\n  reason: 照录原文\n";
    let source = hegui::source::read("报告.txt", SAMPLES[1].as_bytes(), None).expect("the sample is a text");
    let report = crate::linters::REPORT.check(&source);
    let entries = hegui::mute::entries_of(&report, &source, Some("报告.txt"), "已核实");
    let none = hegui::mute::Mutes::default();
    let all = hegui::mute::add(&none, &entries, &hegui::rule::builtin()).expect("mutes are written");
    [template, &in_force, &body, words, rules, mutes, &all].iter().map(|text| text.as_bytes().to_vec()).collect()
}

/// The documents of the tests' kind: parts of a package, each behind a line `%%name`, and a whole package.
pub fn documents() -> Vec<Vec<u8>> {
    use crate::pack::{item, p, pp, r, tc, usual_list};
    let lines = |text: &str| text.lines().map(p).collect::<String>();
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let looks = "<w:rPr><w:rFonts w:eastAsia=\"仿宋_GB2312\"/><w:b/><w:sz w:val=\"32\"/></w:rPr>";
    let run = format!("<w:r>{looks}<w:t>全年布署工作 3次,</w:t><w:tab/><w:t>按排</w:t><w:br/></w:r>");
    let deleted = r("的的").replace("w:t", "w:delText");
    let styles = "<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val=\"32\"/></w:rPr></w:rPrDefault></w:docDefaults>\
        <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\"><w:pPr><w:spacing w:line=\"560\" w:lineRule=\"exact\"/><w:ind w:firstLineChars=\"200\"/></w:pPr></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"h\"><w:basedOn w:val=\"a\"/><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr><w:jc w:val=\"center\"/></w:pPr><w:rPr><w:rFonts w:eastAsia=\"黑体\"/></w:rPr></w:style>";
    let note = format!("<w:footnote w:id=\"2\">{}</w:footnote>", p("脚注布署。"));
    let comment = format!(
        "<w:comment w:id=\"0\" w:author=\"某人\">{}</w:comment><w:comment w:id=\"1\" w:author=\"hegui\">{}</w:comment>",
        p("看过"),
        p("旧")
    );
    let range = |id: u32, inside: &str| {
        format!(
            "<w:commentRangeStart w:id=\"{id}\"/>{inside}<w:commentRangeEnd w:id=\"{id}\"/><w:r><w:commentReference w:id=\"{id}\"/></w:r>"
        )
    };
    let listed = [(0, "工作情况"), (1, "主要举措"), (2, "全年办理412件，占35%。"), (0, "存在不足")];
    let listed: String = listed.iter().map(|(level, text)| item(1, *level, text)).collect();
    let table = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}</w:tr></w:tbl>",
        tc(&p("行政处罚")),
        tc(&p("12件")),
        tc(&p("一、布署。二、法制。"))
    );
    let marked = format!(
        "<w:p><w:ins w:id=\"901\" w:author=\"某人\">{}</w:ins><w:del w:id=\"902\" w:author=\"某人\">{deleted}</w:del><w:ins w:id=\"903\" w:author=\"hegui\">{}</w:ins>{}</w:p>",
        r("新增布署"),
        r("部"),
        range(0, &r("按排"))
    );
    let fields = format!(
        "<w:p>{}<w:r><w:instrText>REF a</w:instrText></w:r>{}{}{}<w:fldSimple w:instr=\"DATE\">{}</w:fldSimple><w:hyperlink w:anchor=\"a\">{}</w:hyperlink></w:p>",
        field("begin"),
        field("separate"),
        r("布署"),
        field("end"),
        r("2024年13月"),
        r("法制")
    );
    let boxed = format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:txbxContent>{0}</w:txbxContent></mc:Choice><mc:Fallback><w:pict><w:txbxContent>{0}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>",
        p("框里按排")
    );
    let section = "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1588\"/></w:sectPr>";
    let styled = pp("<w:pStyle w:val=\"h\"/><w:spacing w:line=\"560\" w:lineRule=\"exact\"/>", &run);
    let parts = [
        lines(SAMPLES[1]),
        format!("{styled}{listed}{table}{section}\n%%styles\n{styles}\n%%numbering\n{}", usual_list()),
        format!("{marked}{fields}{boxed}\n%%footnotes\n{note}\n%%comments\n{comment}"),
        format!(
            "{}<w:p>{run}</w:p>{table}{}{marked}",
            p("青岚县司法局2024年法治政府建设年度报告"),
            lines(&SAMPLES[2].chars().take(900).collect::<String>())
        ),
    ];
    let whole = crate::pack::Pack::body(&parts[0]).with("styles", styles).zip();
    let texts = texts().into_iter().map(|text| lines(&text));
    parts.into_iter().chain(texts).map(String::into_bytes).chain([whole]).collect()
}

/// Bytes that are choices: their meaning is in the target.
pub fn nothing() -> Vec<Vec<u8>> {
    let mut dice = crate::drafts::Dice(1);
    (0..64).map(|_| (0..64 + dice.throw(600)).map(|_| dice.throw(256) as u8).collect()).collect()
}
