"""Texts that are made to hurt: INPUTS says how each is made, for any size. See growth.py."""

import io
import itertools
import pathlib
import zipfile

SAMPLES = pathlib.Path(__file__).resolve().parent.parent / "samples"
REPORT = (SAMPLES / "correct.txt").read_text(encoding="utf-8")
FAULTY = (SAMPLES / "faulty.txt").read_text(encoding="utf-8")
TITLE = "青岚县2024年法治政府建设年度报告\n"
SIGNS = "松柏桐梓榆槐枫桦溪涧泉潭湾浦洲屿岗峰岩谷坪塬陂堰云霞霜露晴岚晓暮"
NUMERALS = "零一二三四五六七八九"
OPEN, CLOSE = "（“‘《〈【〔［｛「『([{<", "）”’》〉】〕］｝」』)]}>"
PARAGRAPH = "全年举办法治讲座4期，参加人员260人次，办理行政复议案件37件，办结35件，办结率94.59%。\n"
TRADITIONAL = "設立辦事窗口3個，開展執法檢查，處理違法案件31件，聽取羣衆意見，維護當事人權益。\n"
GLOSSES = "設(shè)立辦(bàn)事窗口，開(kāi)展執(zhí)法檢查，處(chǔ)理違(wéi)法案件31件。\n"


PLACES = ["青岚", "苇汀", "砚岭", "鹿栖"]


def varied(text, dice):
    """The report of other places, so that no two copies are alike. Its figures stay, for they agree with each other."""
    for place in PLACES:
        text = text.replace(place, "".join(dice.choices(SIGNS, k=2)))
    return text


def write(path, text, wanted, dice):
    """Writes varied reports, `wanted` bytes of them, one at a time so as to stay small."""
    with path.open("wb") as file:
        while (left := wanted - file.tell()) > 0:
            report = varied(text, dice).encode()
            file.write(report if len(report) <= left else report[:left].decode(errors="ignore").encode().ljust(left))


