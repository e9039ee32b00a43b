"""The folder that is zipped: what lies where in it, and the official Python that it runs on."""

from __future__ import annotations

import io
import re
import tarfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from scripts.offline.wheels import Platform

TOP = "课程工作台"
LAUNCHER = "启动课程工作台"
MANUAL = "使用说明.docx"
WORKSPACE = "课程和模板"
"""As `inside/start.py` knows it."""

_INSIDE = Path(__file__).parent / "inside"
_DATE = (1980, 1, 1, 0, 0, 0)
_ARCHIVES = {
    "win32": r"python-(3\.\d+)\.\d+-embed-amd64\.zip|cpython-(3\.\d+)\.\d+[+-].*x86_64-pc-windows-msvc.*install_only.*",
    "linux": r"cpython-(3\.\d+)\.\d+[+-].*{machine}-unknown-linux-gnu.*install_only.*",
}
"""Names of official archives: of python.org, and of python-build-standalone."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file of the pack; `runs` where it may be executed."""

    data: bytes
    runs: bool = False


Files = Mapping[str, Member]


def version_of(archive: Path, platform: Platform) -> str:
    """The Python (3.11) that an official archive holds; raises SystemExit for an archive that is of no use here."""
    pattern = _ARCHIVES[platform.sys_platform].format(machine=platform.machine)
    found = re.fullmatch(pattern, archive.name)
    if not found:
        raise SystemExit(f"{archive.name} is no Python for {platform.name}; wanted: {official(platform, '3.x').name}")
    return next(filter(None, found.groups()))


@dataclass(frozen=True, slots=True)
class Official:
    """An official archive of Python: who publishes it, in Chinese and English, and its name."""

    chinese: str
    english: str
    name: str


def official(platform: Platform, version: str) -> Official:
    """Which archive a pack without Python wants."""
    if platform.sys_platform == "win32":
        title = "Windows embeddable package (64-bit)"
        return Official(f"python.org，“{title}”", f"python.org, “{title}”", f"python-{version}.*-embed-amd64.zip")
    name = f"cpython-{version}.*-{platform.machine}-unknown-linux-gnu-install_only.tar.gz"
    return Official("python-build-standalone 项目", "the python-build-standalone project", name)


def texts(platform: Platform, version: str) -> dict[str, str]:
    """What the files that are shown to people say."""
    windows = platform.sys_platform == "win32"
    archive = official(platform, version)
    return {
        "version": version, "publisher": archive.chinese, "publisher_en": archive.english, "archive": archive.name,
        "wanted": "python\\python.exe" if windows else "python/bin/python3", "launcher": launcher(platform),
    }  # fmt: skip


def launcher(platform: Platform) -> str:
    """Name of the file to double-click."""
    return LAUNCHER + (".bat" if platform.sys_platform == "win32" else ".sh")


def files_of(platform: Platform, version: str, python: Path | None) -> dict[str, Member]:
    """Launcher, start program and Python, or a note which Python to put where."""
    windows = platform.sys_platform == "win32"
    start = _filled("start.bat" if windows else "start.sh", texts(platform, version))
    body = start.replace("\n", "\r\n").encode("ascii") if windows else start.encode()
    made = {
        launcher(platform): Member(body, runs=True),
        "app/start.py": Member((_INSIDE / "start.py").read_bytes()),
    }
    note = _filled("README.txt", texts(platform, version))
    if python is None:
        shown = note.replace("\n", "\r\n").encode("utf-8-sig") if windows else note.encode()
        return made | {"python/README.txt": Member(shown)}
    return made | {f"python/{name}": member for name, member in _unpacked(python)}


def _filled(name: str, said: Mapping[str, str]) -> str:
    text = (_INSIDE / name).read_text("utf-8")
    for key, value in said.items():
        text = text.replace("{" + key + "}", value)
    return text


def _unpacked(archive: Path) -> Iterator[tuple[str, Member]]:
    """Files of an official archive; links become the files that they lead to, for not every unzip makes links."""
    if archive.suffix == ".zip":
        with zipfile.ZipFile(archive) as opened:
            yield from ((name, Member(opened.read(name))) for name in opened.namelist() if not name.endswith("/"))
        return
    with tarfile.open(archive) as opened:
        for member in opened.getmembers():
            name = PurePosixPath(member.name)
            body = None if member.isdir() or "terminfo" in name.parts else opened.extractfile(member)
            if body is not None:
                yield (
                    str(PurePosixPath(*name.parts[name.parts[0] == "python" :])),
                    Member(body.read(), runs=bool(member.mode & 0o100)),
                )


def zipped(files: Files) -> bytes:
    """The pack: the same files give the same bytes; wheels are packed already."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as opened:
        for name in sorted(files):
            info = zipfile.ZipInfo(f"{TOP}/{name}", _DATE)
            info.external_attr = (0o100755 if files[name].runs else 0o100644) << 16
            info.create_system = 3
            info.compress_type = zipfile.ZIP_STORED if name.endswith(".whl") else zipfile.ZIP_DEFLATED
            opened.writestr(info, files[name].data)
    return out.getvalue()
