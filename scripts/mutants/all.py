#!/usr/bin/env python3
"""Tries every mutant of src/check and src/document against the examples of the rules, with one build for all.

    scripts/mutants/all.py FOLDER

cargo-mutants lists the mutants. They are written into one copy of the program below FOLDER, each behind a switch, so that none needs
a build of its own; those that do not compile are taken out again. FOLDER/fates.json then names the fate of each, and a table by
module is printed. FOLDER is yours to remove; a second run in it is quicker. Needs cargo-mutants (crates.io), and tree-sitter and
tree-sitter-rust (PyPI).
"""
import collections
import json
import os
import re
import subprocess
import sys
from pathlib import Path

try:
    import tree_sitter
    import tree_sitter_rust
except ImportError:
    sys.exit("python3 -m pip install tree-sitter tree-sitter-rust")

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
ROUNDS = 40
parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_rust.language()))
on = "crate::switch::on({})".format


class File:
    """One source file with the mutants that are to stand in it."""

    def __init__(self, data, mutants):
        self.data = data
        self.lines = self.data.split(b"\n")
        self.tree = parser.parse(self.data)
        self.jobs, self.left = collections.defaultdict(list), []
        for number, mutant in mutants:
            node = self.node(mutant)
            self.jobs[node.id].append((number, mutant)) if node else self.left.append(number)

    def offset(self, place):
        line = place["line"] - 1
        return sum(len(l) + 1 for l in self.lines[:line]) + len(self.lines[line].decode()[: place["column"] - 1].encode())

    def node(self, mutant):
        """What a mutant stands in: a body, an operation, the pattern of an arm; none for those that cannot be switched."""
        if mutant["genre"] == "FnValue" and mutant["function"]["return_type"].startswith("-> impl"):
            return None
        wanted = {
            "FnValue": ("function_item",),
            "BinaryOperator": ("binary_expression", "compound_assignment_expr", "let_chain"),
            "UnaryOperator": ("unary_expression",),
            "MatchArm": ("match_arm",),
            "MatchArmGuard": ("match_arm",),
        }.get(mutant["genre"], ())
        node = self.tree.root_node.descendant_for_byte_range(*(self.offset(mutant["span"][end]) for end in ("start", "end")))
        while node and node.type not in wanted:
            node = node.parent
        if node is None or node.type == "let_chain":
            return None
        inner = {"function_item": "body", "match_arm": "pattern"}.get(node.type)
        return node.child_by_field_name(inner) if inner else node

    def text(self, node):
        return self.data[node.start_byte : node.end_byte].decode()

    def render(self, node):
        """The text of a node with its mutants in it. Only one is ever on, so that what a mutant changes has none within."""
        if node.type == "macro_invocation":
            return self.text(node)
        plain, at = "", node.start_byte
        for child in node.children:
            plain += self.data[at : child.start_byte].decode() + self.render(child)
            at = child.end_byte
        plain += self.data[at : node.end_byte].decode()
        jobs = self.jobs.get(node.id, [])
        if not jobs:
            return plain
        if node.type == "block":
            return "{" + "".join(f" if {on(n)} {{ return {m['replacement']}; }}" for n, m in jobs) + plain[1:]
        if node.type == "match_pattern":
            return self.arm(node, jobs)
        if node.type == "unary_expression":
            other = {n: self.text(node.children[-1]) for n, _ in jobs}
        else:
            left, right = (self.text(node.child_by_field_name(side)) for side in ("left", "right"))
            other = {n: f"{left} {m['replacement']} {right}" for n, m in jobs}
        return "(" + "".join(f"if {on(n)} {{ {text} }} else " for n, text in other.items()) + "{ " + plain + " })"

    def arm(self, node, jobs):
        condition = node.child_by_field_name("condition")
        pattern = self.text(node.children[0]) if condition else self.text(node)
        guard = self.render(condition) if condition else None
        for number, mutant in jobs:
            if mutant["genre"] == "MatchArmGuard":
                guard = f"if {on(number)} {{ {mutant['replacement']} }} else {{ {guard} }}"
        gone = [f"!{on(n)}" for n, m in jobs if m["genre"] == "MatchArm"]
        return f"{pattern} if " + " && ".join(gone + ([f"({guard})"] if guard else []))

    def write(self, path):
        root = self.tree.root_node
        start, end = self.data[: root.start_byte].decode(), self.data[root.end_byte :].decode()
        path.write_text(start + self.render(root) + end)


def switched(copy, sources, mutants, without):
    """Writes all mutants but some into the copy. Gives the numbers of those that are in it."""
    by_file = collections.defaultdict(list)
    for number, mutant in enumerate(mutants):
        if mutant["name"] not in without:
            by_file[mutant["file"]].append((number, mutant))
    numbers = set()
    for path, of_file in by_file.items():
        file = File(sources[path], of_file)
        file.write(copy / path)
        numbers |= {number for number, _ in of_file} - set(file.left)
    return numbers


