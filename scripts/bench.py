"""Times a built hegui from outside: bench.py PROGRAM REPORT FOLDER. See bench.sh."""

import math
import os
import pathlib
import platform
import random
import sys
import zipfile
from xml.sax.saxutils import escape

from inputs import varied, write
from measure import MB, Runs, shown

PROGRAM, REPORT, FOLDER = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
RUNS = Runs(FOLDER)
CHECK = [PROGRAM, "check", "--format", "short", "--fail-on", "never"]


WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
TYPES = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels"
ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml"
ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""


def document(path, text):
    """Writes a text as a .docx the way word processors do: runs of some twenty characters, each with its format."""
    form = '<w:rPr><w:rFonts w:hint="eastAsia" w:ascii="仿宋" w:eastAsia="仿宋"/><w:sz w:val="32"/></w:rPr>'
    run = lambda words: f"<w:r>{form}<w:t xml:space=\"preserve\">{escape(words)}</w:t></w:r>"
    lines = (("".join(run(line[at : at + 20]) for at in range(0, len(line), 20))) for line in text.split("\n"))
    body = "".join(f"<w:p><w:pPr><w:ind w:firstLine=\"640\"/></w:pPr>{line}</w:p>" for line in lines)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", TYPES)
        file.writestr("_rels/.rels", f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{MAIN}" Target="word/document.xml"/></Relationships>')
        file.writestr("word/document.xml", f'<w:document xmlns:w="{WORDS}"><w:body>{body}<w:sectPr/></w:body></w:document>')


def size(paths):
    return sum(path.stat().st_size for path in paths)


def row(what, best, median, memory, note=""):
    memory = "" if math.isnan(memory) else f"{memory:.0f} MB"
    print(f"| {what} | {shown(best)} | {shown(median)} | {memory} | {note} |", flush=True)


def one_report():
    for what, command in [("`hegui --version`", [PROGRAM, "--version"]), ("`hegui rules`", [PROGRAM, "rules"])]:
        row(what, *RUNS.repeat(command, 30))
    row(f"one report, {REPORT.stat().st_size / 1000:.1f} KB", *RUNS.repeat([*CHECK, str(REPORT)], 30))
    row("the same, `wc -m`", *RUNS.repeat(["wc", "-m", str(REPORT)], 30))


def word_documents(text, dice):
    """The same as Word documents: read, and with comments and tracked changes."""
    one, out, folder = FOLDER / "报告.docx", FOLDER / "批注.docx", FOLDER / "documents"
    document(one, text)
    kilobytes = f"{one.stat().st_size / 1000:.1f} KB"
    row(f"one report as .docx, {kilobytes}", *RUNS.repeat([*CHECK, str(one)], 30))
    faulty = FOLDER / "有错.docx"
    document(faulty, REPORT.with_name("faulty.txt").read_text(encoding="utf-8"))
    row("a report with faults as .docx, `annotate`", *RUNS.repeat([PROGRAM, "annotate", str(faulty), "-o", str(out)], 30))
    folder.mkdir()
    for number in range(200):
        document(folder / f"{number:03}.docx", varied(text, dice))
    best, median, memory = RUNS.repeat([*CHECK, "-j", "2", str(folder)], 5)
    row("200 reports as .docx, `-j 2`", best, median, memory, f"{200 / best:.0f} a second")


def thousand(text, dice):
    folder = FOLDER / "reports"
    folder.mkdir()
    paths = [folder / f"{number:04}.txt" for number in range(1000)]
    for path in paths:
        path.write_text(varied(text, dice), encoding="utf-8")
    total = size(paths)
    for what, command in [
        ("1,000 reports, `-j 2`", [*CHECK, "-j", "2", str(folder)]),
        ("1,000 reports, `-j 1`", [*CHECK, "-j", "1", str(folder)]),
        ("1,000 reports, `wc -m`, one thread", ["wc", "-m", *map(str, paths)]),
    ]:
        best, median, memory = RUNS.repeat(command, 5)
        row(f"{what}, {total / MB:.1f} MB", best, median, memory, f"{total / MB / best:.0f} MB/s")


def growth(text, dice):
    """One file of many reports: is time in proportion to size?"""
    measured = []
    for wanted, times in [(10_000, 15), (100_000, 10), (MB, 5), (10 * MB, 3), (50 * MB, 2)]:
        path = FOLDER / f"{wanted}.txt"
        write(path, text, wanted, dice)
        best, median, memory = RUNS.repeat([*CHECK, str(path)], times)
        note = f"{wanted / MB / best:.0f} MB/s"
        if wanted >= 10 * MB:
            note += f", memory {memory * MB / wanted:.1f} times the file"
        row(f"one file, {wanted / MB:g} MB", best, median, memory, note)
        measured.append((wanted, best))
        path.unlink()
        if math.isinf(best):
            break
    startup = RUNS.repeat([PROGRAM, "--version"], 10)[0]
    print()
    for name, start in [("10 KB", 0), ("1 MB", 2)]:
        (small, a), (large, b) = measured[start], measured[-1]
        if large > small and not math.isinf(b):
            exponent = math.log((b - startup) / max(a - startup, 1e-4)) / math.log(large / small)
            print(f"Time grows as size to the power {exponent:.2f} from {name} to {large / MB:g} MB, start-up taken off (1 is linear).")


def main():
    dice = random.Random(2024)
    text = REPORT.read_text(encoding="utf-8")
    print(f"{platform.machine()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}\n")
    print("| what | best | median | peak memory | |")
    print("|---|---|---|---|---|")
    one_report()
    word_documents(text, dice)
    thousand(text, dice)
    growth(text, dice)


main()
