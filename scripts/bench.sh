#!/usr/bin/env bash
# Times the release build as users meet it and writes every table of docs/performance.md between its markers, in some twelve minutes.
# Needs bash, coreutils, a C compiler and python3; valgrind for counts, npm and pip for the other programs, and says what it went without.
# Writes below a temporary folder, which it removes. With --print the tables are only shown. PARTS="bench counts" makes some of them.
set -euo pipefail
cd "$(dirname "$0")/.."
export LC_ALL=C.UTF-8
cargo build --release --quiet
hegui=${CARGO_TARGET_DIR:-target}/release/hegui
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

part() {
    local name=$1
    shift
    case " ${PARTS:-bench growth counts peers} " in *" $name "*) ;; *) return 0 ;; esac
    mkdir "$folder/$name.files"
    "$@" | tee "$folder/$name" || printf '!! %s ended with a fault\n' "$name" >&2
    [ "${print:-}" ] || python3 scripts/table.py docs/performance.md "$name" "$folder/$name"
}

[ "${1:-}" = --print ] && print=yes
part bench python3 scripts/bench.py "$hegui" samples/correct.txt "$folder/bench.files"
part counts python3 scripts/counts.py "$hegui" table
part growth python3 scripts/growth.py "$hegui" table
part peers scripts/peers.sh
