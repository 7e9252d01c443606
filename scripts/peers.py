"""Times hegui beside other programs over the same texts, in one run: peers.py PROGRAM TOOLS FOLDER. See peers.sh.

What is not installed is left out, and said. Each program is told to use one thread where it can be told, its output goes nowhere, and a run that
takes longer than PATIENCE seconds is ended and told as such. Every text is read once before the clock starts.
"""

import math
import os
import pathlib
import platform
import random
import re
import shutil
import subprocess
import sys

import inputs
from inputs import varied, write
from measure import MB, Failed, Runs, shown

PROGRAM, TOOLS, FOLDER = (pathlib.Path(path).resolve() for path in sys.argv[1:4])
PATIENCE = int(os.environ.get("PATIENCE", 120))
# What takes longer, in seconds, is run once.
ONCE = 5
BIN, MODULES = TOOLS / "node_modules" / ".bin", TOOLS / "node_modules"

# A program: what it looks for, how its version is asked, its command before the files (of one thread), and whether a folder is one of them.
PEERS = {
    "hegui": ("some 200 rules on what a report says, its figures, numbering, words and marks", [PROGRAM, "--version"], [PROGRAM, "check", "--format", "short", "--fail-on", "never", "-j", "1"], True),
    "hegui -j 2": ("the same on two threads", [PROGRAM, "--version"], [PROGRAM, "check", "--format", "short", "--fail-on", "never", "-j", "2"], True),
    "autocorrect": ("spaces between Chinese and Latin words, width of marks", [BIN / "autocorrect", "--version"], [BIN / "autocorrect", "--lint", "--threads", "1"], True),
    "zhlint": ("spaces, width of marks, quotation marks", [MODULES / "zhlint" / "package.json"], [BIN / "zhlint"], False),
    "textlint": ("with its rule on brackets in Chinese, the one of the registry that reads simplified Chinese text", [BIN / "textlint", "--version"], [BIN / "textlint", "--config", "textlintrc.json"], False),
    "typos": ("misspelt English words; Chinese is passed over", [TOOLS / "python" / "bin" / "typos", "--version"], [TOOLS / "python" / "bin" / "typos", "--threads", "1", "--no-ignore", "--format", "brief"], True),
    "ripgrep": ("one word, 截止目前", ["rg", "--version"], ["rg", "--threads", "1", "--no-ignore", "截止目前"], True),
    "wc -m": ("counts characters", ["wc", "--version"], ["wc", "-m"], False),
}


def version(question):
    """What a program says its version is; none if it is not there."""
    if len(question) == 1:
        found = question[0].exists() and re.search(r'"version": "([^"]+)"', question[0].read_text())
        return found and found[1]
    if not shutil.which(str(question[0])):
        return None
    said = subprocess.run(list(map(str, question)), capture_output=True, text=True).stdout
    found = re.search(r"\d+\.\d+(\.\d+)?", said)
    return found and found[0]


def files(text):
    """Writes one report, a folder of a thousand, one file of 50 MB. Their names are said from the folder, as some programs want them."""
    dice = random.Random(2024)
    (FOLDER / "report.txt").write_text(text, encoding="utf-8")
    (FOLDER / "reports").mkdir()
    reports = [f"reports/{number:04}.txt" for number in range(1000)]
    for report in reports:
        (FOLDER / report).write_text(varied(text, dice), encoding="utf-8")
    write(FOLDER / "large.txt", text, 50 * MB, dice)
    return reports


def main():
    runs = Runs(FOLDER, PATIENCE)
    # textlint looks for its rules where it is run.
    (FOLDER / "textlintrc.json").write_text('{"rules": {"zh-half-and-full-width-bracket": true}}')
    (FOLDER / "node_modules").symlink_to(MODULES)
    reports = files(inputs.REPORT)
    print(f"{platform.machine()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}\n")
    print("| program | one report, 13.4 KB: best, median, memory | 1,000 reports, 13.4 MB: best, memory | one file, 50 MB: best, memory | looks for |")
    print("|---|---|---|---|---|")
    for name, (looks, question, command, folders) in PEERS.items():
        known = version(question)
        if known is None:
            print(f"| {name} | not installed | | | {looks} |", flush=True)
            continue
        cells = []
        for what, times, detailed in [(["report.txt"], 15, True), (["reports"] if folders else reports, 3, False), (["large.txt"], 2, False)]:
            try:
                repeat = lambda times: runs.repeat([*command, *what], times, allowed=(), cwd=FOLDER, env=os.environ | {"RAYON_NUM_THREADS": "2" if "2" in name else "1"})
                best, median, peak = repeat(1)
                if best < ONCE:
                    best, median, peak = repeat(times)
            except Failed as failed:
                cells.append(f"ended with {failed.args[0]}")
                continue
            status = runs.took(())[3]
            if status not in (0, 1, 2, -1):
                cells.append(f"ended by itself with {status} after {shown(best)}")
            elif math.isinf(best):
                cells.append(f"over {PATIENCE} s")
            else:
                cells.append(f"{shown(best)}, {shown(median) + ', ' if detailed else ''}{peak:.0f} MB")
        print(f"| {name} {known if name != 'hegui -j 2' else ''} | {' | '.join(cells)} | {looks} |", flush=True)


main()
