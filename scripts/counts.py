"""Instructions that hegui takes, by stage: counts.py PROGRAM [table]

Clocks differ from run to run, counts do not: two runs on one machine differ by less than a thousandth. Fails where a stage takes a tenth more
than benches/counts.tsv says, which UPDATE=1 writes anew. Needs valgrind; says so and ends well without it.
"""

import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import inputs

PROGRAM = str(pathlib.Path(sys.argv[1]).resolve())
KEPT = pathlib.Path(__file__).resolve().parent.parent / "benches" / "counts.tsv"
ALLOWED = 1.10
# Less is not worth an alarm.
LEAST = 100_000
CHECK = ["check", "--fail-on", "never", "-j", "1", "--format"]
ONE_RULE = [*CHECK, "short", "--select", "numbering/gap"]


def of(families, file):
    return [*CHECK, "short", "--select", families, file]


# Stages: what is run, and what of it is not the stage. Where both name a family, what making its rules ready costs is taken off as well.
EMPTY, WHOLE, PARSED = [*CHECK, "short", "empty.txt"], [*CHECK, "short", "report.txt"], [*ONE_RULE, "report.txt"]
FAULTY = [*CHECK, "short", "faulty.txt"]
STAGES = {
    "start-up": (["--version"], []),
    "rules, made ready": (EMPTY, [["--version"]]),
    "one report, without start-up and rules": (WHOLE, [EMPTY]),
    "read and parse, text": (PARSED, [[*ONE_RULE, "empty.txt"]]),
    "read and parse, GBK": ([*ONE_RULE, "report-gbk.txt"], [[*ONE_RULE, "empty.txt"]]),
    "read and parse, damaged": ([*ONE_RULE, "damaged.txt"], [[*ONE_RULE, "empty.txt"]]),
    "read and parse, page": ([*ONE_RULE, "report.html"], [[*ONE_RULE, "empty.txt"]]),
    "read and parse, Markdown": ([*ONE_RULE, "report.md"], [[*ONE_RULE, "empty.txt"]]),
    "read and parse, Word": ([*ONE_RULE, "report.docx"], [[*ONE_RULE, "empty.txt"]]),
    "check, figures": (of("figures", "report.txt"), [of("figures", "empty.txt"), "read and parse, text"]),
    "check, words": (of("terms,wording", "report.txt"), [of("terms,wording", "empty.txt"), "read and parse, text"]),
    "check, marks": (of("punctuation,encoding", "report.txt"), [of("punctuation,encoding", "empty.txt"), "read and parse, text"]),
    "check, structure": (of("structure,numbering", "report.txt"), [of("structure,numbering", "empty.txt"), "read and parse, text"]),
    "check, the rest": (of("dates,consistency,disclosure", "report.txt"), [of("dates,consistency,disclosure", "empty.txt"), "read and parse, text"]),
    "a report with faults": (FAULTY, [EMPTY]),
    "emit, json": ([*CHECK, "json", "faulty.txt"], [FAULTY]),
    "emit, sarif": ([*CHECK, "sarif", "faulty.txt"], [FAULTY]),
    "emit, human": ([*CHECK, "human", "faulty.txt"], [FAULTY]),
    "fix": (["fix", "--diff=patch", "faulty.txt"], [EMPTY]),
    "facts": (["facts", "report.txt"], [EMPTY]),
    "outline": (["outline", "report.txt"], [EMPTY]),
}


def files(folder):
    page = inputs.HTML + "".join(f"<p>{line}</p>\n" for line in inputs.REPORT.splitlines())
    made = {
        # Of a text without text nothing is told but that.
        "empty.txt": "好。\n".encode(),
        "report.txt": inputs.REPORT.encode(),
        "report-gbk.txt": inputs.REPORT.encode("gb18030"),
        "faulty.txt": inputs.FAULTY.encode(),
        "damaged.txt": (inputs.SAMPLES / "damaged.txt").read_bytes(),
        "report.html": page.encode(),
        "report.md": inputs.REPORT.encode(),
        "report.docx": inputs.package("".join(map(inputs.paragraph, inputs.REPORT.splitlines()))),
    }
    for name, content in made.items():
        (folder / name).write_bytes(content)


def count(command, folder):
    """Instructions of one run. The environment is bare, for its size is read as well."""
    valgrind = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", PROGRAM, *command]
    run = subprocess.run(valgrind, cwd=folder, capture_output=True, text=True, env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"})
    found = re.search(r"Collected : (\d+)", run.stderr)
    if not found or run.returncode not in (0, 1):
        sys.exit(f"valgrind could not count hegui {' '.join(command)}: {run.stderr[-500:]}")
    return int(found[1])


def counts():
    """Instructions of each stage."""
    with tempfile.TemporaryDirectory() as name, concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        folder = pathlib.Path(name)
        files(folder)
        commands = {tuple(command) for whole, less in STAGES.values() for command in [whole, *less] if isinstance(command, list)}
        counted = dict(zip(commands, pool.map(lambda command: count(command, folder), commands)))
    stages = {}
    for stage, (whole, less) in STAGES.items():
        taken = sum(stages[part] if isinstance(part, str) else counted[tuple(part)] for part in less)
        stages[stage] = counted[tuple(whole)] - taken
    return stages


def main():
    if not shutil.which("valgrind"):
        print("\n!! SKIPPED: no valgrind, instructions were not counted")
        return
    stages = counts()
    if sys.argv[2:3] == ["table"]:
        print("| stage | million instructions |\n|---|---|")
        for stage, instructions in stages.items():
            print(f"| {stage} | {instructions / 1e6:.2f} |")
    if os.environ.get("UPDATE"):
        KEPT.write_text("".join(f"{stage}\t{instructions}\n" for stage, instructions in stages.items()), encoding="utf-8")
        return
    rows = KEPT.read_text(encoding="utf-8").splitlines() if KEPT.exists() else []
    kept = {stage: int(instructions) for stage, instructions in (row.split("\t") for row in rows)}
    faults = []
    for stage, instructions in stages.items():
        before = kept.get(stage)
        if before is None:
            faults.append(f"{stage}: {instructions}, and benches/counts.tsv has no row for it")
        elif instructions > before * ALLOWED and instructions - before > LEAST:
            faults.append(f"{stage}: {instructions}, {before} before: {instructions / before - 1:+.0%}, at most +{ALLOWED - 1:.0%}")
        elif instructions < before / ALLOWED and before - instructions > LEAST:
            print(f"{stage}: {instructions}, {before} before: {instructions / before - 1:+.0%}; keep it with UPDATE=1 scripts/counts.sh")
    for fault in faults:
        print(f"!! {fault}; if that is meant, keep it with UPDATE=1 scripts/counts.sh")
    print(f"{len(stages)} stages counted, {len(faults)} took more than they may")
    sys.exit(1 if faults else 0)


main()
