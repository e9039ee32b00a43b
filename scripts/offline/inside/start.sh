#!/bin/sh
# 双击后选“在终端中运行”。 The Python of this folder, else one of the computer's of the same version.
here=$(cd -- "$(dirname -- "$0")" && pwd) || exit 1
for python in "$here/python/bin/python3" "$here/python/python/bin/python3"; do
    [ ! -f "$python" ] || [ -x "$python" ] || chmod +x "$python"
    [ ! -x "$python" ] || exec "$python" -I -S -X utf8 "$here/app/start.py" "$@"
done
for python in "python{version}" python3; do
    if command -v "$python" >/dev/null 2>&1 && [ "$("$python" -I -c 'import sys; print("%d.%d" % sys.version_info[:2])')" = "{version}" ]; then
        exec "$python" -I -S -X utf8 "$here/app/start.py" "$@"
    fi
done
cat -- "$here/python/README.txt" >&2
[ ! -t 0 ] || { printf '%s' '按回车键关闭 ' >&2; read -r _; }
exit 1
