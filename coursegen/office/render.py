"""LibreOffice, where it is installed: Office files as it draws them."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

VARIABLE = "COURSEGEN_SOFFICE"
"""Environment variable with the program's path; empty = do as if there were none."""

_SECONDS = 180


def office_program() -> str:
    """Path of LibreOffice, or an empty string."""
    if VARIABLE in os.environ:
        return os.environ[VARIABLE]
    return shutil.which("soffice") or shutil.which("libreoffice") or ""


def rendered(files: Mapping[str, bytes], kind: str) -> dict[str, bytes]:
    """Files (name with suffix → bytes) converted to `pdf` or `png` (the first page), by name without suffix.

    What LibreOffice is not there for, cannot open or takes too long over is left out. It runs with a profile of its
    own, so that it neither disturbs the user's nor is disturbed by it.
    """
    program = office_program()
    if not program or not files:
        return {}
    with TemporaryDirectory(prefix="coursegen-") as folder:
        root, out = Path(folder), Path(folder) / "out"
        for name, data in files.items():
            (root / name).write_bytes(data)
        command = [program, "--headless", f"-env:UserInstallation={(root / 'profile').as_uri()}", "--convert-to", kind]
        command += ["--outdir", str(out), *(str(root / name) for name in files)]
        try:
            subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603 - own arguments
        except (OSError, subprocess.TimeoutExpired):
            return {}
        return {path.stem: path.read_bytes() for path in sorted(out.glob(f"*.{kind}"))} if out.is_dir() else {}
