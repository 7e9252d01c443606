//! Public bodies by a name that they had no more in the year reported on.

use super::super::{On, Say};
use super::when::{Around, in_title};

/// What a department's name stands behind: 县环保局, 市政府法制办.
const PLACES: [char; 9] = ['省', '市', '县', '区', '州', '盟', '旗', '府', '师'];

/// Zones kept organs of their own when those of the counties were reformed: 经开区安监局.
const ZONES: [&str; 11] =
    ["开发区", "高新区", "经开区", "新区", "园区", "示范区", "保税区", "度假区", "管理区", "自贸区", "景区"];

/// Words with which a text speaks of what was: 原县工商局, 由市质监局更名.
const PAST: [&str; 19] = [
    "原", "前身", "更名", "改名", "改为", "划入", "划转", "合并", "撤销", "整合", "组建", "历史", "时任", "曾", "旧", "挂牌",
    "转隶", "不再", "废止",
];

/// A name whose time had passed before the report's year began.
pub(super) fn renamed(on: &On, say: &mut Say) {
    let Some(report) = on.doc.year else { return };
    let mut done = 0;
    for hit in on.hits.iter() {
        let Some(body) = on.tables.bodies.iter().find(|body| body.name == on.doc.slice(*hit)) else { continue };
        let text = on.doc.text();
        let (before, after) = (&text[..hit.start as usize], &text[hit.end as usize..]);
        // 环境保护部门 is no 环境保护部.
        let whole = !after.starts_with(['门', '长', '属']);
        let named = !body.local || before.ends_with(PLACES) && !ZONES.iter().any(|zone| before.ends_with(zone));
        if report <= body.until.year || !whole || !named || hit.start < done {
            continue;
        }
        let Some(around) = Around::of(on.doc, *hit) else { continue };
        if !in_title(&around) && !around.sentence_has(&PAST) && !around.recalls(body.until.year) {
            done = hit.end;
            let said = say.at(*hit).value("name", &body.name).value("now", &body.now);
            said.value("year", body.until.year.to_string()).value("report", report.to_string());
        }
    }
}
