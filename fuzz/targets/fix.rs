//! A draft is mended: it comes to an end, a second time changes nothing, no byte changes that no fix names, and the file keeps its encoding.

#![no_main]

use hegui::finding::Safety;
use hegui::source;
use hegui_fuzz::{linters, mending, seeds, splice};

fn run(data: &[u8]) {
    let name = match data.first() {
        Some(b'<') => "报告.html",
        Some(b'#') => "报告.md",
        _ => "报告.txt",
    };
    let Ok(draft) = source::read(name, data, None) else { return };
    if let Ok(encoding) = draft.keeping(data) {
        assert_eq!(draft.encode(encoding).as_deref(), Ok(data), "it comes back as it was");
    }
    let level = if linters::chosen(data, 2) == 0 { Safety::Safe } else { Safety::Offered };
    let faults = mending::faults(linters::of(data), &draft, level);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

hegui_fuzz::target!(seeds::drafts, &splice::LINES, run);
