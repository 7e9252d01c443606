"""Times a built hegui from outside: bench.py PROGRAM REPORT FOLDER. See bench.sh."""

import math
import os
import pathlib
import platform
import random
import resource
import signal
import statistics
import subprocess
import sys
import threading
import time
import zipfile
from xml.sax.saxutils import escape

PROGRAM, REPORT, FOLDER = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
MB = 1_000_000
# A run that takes longer than this is told as such, not waited for.
PATIENCE = 120
# What a started process inherits of ours before it becomes the program: peaks below it cannot be seen.
FLOOR = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / MB + 4
CHECK = [PROGRAM, "check", "--format", "short", "--fail-on", "never"]


def run(command):
    """Seconds and peak memory in MB of one run; output goes nowhere."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    patience = threading.Timer(PATIENCE, process.kill)
    patience.start()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    patience.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode == -signal.SIGKILL and seconds >= PATIENCE:
        return math.inf, math.nan
    if process.returncode != 0:
        sys.exit(f"{' '.join(command[:4])} … ended with {process.returncode}")
    return seconds, usage.ru_maxrss * 1024 / MB


def repeat(command, times):
    """Best and median seconds, and the highest peak memory."""
    runs = [run(command) for _ in range(times)]
    seconds = [one[0] for one in runs]
    return min(seconds), statistics.median(seconds), max(one[1] for one in runs)


PLACES = ["青岚", "苇汀", "砚岭", "鹿栖"]
SIGNS = "松柏桐梓榆槐枫桦溪涧泉潭湾浦洲屿岗峰岩谷坪塬陂堰云霞霜露晴岚晓暮"


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


def shown(seconds):
    if math.isinf(seconds):
        return f"over {PATIENCE} s"
    return f"{seconds * 1000:.1f} ms" if seconds < 1 else f"{seconds:.2f} s"


def row(what, best, median, memory, note=""):
    memory = f"{memory:.0f} MB" if memory > FLOOR else "" if math.isnan(memory) else f"under {FLOOR:.0f} MB"
    print(f"| {what} | {shown(best)} | {shown(median)} | {memory} | {note} |", flush=True)


def one_report():
    for what, command in [("`hegui --version`", [PROGRAM, "--version"]), ("`hegui rules`", [PROGRAM, "rules"])]:
        row(what, *repeat(command, 30))
    row(f"one report, {REPORT.stat().st_size / 1000:.1f} KB", *repeat([*CHECK, str(REPORT)], 30))
    row("the same, `wc -m`", *repeat(["wc", "-m", str(REPORT)], 30))


def word_documents(text, dice):
    """The same as Word documents: read, and with comments and tracked changes."""
    one, out, folder = FOLDER / "报告.docx", FOLDER / "批注.docx", FOLDER / "documents"
    document(one, text)
    kilobytes = f"{one.stat().st_size / 1000:.1f} KB"
    row(f"one report as .docx, {kilobytes}", *repeat([*CHECK, str(one)], 30))
    faulty = FOLDER / "有错.docx"
    document(faulty, REPORT.with_name("faulty.txt").read_text(encoding="utf-8"))
    row("a report with faults as .docx, `annotate`", *repeat([PROGRAM, "annotate", str(faulty), "-o", str(out)], 30))
    folder.mkdir()
    for number in range(200):
        document(folder / f"{number:03}.docx", varied(text, dice))
    best, median, memory = repeat([*CHECK, "-j", "2", str(folder)], 5)
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
        best, median, memory = repeat(command, 5)
        row(f"{what}, {total / MB:.1f} MB", best, median, memory, f"{total / MB / best:.0f} MB/s")


def growth(text, dice):
    """One file of many reports: is time in proportion to size?"""
    measured = []
    for wanted, times in [(10_000, 15), (100_000, 10), (MB, 5), (10 * MB, 3), (50 * MB, 2)]:
        path = FOLDER / f"{wanted}.txt"
        write(path, text, wanted, dice)
        best, median, memory = repeat([*CHECK, str(path)], times)
        note = f"{wanted / MB / best:.0f} MB/s"
        if wanted >= 10 * MB:
            note += f", memory {memory * MB / wanted:.1f} times the file"
        row(f"one file, {wanted / MB:g} MB", best, median, memory, note)
        measured.append((wanted, best))
        path.unlink()
        if math.isinf(best):
            break
    startup = repeat([PROGRAM, "--version"], 10)[0]
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
