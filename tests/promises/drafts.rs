//! What drafts are made of: the texts of the rules' examples, what happens to them, and chance that is the same in every run.

use hegui::rule::Marked;

/// The bad examples of all rules: the rule, the genre it needs, the text.
pub fn examples() -> Vec<(String, Option<String>, String)> {
    let set = hegui::rule::builtin();
    let of = |rule: &std::sync::Arc<hegui::rule::Rule>| {
        let bad: Vec<_> = rule.bad().filter_map(|(at, _, bad)| Some((at, Marked::of(bad).ok()?.text))).collect();
        bad.into_iter()
            .map(|(at, text)| (format!("{} example {}", rule.id, at + 1), rule.genre.clone(), text))
            .collect::<Vec<_>>()
    };
    set.rules.iter().flat_map(of).collect()
}

/// Numbers that are the same in every run.
pub struct Dice(pub u64);

impl Dice {
    /// A number below `sides`.
    pub fn throw(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides.max(1) as u64) as usize
    }
}

/// What happens to drafts: one piece for another, at some places.
pub const DAMAGE: &[(&str, &str)] = &[
    ("，", ","),
    ("；", ";"),
    ("。", "。。"),
    ("、", "、、"),
    ("（", "("),
    ("）", ")"),
    ("”", "\""),
    ("件", " 件"),
    ("年", "年 "),
    ("法治", "法制"),
    ("县", "縣(xiàn)"),
    ("的", "的的"),
    ("一是", "二是"),
    ("（二）", "（三）"),
    ("至", "-"),
    ("—", "－"),
    ("\n", "\n\n"),
    ("。\n", "\n"),
];
