"""Writes the draft as a .docx, by python-docx and XML of our own where it has no words: draft.py OUT.docx"""

import sys

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt

import report

LEVELS = [("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3.")]
BOX = """<w:r %s xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml">
<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:extent cx="3600000" cy="720000"/>
<wp:docPr id="7" name="框"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">
<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="3600000" cy="720000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>
<wps:txbx><w:txbxContent><w:p><w:r><w:t>{0}</w:t></w:r></w:p></w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>
<mc:Fallback><w:pict><v:shape style="width:283pt;height:57pt"><v:textbox><w:txbxContent><w:p><w:r><w:t>{0}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>
</mc:AlternateContent></w:r>""" % nsdecls("w", "wp", "a")


def element(name, **attributes):
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def lists(document):
    """A list of the usual shape among the document's own; gives its number."""
    numbering = document.part.numbering_part.element
    shape = element("w:abstractNum", abstractNumId=97)
    shape.append(element("w:multiLevelType", val="multilevel"))
    for at, (form, text) in enumerate(LEVELS):
        level = element("w:lvl", ilvl=at)
        for name, value in [("start", 1), ("numFmt", form), ("suff", "nothing"), ("lvlText", text), ("lvlJc", "left")]:
            level.append(element(f"w:{name}", val=value))
        shape.append(level)
    numbering.insert(0, shape)
    instance = element("w:num", numId=97)
    instance.append(element("w:abstractNumId", val=97))
    numbering.append(instance)
    return 97


def page(document):
    """Paper, header, and a footer with the number of the page."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = Cm(3.7), Cm(3.5), Cm(2.8), Cm(2.6)
    section.header.paragraphs[0].text = "青岚县司法局，内部资料"
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind in ("begin", None, "end"):
        run = foot.add_run()
        code = element("w:instrText") if kind is None else element("w:fldChar", fldCharType=kind)
        code.text = " PAGE " if kind is None else None
        run._r.append(code)
    usual = document.styles["Normal"]
    usual.font.name, usual.font.size = "仿宋", Pt(16)
    usual.element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋")
    usual.paragraph_format.line_spacing, usual.paragraph_format.space_after = Pt(28), Pt(0)


def split(paragraph, words):
    """The run that holds the words, cut so that they are one of their own."""
    run = next(run for run in paragraph.runs if words in run.text)
    before, after = run.text.split(words, 1)
    run.text = words
    for text, where in ((before, run._r.addprevious), (after, run._r.addnext)):
        if text:
            piece = paragraph.add_run(text)
            where(piece._r)
    return run


def tracked(kind, at, runs):
    change = element(f"w:{kind}", id=900 + at, author=report.AUTHOR, date="2025-02-01T09:30:00Z")
    runs[0].addprevious(change)
    for run in runs:
        change.append(run)
        for text in run.findall(qn("w:t")):
            text.tag = qn("w:delText") if kind == "del" else text.tag


def others(document):
    """What others did: a remark, an insertion, a deletion."""
    find = lambda words: next(one for one in document.paragraphs if words in one.text)
    document.add_comment([split(find(report.REMARK[0]), report.REMARK[0])], report.REMARK[1], author=report.AUTHOR, initials="林")
    paragraph = find(report.INSERTED[0])
    run = split(paragraph, report.INSERTED[0])
    new = paragraph.add_run(report.INSERTED[1])
    run._r.addnext(new._r)
    tracked("ins", 1, [new._r])
    tracked("del", 2, [split(find(report.DELETED), report.DELETED)._r])
    split(find(report.BOLD), report.BOLD).bold = True


def notes(document):
    """Footnotes, which python-docx cannot make: a part of its own, and its references."""
    one = '<w:footnote w:id="{0}"{1}><w:p>{2}</w:p></w:footnote>'
    rule = [one.format(-1, ' w:type="separator"', "<w:r><w:separator/></w:r>")]
    rule += [one.format(0, ' w:type="continuationSeparator"', "<w:r><w:continuationSeparator/></w:r>")]
    mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
    for number, (begin, text) in enumerate(report.NOTES.items(), 1):
        rule.append(one.format(number, "", f"{mark}<w:r><w:t>{text}</w:t></w:r>"))
        paragraph = next(paragraph for paragraph in document.paragraphs if paragraph.text.startswith(begin))
        call = paragraph.add_run()
        call.font.superscript = True
        call._r.append(element("w:footnoteReference", id=number))
    xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes {nsdecls("w")}>{"".join(rule)}</w:footnotes>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, xml.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def table(document, behind):
    made = document.add_table(rows=0, cols=len(report.TABLE[0]), style="Table Grid")
    for row in report.TABLE:
        for cell, text in zip(made.add_row().cells, row):
            cell.text = text
    behind._p.addnext(made._tbl)


def main(path):
    document = docx.Document()
    page(document)
    number = lists(document)
    for one in report.paragraphs():
        paragraph = document.add_paragraph(one.text)
        if one.kind == "title":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if one.level is not None:
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val, properties.get_or_add_numId().val = one.level, number
        if one.text.startswith(report.BOX_AT):
            paragraph._p.append(parse_xml(BOX.format(report.BOX)))
        if one.text.startswith(report.BEHIND):
            behind = paragraph
    table(document, behind)
    others(document)
    notes(document)
    document.save(path)


main(sys.argv[1])
