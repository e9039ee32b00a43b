#!/bin/sh
# install_peers.sh FOLDER: the peers of the benchmark, in a virtual environment and node_modules of their own.
set -eu
here=$(dirname "$0")
folder=$1
[ -x "$folder/venv/bin/python" ] || sh "$here/../scripts/make_venv.sh" "${PYTHON:-python3}" "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet \
    "pypandoc-binary>=1.15" "python-pptx>=1.0.2" "python-docx>=1.1.2" "docxtpl>=0.19"
command -v npm >/dev/null 2>&1 || { echo "no npm: pptxgenjs is left out" >&2; exit 0; }
[ -d "$folder/node_modules/pptxgenjs" ] || npm install --silent --no-audit --no-fund --prefix "$folder" pptxgenjs@^4.0.1
