"""LibreOffice, where it is installed: Office files as it draws them."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from coursegen.limits import end_with_all_it_started

VARIABLE = "COURSEGEN_SOFFICE"
"""Environment variable with the program's path; empty = do as if there were none."""

_PLACES = {
    "win32": tuple(
        rf"C:\{folder}\LibreOffice\program\soffice.exe" for folder in ("Program Files", "Program Files (x86)")
    ),
    "darwin": ("/Applications/LibreOffice.app/Contents/MacOS/soffice",),
}
"""Where LibreOffice is when no search path leads to it."""

Stop = Callable[[], bool]
"""Asked now and then whether a run shall end at once."""

_ASK_SECONDS = 0.2
_START_SECONDS, _FILE_SECONDS = 120, 30
"""How long a run may take: to start, and for each file more."""


def office_program() -> str:
    """Path of LibreOffice, or an empty string."""
    if VARIABLE in os.environ:
        return os.environ[VARIABLE]
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _PLACES.get(sys.platform, ()) if Path(place).is_file()), "")


def rendered(files: Mapping[str, bytes], kind: str) -> dict[str, bytes]:
    """Files (name with suffix → bytes) converted to `pdf` or `png` (the first page), by name without suffix.

    What LibreOffice is not there for, cannot open or takes too long over is left out.
    """
    return {Path(name).stem: data for name, data in converted(files, kind).items()}


def converted(files: Mapping[str, bytes], kind: str, *, tries: int = 1, stop: Stop = lambda: False) -> dict[str, bytes]:
    """Files (name with suffix → bytes) converted to `pdf` or `png` (the first page), by the same names.

    All in one run of LibreOffice, with a profile of its own, so that it neither disturbs the user's nor is disturbed by
    it. A run that takes too long, or shall `stop`, is killed; what is missing after it is tried again, in as many
    `tries`, and then left out.
    """
    program, found = office_program(), dict[str, bytes]()
    for _ in range(tries if program else 0):
        missing = {name: data for name, data in files.items() if name not in found}
        found |= _run(program, missing, kind, stop) if missing and not stop() else {}
    return found


def _run(program: str, files: Mapping[str, bytes], kind: str, stop: Stop) -> dict[str, bytes]:
    """One run. Files are numbered in it: a name can be one that LibreOffice or the system makes another of."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="coursegen-", ignore_cleanup_errors=True) as folder:
        root, out = Path(folder), Path(folder) / "out"
        numbered = {name: root / f"{turn}{Path(name).suffix}" for turn, name in enumerate(files)}
        for name, path in numbered.items():
            path.write_bytes(files[name])
        command = [program, "--headless", f"-env:UserInstallation={(root / 'profile').as_uri()}", "--convert-to", kind]
        seconds = _START_SECONDS + _FILE_SECONDS * len(files)
        _wait([*command, "--outdir", str(out), *map(str, numbered.values())], seconds, stop)
        results = {name: out / f"{path.stem}.{kind}" for name, path in numbered.items()}
        made = {name: path.read_bytes() for name, path in results.items() if path.is_file()}
    return {name: data for name, data in made.items() if _is_whole(data, kind)}


def _wait(command: list[str], seconds: float, stop: Stop) -> None:
    """Run a program to its end or to that of its time, with all that it has started."""
    import subprocess

    try:
        process = subprocess.Popen(  # noqa: S603 - own arguments
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
    except OSError:
        return
    end = time.monotonic() + seconds
    try:
        while process.poll() is None and time.monotonic() < end and not stop():
            with suppress(subprocess.TimeoutExpired):
                process.wait(_ASK_SECONDS)
    finally:
        if process.poll() is None:
            end_with_all_it_started(process)  # `soffice` itself only starts another


def _is_whole(data: bytes, kind: str) -> bool:
    """Whether a file is finished: of a PDF its end is looked for."""
    return b"%%EOF" in data[-64:] if kind == "pdf" else bool(data)
