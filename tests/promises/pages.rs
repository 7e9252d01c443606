//! Reports as web pages and as Markdown.

/// Words as HTML.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// A paragraph a line.
pub fn paragraphs(lines: &[&str], dress: impl Fn(&str) -> String) -> String {
    lines.iter().map(|line| format!("  <p style=\"text-indent: 2em\">{}</p>\r\n", dress(&escaped(line)))).collect()
}

/// A word processor's way with a line: every third and fourth character in tags of their own, entities whole.
pub fn spans(line: &str) -> String {
    let mut out = String::new();
    for (at, c) in line.chars().enumerate() {
        match (line.contains(['&', ';']), at % 7) {
            (false, 3) => out += &format!("<span lang=\"EN-US\" style='font-size:16.0pt'>{c}<o:p></o:p></span>"),
            (false, 5) => out += &format!("<font face=\"仿宋\"><b>{c}</b></font>"),
            _ => out.push(c),
        }
    }
    out
}

/// The page of a site, with all that stands around an article.
pub fn site(title: &str, body: &str, charset: &str) -> String {
    format!(
        "<!DOCTYPE html>\r\n<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset={charset}\">\r\n\
         <title>{title}_青岚县人民政府</title><meta name=\"ArticleTitle\" content=\"{title}\"><meta name=\"PubDate\" content=\"2025-02-20\">\
         <style>p {{ color: red }}</style><script>if (1 < 2) document.write('<p>一、三、五</p>');</script></head>\r\n<body>\
         <div class=\"header\"><a href=\"/\"><img src=\"logo.png\"></a></div>\
         <div class=\"nav\"><ul><li><a href=\"/\">首页</a></li><li><a href=\"/zwgk/\">政务公开</a></li></ul></div>\
         <div class=\"dqwz\">当前位置：<a href=\"/\">首页</a> &gt; 法治政府</div>\
         <div class=\"main\"><h1>{title}</h1><div class=\"xinxi\">发布时间：2025-02-20 09:41　来源：县司法局　浏览次数：12</div>\
         <div class=\"bdsharebuttonbox\">分享到：<a>微信</a></div>\
         <div id=\"zoom\" class=\"TRS_Editor\">\r\n<!-- 正文 -->{body}</div></div>\
         <div class=\"xgwj\"><ul><li><a href=\"1.html\">青岚县2023年法治政府建设年度报告</a></li></ul></div>\
         <div style=\"display: none\">隐藏的一段，没有人看见。</div>\
         <footer>主办：青岚县人民政府，承办：县政府办公室。</footer></body></html>"
    )
}

/// The lines as Markdown, its headings marked.
pub fn markdown(lines: &[&str]) -> String {
    let heads = |at: usize, line: &str| match line.chars().nth(1) {
        _ if at == 0 => "# ",
        Some('、') if line.starts_with(|c| "一二三四五六".contains(c)) => "## ",
        _ => "",
    };
    let lines: Vec<_> = lines.iter().enumerate().map(|(at, line)| format!("{}{line}\n\n", heads(at, line))).collect();
    format!("---\ntitle: 三、五\n---\n\n{}", lines.concat())
}
