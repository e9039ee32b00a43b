"""Lowest versions that pyproject.toml allows, as constraints for pip: `python scripts/lowest.py > lowest.txt`."""

from __future__ import annotations

import tomllib
from pathlib import Path

from packaging.requirements import Requirement

PROJECT = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))["project"]
USED = [
    *PROJECT["dependencies"],
    *PROJECT["optional-dependencies"]["studio"],
    *PROJECT["optional-dependencies"]["anki"],
]

for text in USED:
    need = Requirement(text)
    (bound,) = need.specifier
    print(f"{need.name}=={bound.version}")
