"""Does time grow with the size of a text, whatever the text? growth.py PROGRAM short|table|all [PART OF A NAME]

Makes the texts of inputs.py in several sizes, has hegui read them and takes the exponent by which processor time grows from the smallest to
the largest: 1 is linear, 2 quadratic. Ends with 1 where it is above what is allowed, or memory is.

short  every text in two sizes through `check`, a few in the other ways: for every change, a minute
table  every text in three sizes through `check`, some up to 50 MB, some in all other ways: the table of docs/performance.md
all    every text in every way
"""

import json
import math
import pathlib
import subprocess
import sys
import tempfile
import threading

import inputs
from measure import MB, Failed, Runs

PROGRAM = str(pathlib.Path(sys.argv[1]).resolve())
MODE = sys.argv[2] if len(sys.argv) > 2 else "short"
ONLY = sys.argv[3] if len(sys.argv) > 3 else ""
# A quadratic step that costs next to nothing at first shows as more than this before it matters; what caches add, and others on the same
# machine, shows as less. So long the smallest text must take, in seconds: less says little of growth, and the short run allows for that.
# No text is made larger for that than the third.
ALLOWED, ENOUGH, LARGE = (1.5, 0.03, 4 * MB) if MODE == "short" else (1.25, 0.1, 16 * MB)
# Peak memory, in times the file and beyond what the program itself needs. Texts of nothing but faults have a finding for a few bytes.
MEMORY, OWN = 450, 40

