"""Libraries that the program asks for, with the versions that are there."""

from __future__ import annotations

import re
from importlib import metadata

from msgspec import Struct

_REQUIREMENT = re.compile(r"([\w.-]+)\s*(?:>=\s*([\d.]+))?")


class Need(Struct, frozen=True):
    """A library, the least version that does, and the version that is there ("" = none)."""

    name: str
    least: str
    version: str

    @property
    def enough(self) -> bool:
        """Whether the version does."""
        return bool(self.version) and _numbers(self.version) >= _numbers(self.least)


def needs() -> tuple[Need, ...]:
    """What the installed program asks for, extras left out; nothing where it runs without having been installed."""
    try:
        lines = metadata.requires("coursegen") or []
    except metadata.PackageNotFoundError:
        return ()
    return tuple(_need(line) for line in lines if "extra ==" not in line)


def _need(line: str) -> Need:
    found = _REQUIREMENT.match(line)
    name, least = (found.group(1), found.group(2) or "") if found else (line, "")
    try:
        return Need(name, least, metadata.version(name))
    except metadata.PackageNotFoundError:
        return Need(name, least, "")


def _numbers(version: str) -> tuple[int, ...]:
    """The numbers a version begins with: 3.1.5rc1 → 3, 1, 5."""
    return tuple(int(number) for number in re.findall(r"\d+", re.split(r"[^\d.]", version)[0]))
