//! `hegui facts` shows all that was understood of the figures of any text, and points only at places that are there.

use hegui::check::Claims;
use hegui::emit::{Language, Understood};
use hegui::parse::parse;
use hegui::rule;
use hegui::source;
use proptest::prelude::*;
use serde_json::Value;

/// What the command tells about a text: for people in both languages, and for programs. None if the text is no text.
fn told(text: &str) -> Option<(String, String, Value)> {
    let source = source::read("稿.txt", text.as_bytes(), None).ok()?;
    let doc = parse(&source, None);
    let claims = Claims::in_full();
    let claims = claims.all(&doc, &rule::builtin().terms);
    let understood = Understood { path: "稿.txt", doc: &doc, claims: &claims };
    let json = serde_json::from_str(&understood.json()).expect("machine output is JSON");
    Some((understood.text(80, true, Language::Chinese), understood.text(120, false, Language::English), json))
}

/// The stretch of the text that a range names, which must be inside.
fn stretch<'t>(text: &'t str, range: &Value) -> &'t str {
    let byte = |end: &str| range[end]["byte"].as_u64().expect("a number") as usize;
    text.get(byte("start")..byte("end")).unwrap_or_else(|| panic!("{range} does not lie inside"))
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

/// Whether all that is told of a text is in the text and adds up.
fn consistent(text: &str) {
    let Some((chinese, english, json)) = told(text) else { return };
    let (quantities, claims) = (list(&json["quantities"]), list(&json["claims"]));
    for thing in quantities.iter().chain(claims).chain(list(&json["dates"])).chain(list(&json["spans"])) {
        assert_eq!(stretch(text, &thing["range"]), thing["text"]);
    }
    for claim in claims {
        list(&claim["evidence"]).iter().for_each(|evidence| _ = stretch(text, &evidence["range"]));
        assert_eq!(claim["verdict"] == "off", claim["fault"].is_string(), "{claim}");
        assert_eq!(claim["verdict"] == "left", claim["reason"].is_string(), "{claim}");
    }
    let count = |key: &str| json["summary"][key].as_u64().expect("a number") as usize;
    assert_eq!((count("quantities"), count("claims")), (quantities.len(), claims.len()));
    assert_eq!(count("held") + count("off") + count("left"), claims.len());
    // A row each: line number, then the quantity.
    let rows = |shown: &str| {
        shown
            .lines()
            .filter(|line| line.get(..7).is_some_and(|line| line.ends_with("  ") && line.trim().parse::<u32>().is_ok()))
            .count()
    };
    assert_eq!((rows(&chinese), rows(&english)), (quantities.len(), quantities.len()), "{chinese}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_is_told_and_every_place_lies_inside(text in any::<String>()) {
        consistent(&text);
    }

    #[test]
    fn so_is_any_text_of_figures(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60)) {
        consistent(&pieces.concat());
    }
}

/// What texts about figures are made of, and what damages them.
const PIECES: &[&str] = &[
    "一、成效\n",
    "（一）",
    "全年受理案件",
    "其中",
    "，",
    "；",
    "。",
    "、",
    "（",
    "）",
    "“",
    "”",
    "占",
    "比上年增长",
    "从",
    "增至",
    "分别为",
    "12",
    "3.5",
    "万",
    "件",
    "人次",
    "%",
    "个百分点",
    "近",
    "余",
    "约",
    "左右",
    "三成",
    "三分之二",
    "两场",
    "五个环节",
    "2024年",
    "2月30日",
    "—",
    "~",
    "99999999999999999999999999",
    "0.",
    "１２",
    "\n",
    "\u{1b}[31m",
    "複議",
    "(fù)",
    "万元",
    "其他",
    "共",
    "率为",
    "一是",
    "\t",
    "倍",
];

#[test]
fn machine_output_has_the_promised_shape() {
    let (_, _, json) = told("一、成效\n培训近3.5万余人次，占63%~68%，比2023年增加三十八件。\n").expect("a text");
    assert_eq!(keys(&json), ["claims", "dates", "path", "quantities", "spans", "summary", "tool", "version", "year"]);
    assert_eq!((&json["version"], &json["tool"]["name"]), (&1.into(), &"hegui".into()));
    assert_eq!(keys(&json["summary"]), ["claims", "held", "left", "off", "quantities"]);
    let first = &json["quantities"][0];
    let expected = [
        "approximate",
        "depth",
        "hedge",
        "in_words",
        "interval",
        "lead",
        "measure",
        "quoted",
        "range",
        "step",
        "tail",
        "text",
        "unit",
        "value",
        "year",
    ];
    assert_eq!(keys(first), expected);
    let hedge = serde_json::json!({
        "before": {"text": "近", "bound": "at-most"},
        "after": {"text": "余", "bound": "at-least"},
        "vague": false,
    });
    assert_eq!(first["hedge"]["after"], hedge["after"]);
    assert_eq!(first["hedge"]["before"]["text"], "近");
    assert_eq!((&first["value"], &first["step"], &first["lead"]), (&"35000".into(), &"1000".into(), &"培训".into()));
    let seen = |at: usize| {
        let quantity = &json["quantities"][at];
        (quantity["value"].clone(), quantity["interval"].clone(), quantity["in_words"].clone(), quantity["year"].clone())
    };
    assert_eq!(seen(1), ("63".into(), true.into(), false.into(), Value::Null));
    assert_eq!(seen(3), ("38".into(), false.into(), true.into(), 2023.into()));
}

#[test]
fn dates_and_spans_of_years_are_told_by_section() {
    let text = "一、成效\n2024年9月3日前检查12次，落实规划（2021—2025年）。\n二、安排\n三、问题\n整改至次年3月5日。\n";
    let (chinese, _, json) = told(text).expect("a text");
    assert_eq!(keys(&json["dates"][0]), ["day", "month", "range", "text", "year"]);
    let day =
        |at: usize| (json["dates"][at]["year"].clone(), json["dates"][at]["month"].clone(), json["dates"][at]["day"].clone());
    assert_eq!((day(0), day(1)), ((2024.into(), 9.into(), 3.into()), (Value::Null, 3.into(), 5.into())));
    assert_eq!(keys(&json["spans"][0]), ["from", "range", "text", "to"]);
    assert_eq!((&json["spans"][0]["from"], &json["spans"][0]["to"]), (&2021.into(), &2025.into()));
    let lines: Vec<&str> =
        chinese.lines().map(str::trim).filter(|line| line.starts_with("日期") || line.contains('、')).collect();
    let expected = ["一、成效", "日期 2 2024年9月3日；2 2021—2025年", "三、问题", "日期 5 3月5日"];
    assert_eq!(lines[..4], expected, "{chinese}");
}
