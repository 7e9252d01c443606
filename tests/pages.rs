//! Pages shaped as those of government sites really are give the findings of the text that is in them, and nothing else.
//!
//! The shapes in `tests/pages/` are ours: the first line names how paragraphs are dressed, `{title}` and `{body}` are filled in.

use std::fs;
use std::path::PathBuf;

use encoding_rs::GB18030;
use hegui::lint::{Linter, Settings};
use hegui::source::{self, Source};

const SAMPLES: [&str; 2] = [include_str!("../samples/correct.txt"), include_str!("../samples/faulty.txt")];

fn shapes() -> Vec<(String, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let mut shapes: Vec<(String, String)> = fs::read_dir(folder)
        .expect("the shapes")
        .map(|entry| entry.expect("a file").path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read_to_string(path).expect("a shape")))
        .collect();
    shapes.sort();
    assert!(shapes.len() >= 12, "{}", shapes.len());
    shapes
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// Every third and fifth character of a line in tags.
fn cut(line: &str, one: &str, two: &str, end: (&str, &str)) -> String {
    let dressed = |(at, c): (usize, char)| match at % 7 {
        3 => format!("{one}{c}{}", end.0),
        5 => format!("{two}{c}{}", end.1),
        _ => c.to_string(),
    };
    line.chars().enumerate().map(dressed).collect()
}

/// Paragraphs as the programs that people paste from write them.
fn dress(how: &str, lines: &[&str]) -> String {
    let bare = |line: &str| escaped(line.trim_start_matches('\u{3000}'));
    let all = |one: &dyn Fn(&str) -> String| lines.iter().map(|line| one(line)).collect::<Vec<_>>().join("\r\n");
    match how {
        "plain" => all(&|line| format!("<p>{}</p>", escaped(line))),
        "spans" => {
            all(&|line| format!("<p style=\"text-indent: 2em;\"><span style=\"font-size: 12pt;\">{}</span></p>", escaped(line)))
        }
        "mso" => all(&|line| {
            let words = cut(
                &bare(line),
                "<span lang=EN-US style='font-size:16.0pt'>",
                "<b style='mso-bidi-font-weight:normal'>",
                ("</span>", "</b>"),
            );
            format!(
                "<p class=MsoNormal style='text-indent:32.0pt'><span style='font-family:仿宋_GB2312'>{words}<span lang=EN-US><o:p></o:p></span></span></p>"
            )
        }),
        "wps" => all(&|line| {
            let words = cut(
                &bare(line),
                "<span style=\"font-family:仿宋_GB2312\" data-font-family=\"仿宋_GB2312\">",
                "<font face=\"Times New Roman\">",
                ("</span>", "</font>"),
            );
            format!(
                "<p class=\"MsoNormal\" style=\"margin: 0px;\"><span>&nbsp;&nbsp;&nbsp; </span><span style=\"font-size:21px\">{words}</span></p>"
            )
        }),
        "br" => all(&|line| format!("&nbsp;&nbsp;&nbsp; {}<br>\r\n<br>", bare(line))),
        "cells" => all(&|line| format!("<tr>\r\n<td>\u{3000}\u{3000}{}</td>\r\n</tr>", bare(line))),
        "section-spans" => {
            all(&|line| format!("<section style=\"line-height: 1.75em;\"><span leaf=\"\">{}</span></section>", bare(line)))
        }
        "sections" => all(&|line| match line.chars().nth(1) {
            Some('、') => format!("</section><section><h2>{}</h2>", bare(line)),
            _ => format!("<p>{}</p>", bare(line)),
        })
        .replacen("</section>", "", 1),
        other => panic!("no such dress: {other}"),
    }
}

/// What is found: rule, message, and the words as they are read.
fn found(source: &Source) -> Vec<(String, String, String)> {
    let linter = Linter::new(hegui::rule::builtin(), Settings::default());
    let reading = source.reading();
    let told = |finding: &hegui::finding::Finding| {
        let words = &reading.text()[reading.read_of(finding.at.span).range()];
        (finding.rule.to_string(), finding.message.clone(), words.to_owned())
    };
    linter.check(source).findings.iter().map(told).collect()
}

/// The text without white space at the ends of lines and without empty lines.
fn plain(source: &Source) -> Vec<String> {
    source.reading().text().lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
}

#[test]
fn a_page_is_read_as_its_article_whatever_the_site() {
    let mut faults = Vec::new();
    for (name, shape) in shapes() {
        let (how, shape) = shape.split_once("-->\n").expect("the first line names a dress");
        for sample in SAMPLES {
            // A page's own words are no part of a report that quotes some.
            let sample =
                sample.replace("\u{3000}\u{3000}字体\u{FF1A}大 中 小 打印\n", "").replace("字体\u{FF1A}大 中 小 打印\n", "");
            let text = source::read("a.txt", sample.as_bytes(), None).unwrap();
            let lines: Vec<&str> = sample.lines().collect();
            let page = shape
                .replace("{title}", &escaped(lines[0]))
                .replace("{body}", &dress(how.trim_start_matches("<!--"), &lines[1..]));
            let gbk = ["gb2312", "gbk"]
                .iter()
                .any(|charset| shape.contains(&format!("charset={charset}")) || shape.contains(&format!("charset=\"{charset}")));
            let bytes = if gbk { GB18030.encode(&page).0.into_owned() } else { page.into_bytes() };
            let source = source::read(&name, &bytes, None).unwrap();
            let (wanted, is) = (plain(&text), plain(&source));
            if is != wanted {
                let (more, less): (Vec<_>, Vec<_>) = (
                    is.iter().filter(|line| !wanted.contains(line)).take(6).collect(),
                    wanted.iter().filter(|line| !is.contains(line)).take(3).collect(),
                );
                faults.push(format!("{name}: too much {more:?}, too little {less:?}"));
            } else if found(&source) != found(&text) {
                faults.push(format!("{name}: {:?}\n  instead of {:?}", found(&source), found(&text)));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
