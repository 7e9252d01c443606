"""Puts a table where a page has its place: table.py PAGE NAME FILE replaces what stands between <!-- NAME --> and <!-- /NAME -->."""

import pathlib
import sys

page, name, table = pathlib.Path(sys.argv[1]), sys.argv[2], pathlib.Path(sys.argv[3]).read_text(encoding="utf-8")
text = page.read_text(encoding="utf-8")
before, found, rest = text.partition(f"<!-- {name} -->\n")
_, end, after = rest.partition(f"<!-- /{name} -->")
if not (found and end):
    sys.exit(f"{page} has no place <!-- {name} --> … <!-- /{name} -->")
page.write_text(before + found + table.strip() + "\n" + end + after, encoding="utf-8")
