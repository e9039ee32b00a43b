"""A Word document as its checks look at it: paragraphs in their order, with styles, level and place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree
from msgspec import Struct

from coursegen.checks.file.document.styles import Styles, value_of
from coursegen.checks.file.scheme import Scheme, read_scheme
from coursegen.checks.package_document import W
from coursegen.checks.parts import Package, child, elements, whole
from coursegen.errors import Fault, Place, Severity

_HEADING = re.compile(r"(?:heading|标题|標題) ?([1-9])")
_INSERTED = (f"{W}drawing", f"{W}pict", f"{W}object", f"{W}br", f"{W}sectPr", f"{W}fldChar", f"{W}ptab")
_BOX = f"{W}txbxContent"


class Paragraph(Struct, frozen=True):
    """A paragraph of the body: its number from 1, words, styles (nearest first), heading level (0 = none).

    `properties` are by their tags; `cell` is the table cell it stands in; `bare` says that it holds nothing at all,
    `boxed` that it is in a text box.
    """

    element: etree._Element
    properties: Mapping[str, etree._Element]
    number: int
    words: str
    styles: tuple[etree._Element, ...]
    level: int
    cell: etree._Element | None
    bare: bool
    boxed: bool

    def runs(self) -> Iterator[tuple[etree._Element, str]]:
        """Its own runs that hold words, with them."""
        for run in self.element.iter(f"{W}r"):
            words = "".join(t.text or "" for t in run.iterchildren(f"{W}t"))
            if words.strip() and (
                run.getparent() is self.element or next(run.iterancestors(f"{W}p"), None) is self.element
            ):
                yield run, words


class Document(Struct, frozen=True):
    """A Word document with its paragraphs, tables, styles and colours."""

    package: Package
    tree: etree._Element
    styles: Styles
    scheme: Scheme
    paragraphs: tuple[Paragraph, ...]
    tables: tuple[etree._Element, ...]

    def fault(self, code: str, inside: str, *, severity: Severity = "warning", **facts: object) -> Fault:
        """A fault at a place in the document."""
        return Fault(code, Place(self.package.name, inside=inside), facts, severity)

    def part(self, kind: str) -> etree._Element | None:
        """A part that the document has one of: styles, settings, theme."""
        return self.package.trees.get(self.package.related(self.package.main, kind))


def open_document(package: Package) -> Document:
    """A Word document with everything resolved."""
    tree = package.trees[package.main]
    styles = Styles.read(package.trees.get(package.related(package.main, "styles")))
    scheme = read_scheme(package.trees.get(package.related(package.main, "theme")), {}).derived()
    found = enumerate(elements(tree, f"{W}p"), 1)
    paragraphs = tuple(_paragraph(number, element, styles) for number, element in found)
    return Document(package, tree, styles, scheme, paragraphs, tuple(elements(tree, f"{W}tbl")))


def _paragraph(number: int, element: etree._Element, styles: Styles) -> Paragraph:
    own, above = child(element, f"{W}pPr"), element.getparent()
    properties = {} if own is None else {str(e.tag): e for e in reversed(own)}
    chain = styles.of_paragraph(properties)
    in_body = above is not None and above.tag == f"{W}body"
    words = "".join(t.text or "" for t in element.iter(f"{W}t")).strip()
    return Paragraph(
        element,
        properties,
        number,
        words,
        chain,
        _level(properties, chain, styles),
        None if in_body else next(element.iterancestors(f"{W}tc", _BOX), None),
        not words and next(element.iter(*_INSERTED), None) is None,
        not in_body and next(element.iterancestors(_BOX), None) is not None,
    )


def _level(properties: Mapping[str, etree._Element], chain: tuple[etree._Element, ...], styles: Styles) -> int:
    """Level of a heading, by its own mark, its style's name or its style's mark; 0 for other text."""
    if f"{W}outlineLvl" in properties:
        return _outline(properties[f"{W}outlineLvl"])
    name = (chain[0].get(f"{W}styleId") or "") if chain else ""
    if name not in styles.levels:
        styles.levels[name] = _level_of(chain)
    return styles.levels[name]


def _level_of(chain: tuple[etree._Element, ...]) -> int:
    for style in chain:
        named = _HEADING.fullmatch(value_of(style.find(f"{W}name")).lower())
        if named:
            return int(named[1])
        mark = style.find(f"{W}pPr/{W}outlineLvl")
        if mark is not None:
            return _outline(mark)
    return 0


def _outline(mark: etree._Element) -> int:
    """Level of a `w:outlineLvl`, which counts from 0; 9 is body text."""
    level = whole(value_of(mark), 9) + 1
    return level if 1 <= level <= 9 else 0
