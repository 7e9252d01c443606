//! What the elements of a page are to its text, and by which names pages mark their article and their furniture.

use super::scan::Tag;

/// What an element is to the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A part of its line.
    Inline,
    /// A line of its own.
    Block,
    /// A line of its own that others may stand in.
    Box,
    /// The end of a line.
    Break,
    /// No text.
    Void,
    /// Nothing that a reader of the article sees.
    Left,
    /// A link.
    Link,
    /// The lines of the file are its lines.
    Kept,
}

use Kind::{Block, Box, Break, Kept, Left, Link, Void};

/// Elements by name, sorted; any other is inline.
const ELEMENTS: [(&str, Kind); 82] = [
    ("a", Link),
    ("address", Block),
    ("area", Void),
    ("article", Box),
    ("aside", Left),
    ("audio", Left),
    ("base", Void),
    ("blockquote", Block),
    ("body", Box),
    ("br", Break),
    ("button", Left),
    ("canvas", Left),
    ("caption", Block),
    ("center", Box),
    ("col", Void),
    ("colgroup", Block),
    ("datalist", Left),
    ("dd", Block),
    ("details", Block),
    ("dialog", Left),
    ("dir", Block),
    ("div", Box),
    ("dl", Block),
    ("dt", Block),
    ("embed", Void),
    ("fieldset", Block),
    ("figcaption", Block),
    ("figure", Block),
    ("footer", Left),
    ("form", Box),
    ("frame", Void),
    ("h1", Block),
    ("h2", Block),
    ("h3", Block),
    ("h4", Block),
    ("h5", Block),
    ("h6", Block),
    ("head", Block),
    ("header", Block),
    ("hr", Break),
    ("html", Box),
    ("iframe", Left),
    ("img", Void),
    ("input", Void),
    ("legend", Block),
    ("li", Block),
    ("link", Void),
    ("main", Box),
    ("map", Left),
    ("math", Left),
    ("menu", Left),
    ("meta", Void),
    ("nav", Left),
    ("noscript", Left),
    ("object", Left),
    ("ol", Block),
    ("optgroup", Left),
    ("option", Left),
    ("p", Block),
    ("param", Void),
    ("pre", Kept),
    ("rp", Left),
    ("rt", Left),
    ("script", Left),
    ("section", Box),
    ("select", Left),
    ("source", Void),
    ("style", Left),
    ("summary", Block),
    ("svg", Left),
    ("table", Block),
    ("tbody", Block),
    ("td", Box),
    ("template", Left),
    ("textarea", Left),
    ("tfoot", Block),
    ("th", Block),
    ("thead", Block),
    ("title", Left),
    ("tr", Block),
    ("ul", Block),
    ("video", Left),
];

/// Names (id or class) of what holds the article, as the systems behind government sites have them: 拓尔思, 大汉, 新点, 博达,
/// 开普 and the State Council's own, and as programs that read hundreds of such sites look for them.
const ARTICLES: [&str; 78] = [
    "ucap-content",
    "trs_editor",
    "trs_ueditor",
    "trs_ue_autoeditor",
    "trs_paper_default",
    "zoom",
    "zoomcon",
    "pages_content",
    "article-content",
    "article_content",
    "articlecontent",
    "article-con",
    "article_con",
    "article-body",
    "article-text",
    "articletext",
    "arti_content",
    "artibody",
    "art_con",
    "art-con",
    "ewb-article-info",
    "ewb-article-content",
    "ewb-article-con",
    "ewb-info-con",
    "news-article-para",
    "j-fontcontent",
    "j-content",
    "bt_content",
    "bt-content",
    "vsb_content",
    "v_news_content",
    "wp_articlecontent",
    "news_content",
    "news-content",
    "newscontent",
    "xxgk_content",
    "xxgk-content",
    "gkml-content",
    "detail-content",
    "detail_content",
    "details-content",
    "info-content",
    "content_text",
    "contenttext",
    "textcontent",
    "js_content",
    "fontzoom",
    "xl-content",
    "dozoom",
    "text-main",
    "maintext",
    "wzcon",
    "zwnr",
    "wh_x_c",
    "xl_content",
    "xl_cont",
    "xl-xqnr",
    "nrcontent",
    "gk_zn_con",
    "zfxxgk_content",
    "xxgkcont",
    "div_zhengwen",
    "xxxq_text_cont",
    "wzxqnr",
    "newsconparse",
    "news_content_text",
    "easysite-news-text",
    "detailcontent",
    "contenttextbox",
    "content-text",
    "content-body",
    "con-detail",
    "articlecon",
    "artcon",
    "art_cont",
    "ls-article-info",
    "font-para",
    "custom_unionstyle",
];

