#!/usr/bin/env bash
# Times the release build as users meet it and prints the table of docs/performance.md.
# Needs bash, coreutils and python3. Writes below a temporary folder only, which it removes.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo build --release --quiet
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
LC_ALL=C.UTF-8 python3 scripts/bench.py "${CARGO_TARGET_DIR:-target}/release/hegui" samples/correct.txt "$folder"