def faulty(copy, mutants):
    """The mutants at the compiler's errors: an error is blamed on the switch before it; where a match lacks an arm, on its arms."""
    run = subprocess.run(
        ["cargo", "check", "--lib", "--message-format=json"], cwd=copy, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    found = set()
    for line in run.stdout.splitlines():
        message = json.loads(line).get("message") or {}
        for span in message.get("spans", []) if message.get("level") == "error" else []:
            if not span["is_primary"] or not (copy / span["file_name"]).is_file():
                continue
            data = (copy / span["file_name"]).read_bytes()
            switch = rb"switch::on\((\d+)\)"
            found.update(int(n) for n in re.findall(switch, data[: span["byte_end"]])[-1:])
            if (message.get("code") or {}).get("code") == "E0004":
                after = [int(n) for n in re.findall(rb" if !crate::" + switch, data[span["byte_end"] : span["byte_end"] + 2000])]
                found.update(n for n in after if mutants[n]["file"] == span["file_name"])
    if run.returncode and not found:
        sys.exit("the copy does not compile, and no mutant is to blame: run cargo check --lib in " + str(copy))
    return found


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = Path(sys.argv[1]).resolve()
    copy = folder / "copy"
    copy.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("CARGO_TARGET_DIR", str(folder / "target"))
    listing = ["cargo", "mutants", "--list", "--json", "-f", "src/check/**", "-f", "src/document/**"]
    mutants = json.loads(subprocess.run(listing, cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout)

    sources = {path: (ROOT / path).read_bytes() for path in {mutant["file"] for mutant in mutants}}
    files = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout.decode()
    for path in filter(None, files.split("\0")):
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        if path not in sources:
            (copy / path).write_bytes((ROOT / path).read_bytes())
    (copy / "src/switch.rs").write_bytes((HERE / "switch.rs").read_bytes())
    (copy / "examples").mkdir(exist_ok=True)
    (copy / "examples/judge.rs").write_bytes((HERE / "judge.rs").read_bytes())
    library = copy / "src/lib.rs"
    library.write_text(library.read_text().replace("pub mod check;", "pub mod check;\npub mod switch;"))
    with (copy / "Cargo.toml").open("a") as manifest:
        manifest.write('\n[profile.dev]\nopt-level = 1\ndebug = 0\n\n[profile.dev.package."*"]\nopt-level = 0\n')

    kept = folder / "without.json"
    without = set(json.loads(kept.read_text())) if kept.exists() else set()
    for _ in range(ROUNDS):
        numbers = switched(copy, sources, mutants, without)
        bad = faulty(copy, mutants)
        print(f"{len(mutants)} mutants, {len(numbers)} in the copy, {len(bad)} to take out", flush=True)
        if not bad:
            break
        without |= {mutants[number]["name"] for number in bad}
        kept.write_text(json.dumps(sorted(without), ensure_ascii=False))
    subprocess.run(["cargo", "build", "-q", "--example", "judge"], cwd=copy, check=True, stderr=subprocess.DEVNULL)

    ids, lines = folder / "ids", folder / "fates"
    ids.write_text("".join(f"{number}\n" for number in sorted(numbers)))
    lines.unlink(missing_ok=True)
    judge = [os.environ["CARGO_TARGET_DIR"] + "/debug/examples/judge", ids, lines]
    while subprocess.run(judge).returncode:
        if lines.stat().st_size == 0 or not lines.read_text().endswith("ended the process\n"):
            sys.exit("the examples do not hold without any mutant")
    fates = {int(number): fate for number, fate in (line.split(" ", 1) for line in lines.read_text().splitlines())}
    (folder / "fates.json").write_text(
        json.dumps([{"fate": fates.get(n, "not tried"), "mutant": m["name"]} for n, m in enumerate(mutants)], ensure_ascii=False, indent=0)
    )

    table = collections.defaultdict(collections.Counter)
    for number, mutant in enumerate(mutants):
        module = "/".join(Path(mutant["file"]).with_suffix("").parts[1:3])
        for row in (module, "all"):
            table[row]["all"] += 1
            fate = fates.get(number, "not tried")
            table[row][fate if fate in ("not tried", "survived", "unreached") else "caught"] += 1
    print("| module | mutants | tried | caught | survived | unreached |\n|---|---|---|---|---|---|")
    for row, counts in sorted(table.items(), key=lambda item: (item[0] == "all", item[0])):
        tried = counts["all"] - counts["not tried"]
        print(f"| `{row}` | {counts['all']} | {tried} | {counts['caught']} | {counts['survived']} | {counts['unreached']} |")


main()
