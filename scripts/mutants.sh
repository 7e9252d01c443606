#!/usr/bin/env bash
# Mutation testing of the checks: scripts/mutants.sh [FOLDER]. Works in FOLDER, which makes a second run quicker, or in one of its own
# that it removes, target and all (1 GB). Installs nothing: says what is missing. See scripts/mutants/all.py.
set -euo pipefail
cd "$(dirname "$0")/.."

missing() { echo "missing: $*"; exit 2; }
cargo mutants --version >/dev/null 2>&1 || missing "cargo install --locked cargo-mutants"
python3 -c 'import tree_sitter, tree_sitter_rust' 2>/dev/null || missing "python3 -m pip install tree-sitter tree-sitter-rust"

folder=${1:-}
if [ -z "$folder" ]; then
    folder=$(mktemp -d)
    trap 'rm -rf "$folder"' EXIT
fi
nice -n 19 python3 scripts/mutants/all.py "$folder"
