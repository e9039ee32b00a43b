"""An opened Office package, as the checks look at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from lxml import etree
from msgspec import Struct, field

from coursegen.checks.forms import Words, form_of
from coursegen.errors import Fault, Place, Severity
from coursegen.layout.geometry import CARRIED
from coursegen.office.package import Relation, resolve

_SHEET = "{http://schemas.openxmlformats.org/presentationml/2006/main}cSld"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


class Package(Struct, frozen=True):
    """Members, their trees (as far as they are XML), content types and relationships ("" = of the package).

    `sound` are parts that were found sound before, with the same around them; their trees and relationships are not
    here.
    """

    name: str
    parts: Mapping[str, bytes]
    trees: Mapping[str, etree._Element]
    types: Mapping[str, str]
    relations: Mapping[str, tuple[Relation, ...]]
    sound: frozenset[str] = frozenset()
    _forms: dict[str, tuple[bytes, Words]] = field(default_factory=dict)

    def of_type(self, ending: str) -> Iterator[tuple[str, etree._Element]]:
        """Parts whose content type ends so, in the order of their names."""
        return ((n, self.trees[n]) for n in sorted(self.types) if self.types[n].endswith(ending) and n in self.trees)

    def form(self, part: str) -> tuple[bytes, Words]:
        """The form of a slide or its notes, and its words."""
        if part not in self._forms:
            self._forms[part] = form_of(self.parts[part])
        return self._forms[part]

    @property
    def main(self) -> str:
        """The part that the package is about, or ""."""
        return self.related("", "officeDocument")

    def related(self, part: str, kind: str) -> str:
        """The first part that a part has a relationship of a kind to, or ""."""
        return next((resolve(part, r.target) for r in self.relations.get(part, ()) if r.kind == kind), "")

    def target(self, part: str, key: str) -> str:
        """The part a relationship id of `part` leads to, or ""."""
        return self.targets(part).get(key, "")

    def targets(self, part: str) -> Mapping[str, str]:
        """The parts that the relationship ids of `part` lead to; of two rows with one id the first counts."""
        rows = (r for r in reversed(self.relations.get(part, ())) if not r.external)
        return {row.id: resolve(part, row.target) for row in rows}


def carried(package: Package, part: str) -> bool:
    """Whether a part is of a unit's own slides: sound it must be, but its style is the unit's affair."""
    if "/extra" in part:
        return True
    sheet = package.trees[part].find(_SHEET) if part in package.trees else None
    return sheet is not None and CARRIED in (sheet.get("name") or "")


def faults_by_form(
    package: Package,
    parts: Iterator[tuple[str, etree._Element]],
    check: Callable[[Package, str, etree._Element], Iterator[Fault]],
) -> Iterator[Fault]:
    """Faults of slides or notes by a check that asks not which words there are: one of a sound form is enough."""
    sound: set[bytes] = set()
    for part, tree in parts:
        form, _ = package.form(part)
        if form not in sound:
            faults = tuple(check(package, part, tree))
            yield from faults
            sound |= set() if faults else {form}


def child(element: etree._Element, tag: str) -> etree._Element | None:
    """The first child with a tag, many times as fast as `find` where it is the very first of all."""
    first = element[0] if len(element) else None
    return first if first is None or first.tag == tag else next(element.iterchildren(tag), None)


def local(element: etree._Element) -> str:
    """Name of an element without its namespace."""
    return str(element.tag).rsplit("}", 1)[-1]


def whole(value: str | None, default: int = 0) -> int:
    """An attribute as a whole number; the default for whatever is none (files of others hold anything)."""
    try:
        return int(value) if value and len(value) < 20 else default
    except ValueError:
        return default


def said(value: str | None) -> bool:
    """Whether an attribute says yes."""
    return value in ("1", "true", "on")


def elements(tree: etree._Element, *tags: str) -> Iterator[etree._Element]:
    """Elements with these tags, without those that stand in for programs of another age."""
    if next(tree.iter(FALLBACK), None) is None:
        return tree.iter(*tags)
    return (e for e in tree.iter(*tags) if next(e.iterancestors(FALLBACK), None) is None)


def found(code: str, name: str, part: str, *, severity: Severity = "error", **facts: object) -> Fault:
    """A fault in a part of a file."""
    return Fault(code, Place(name), {"part": part, **facts}, severity)
