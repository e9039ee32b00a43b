"""Which fonts this computer has: by fontconfig on Linux, the registry on Windows, else by the files in its folders."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

_REGISTRY = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\Fonts"
_FOLDERS = {
    "darwin": ("/System/Library/Fonts", "/System/Library/AssetsV2", "/Library/Fonts", "~/Library/Fonts"),
    "win32": (r"C:\Windows\Fonts", r"~\AppData\Local\Microsoft\Windows\Fonts"),
    "linux": ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts"),
}
_MOST_FACES = 32
"""Faces that are asked for in one font collection."""

_SECONDS = 20


def installed_families() -> frozenset[str]:
    """Names of font families, in all languages that the system tells, casefolded."""
    names = _from_registry() if sys.platform == "win32" else _from_fontconfig()
    found = list(names) or list(_from_folders(_FOLDERS.get(sys.platform, _FOLDERS["linux"])))
    return frozenset(name.strip().casefold() for name in found if name.strip())


def stand_in(face: str, *, chinese: bool) -> str:
    """The family that fontconfig puts in a face's place, or an empty string where nobody says."""
    pattern = re.sub(r"([\\\-:,])", r"\\\1", face) + (":lang=zh-cn" if chinese else "")
    return next(iter(_asked("fc-match", pattern, "--format=%{family[0]}")), "")


def _from_fontconfig() -> Iterator[str]:
    for line in _asked("fc-list", ":", "family"):
        yield from line.split(",")


def _asked(program: str, *arguments: str) -> list[str]:
    """Lines that a program prints; none when it is not there or fails."""
    path = shutil.which(program)
    if path is None:
        return []
    with suppress(OSError, subprocess.SubprocessError):
        run = subprocess.run([path, *arguments], capture_output=True, check=True, timeout=_SECONDS)  # noqa: S603 - fixed program, no shell
        return run.stdout.decode("utf-8", "replace").splitlines()
    return []


def _from_registry() -> Iterator[str]:
    if sys.platform == "win32":
        import winreg

        for root in (winreg.HKEY_LOCAL_MACHINE, winreg.HKEY_CURRENT_USER):
            with suppress(OSError), winreg.OpenKey(root, _REGISTRY) as key:
                for number in range(winreg.QueryInfoKey(key)[1]):
                    yield from registered(winreg.EnumValue(key, number)[0])
    yield from ()


def registered(value: str) -> tuple[str, ...]:
    """Families of a value of Windows' registry: `Microsoft YaHei & Microsoft YaHei UI (TrueType)`."""
    plain = re.sub(r"\s*\([^)]*\)\s*$", "", value)
    return tuple(part.strip() for part in plain.split("&"))


def _from_folders(folders: Iterable[str]) -> Iterator[str]:
    for folder in folders:
        for path in sorted(Path(folder).expanduser().rglob("*")):
            if path.suffix.lower() in (".ttf", ".ttc", ".otf", ".otc"):
                yield from _families(path)


def _families(path: Path) -> Iterator[str]:
    """Families in a font file, as FreeType reads them."""
    from PIL import ImageFont

    with suppress(OSError, ValueError):
        for index in range(_MOST_FACES if path.suffix.lower().endswith("c") else 1):
            yield ImageFont.truetype(str(path), 12, index=index).getname()[0] or ""