def numeral(number):
    """A number below a hundred thousand as Chinese writes it, well enough: 一百二十三."""
    if number < 10:
        return NUMERALS[number]
    for unit, sign in ((10000, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if number >= unit:
            head, rest = divmod(number, unit)
            lead = "" if number < 20 else numeral(head)
            zero = "零" if 0 < rest < unit // 10 else ""
            return lead + sign + zero + (numeral(rest) if rest else "")


def name(number, length=4):
    """One of many names of some characters."""
    return "".join(SIGNS[number >> 5 * place & 31] for place in range(length))


def again(piece, start=TITLE):
    """The same piece up to the size."""
    return lambda size: (start + piece * (size // len(piece.encode()) + 1)).encode()[:size].decode(errors="ignore").encode()


def each(piece, start=TITLE, end=""):
    """A piece for each number up to the size."""

    def make(size):
        pieces, length = [start], 0
        for number in itertools.count(1):
            if length >= size:
                return ("".join(pieces) + end).encode()
            pieces.append(piece(number))
            length += len(pieces[-1].encode())

    return make


def around(opening, closing, inside="法治", start=TITLE):
    """As much opened as closed, one within the other."""

    def make(size):
        depth = size // len((opening + closing).encode())
        return (start + opening * depth + inside + closing * depth).encode()

    return make


def garbled(text):
    """As it comes out of programs that take half a character for a mark: the GBK bytes read one off."""
    lines = []
    for line in text.splitlines():
        off = ("　" + line).encode("gb18030", errors="ignore")[1:].decode("gb18030", errors="replace")
        lines.append("?" + off.replace("\ufffd", "?"))
    return "\n".join(lines) + "\n"


WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = "<w:p><w:r><w:t>青岚县2024年法治政府建设年度报告</w:t></w:r></w:p>"


def package(body, **parts):
    """A Word document of a body, and other parts by their names."""
    file = io.BytesIO()
    kinds = {"document": f'<w:document xmlns:w="{WORDS}"><w:body>{HEAD}{body}</w:body></w:document>'} | parts
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as package:
        overrides = "".join(f'<Override PartName="/word/{kind}.xml" ContentType="{TYPE}.{kind if kind != "document" else "document.main"}+xml"/>' for kind in kinds)
        rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        package.writestr("[Content_Types].xml", f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{rels}{overrides}</Types>')
        package.writestr("_rels/.rels", f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>')
        links = "".join(f'<Relationship Id="{kind}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>' for kind in parts)
        package.writestr("word/_rels/document.xml.rels", f'<Relationships xmlns="{RELATIONS}">{links}</Relationships>')
        for kind, part in kinds.items():
            package.writestr(f"word/{kind}.xml", part)
    return file.getvalue()


def words(text):
    return f"<w:r><w:t>{text}</w:t></w:r>"


def paragraph(text):
    return f"<w:p>{words(text)}</w:p>"


def document(piece, frame="{}"):
    """A Word document of a piece of its body for each number."""
    return lambda size: package(frame.replace("{}", each(piece, start="")(size).decode()))


def footnotes(size):
    note = lambda number: f'<w:footnote w:id="{number}">{paragraph(f"见青岚县统计公报第{number}页。")}</w:footnote>'
    call = lambda number: f'<w:p>{words(f"全年办理案件{number}件。")}<w:r><w:footnoteReference w:id="{number}"/></w:r></w:p>'
    numbers = range(1, size // 250)
    notes = f'<w:footnotes xmlns:w="{WORDS}">{"".join(map(note, numbers))}</w:footnotes>'
    return package("".join(map(call, numbers)), footnotes=notes)


def styles(size):
    """Each style goes by the one before, and each paragraph by the last."""
    count = min(size // 200, 19_000)
    style = lambda number: f'<w:style w:type="paragraph" w:styleId="s{number}"><w:basedOn w:val="s{number - 1}"/></w:style>'
    chain = f'<w:styles xmlns:w="{WORDS}">{"".join(map(style, range(count)))}</w:styles>'
    body = f'<w:p><w:pPr><w:pStyle w:val="s{count - 1}"/></w:pPr>{words("全年举办法治讲座4期。")}</w:p>'
    return package(body * count, styles=chain)


def nested_tables(size):
    """Tables in cells of tables, up to the depth that is read, again and again."""
    opening, closing = "<w:tbl><w:tr><w:tc>", "<w:p/></w:tc></w:tr></w:tbl>"
    tower = opening * 60 + paragraph("办理案件31件。") + closing * 60
    return package(tower * (size // len(tower.encode()) + 1))


def rows_of(cells, row, table, start):
    return each(lambda number: row.format(*(cell.format(number, number * 7, number % 97) for cell in cells)), start, table)


FIGURES = lambda number: f"{name(number)}事项{number}件，"
HTML = "<html><head><title>青岚县2024年法治政府建设年度报告</title></head><body><h1>青岚县2024年法治政府建设年度报告</h1>"

# What it is, the ending of its file, how many bytes of it are made.
INPUTS = {
    "reports": ("txt", again(REPORT, "")),
    "reports with faults": ("txt", again(FAULTY, "")),
    "reports, one line": ("txt", again(REPORT.replace("\n", ""), "")),
    "reports with faults, one line": ("txt", again(FAULTY.replace("\n", ""), "")),
    "reports, a line each character": ("txt", again("\n".join(REPORT), "")),
    "reports in GBK": ("txt", lambda size: again(REPORT, "")(size * 3 // 2).decode().encode("gb18030")),
    "one paragraph": ("txt", again(PARAGRAPH)),
    "one paragraph, one line": ("txt", again(PARAGRAPH.strip())),
    "headings, numbered": ("txt", each(lambda number: f"{numeral(number % 99999 + 1)}、{name(number)}工作情况\n")),
    "headings, all alike": ("txt", again("一、工作情况\n")),
    "headings of four levels": ("txt", again("一、工作情况\n（一）主要做法\n1.制度建设\n（1）学习安排\n")),
    "headings, each a level deeper": ("txt", again("一、甲\n（一）乙\n1.丙\n（1）丁\n①戊\n第一章 己\n第一节 庚\n")),
    "headings without text": ("txt", again("一、\n")),
    "titles of reports": ("txt", again(TITLE)),
    "addressees": ("txt", again("县委、县政府：\n")),
    "signatures and dates": ("txt", again("青岚县人民政府\n2025年1月20日\n")),
    "empty lines": ("txt", again("\n")),
    "line ends of all kinds": ("txt", again("\r\n\n\r\u2028")),
    "spaces": ("txt", again(" ")),
    "spaces between characters": ("txt", again("法 治 政 府 建 设 3 个 ")),
    "ideographic spaces": ("txt", again("　")),
    "spaces of no width": ("txt", again("法\u200b治\ufeff")),
    "digits": ("txt", again("1234567890")),
    "digits with commas": ("txt", again("1,234,567,890,")),
    "digits with points": ("txt", again("1.")),
    "Chinese digits": ("txt", again("一二三四五六七八九")),
    "Chinese units": ("txt", again("亿万千百十")),
    "zeros": ("txt", again("0")),
    "full-width digits": ("txt", again("１２３")),
    "letters": ("txt", again("a")),
    "one character": ("txt", again("法")),
    "distinct characters": ("txt", again("".join(map(chr, range(0x4E00, 0x9FA5))))),
    "emoji": ("txt", again("👨‍👩‍👧")),
    "一是": ("txt", again("一是")),
    "一是 to 九是": ("txt", each(lambda number: f"{numeral(number % 9 + 1)}是{name(number)}。")),
    "一是, counted on": ("txt", each(lambda number: f"{numeral(number % 99999)}是加强{name(number)}；")),
    "第一, lines": ("txt", each(lambda number: f"第{numeral(number % 99999)}，加强{name(number)}。\n")),
    "glosses": ("txt", again(GLOSSES)),
    "glosses, one line": ("txt", again(GLOSSES.strip())),
    "glosses only": ("txt", again("(shè)")),
    "traditional": ("txt", again(TRADITIONAL)),
    "traditional, one line": ("txt", again(TRADITIONAL.strip())),
    "GBK one off": ("txt", again(garbled(REPORT))),
    "GBK one off, one line": ("txt", again(garbled(REPORT).replace("\n", ""))),
    "question marks": ("txt", again("?。")),
    "UTF-8 read as GBK": ("txt", again(REPORT.encode().decode("gb18030", errors="replace"))),
    "UTF-8 read as Latin-1": ("txt", again("".join(map(chr, REPORT.encode())))),
    "half-width marks": ("txt", again("开展检查,发现问题;立即整改:全部办结.")),
    "brackets, nested": ("txt", around("（", "）")),
    "brackets of all kinds, nested": ("txt", around(OPEN, CLOSE[::-1])),
    "brackets of all kinds, opened": ("txt", again(OPEN)),
    "brackets of all kinds, closed": ("txt", again(CLOSE)),
    "brackets of all kinds, crossing": ("txt", again("（《“）》”【「】」")),
    "brackets, opened, a line each": ("txt", again("（法治\n")),
    "brackets, opened, one line": ("txt", again("（法治")),
    "quotes, opened": ("txt", again("“")),
    "quotes, opened, with text": ("txt", again("“法治政府")),
    "quotes, straight": ("txt", again('"法治"')),
    "quotes, nested": ("txt", around("“‘", "’”")),
    "titles, opened": ("txt", again("《")),
    "titles, distinct": ("txt", each(lambda number: f"印发《青岚县{name(number)}管理办法》，")),
    "titles, distinct and long": ("txt", each(lambda number: f"印发《青岚县关于进一步加强{name(number)}{name(number * 7)}工作的实施意见》。\n")),
    "titles, dated": ("txt", each(lambda number: f"《青岚县{name(number)}规划（{2000 + number % 30}—{2005 + number % 30}年）》")),
    "law titles": ("txt", again("依据《中华人民共和国行政处罚法》第三十条、《中华人民共和国行政复议法》")),
    "、": ("txt", again("、")),
    "，": ("txt", again("，")),
    "。": ("txt", again("。")),
    "；": ("txt", again("；")),
    "：": ("txt", again("：")),
    "%": ("txt", again("%")),
    "—": ("txt", again("—")),
    "…": ("txt", again("…")),
    "·": ("txt", again("·")),
    "list of words": ("txt", each(lambda number: f"{name(number, 2)}、")),
    "list of figures": ("txt", each(lambda number: f"{number}、")),
    "percents": ("txt", each(lambda number: f"占{number % 100}.{number % 10}%，")),
    "shares of one whole": ("txt", each(lambda number: f"其中{name(number)}类{number}件，占{number % 100}%，", TITLE + "全年办理案件99999件，")),
    "rates": ("txt", each(lambda number: f"受理{number}件，办结{number - 1}件，办结率{number % 100}%。")),
    "changes": ("txt", each(lambda number: f"{name(number)}案件{number}件，比上年增长{number % 100}%，")),
    "changes from … to": ("txt", each(lambda number: f"由{number}件增加到{number + 3}件，增长{number % 90}%，")),
    "sum of a long list": ("txt", each(FIGURES, TITLE + "全年办理案件99999999件，其中")),
    "sum of a long list, one label": ("txt", again("行政处罚案件3件、", TITLE + "全年办理案件99999件，其中")),
    "sums": ("txt", each(lambda number: f"{name(number)}案件{3 * number}件，其中甲类{number}件、乙类{number}件、丙类{number}件。")),
    "sums, one clause": ("txt", each(lambda number: f"共{number}件，")),
    "figures, each with a label": ("txt", each(FIGURES)),
    "figures, each with a label, lines": ("txt", each(lambda number: f"办理{name(number)}事项{number}件。\n")),
    "figures, one label": ("txt", each(lambda number: f"办理行政复议案件{number}件。")),
    "figures, one label, lines": ("txt", each(lambda number: f"办理行政复议案件{number}件。\n")),
    "counted lists": ("txt", each(lambda number: f"{name(number)}等{number % 9 + 2}个部门，")),
    "dates": ("txt", each(lambda number: f"{2000 + number % 40}年{number % 12 + 1}月{number % 28 + 1}日")),
    "dates, numeric": ("txt", again("2024.3.5,2024-3-5,2024/3/5,")),
    "dates, impossible": ("txt", each(lambda number: f"2024年{number % 99}月{number % 99}日，")),
    "years": ("txt", each(lambda number: f"{1990 + number % 50}年")),
    "spans of years": ("txt", each(lambda number: f"{1990 + number % 50}-{1991 + number % 50}年，")),
    "deadlines": ("txt", again("截止2024年12月底，")),
    "phone numbers": ("txt", each(lambda number: f"联系电话139{number % 100_000_000:08}，")),
    "identity numbers": ("txt", each(lambda number: f"身份证号11010519491231{number % 10_000:04}。\n")),
    "identity numbers, one line": ("txt", each(lambda number: f"11010519491231{number % 10_000:04},")),
    "wrong words": ("txt", each(lambda number: f"截止目前，{name(number)}局帐户按装布署，")),
    "wrong words, lines": ("txt", again("截止目前，完成按装布署。\n")),
    "doubled words": ("txt", again("的的了了")),
    "placeholders": ("txt", again("XX次，")),
    "sessions and bodies": ("txt", again("党的二十届三中全会，党的十九届六中全会，国家工商总局，“十四五”规划，")),
    "addresses": ("txt", again("http://www.example.cn/a?b=c&d=e ")),
    "rows with bars": ("txt", each(lambda number: f"| {name(number)} | {number} | {number * 7} |\n")),
    "tags in text": ("txt", again("<b>法治</b>&nbsp;")),
    "tags, opened": ("txt", again("<p ")),
    "&": ("txt", again("&")),
    "reports as a page": ("html", again("".join(f"<p>{line}</p>\n" for line in REPORT.splitlines()), HTML)),
    "a page on one line": ("html", again("".join(f"<p>{line}</p>" for line in FAULTY.splitlines()), HTML)),
    "page, nested tags": ("html", around("<div>", "</div>", PARAGRAPH, HTML)),
    "page, nested lists": ("html", around("<ul><li>", "</li></ul>", PARAGRAPH, HTML)),
    "page, tags opened": ("html", again("<b><i>法治", HTML)),
    "page, tags closed": ("html", again("</b></i>法治", HTML)),
    "page, tags crossing": ("html", again("<b><i>法治</b></i>", HTML)),
    "page, <": ("html", again("<", HTML)),
    "page, attributes": ("html", again(' a="b"', HTML + "<p")),
    "page, entities": ("html", again("&ldquo;", HTML)),
    "page, table": ("html", rows_of(["办理{}件", "{1}", "{2}%"], "<tr><td>{}</td><td>{}</td><td>{}</td></tr>\n", "</table>", HTML + "<table>")),
    "page, links": ("html", again('<a href="x.html">青岚县2024年工作动态</a>\n', HTML)),
    "page, comments opened": ("html", again("<!--", HTML)),
    "page, muted by comments": ("html", again("<!-- hegui: disable-next-line 缘由 -->\n<p>截止目前</p>\n", HTML)),
    "Markdown": ("md", again(REPORT, "")),
    "Markdown, emphasis opened": ("md", again("*法 **治 _")),
    "Markdown, emphasis nested": ("md", around("*a **b ", " b** a*")),
    "Markdown, brackets opened": ("md", again("[")),
    "Markdown, brackets nested": ("md", around("[", "](x)")),
    "Markdown, pictures opened": ("md", again("![")),
    "Markdown, back ticks": ("md", each(lambda number: "`" * (number % 300) + "法")),
    "Markdown, quotations nested": ("md", lambda size: (TITLE + "".join(">" * (size // 100) + "法\n" for _ in range(100))).encode()),
    "Markdown, lists nested": ("md", lambda size: (TITLE + "".join("  " * (row % 400) + "- 法\n" for row in range(size // 406))).encode()),
    "Markdown, table": ("md", each(lambda number: f"| {name(number)} | {number} |\n", TITLE + "\n| 事项 | 件 |\n|---|---|\n")),
    "Markdown, footnotes": ("md", each(lambda number: f"办理{number}件。[^{number}]\n\n[^{number}]: 见公报第{number}页。\n\n")),
    "Markdown, links to names": ("md", each(lambda number: f"[法治{number}][a{number}]\n\n[a{number}]: x\n\n")),
    "Markdown, tags opened": ("md", again("<a ")),
    "Markdown, comments opened": ("md", again("<!-- ")),
    "Markdown, muted by comments": ("md", again("<!-- hegui: disable-next-line 缘由 -->\n截止目前\n\n")),
    "Word, reports": ("docx", document(lambda number: "".join(map(paragraph, REPORT.splitlines())))),
    "Word, reports with faults": ("docx", document(lambda number: "".join(map(paragraph, FAULTY.splitlines())))),
    "Word, runs of one paragraph": ("docx", document(lambda number: words("法治"), "<w:p>{}</w:p>")),
    "Word, table": ("docx", document(lambda number: f"<w:tr><w:tc>{paragraph(name(number))}</w:tc><w:tc>{paragraph(number)}</w:tc></w:tr>", "<w:tbl>{}</w:tbl>")),
    "Word, a row of many cells": ("docx", document(lambda number: f"<w:tc>{paragraph(number)}</w:tc>", "<w:tbl><w:tr>{}</w:tr></w:tbl>")),
    "Word, nested tables": ("docx", nested_tables),
    "Word, footnotes": ("docx", footnotes),
    "Word, chain of styles": ("docx", styles),
    "Word, fields": ("docx", document(lambda number: f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{words("法治")}</w:p>')),
    "Word, tracked changes": ("docx", document(lambda number: f'<w:ins w:id="{number}">{words("法")}</w:ins><w:del w:id="{number}"><w:r><w:delText>治</w:delText></w:r></w:del>', "<w:p>{}</w:p>")),
    "Word, paragraphs deleted": ("docx", document(lambda number: f'<w:p><w:pPr><w:rPr><w:del w:id="{number}"/></w:rPr></w:pPr>{words("法治")}</w:p>')),
}
