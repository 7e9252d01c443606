"""Lays a report out as GB/T 9704-2012 has it, the way a script would: styles, direct formatting, a footer with a field."""
import re

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

document = docx.Document()
section = document.sections[0]
section.page_width, section.page_height = Mm(210), Mm(297)
section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = Mm(37), Mm(35), Mm(28), Mm(26)
normal = document.styles["Normal"]
normal.font.name, normal.font.size = "Times New Roman", Pt(16)
normal.element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋_GB2312")
normal.paragraph_format.line_spacing = Pt(29)


def paragraph(text, font=None, size=None, align=None):
    made = document.add_paragraph()
    run = made.add_run(text)
    if font:
        run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    if size:
        run.font.size = Pt(size)
    if align is None:
        made.paragraph_format.first_line_indent = Pt(32)
    else:
        made.alignment = align
    return made


lines = open("in.txt", encoding="utf-8").read().rstrip("\n").split("\n")
for at, line in enumerate(lines):
    second = re.match("(（[一二三四五六七八九十]+）[^。]*。?)(.*)", line)
    if at == 0:
        paragraph(line, "方正小标宋简体", 22, ALIGN.CENTER)
    elif re.match("[一二三四五六七八九十]+、", line):
        paragraph(line, "黑体")
    elif second:
        paragraph(second[1], "楷体_GB2312").add_run(second[2])
    elif at >= len(lines) - 2:
        paragraph(line, align=ALIGN.RIGHT)
    else:
        paragraph(line)

footer = section.footer.paragraphs[0]
footer.alignment = ALIGN.CENTER


def add(text="", field=None, code=None):
    run = footer.add_run(text)
    run.font.name, run.font.size = "宋体", Pt(14)
    if field or code:
        element = OxmlElement("w:fldChar" if field else "w:instrText")
        if field:
            element.set(qn("w:fldCharType"), field)
        else:
            element.text = code
        run._element.append(element)


add("— ")
add(field="begin")
add(code=" PAGE ")
add(field="separate")
add("1")
add(field="end")
add(" —")
document.save("out.docx")