/// Names of what holds its title.
const TITLES: [&str; 24] = [
    "title",
    "bt",
    "article-title",
    "article_title",
    "articletitle",
    "arti_title",
    "arti-title",
    "art-title",
    "art_title",
    "content-title",
    "content_title",
    "contenttitle",
    "detail-title",
    "detail_title",
    "ewb-article-tt",
    "ewb-info-title",
    "news-title",
    "news_title",
    "newstitle",
    "xxgk_title",
    "xl-title",
    "main-title",
    "page-title",
    "wz_title",
];

/// Names of what furnishes a page, and of what it does not show.
const FURNITURE: [&str; 69] = [
    "bdsharebuttonbox",
    "bdshare",
    "bshare-custom",
    "social-share",
    "share",
    "share-box",
    "sharebox",
    "share_box",
    "fenxiang",
    "nav",
    "navbar",
    "navigation",
    "subnav",
    "sitenav",
    "topnav",
    "menu",
    "breadcrumb",
    "breadcrumbs",
    "breadnav",
    "crumb",
    "crumbs",
    "location",
    "ewb-location",
    "curpos",
    "dqwz",
    "position",
    "footer",
    "foot",
    "copyright",
    "toolbar",
    "tools",
    "print",
    "printbox",
    "fontsize",
    "font-size",
    "ziti",
    "related",
    "relate",
    "related-news",
    "recommend",
    "xgwj",
    "xgjd",
    "xgwz",
    "xgxx",
    "pagination",
    "pager",
    "prenext",
    "prev-next",
    "qrcode",
    "ewm",
    "erweima",
    "sidebar",
    "searchbox",
    "search-box",
    "loginbox",
    "weixin",
    "zrbj",
    "hidden",
    "hide",
    "d-none",
    "sr-only",
    "noprint",
    "breadcrumbnav",
    "pages_print",
    "ewb-article-sources",
    "share-wrap",
    "page_next",
    "print-btns",
    "bshare",
];

/// What an element of this name is.
pub(super) fn kind(name: &str) -> Kind {
    place(name).map_or(Kind::Inline, |at| ELEMENTS[at].1)
}

/// How many elements have a place.
pub(super) const PLACES: usize = ELEMENTS.len();

/// The place of an element that is not inline.
pub(super) fn place(name: &str) -> Option<usize> {
    ELEMENTS.binary_search_by_key(&name, |(name, _)| name).ok()
}

/// Whether an element holds the article by its name.
pub(super) fn is_article(tag: &Tag) -> bool {
    tag.name == "article" || tag.names().any(|name| ARTICLES.contains(&name) || name.starts_with("vsb_content"))
}

/// Whether an element holds the title by its name.
pub(super) fn is_title(tag: &Tag) -> bool {
    tag.name == "h1" || tag.names().any(|name| TITLES.contains(&name))
}

/// Whether an element and all in it is left out of the text.
pub(super) fn is_left_out(tag: &Tag) -> bool {
    match kind(&tag.name) {
        Left => true,
        Void | Break => false,
        _ if matches!(&*tag.name, "html" | "body" | "main" | "form") || is_article(tag) => false,
        _ => tag.hidden || tag.names().any(|name| FURNITURE.contains(&name)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_found() {
        assert!(ELEMENTS.is_sorted_by_key(|(name, _)| *name));
        assert_eq!([kind("div"), kind("a"), kind("span"), kind("ul")], [Box, Link, Kind::Inline, Block]);
    }
}
