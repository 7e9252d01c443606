#!/usr/bin/env bash
# Builds the program as it is given to others: without the names of this machine's folders, which a plain build keeps for the messages of
# panics, and with the same bytes whatever folder it is built in. `--twice` holds it to that: it builds a copy of what is committed
# in another folder too, and compares. The toolchain, the linker and the lock file must be the same; nothing else counts.
set -euo pipefail
cd "$(dirname "$0")/.."

# Builds the project in a folder into another; prints nothing but faults.
build() {
    local from=$1 to=$2 registry=${CARGO_HOME:-$HOME/.cargo}/registry/src index
    # The last that fits is taken.
    local flags=("--remap-path-prefix=$from=hegui" "--remap-path-prefix=$to=built")
    (cd "$from" && cargo fetch --locked --quiet)
    for index in "$registry"/*; do flags+=("--remap-path-prefix=$index=crates"); done
    (cd "$from" && RUSTFLAGS="${flags[*]}" CARGO_TARGET_DIR="$to" cargo build --release --locked --quiet)
}

# No folder of anybody's stays in it.
nameless() {
    local names
    names=$(strings -n 6 "$1" | grep -E "(${CARGO_HOME:-$HOME/.cargo}|$HOME|$PWD)/" || true)
    [ -z "$names" ] || { printf 'folders of this machine are in %s:\n%s\n' "$1" "$names" >&2; return 1; }
}

build "$PWD" "$PWD/target/given"
nameless target/given/release/hegui
sha256sum target/given/release/hegui
if [ "${1:-}" = --twice ]; then
    other=$(mktemp -d)
    trap 'rm -rf "$other"' EXIT
    git clone --quiet . "$other/elsewhere"
    build "$other/elsewhere" "$other/target"
    cmp target/given/release/hegui "$other/target/release/hegui"
    echo "the same from two folders"
fi
