//! Laws cited as applied when they were in force no more, or not yet.

use super::super::{On, Say};
use super::titles::named;
use super::when::{Around, latest};

/// Words with which a law that is in force is applied.
const APPLIED: [&str; 6] = ["依据", "根据", "依照", "按照", "适用", "违反"];

/// Words with which a law that is in force is taught or carried out.
const TAUGHT: [&str; 7] = ["宣传", "学习", "宣讲", "贯彻", "落实", "实施", "执行"];

/// Words that make it history, or the work of making or ending laws.
const PAST: [&str; 18] = [
    "原", "旧", "废止", "修订", "修改", "清理", "失效", "历史", "期间", "当时", "曾", "时期", "替代", "取代", "衔接", "对比",
    "一审", "再审",
];

/// Words of laws that are being made.
const MADE: [&str; 14] =
    ["草案", "征求", "立法", "起草", "调研", "论证", "修订", "意见稿", "即将", "施行前", "出台", "颁布", "公布", "通过"];

/// A law that ended before the report's year began.
pub(super) fn ended(on: &On, say: &mut Say) {
    let Some(report) = on.doc.year else { return };
    for (at, title) in named(on.doc, on.hits) {
        let title = title.strip_prefix("中华人民共和国").unwrap_or(title);
        let law = on.tables.law(title).filter(|law| !law.local);
        let Some((law, until)) = law.and_then(|law| Some((law, law.until?))) else { continue };
        // One that ended with New Year was not in force in that year.
        let last = if (until.month, until.day) == (1, 1) { until.year - 1 } else { until.year };
        let Some(around) = Around::of(on.doc, at) else { continue };
        let current = around.clause_has(&APPLIED) || around.clause_has(&TAUGHT);
        if last < report && current && !around.sentence_has(&PAST) && !around.recalls(last) {
            let now = law.by.as_ref().map_or(String::new(), |by| format!("，现行的是《{by}》"));
            say.at(at).value("law", &law.title).value("until", until.to_string()).value("now", now);
        }
    }
}

/// A law that was not in force by the day of which the report can tell.
pub(super) fn early(on: &On, say: &mut Say) {
    let Some(latest) = latest(on.doc) else { return };
    for (at, title) in named(on.doc, on.hits) {
        let title = title.strip_prefix("中华人民共和国").unwrap_or(title);
        let law = on.tables.law(title).filter(|law| !law.local && title.ends_with(['法', '典']));
        let Some((law, from)) = law.and_then(|law| Some((law, law.from.filter(|from| *from > latest)?))) else { continue };
        let Some(around) = Around::of(on.doc, at) else { continue };
        if around.clause_has(&APPLIED) && !around.sentence_has(&MADE) {
            say.at(at).value("law", &law.title).value("from", from.to_string());
        }
    }
}
