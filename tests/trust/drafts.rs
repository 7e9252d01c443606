//! A folder with everything that a run may read: drafts of every kind, settings, mutes and rules of one's own.

use std::fs;
use std::path::Path;

use super::pack::{Pack, p};

const FAULTY: &str = include_str!("../../samples/faulty.txt");
const DAMAGED: &str = include_str!("../../samples/damaged.txt");

/// A rule of one's own, with a title by which it is known.
fn rule(title: &str) -> String {
    format!(
        "title: {title}\nen: {title}\nseverity: warning\nwhy: {title}。\nen-why: {title}.\nbasis: [编辑惯例]\n\
         check:\n  pattern:\n    regex: 截止目前\n    literals: [截止]\nmessage: “{{match}}”应作“截至目前”\nhelp: 改为“截至目前”\n\
         examples:\n  - bad: ⟦截止目前⟧，各乡镇已办结37件。\n    says: “截止目前”应作“截至目前”\n  - good: 截至目前，各乡镇已办结37件。\n"
    )
}

/// Writes the folder: `a` and `b` have settings of their own with a rule of the same name, `c` has none.
pub fn write(folder: &Path) {
    let put = |name: &str, bytes: &[u8]| {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    };
    let draft = format!("{FAULTY}截止目前，各乡镇已办结37件。\n");
    for one in ["a", "b"] {
        put(&format!("{one}/hegui.yaml"), b"rule-folders: [own]\nfail-on: never\n");
        put(&format!("{one}/own/wording/until.yaml"), rule(&format!("title {one}")).as_bytes());
        let mute = "- { rule: numbering/gap, text: 五、, reason: 原文如此 }\n- { rule: wording/wrong-word, text: 布暑, reason: 原文如此 }\n";
        put(&format!("{one}/hegui.mutes.yaml"), mute.as_bytes());
        put(&format!("{one}/faulty.txt"), draft.as_bytes());
    }
    put("c/damaged.txt", DAMAGED.as_bytes());
    put("c/gbk.txt", &encoding_rs::GBK.encode(&draft).0);
    let lines: String = draft.lines().map(|line| format!("<p>{line}</p>\n")).collect();
    put("c/page.html", format!("<html><body>\n{lines}</body></html>\n").as_bytes());
    put("c/note.md", draft.lines().map(|line| format!("{line}\n\n")).collect::<String>().as_bytes());
    put("c/report.docx", &Pack::body(&draft.lines().map(p).collect::<String>()).zip());
}
