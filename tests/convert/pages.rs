//! The lines of a PDF's pages become paragraphs. The pages here are as pdftotext lays them out.

use hegui::source::{Changes, Foreign, Format, SourceError, read_converted};

fn read(pages: &str) -> String {
    let read = read_converted("报告.pdf", Foreign::Pdf, pages.as_bytes(), Changes::Accepted);
    read.map_or_else(|error| format!("{error:?}"), |source| source.text().to_owned())
}

/// A line of so many characters.
fn line(start: &str, characters: usize) -> String {
    let rest = characters - start.chars().count();
    format!("{start}{}", "法治政府建设".chars().cycle().take(rest).collect::<String>())
}

#[test]
fn lines_of_a_paragraph_are_joined_by_their_indents() {
    let (first, full) = (line("全县", 26), line("推进", 28));
    let pages = format!("  {first}\n{full}\n工作。\n  {first}\n{full}\n  （一）加强领导\n  各镇。\n");
    assert_eq!(read(&pages), format!("{first}{full}工作。\n{first}{full}\n（一）加强领导\n各镇。"));
}

#[test]
fn without_indents_a_short_line_ends_a_paragraph() {
    let full = line("推进", 28);
    let pages = format!("{full}\n{full}\n工作。\n{full}\n不足。\n一、{}\n{full}\n安排。\n", line("工", 20));
    assert_eq!(read(&pages), format!("{full}{full}工作。\n{full}不足。\n一、{}\n{full}安排。", line("工", 20)));
    let ended = format!("{}。\n（二）{}\n完。", line("推进", 27), line("办", 25));
    assert_eq!(read(&ended), format!("{}。\n（二）{}完。", line("推进", 27), line("办", 25)));
}

#[test]
fn a_title_over_lines_is_one() {
    let full = line("全县", 28);
    let body = format!("\n县委、县政府：\n  {}\n{full}\n", line("全县", 26));
    for (head, title) in [
        (
            "          青岚县司法局\n        关于2024年法治政府建设\n          情况的报告\n",
            "青岚县司法局关于2024年法治政府建设情况的报告",
        ),
        ("澄岫县交通运输局 2024 年法治政府建设年\n             度报告\n", "澄岫县交通运输局2024年法治政府建设年度报告"),
        ("          年度报告\n        （2025年1月8日）\n", "年度报告\n（2025年1月8日）"),
        (
            "          青岚县人民政府文件\n          青政发〔2025〕3号\n\n        年度报告\n",
            "青岚县人民政府文件\n青政发〔2025〕3号\n年度报告",
        ),
    ] {
        assert!(
            read(&format!("{head}{body}")).starts_with(&format!("{title}\n县委、县政府：\n全县")),
            "{}",
            read(&format!("{head}{body}"))
        );
    }
}

#[test]
fn signature_and_date_on_the_right_are_lines() {
    let full = line("全县", 28);
    let pages =
        format!("  {}\n{full}\n完成。\n\n                  青岚县司法局\n                  2025 年 1 月 8 日\n", line("全", 26));
    assert!(read(&pages).ends_with("完成。\n青岚县司法局\n2025年1月8日"), "{}", read(&pages));
}

#[test]
fn numbers_of_pages_and_running_lines_are_left_out() {
    let full = line("全县", 28);
    let page = |number: &str, last: &str| {
        format!("         青岚县法治政府建设年度报告\n\n  {}\n{full}\n{last}\n\n\n            {number}\n\u{C}", line("一", 26))
    };
    for numbers in [["— 1 —", "— 2 —", "— 3 —"], ["1", "2", "3"], ["第1页 共3页", "第2页 共3页", "第3页 共3页"]]
    {
        let pages: String = numbers.iter().map(|number| page(number, &full)).collect();
        let read = read(&pages);
        assert!(
            !read.contains("年度报告") && !read.contains('页') && !read.contains('—') && !read.contains(['1', '2', '3']),
            "{read}"
        );
        assert_eq!(read.lines().count(), 3, "{read}");
    }
    // A paragraph goes on over the page, its number between; a figure that ends a page without being its number stays.
    let broken = format!("  {}\n{full}\n            — 1 —\n\u{C}{full}\n完。\n", line("一", 26));
    assert_eq!(read(&broken).lines().count(), 1);
    assert!(read(&format!("  {}\n{full}\n2024\n", line("一", 26))).ends_with("2024"));
}

#[test]
fn each_page_has_an_edge_of_its_own() {
    let full = line("全县", 28);
    let pages = format!("  {a}\n{full}\n{full}\n\u{C}     {a}\n   {full}\n   完。\n", a = line("一", 26));
    assert_eq!(read(&pages).lines().count(), 2);
}

#[test]
fn columns_are_rows() {
    let pages = format!(
        "  {}\n完。\n  类别        件数     占比\n  行政许可      12     40%\n  行政处罚      18     60%\n  完。\n",
        line("一", 26)
    );
    assert!(
        read(&pages).contains("\n| 类别 | 件数 | 占比 |\n| 行政许可 | 12 | 40% |\n| 行政处罚 | 18 | 60% |\n完。"),
        "{}",
        read(&pages)
    );
}

#[test]
fn gaps_beside_figures_are_not_typed() {
    assert_eq!(
        read("  全年 12 次，占 45.2 %，WTO 规则，the rule of law，王 某。"),
        "全年12次，占45.2 %，WTO规则，the rule of law，王 某。"
    );
    let full: String = "推进法治政府建设工作".repeat(3).chars().map(|c| format!("{c} ")).collect();
    assert_eq!(read(&format!("{full}\n完。")), format!("{}完。", "推进法治政府建设工作".repeat(3)));
}

#[test]
fn a_scan_has_no_words() {
    let shapes: String = "\u{E001}\u{E002}\u{E003}".repeat(50) + "法";
    for pages in ["", "\u{C}\u{C}\u{C}", "\n \u{C} \n", "            — 1 —\n\u{C}            — 2 —\n\u{C}", &shapes] {
        let read = read_converted("报告.pdf", Foreign::Pdf, pages.as_bytes(), Changes::Accepted);
        assert_eq!(read.err(), Some(SourceError::Scanned), "{pages:?}");
    }
}

#[test]
fn any_pages_are_read_in_their_length() {
    for flood in ["\u{C}", "\n", " ", "甲", "甲 ", "  甲\n", "— 1 —\n", "甲   乙\n", "\u{3000}", "(", "第", "1/"] {
        let _ = read(&flood.repeat(200_000));
    }
    let bytes = read_converted("报告.pdf", Foreign::Pdf, b"\xff\xfe\xb7\xa8 \xe6\xb3\x95\xe6\xb2\xbb", Changes::Accepted);
    assert!(bytes.is_err() || bytes.is_ok_and(|source| source.format() == Format::Pdf));
}
