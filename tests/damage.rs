//! Damaged text: each repair of the reading is a finding, and applying what is offered gives the text that was meant.

use std::fs;
use std::path::Path;

use encoding_rs::{Encoding, GBK, WINDOWS_1252};
use hegui::finding::{Finding, Severity};
use hegui::lint::{Linter, Settings};
use hegui::source::{self, Repair};
use hegui::span::Span;
use hegui::{rule, settle};

fn report(text: &str) -> settle::Report {
    let settings = Settings { genre: None, select: vec!["encoding".to_owned()], ..Settings::default() };
    let source = source::read("稿.txt", text.as_bytes(), Some(encoding_rs::UTF_8)).expect("a text");
    Linter::new(rule::builtin(), settings).check(&source)
}

/// The rules that find something, in order, without their family.
fn found(text: &str) -> Vec<String> {
    report(text).findings.iter().map(|finding| finding.rule.trim_start_matches("encoding/").to_owned()).collect()
}

/// Applies the first fix of every finding at once: none of them may touch another.
fn mended(text: &str, findings: &[Finding]) -> String {
    let mut edits: Vec<(Span, &str)> = Vec::new();
    for edit in findings.iter().filter_map(|finding| finding.fixes.first()).flat_map(|fix| &fix.edits) {
        edits.push((edit.span, &edit.text));
    }
    edits.sort();
    assert!(edits.windows(2).all(|pair| pair[0].0.end <= pair[1].0.start), "fixes lie over each other");
    let mut mended = text.to_owned();
    for (span, new) in edits.iter().rev() {
        mended.replace_range(span.range(), new);
    }
    mended
}

/// A text as a decoder of another encoding shows its UTF-8.
fn garbled(text: &str, encoding: &'static Encoding) -> String {
    encoding.decode_without_bom_handling(text.as_bytes()).0.into_owned()
}

#[test]
fn each_damage_is_found_and_mended() {
    let latin = garbled("法治宣传", WINDOWS_1252);
    let chinese = garbled("审查文件，办结案件，", GBK);
    for (damaged, rule, meant) in [
        ("县委(wěi)听取汇报(bào)，开(kāi)展督查。", "pinyin-gloss", "县委听取汇报，开展督查。"),
        ("全年工作顺利?,F(xiàn)将情况报告如下。", "lost-mark", "全年工作顺利。现(xiàn)将情况报告如下。"),
        ("?。ㄒ唬┓ㄖ谓ㄔO(shè)稳步推进。", "shifted-bytes", "\u{FF08}一\u{FF09}法治建设(shè)稳步推进。"),
        (&*format!("举办{latin}活动31场。"), "garbled", "举办法治宣传活动31场。"),
        (&*format!("{chinese}31件。"), "garbled", "审查文件\u{FF0C}办结案件\u{FF0C}31件。"),
        ("开展&ldquo;三个一&rdquo;活动。", "web-markup", "开展“三个一”活动。"),
        ("办案31件。<br/>培训12次。", "web-markup", "办案31件。\n培训12次。"),
        ("印发《》31份。", "empty-pair", "印发《》31份。"),
        ("办结锟斤拷案件。", "replacement-character", "办结锟斤拷案件。"),
        ("全年\u{200B}审查文件。", "invisible-character", "全年审查文件。"),
        ("\u{A0}\u{A0}全年审查文件。", "invisible-character", "  全年审查文件。"),
        ("全年\u{8}审查文件。", "control-character", "全年审查文件。"),
        ("审查文件。\u{B}办结案件。", "control-character", "审查文件。\n办结案件。"),
        ("\u{2F00}是学习。", "radical-character", "一是学习。"),
        ("县委三升体育平台决定。", "injected-advertising", "县委三升体育平台决定。"),
    ] {
        let findings = report(damaged).findings;
        assert_eq!(found(damaged), [rule], "{damaged}");
        assert_eq!(mended(damaged, &findings), meant);
    }
}

#[test]
fn what_is_right_stays() {
    for text in [
        "疁(liú)溪镇、浈(zhēn)江区。",
        "濛溪河、“德潤青嵐”牌匾。",
        "怎么办？他问。What?。",
        "推广掌上办事(APP)，网站备案(ICP)。",
        "参会（　）人，（ ）年。",
        "联通公司、café、100€、木工用锛。",
        "占比<5%，R&D投入，《A&B》。",
        "修复乱码“锟斤拷”31处。",
        "县体育局体育彩票网点31个，全民健身体育平台1个。",
        "　　全年审查文件31件。\n\t一、成效\r\n",
    ] {
        assert_eq!(found(text), [""; 0], "{text}");
    }
}

#[test]
fn what_runs_through_a_text_is_told_once() {
    let page = "縣(xiàn)委(wěi)聽取匯報(bào)，領導(dǎo)責任落實，開展專項檢查，組織學習憲法，\n為民辦實事，處理違規問題，推進(jìn)法治建設(shè)。";
    assert_eq!(found(page), ["traditional-characters", "pinyin-gloss"]);
    let report = report(page);
    assert!(report.findings.iter().all(|finding| finding.severity == Severity::Error), "{:?}", report.findings);
    assert!(report.notices.is_empty(), "the findings tell it");
    let meant = "县委听取汇报，领导责任落实，开展专项检查，组织学习宪法，\n为民办实事，处理违规问题，推进法治建设。";
    assert_eq!(mended(page, &report.findings), meant);
}

#[test]
fn the_sample_and_the_real_page_come_out_clean() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for path in [root.join("samples/damaged.txt"), root.join("../shared/corpus/pingqiao-2024.txt")] {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let once = mended(&text, &report(&text).findings);
        let source = source::read("稿.txt", once.as_bytes(), None).expect("a text");
        let damage = |repair: &Repair| !matches!(repair, Repair::Width | Repair::Space);
        let left: Vec<_> = source.reading().pieces().iter().filter(|piece| damage(&piece.repair)).collect();
        assert!(left.is_empty(), "{}: {left:?}", path.display());
        assert_eq!(found(&once), [""; 0], "{once}");
        let strange: String = once
            .chars()
            .filter(|c| matches!(c, '\u{C0}'..='\u{24F}' | '\u{3100}'..='\u{312F}' | '\u{2500}'..='\u{257F}'))
            .collect();
        assert_eq!(strange, "", "{once}");
    }
}

#[test]
fn page_furniture_goes_with_its_line() {
    let text =
        "青岚县司法局2024年法治政府建设年度报告\r\n字体\u{FF1A}【大 中 小】 打印\r\n一、主要举措和成效\r\n全年办案31件。\r\n";
    let source = source::read("稿.txt", text.as_bytes(), None).expect("a text");
    let settings = Settings { select: vec!["structure/web-residue".to_owned()], ..Settings::default() };
    let report = Linter::new(rule::builtin(), settings).check(&source);
    assert_eq!(report.findings.len(), 1);
    let meant = "青岚县司法局2024年法治政府建设年度报告\r\n一、主要举措和成效\r\n全年办案31件。\r\n";
    assert_eq!(mended(text, &report.findings), meant);
}
