"""Writes the draft as flat OpenDocument, for LibreOffice to make a .docx of: flat.py OUT.fodt"""

import pathlib
import sys
from xml.sax.saxutils import escape

import report

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{urn}:1.0"'
    for name, urn in [("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("draw", "drawing")]
    + [("fo", "xsl-fo-compatible"), ("svg", "svg-compatible")]
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
LEVELS = [("一, 二, 三, ...", "", "、"), ("一, 二, 三, ...", "（", "）"), ("1", "", ".")]
WHEN = "<dc:date>2025-02-01T09:30:00</dc:date>"
BY = f"<dc:creator>{report.AUTHOR}</dc:creator>{WHEN}"


def styles():
    levels = "".join(
        f'<text:list-level-style-number text:level="{at}" style:num-format="{form}" style:num-prefix="{before}" style:num-suffix="{after}"/>'
        for at, (form, before, after) in enumerate(LEVELS, 1)
    )
    return f"""<office:styles><style:default-style style:family="paragraph"><style:paragraph-properties fo:line-height="28pt"/>
<style:text-properties style:font-name-asian="仿宋" fo:font-size="16pt" style:font-size-asian="16pt"/></style:default-style>
<style:style style:name="Standard" style:family="paragraph"/>
<style:style style:name="Frame" style:family="graphic"/></office:styles>
<office:automatic-styles><text:list-style style:name="L">{levels}</text:list-style>
<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold" style:font-weight-asian="bold"/></style:style>
<style:style style:name="F" style:family="graphic" style:parent-style-name="Frame"/>
<style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm"
 fo:margin-top="3.7cm" fo:margin-bottom="3.5cm" fo:margin-left="2.8cm" fo:margin-right="2.6cm"/>
<style:header-style/><style:footer-style/></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4">
<style:header><text:p>青岚县司法局，内部资料</text:p></style:header>
<style:footer><text:p><text:page-number/></text:p></style:footer></style:master-page></office:master-styles>"""


def changes():
    def region(name, kind, inside):
        return f'<text:changed-region text:id="{name}"><text:{kind}><office:change-info>{BY}</office:change-info>{inside}</text:{kind}></text:changed-region>'

    gone = region("c2", "deletion", f"<text:p>{report.DELETED}</text:p>")
    return f'<text:tracked-changes text:track-changes="false">{region("c1", "insertion", "")}{gone}</text:tracked-changes>'


def put(text, at, before="", after=""):
    """The words with something on either side, if the text has them."""
    return text.replace(at, before + at + after, 1)


def inside(text):
    """A paragraph's text with what others did and what hangs on it."""
    begin = text
    text = escape(text)
    remark = f'<office:annotation office:name="r">{BY}<text:p>{report.REMARK[1]}</text:p></office:annotation>'
    text = put(text, report.REMARK[0], remark, '<office:annotation-end office:name="r"/>')
    new = f'<text:change-start text:change-id="c1"/>{report.INSERTED[1]}<text:change-end text:change-id="c1"/>'
    text = put(text, report.INSERTED[0], after=new)
    text = text.replace(report.DELETED, '<text:change text:change-id="c2"/>', 1)
    text = put(text, report.BOLD, '<text:span text:style-name="B">', "</text:span>")
    for number, (start, note) in enumerate(report.NOTES.items(), 1):
        if begin.startswith(start):
            text += f"""<text:note text:id="n{number}" text:note-class="footnote"><text:note-citation>{number}</text:note-citation>
<text:note-body><text:p>{note}</text:p></text:note-body></text:note>"""
    if begin.startswith(report.BOX_AT):
        text += f"""<draw:frame draw:style-name="F" text:anchor-type="char" svg:width="9cm" svg:height="2cm"><draw:text-box>
<text:p>{report.BOX}</text:p></draw:text-box></draw:frame>"""
    return text


def table():
    cell = lambda text: f"<table:table-cell><text:p>{text}</text:p></table:table-cell>"
    rows = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in report.TABLE)
    return f'<table:table><table:table-column table:number-columns-repeated="{len(report.TABLE[0])}"/>{rows}</table:table>'


def body():
    for one in report.paragraphs():
        text = f"<text:p>{inside(one.text)}</text:p>"
        if one.level is not None:
            opened = '<text:list text:style-name="L" text:continue-numbering="true">' + "<text:list-item><text:list>" * one.level
            text = f"{opened}<text:list-item>{text}</text:list-item></text:list>" + "</text:list-item></text:list>" * one.level
        yield text
        if one.text.startswith(report.BEHIND):
            yield table()


def main(path):
    content = f"<office:body><office:text>{changes()}{''.join(body())}</office:text></office:body>"
    head = f'<?xml version="1.0" encoding="UTF-8"?><office:document {SPACES} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">'
    pathlib.Path(path).write_text(f"{head}{styles()}{content}</office:document>", encoding="utf-8")


main(sys.argv[1])
