"""A file just made → why it must not be written: broken, against the rules of the house, not fit to be shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from lxml import etree
from msgspec.structs import replace

from coursegen.checks.file.scheme import read_scheme
from coursegen.checks.package import check_made, open_made
from coursegen.checks.package_deck import P
from coursegen.checks.package_document import W
from coursegen.checks.parts import Package, carried
from coursegen.errors import EXIT_OUTPUT, Fault, FaultError

if TYPE_CHECKING:
    from coursegen.checks.file.deck.contrast import Demand
    from coursegen.checks.file.deck.page import Colors
    from coursegen.checks.file.document.contrast import Pair

_OF_THE_BASE = frozenset({"K210"})
"""Layouts of a unit's own base may be faint; that is told, but the unit gets its files."""


_MAIN = frozenset({"ppt/presentation.xml", "word/document.xml"})
"""Parts whose type says what a file is."""

Demands: TypeAlias = "tuple[Colors, frozenset[Demand] | frozenset[Pair]]"
"""What a slide or a document demands of which colours."""

NO_DEMANDS: Demands = ("", ()), frozenset()


def check_output(data: bytes | Mapping[str, bytes], name: str) -> tuple[Fault, ...]:
    """What is wrong with an output, or its parts; small things that `coursegen check` remarks are left to it."""
    return look_into(data, name)[0]


def look_into(
    data: bytes | Mapping[str, bytes], name: str, sound: frozenset[str] = frozenset(), *, listed: bool = False
) -> tuple[tuple[Fault, ...], Mapping[str, Demands]]:
    """What is wrong with an output or its parts, and what its slides, or the document, demand of colours, by part.

    Parts that are known to be `sound` with the same around them are not looked into; nor are its lists, if it is known
    that they have all of it `listed`.
    """
    if listed and not isinstance(data, bytes):
        data = {part: body for part, body in data.items() if part not in sound or part in _MAIN}
    try:
        package = open_made(data, name, sound)
    except FaultError as error:
        return error.faults, {}
    looks, demanded = _looked_at(package)
    faults = (*check_made(package, listed=listed), *_grave(looks, package))
    return faults, {} if faults else demanded


def _looked_at(package: Package) -> tuple[Iterable[Fault], Mapping[str, Demands]]:
    """What is wrong with the looks of slides or a document, and what these demand of colours.

    Who judges the one loads nothing of the other.
    """
    main = package.trees.get(package.main)
    if main is not None and main.tag == f"{P}presentation":
        from coursegen.checks.file.deck import judge_slides
        from coursegen.checks.file.deck.contrast import demands
        from coursegen.checks.file.deck.page import open_deck

        deck = open_deck(package)
        return judge_slides(deck, small=False), demands(deck)
    if main is not None and main.tag == f"{W}document":
        from coursegen.checks.file.document import judge_text
        from coursegen.checks.file.document.contrast import pairs
        from coursegen.checks.file.document.text import open_document

        document = open_document(package)
        theme = package.related(package.main, "theme")
        return judge_text(document, small=False), {package.main: ((theme, ()), pairs(document))}
    return (), {}


def met(wanted: Iterable[Demands], parts: Mapping[str, bytes]) -> bool:
    """Whether the themes of a package meet what slides demand of their colours."""
    by_colors: dict[Colors, set[frozenset[Demand] | frozenset[Pair]]] = {}
    for colors, of_slide in wanted:
        by_colors.setdefault(colors, set()).add(of_slide)
    for (theme, names), of_theme in by_colors.items():
        values = _values(parts.get(theme), names)
        if not all(demand.met(values) for of_part in of_theme for demand in of_part):
            return False
    return True


@lru_cache(maxsize=8)
def _values(theme: bytes | None, names: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    """Colours by the names that slides use; of a unit's documents all have the same."""
    return read_scheme(None if theme is None else etree.fromstring(theme), dict(names)).values


def _grave(looks: Iterable[Fault], package: Package) -> Iterator[Fault]:
    """What must not be shown so."""
    own = _own_slides(package)
    for fault in looks:
        if fault.severity == "error" and fault.place.inside.split(":")[0] not in own:
            severity = "warning" if fault.code in _OF_THE_BASE else fault.severity
            yield replace(fault, severity=severity, exits=EXIT_OUTPUT)


def _own_slides(package: Package) -> frozenset[str]:
    """Slides that are a unit's own, as faults name them: their looks are not for this program to judge."""
    if not package.main.startswith("ppt/"):
        return frozenset()
    from coursegen.checks.file.deck.page import slide_parts

    parts = enumerate(slide_parts(package), 1)
    return frozenset(f"slide {number}" for number, part in parts if carried(package, part))
