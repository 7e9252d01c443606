//! Plans: years that are not the plan's own, and one that is worked on when its years are over or yet to come.

use super::super::{On, Say};
use super::rows::Plan;
use super::when::Around;
use crate::finding::Safety;
use crate::span::{Read, Span};

/// Words with which a plan is worked on; one yet to come may be worked out with those of `BEGUN`.
const WORKED_ON: [&str; 7] = ["实施", "落实", "贯彻", "按照", "对照", "根据", "执行"];
const BEGUN: [&str; 5] = ["推进", "结合", "制定", "启动", "开展"];

/// Words with which a text looks back on a plan, ends it or prepares it.
#[rustfmt::skip]
const ELSEWHEN: [&str; 39] = [
    "总结", "验收", "收官", "回顾", "先进", "表彰", "通报", "圆满", "完成", "评估", "期间", "以来", "获", "荣", "评为", "原", "历史", "曾", "衔接",
    "接续", "基础", "成果", "末", "届满", "谋划", "编制", "起草", "前期", "研究", "思路", "建议", "准备", "调研", "课题", "列入", "纳入", "项目",
    "延续", "展望",
];

/// Years in brackets behind the name of a plan.
struct Years {
    /// The figures and what joins them.
    at: Span<Read>,
    from: i32,
    to: i32,
    mark: String,
}

impl Years {
    /// Reads （2021—2025年） or 规划（2021—2025年） at the start of a text.
    fn beginning(text: &str, base: u32) -> Option<Years> {
        let rest = text.strip_prefix("规划").unwrap_or(text).strip_prefix('\u{FF08}')?;
        let start = base as usize + text.len() - rest.len();
        let from: i32 = rest.get(..4)?.parse().ok()?;
        let mark = &rest[4..rest[4..].find(|sign: char| sign.is_ascii_digit())? + 4];
        let to: i32 = rest[4 + mark.len()..].get(..4)?.parse().ok()?;
        let tail = &rest[8 + mark.len()..];
        let joined = !mark.is_empty() && mark.chars().count() <= 3;
        (joined && (tail.starts_with('年') || tail.starts_with('\u{FF09}'))).then(|| Years {
            at: Span::new(start, start + 8 + mark.len()),
            from,
            to,
            mark: mark.to_owned(),
        })
    }
}

/// The years in brackets are not those of any plan of this name.
pub(super) fn years(on: &On, say: &mut Say) {
    for hit in on.hits {
        let name = on.doc.slice(*hit);
        let plans = || on.tables.plans.iter().filter(|plan| plan.name == name);
        let Some(years) = Years::beginning(&on.doc.text()[hit.end as usize..], hit.end) else { continue };
        // A place before the name makes it that place's own plan.
        let opened = name.starts_with('“') || on.doc.text()[..hit.start as usize].ends_with(['《', '〈']);
        // What follows the last one that is known may have been issued since: 法治政府建设实施纲要（2026—2030年）.
        let later = plans().all(|plan| plan.to <= years.from);
        if !opened || later || plans().any(|plan| (plan.from, plan.to) == (years.from, years.to)) {
            continue;
        }
        let right: Vec<String> = plans().map(|plan| format!("{}{}{}", plan.from, years.mark, plan.to)).collect();
        let said = say.at(years.at).value("match", on.doc.slice(years.at)).value("plan", name);
        said.value("years", right.iter().map(|years| format!("{years}年")).collect::<Vec<_>>().join("或"));
        let near = |plan: &Plan| plan.from == years.from || plan.to == years.to;
        let mut near = plans().zip(&right).filter(|(plan, _)| near(plan)).map(|(_, right)| right);
        if let (Some(only), None) = (near.next(), near.next()) {
            said.fix(format!("改为“{only}”"), years.at, only, Safety::Offered);
        }
    }
}

/// A plan is worked on in the report's year although its years ended at least one whole year before, or begin after the next.
pub(super) fn period(on: &On, say: &mut Say) {
    let Some(report) = on.doc.year else { return };
    for hit in on.hits {
        let name = on.doc.slice(*hit);
        let years = Years::beginning(&on.doc.text()[hit.end as usize..], hit.end);
        let mut plans = on.tables.plans.iter().filter(|plan| {
            plan.name == name && years.as_ref().is_none_or(|years| (plan.from, plan.to) == (years.from, years.to))
        });
        let (Some(plan), None) = (plans.next(), plans.next()) else { continue };
        let reason = if report >= plan.to + 2 {
            format!("{}年已经期满", plan.to)
        } else if report + 1 < plan.from {
            format!("{}年才开始", plan.from)
        } else {
            continue;
        };
        let before = &on.doc.text()[..hit.start as usize];
        let own = !name.starts_with('“') && !before.ends_with(['《', '〈']);
        let Some(around) = Around::of(on.doc, *hit).filter(|_| !own) else { continue };
        let worked_on = around.clause_has(&WORKED_ON) || report >= plan.from && around.clause_has(&BEGUN);
        if worked_on && !around.sentence_has(&ELSEWHEN) && !around.recalls(plan.to) {
            say.at(*hit).value("plan", name).value("reason", reason).value("report", report.to_string());
        }
    }
}
