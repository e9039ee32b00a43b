"""A request for many units, for tests of batches."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from minicourse import write_minicourse

from coursegen.build import Request
from coursegen.workspace import bundled_folder


def paper_of_units(root: Path, units: Sequence[str]) -> Request:
    """The exam paper of a small course, written under `root` together with units of these ids."""
    course = write_minicourse(root / "content" / "coffee-shop")
    for unit in units:
        folder = root / "templates" / unit
        folder.mkdir(parents=True)
        (folder / "unit.yaml").write_text(f"extends: default\nnames: {{full: 单位{unit}某局}}\n", "utf-8")
    roots = (root / "templates", bundled_folder() / "templates")
    return Request(course, "default", roots, products=("quiz",), output=root / "output")
