"""An Office file of anybody's → its faults: integrity first, then what its readers will trip over."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from coursegen.checks.file.deck import judge_deck
from coursegen.checks.file.deck.page import slide_parts
from coursegen.checks.file.document import judge_document
from coursegen.checks.package import check_integrity, open_package
from coursegen.checks.package_deck import P
from coursegen.checks.package_document import W
from coursegen.checks.parts import Package
from coursegen.errors import EXIT_CHECK, Fault, FaultError, Place

SUFFIXES = frozenset({".pptx", ".pptm", ".potx", ".potm", ".ppsx", ".ppsm", ".docx", ".docm", ".dotx", ".dotm"})
"""Names of files that can be checked."""

_STRICT = "{http://purl.oclc.org/ooxml/"


def check_file(data: bytes, name: str, *, mono: bool = False) -> tuple[Fault, ...]:
    """All faults of an Office file, each with its place; of a file that nobody should open, one.

    `mono` adds what a print in black and white loses. Looks of a file in the strict format are not judged (K200).
    """
    try:
        package = open_package(data, name)
    except FaultError as error:
        return tuple(_of_check(fault) for fault in error.faults[:1])
    places = _places(package)
    broken = (replace(f, place=places.get(str(f.facts.get("part")), f.place)) for f in check_integrity(package))
    return (*(_of_check(fault) for fault in broken), *judge(package, mono=mono))


def judge(package: Package, *, mono: bool = False, small: bool = True) -> Iterator[Fault]:
    """Faults of a package beside its integrity: K2 of decks, K3 of documents, K4 in black and white.

    Without `small` only the checks that can find errors, in about half the time.
    """
    main = package.trees.get(package.main)
    if main is None:
        return
    if str(main.tag).startswith(_STRICT):
        yield Fault("K200", Place(package.name), {}, "warning")
    elif main.tag == f"{P}presentation":
        yield from judge_deck(package, mono=mono, small=small)
    elif main.tag == f"{W}document":
        yield from judge_document(package, mono=mono, small=small)


def _places(package: Package) -> dict[str, Place]:
    """Places of slides by the names of their parts."""
    main = package.trees.get(package.main)
    parts = slide_parts(package) if main is not None and main.tag == f"{P}presentation" else ()
    return {part: Place(package.name, inside=f"slide {number}") for number, part in enumerate(parts, 1)}


def _of_check(fault: Fault) -> Fault:
    """A fault of a file that somebody asked about, not of an output that failed."""
    return replace(fault, exits=EXIT_CHECK) if fault.code.startswith("O") else fault
