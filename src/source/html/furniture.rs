//! What stands in the element of an article beside the article: the table of its particulars above, and at either end lines as
//! 发布时间, 字体, 打印, 上一篇, and rows of links.

use std::collections::VecDeque;
use std::ops::Range;

use super::article::is_block;
use super::element::Kind;
use super::scan::{Event, seen};
use crate::source::markup;

/// So many lines at either end are looked at; furniture is no more.
const LINES: usize = 64;
/// No line of furniture has more signs, and of a longer one no more are looked at.
const LONGEST: usize = 120;
/// A line of so many signs is of the article whatever it begins with.
const PARAGRAPH: usize = 60;
/// The particulars of a document have no more signs, and so many labels at least.
const PARTICULARS: usize = 400;
const LABELS: usize = 2;
/// Their element is no larger, in bytes, tags and all.
const LARGEST: usize = 1 << 16;
/// So many elements are looked at for them.
const ELEMENTS: usize = 256;

/// How lines of furniture begin, brackets and blanks left out.
const BEGINNINGS: [&str; 42] = [
    "发布时间",
    "发布日期",
    "发布机构",
    "更新时间",
    "信息时间",
    "信息来源",
    "文章来源",
    "来源：",
    "时间：",
    "日期：",
    "作者：",
    "浏览",
    "点击",
    "阅读",
    "访问量",
    "字体",
    "字号",
    "打印",
    "关闭",
    "收藏",
    "分享",
    "责任编辑",
    "编辑：",
    "上一篇",
    "下一篇",
    "上一条",
    "下一条",
    "扫一扫",
    "当前位置",
    "您的位置",
    "您当前的位置",
    "您现在的位置",
    "索引号",
    "首页",
    "返回",
    "版权所有",
    "主办：",
    "主办单位",
    "网站标识码",
    "我要纠错",
    "附件下载",
    "相关链接",
];
/// Lines of furniture, whole.
const WHOLE: [&str; 3] = ["附件", "附件：", "相关附件："];
/// What the table of particulars calls them.
const PARTICULAR: [&str; 9] =
    ["索引号", "索取号", "发布机构", "发文机关", "发布日期", "生成日期", "成文日期", "发文日期", "公开范围"];

/// A line of the article.
#[derive(Clone)]
struct Line {
    range: Range<usize>,
    /// Its letters, as far as they are looked at.
    words: String,
    signs: usize,
    linked: usize,
}

/// The parts of an article that are left without its furniture. `boxes` are the elements in it with the number of their signs.
pub(super) fn without(text: &str, body: &Range<usize>, boxes: impl Iterator<Item = (Range<usize>, usize)>) -> Vec<Range<usize>> {
    let (first, last) = ends(text, body.clone());
    let is_text = |line: &&Line| !line.is_furniture() && line.signs >= PARAGRAPH;
    let begins = first.iter().find(is_text).map_or(body.start, |line| line.range.start);
    let goes_to = last.iter().rev().find(is_text).map_or(body.end, |line| line.range.end);
    let head = first.iter().filter(|line| line.range.end <= begins);
    let tail = last.iter().filter(|line| line.range.start >= goes_to);
    let mut cuts: Vec<Range<usize>> =
        head.chain(tail).filter(|line| line.is_furniture()).map(|line| line.range.clone()).collect();
    cuts.extend(particulars(text, boxes.filter(|(range, _)| range.start >= body.start && range.end <= begins)));
    cuts.sort_by_key(|cut| cut.start);
    let mut parts = Vec::new();
    let mut done = body.start;
    for cut in cuts.into_iter().filter(|cut| cut.end > cut.start) {
        if cut.start > done {
            parts.push(done..cut.start);
        }
        done = done.max(cut.end);
    }
    parts.push(done..body.end.max(done));
    parts
}

impl Line {
    fn is_furniture(&self) -> bool {
        let words = self.words.trim_start_matches(['【', '[', '［', '\u{FF08}', '(', '|', '>', '<']);
        let named = || WHOLE.contains(&words) || BEGINNINGS.iter().any(|beginning| words.starts_with(beginning));
        // A list of attachments belongs to the report though every name in it is a link.
        let linked = self.linked * 2 > self.signs && !words.starts_with("附件");
        self.signs <= LONGEST && !words.ends_with('。') && (named() || linked)
    }
}

/// The element that holds most labels of particulars, the smallest of them.
fn particulars(text: &str, boxes: impl Iterator<Item = (Range<usize>, usize)>) -> Option<Range<usize>> {
    let small = boxes.filter(|(range, signs)| *signs <= PARTICULARS && range.len() <= LARGEST).take(ELEMENTS);
    let counted = small.map(|(range, _)| {
        let words: String = ends(text, range.clone()).0.iter().map(|line| &*line.words).collect();
        (PARTICULAR.iter().filter(|label| words.contains(**label)).count(), range)
    });
    let best = counted.filter(|(labels, _)| *labels >= LABELS).max_by_key(|(labels, range)| (*labels, usize::MAX - range.len()));
    best.map(|(_, range)| range)
}

/// The lines at both ends of a part of a page; of a short part both are all of its lines.
fn ends(text: &str, range: Range<usize>) -> (Vec<Line>, Vec<Line>) {
    let mut first: Vec<Line> = Vec::new();
    let mut last: VecDeque<Line> = VecDeque::new();
    let mut line: Option<Line> = None;
    let mut end_line = |line: &mut Option<Line>| {
        if let Some(line) = line.take().filter(|line| line.signs > 0) {
            if first.len() < LINES {
                first.push(line.clone());
            }
            if last.len() == LINES {
                last.pop_front();
            }
            last.push_back(line);
        }
    };
    let mut linked = false;
    seen(text, range, &mut |event, kind| {
        match event {
            Event::Text(start, end) => line.get_or_insert_with(|| Line::at(start)).add(text, start..end, linked),
            Event::Open(..) if kind == Kind::Link => linked = true,
            Event::Close(..) if kind == Kind::Link => linked = false,
            _ => {}
        }
        if is_block(kind) || kind == Kind::Break {
            end_line(&mut line);
        }
    });
    end_line(&mut line);
    (first, last.into())
}

impl Line {
    fn at(start: usize) -> Line {
        Line { range: start..start, words: String::new(), signs: 0, linked: 0 }
    }

    fn add(&mut self, text: &str, range: Range<usize>, linked: bool) {
        self.range.end = range.end;
        let mut rest = &text[range];
        while let Some(c) = rest.chars().next() {
            let entity = if c == '&' { markup::entity(rest) } else { None };
            let (length, read) = entity.map_or((c.len_utf8(), c), |(length, read)| (length, read.chars().next().unwrap_or(' ')));
            rest = &rest[length..];
            if !read.is_whitespace() {
                self.signs += 1;
                self.linked += usize::from(linked);
                if self.signs <= LONGEST {
                    self.words.push(if read == ':' { '\u{FF1A}' } else { read });
                }
            }
        }
    }
}
