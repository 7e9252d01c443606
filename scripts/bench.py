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
    thousand(text, dice)
    growth(text, dice)


main()
