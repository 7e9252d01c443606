#!/usr/bin/env bash
# Gets what documents are held against, as far as this machine can: python-docx, LibreOffice Writer with its Python, pdftotext, and
# the validator of the Open XML SDK below target/office. Says what it did not get; tests skip that, and say so too.
set -uo pipefail
cd "$(dirname "$0")/.."

VALIDATOR=@ooxml-tools/validate@0.4.6
SHA256=37a469183de711e5bab0feb2137ccdda7bc398af387f393de7fcd203e497038c
DEBIAN=(libreoffice-writer python3-uno poppler-utils fonts-noto-cjk)
log=$(mktemp)
trap 'rm -f "$log"' EXIT

# Why a step failed is told by its last line.
missing() { printf '\n!! SKIPPED: %s\n' "$*"; tail -n 1 "$log"; }
quietly() { timeout "$@" >"$log" 2>&1; }

python_docx() {
    python3 -c 'import docx, lxml; docx.comments' 2>/dev/null && return
    # Debian's own Python is told to leave its packages alone, unless one says otherwise.
    quietly 120 python3 -m pip install -q --retries 0 --timeout 15 'python-docx>=1.2' ||
        quietly 120 python3 -m pip install -q --retries 0 --timeout 15 --break-system-packages 'python-docx>=1.2' ||
        missing "no python-docx, its documents were not read"
}

libreoffice() {
    command -v soffice >/dev/null && command -v pdftotext >/dev/null && /usr/bin/python3 -c 'import uno' 2>/dev/null && return
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        quietly 120 apt-get update -q &&
            DEBIAN_FRONTEND=noninteractive quietly 300 apt-get install -qy --no-install-recommends "${DEBIAN[@]}" && return
    fi
    missing "no LibreOffice (${DEBIAN[*]}), its documents were not read"
}

validator() {
    local folder=${CARGO_TARGET_DIR:-target}/office
    [ -e "$folder/package/dist/npm/index.js" ] && return
    command -v node >/dev/null && command -v npm >/dev/null || { missing "no node and npm, documents are not validated"; return; }
    mkdir -p "$folder"
    local packed="$folder/validator.tgz"
    rm -f "$folder"/*.tgz
    quietly 120 npm pack --silent --ignore-scripts --pack-destination "$folder" "$VALIDATOR" && mv "$folder"/*.tgz "$packed" &&
        sha256sum --quiet -c >"$log" 2>&1 <<<"$SHA256  $packed" && tar xzf "$packed" -C "$folder" ||
        missing "the validator $VALIDATOR could not be got, documents are not validated"
}

python_docx
libreoffice
validator
