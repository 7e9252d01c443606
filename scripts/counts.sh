#!/usr/bin/env bash
# Counts the instructions of the release build by stage and holds them to benches/counts.tsv; UPDATE=1 writes that anew. Needs python3 and valgrind.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo build --release --quiet
python3 scripts/counts.py "${CARGO_TARGET_DIR:-target}/release/hegui" "$@"
