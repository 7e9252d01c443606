//! A report written into a form is read as the text that it is, an entry of a table as an entry; what is not read is named.

#[path = "docx/pack.rs"]
#[allow(dead_code, reason = "made for the tests of reading, and lent")]
mod pack;

use hegui::lint::{Linter, Settings};
use hegui::rule;
use hegui::source::{self, Source};
use pack::{Pack, p, r, tc};

const SAMPLES: [&str; 2] = [include_str!("../samples/correct.txt"), include_str!("../samples/faulty.txt")];

fn read(body: &str) -> Source {
    source::read("报告.docx", &Pack::body(body).zip(), None).unwrap_or_else(|error| panic!("{error}"))
}

fn table(rows: &[&[&str]]) -> String {
    let paragraphs = |cell: &str| tc(&cell.split('\n').map(p).collect::<String>());
    let row = |cells: &&[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(|cell| paragraphs(cell)).collect::<String>());
    format!("<w:tbl>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}

#[test]
fn a_text_in_a_cell_is_lines_and_an_entry_is_not() {
    let text = "一、主要举措和成效\n全年审查文件31件。提出意见62条。\n";
    let form = table(&[&["单位", "青岚县司法局"], &["工作情况", text.trim_end()]]);
    assert_eq!(read(&form).text(), "| 单位 | 青岚县司法局 |\n工作情况\n一、主要举措和成效\n全年审查文件31件。提出意见62条。");
    let two = "审查文件31件。提出意见62条。\n调解纠纷412件。成功402件。";
    assert_eq!(read(&table(&[&["情况", two]])).text(), format!("情况\n{two}"));
    for entry in [
        "审查文件31件。\n提出意见62条。",
        "审查文件31件。提出意见62条。",
        "1.审查文件31件。提出意见62条。\n2.调解纠纷412件。成功402件。",
        "\u{FF08}一\u{FF09}审查文件31件。提出意见62条。\n\u{FF08}二\u{FF09}调解纠纷412件。成功402件。",
        "一、审查文件\n二、调解纠纷",
        "、审查文件31件。\n提出意见62条。提出意见62条。",
    ] {
        let line = read(&table(&[&["情况", entry]])).text().to_owned();
        assert_eq!(line, format!("| 情况 | {} |", entry.replace('\n', " ")));
    }
}

#[test]
fn a_report_in_a_form_gives_the_findings_of_its_text() {
    let linter = Linter::new(rule::builtin(), Settings { ignore: vec!["layout".to_owned()], ..Settings::default() });
    let said = |source: &Source, skipped: usize| {
        let told = linter.check(source).findings.into_iter().map(|finding| {
            let at = source.position(finding.at.span.start as usize);
            (finding.rule.to_string(), at.line - skipped, at.column)
        });
        told.collect::<Vec<_>>()
    };
    for sample in SAMPLES {
        let (title, rest) = sample.trim_end().split_once('\n').unwrap();
        let form = read(&format!("{}{}", p(title), table(&[&["", rest]])));
        let plain = source::read("报告.txt", sample.as_bytes(), None).unwrap();
        // The empty cell beside it is a line.
        let first = |(_, line, _): &(String, usize, usize)| *line > 1;
        let (form, plain) = (said(&form, 1), said(&plain, 0));
        let kept = |said: Vec<_>| said.into_iter().filter(first).collect::<Vec<_>>();
        assert_eq!(kept(form), kept(plain));
    }
}

#[test]
fn what_shows_and_is_not_read_is_named() {
    let linter = Linter::new(rule::builtin(), Settings { genre: None, ..Settings::default() });
    let notices = |body: &str| {
        let notices = linter.check(&read(body)).notices;
        notices.into_iter().map(|notice| notice.message).collect::<Vec<_>>()
    };
    let drawn = |inside: &str| format!("<w:p><w:r><w:pict>{inside}</w:pict></w:r>{}</w:p>", r("全年办案31件。"));
    let end = "其中的文字没有检查；请在Word中把这些文字改成普通段落，再检查";
    assert_eq!(notices(&drawn("")), [""; 0]);
    assert_eq!(notices(&format!("{}<w:altChunk/>", drawn(""))), [format!("文档里有嵌入的其他文件，{end}")]);
    let both = drawn("<v:shape><v:textpath string=\"宪法宣传周\"/></v:shape><dgm:relIds xmlns:dgm=\"d\"/>");
    assert_eq!(notices(&both), [format!("文档里有SmartArt图形、旧式艺术字，{end}")]);
    assert_eq!(notices(&drawn("<v:shape><v:textpath string=\"\"/></v:shape>")), [""; 0]);
}
