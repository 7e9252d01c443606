#!/usr/bin/env bash
# Times hegui beside other programs and prints the table of docs/performance.md. Gets them from npm, PyPI and Debian into a temporary folder,
# or into the folder that PEERS names and leaves them there; what cannot be got is left out of the table. Needs python3.
set -uo pipefail
cd "$(dirname "$0")/.."
cargo build --release --quiet || exit 1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
tools=${PEERS:-$folder/tools}
mkdir -p "$tools" "$folder/texts"

missing() { printf '!! SKIPPED: %s\n' "$*" >&2; }

[ -e "$tools/node_modules/.bin/zhlint" ] ||
    timeout 600 npm install --prefix "$tools" --ignore-scripts --no-audit --no-fund --silent autocorrect-node@2.14.0 zhlint@0.8.2 textlint@15.8.0 \
        textlint-rule-zh-half-and-full-width-bracket@1.1.0 >/dev/null 2>&1 || missing "no npm or no registry: no autocorrect, zhlint, textlint"
[ -e "$tools/python/bin/typos" ] || timeout 120 python3 -m pip install -q --target "$tools/python" typos==1.52.0 >/dev/null 2>&1 || missing "no typos"
command -v rg >/dev/null || { [ "$(id -u)" = 0 ] && timeout 120 apt-get install -qy ripgrep >/dev/null 2>&1; } || missing "no ripgrep"
LC_ALL=C.UTF-8 python3 scripts/peers.py "${CARGO_TARGET_DIR:-target}/release/hegui" "$tools" "$folder/texts"
