"""What reaches out of a file or runs when it is opened: external relationships, fetching fields, macros, controls."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from coursegen.checks.parts import Package, found
from coursegen.errors import Fault, Severity
from coursegen.late import regex
from coursegen.office.package import Relation, relations_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_MACRO_SUFFIXES = frozenset({".pptm", ".potm", ".ppsm", ".docm", ".dotm"})
_MACRO = re.compile(r"vbaProject|vbaData", re.IGNORECASE)
_EMBEDDED = re.compile(r"/activeX/|/ctrlProps/|/embeddings/.*\.bin$", re.IGNORECASE)
_ACTIVE_KINDS = frozenset({"vbaProject", "control", "aFChunk", "oleObject", "frame", "subDocument"})
_LINKS = frozenset({"hyperlink"})
_PLAYED = frozenset({"video", "audio", "media"})
"""Fetched only when somebody plays them."""
_REMOTE = regex(r"(?i)^(https?:|ftp:|\\\\|//|file:/*\\\\|file:////)")
_FETCHING = re.compile(r"\b(DDE|DDEAUTO|INCLUDEPICTURE|INCLUDETEXT|IMPORT|LINK)\b")


def check_outside(package: Package) -> Iterator[Fault]:
    """O506 for what is fetched from elsewhere, O507 for what runs.

    Warnings: media that wait for a click, a template on the author's own disk, embedded objects, macros where the
    file's name announces them.
    """
    for owner, rows in package.relations.items():
        for row in rows:
            yield from _relation_faults(package, owner, row)
    macros: Severity = "warning" if PurePath(package.name).suffix.lower() in _MACRO_SUFFIXES else "error"
    for part in package.parts:
        if _MACRO.search(part):
            yield found("O507", package.name, part, severity=macros)
        elif _EMBEDDED.search(part):
            yield found("O507", package.name, part, severity="warning")
    yield from _field_faults(package)


def _relation_faults(package: Package, owner: str, row: Relation) -> Iterator[Fault]:
    if row.external and row.kind not in _LINKS:
        local = row.kind in _PLAYED or (row.kind == "attachedTemplate" and not _REMOTE.match(row.target))
        severity: Severity = "warning" if local else "error"
        yield found("O506", package.name, relations_of(owner), severity=severity, detail=row.target)
    if row.kind in _ACTIVE_KINDS and not _MACRO.search(row.target):
        yield found("O507", package.name, row.target, severity="warning")


def _field_faults(package: Package) -> Iterator[Fault]:
    """Fields of documents that fetch from outside."""
    for part, tree in package.trees.items():
        if "wordprocessingml" in package.types.get(part, ""):
            for element in tree.iter(f"{W}instrText", f"{W}fldSimple"):
                words = f"{element.text or ''} {element.get(f'{W}instr') or ''}"
                if _FETCHING.search(words):
                    yield found("O506", package.name, part, detail=words.strip())
