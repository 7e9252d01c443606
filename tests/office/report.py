"""The draft that both writers make: a sample of ours, drawn out to twenty pages, with faults planted in it."""

import dataclasses
import pathlib
import re

SAMPLE = pathlib.Path(__file__).parents[2] / "samples" / "correct.txt"
# The numbers of headings, which the program that shows the draft is to make: 一、 is level 0.
NUMBERS = [re.compile(form) for form in (r"[一二三四五六七八九十]+、", r"（[一二三四五六七八九十]+）", r"\d\.(?=\D)")]

# What is wrong, and in whose place it stands. A fault that stands where none is meant fails loudly.
FAULTS = [
    # Can be mended in place.
    ("每一项具体工作中", "每一项的的具体工作中"),
    ("重点任务共28项，年内", "重点任务共28项,年内"),
    ("全年依照清单不予处罚312件", "截止2024年底，依照清单不予处罚312件"),
    ("能合并的检查合并实施", "全面布署，能合并的检查合并实施"),
    ("采纳率为94.5%", "采纳率为84.5%"),
    # Cannot.
    ("审结90件，5件依法延期办理", "审结90件，15件依法延期办理"),
    ("民事418件、刑事211件、行政13件", "民事418件、刑事211件、行政31件"),
    ("2025年2月14日", "二0二五年二月十四日"),
]
# The mandated part that is left out, up to the next.
LEFT_OUT = ("三、2024年党政主要负责人", "四、2025年")

# A table that fills pages, behind the paragraph that begins so.
BEHIND = "学习运用新时代"
VILLAGES = [first + second for first in "松柏桐梓榆槐枫桦溪泉潭浦屿峰" for second in "湾坪岭畈塘洲坳渡桥垭冲铺湖店沟台墩岗"]
TABLE = [["村", "走访", "讲座"]] + [[f"{name}村", f"{at % 17 + 4}次", f"{at % 5 + 2}场"] for at, name in enumerate(VILLAGES)]
# In a box and below the line there are faults too. One note only: LibreOffice 7.4 gives every note the words of the first.
BOX_AT, BOX = "依法办理复议应诉", "内部征求意见稿，截止2024年底的数据已经核过。"
NOTES = {"二是开展案卷评查": "评查标准由县司法局布署印发。"}
# Others have been at work: a remark, words put in (with a fault in them), words taken out.
AUTHOR = "林科长"
REMARK = ("平均每个村（社区）7名", "请与民政核对。")
INSERTED = ("优秀率为45%", "，统一布署以来有所提高")
DELETED = "就地"
# A fault across two formats, whose mending changes one of them: its first half is bold.
BOLD = "全面布"


@dataclasses.dataclass
class Paragraph:
    """A line: `level` of its number, if Word makes one; `kind` is title, body or end."""

    text: str
    level: int | None = None
    kind: str = "body"


def lines(faults):
    text = SAMPLE.read_text(encoding="utf-8")
    if faults:
        for right, wrong in FAULTS:
            assert text.count(right) == 1, right
            text = text.replace(right, wrong)
        start, end = (text.index(mark) for mark in LEFT_OUT)
        text = text[:start] + text[end:]
    return text.rstrip("\n").split("\n")


def paragraphs(faults=True):
    """The paragraphs of the draft, without the numbers that a program makes."""
    out = []
    for at, line in enumerate(lines(faults)):
        level = next((level for level, number in enumerate(NUMBERS) if number.match(line)), None)
        if level is None:
            out.append(Paragraph(line, kind="title" if at == 0 else "body"))
        else:
            out.append(Paragraph(NUMBERS[level].sub("", line, count=1), level))
    return out
