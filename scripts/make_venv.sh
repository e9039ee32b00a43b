#!/bin/sh
# make_venv.sh PYTHON VENV: a virtual environment; on Debian and Ubuntu the venv module is installed when it is missing.
set -eu
python=$1
venv=$2

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || {
    echo "coursegen needs Python 3.11 or newer; set PYTHON=… to one (found: $("$python" --version 2>&1 || true))" >&2
    exit 1
}
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    . "$(dirname "$0")/apt.sh"
    apt_install python3-venv
fi
"$python" -m venv "$venv"