CHECK = ["check", "--fail-on", "never", "-j", "1", "--format"]
WAYS = {f"check --format {form}": [*CHECK, form] for form in ["human", "short", "json", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson"]}
WAYS |= {f"facts --format {form}": ["facts", "--format", form] for form in ["human", "json"]}
WAYS |= {f"outline --format {form}": ["outline", "--format", form] for form in ["human", "json"]}
OF_TEXTS = {"fix --diff": ["fix", "--diff=patch"], "fix --diff --offered": ["fix", "--diff=words", "--offered"], "lsp, one edit": None}
OF_WORD = {"annotate": ["annotate", "-o", "批注.docx"]}
# Texts with many findings of many kinds, tried in all other ways.
TRIED = ["reports with faults", "reports with faults, one line", "wrong words", "wrong words, lines", "traditional, one line", "figures, each with a label", "identity numbers", "Word, reports with faults"]
# Texts that are tried as large as hegui reads them.
LARGEST = ["reports", "reports, one line", "headings, numbered", "digits", "一是", "glosses", "traditional", "GBK one off", "spaces", "、", "titles, opened", "%", "one paragraph", "figures, each with a label", "dates", "brackets of all kinds, opened", "page, table"]


def ways(suffix):
    return WAYS | (OF_WORD if suffix == "docx" else OF_TEXTS)


def edited(runs, text):
    """Opens a text in the language server, types one character at its beginning, and waits for its diagnostics both times."""
    server = subprocess.Popen(runs.command([PROGRAM, "lsp"]), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)

    def send(method, params, **other):
        body = json.dumps({"jsonrpc": "2.0", "method": method, "params": params, **other}).encode()
        server.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        server.stdin.flush()

    def wait(done):
        while header := server.stdout.readline():
            if header.lower().startswith(b"content-length:"):
                length = int(header.split(b":")[1])
                server.stdout.readline()
                message = json.loads(server.stdout.read(length))
                if done(message):
                    return

    uri = "file:///drafts/report.txt"
    told = lambda version: lambda message: message.get("method", "").endswith("publishDiagnostics") and message["params"].get("version") == version
    top = {"line": 0, "character": 0}
    send("initialize", {"processId": None, "rootUri": None, "capabilities": {"textDocument": {"publishDiagnostics": {"versionSupport": True}}}}, id=1)
    wait(lambda message: message.get("id") == 1)
    send("initialized", {})
    send("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "plaintext", "version": 1, "text": text}})
    wait(told(1))
    send("textDocument/didChange", {"textDocument": {"uri": uri, "version": 2}, "contentChanges": [{"range": {"start": top, "end": top}, "text": "法"}]})
    wait(told(2))
    send("shutdown", None, id=2)
    wait(lambda message: message.get("id") == 2)
    send("exit", None)
    server.stdin.close()
    server.wait()
    return runs.took()


class Growth:
    """Measures texts in a folder, and remembers what grew too fast."""

    def __init__(self, folder):
        self.runs = Runs(folder, patience=300)
        self.folder = pathlib.Path(folder)
        self.start = min(self.runs.run([PROGRAM, *CHECK, "short", self.file("txt", "好。\n".encode())], cwd=folder)[1] for _ in range(5))
        self.faults = []

    def file(self, suffix, content):
        path = self.folder / f"text.{suffix}"
        path.write_bytes(content)
        return path

    def once(self, way, path):
        """Processor time beyond that of starting, and peak memory."""
        try:
            if way == "lsp, one edit":
                _, busy, peak, _ = edited(self.runs, path.read_text(encoding="utf-8", errors="replace"))
            else:
                _, busy, peak, _ = self.runs.run([PROGRAM, *ways(path.suffix[1:])[way], path], allowed=(0, 1), cwd=self.folder)
        except Failed as failed:
            return math.nan, math.nan, failed.args[0]
        return max(busy - self.start, 1e-4), peak, 0

    def grow(self, name, way, sizes):
        """Times of these sizes and the exponent from the first to the last; sizes are made larger where the first takes too little."""
        suffix, make = inputs.INPUTS[name]
        files, times, peaks = [], [], []
        while len(times) < len(sizes):
            size = sizes[len(times)]
            file = self.file(suffix, make(int(size)))
            busy, peak, status = self.once(way, file)
            if not times and status == 0 and busy < ENOUGH and sizes[-1] < LARGE:
                sizes = [2 * size for size in sizes]
                continue
            if status == 2:
                # A limit was met, and told.
                return None
            if status != 0:
                self.faults.append(f"{name}: {way}: ended with {status}")
                return None
            files.append(file.stat().st_size)
            times.append(busy)
            peaks.append(peak)
            if math.isinf(busy):
                break
        exponent = lambda: math.log(times[-1] / times[0]) / math.log(files[-1] / files[0]) if len(times) > 1 else math.inf
        # Other programs make a run slower, never faster.
        for _ in range(3):
            if exponent() <= ALLOWED or math.isinf(times[-1]):
                break
            for at, size in ((0, sizes[0]), (-1, sizes[len(times) - 1])):
                times[at] = min(times[at], self.once(way, self.file(suffix, make(int(size))))[0])
        if not exponent() <= ALLOWED:
            self.faults.append(f"{name}: {way}: {' '.join(f'{time:.3f}' for time in times)} s, exponent {exponent():.2f}, at most {ALLOWED}")
        times_file = (peaks[-1] - OWN) * MB / files[-1]
        if times_file > MEMORY:
            self.faults.append(f"{name}: {way}: memory {times_file:.0f} times the file, at most {MEMORY}")
        return files, times, peaks, exponent()


def sizes_of(largest, count=3):
    return [largest / 2 ** step for step in reversed(range(count))]


def row(name, way, measured):
    files, times, peaks, exponent = measured
    shown = " · ".join(f"{time:.2f}" for time in times)
    print(f"| {name} | {way} | {files[-1] / MB:.3g} MB | {shown} | {exponent:.2f} | {peaks[-1]:.0f} MB |", flush=True)


def main():
    names = [name for name in inputs.INPUTS if ONLY in name]
    plan = []
    if MODE == "short":
        plan += [(name, "check --format short", [0.25 * MB, MB]) for name in names]
        plan += [(name, way, [0.1 * MB, 0.4 * MB]) for name in names if name in (TRIED[1], TRIED[-1]) for way in ways(inputs.INPUTS[name][0])]
    elif MODE == "table":
        plan += [(name, "check --format short", sizes_of(50 * MB) if name in LARGEST else sizes_of(MB)) for name in names]
        plan += [(name, way, sizes_of(MB)) for name in names if name in TRIED for way in ways(inputs.INPUTS[name][0]) if way != "check --format short"]
    else:
        plan += [(name, way, sizes_of(2 * MB)) for name in names for way in ways(inputs.INPUTS[name][0])]
    with tempfile.TemporaryDirectory() as folder:
        growth = Growth(folder)
        print("| text | read by | largest | processor time, s, each of twice the size | exponent | peak memory |")
        print("|---|---|---|---|---|---|", flush=True)
        measured = [(one, growth.grow(*one)) for one in plan] if MODE == "short" else ((one, growth.grow(*one)) for one in plan)
        worst = 0.0
        for (name, way, _), result in measured:
            if result:
                worst = max(worst, result[3])
                if MODE != "short" or result[3] > ALLOWED:
                    row(name, way, result)
    print(f"\n{len(plan)} measurements of {len(names)} texts; the largest exponent is {worst:.2f}.")
    for fault in growth.faults:
        print(f"!! {fault}")
    sys.exit(1 if growth.faults else 0)


main()
