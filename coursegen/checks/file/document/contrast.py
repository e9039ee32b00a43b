"""Whether text can be read on its shading: of the run, the paragraph, the cell, the table or the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from lxml import etree
from msgspec import Struct

from coursegen.checks.file.document.styles import child, color_of, on, shading_of, value_of
from coursegen.checks.file.document.text import Document, Paragraph
from coursegen.checks.file.reading import needed
from coursegen.checks.file.scheme import Color, shown
from coursegen.checks.package_document import W
from coursegen.checks.parts import whole
from coursegen.errors import Fault
from coursegen.office.color import AA, BLACK, WHITE, contrast, is_dark, luminance
from coursegen.once import Asked

_HIGHLIGHTS = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "green": "00FF00", "magenta": "FF00FF", "red": "FF0000",
    "yellow": "FFFF00", "white": "FFFFFF", "darkBlue": "000080", "darkCyan": "008080", "darkGreen": "008000",
    "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000", "darkGray": "808080", "lightGray": "C0C0C0",
}  # fmt: skip
_TOLD = tuple(f"{W}{name}" for name in ("highlight", "shd", "color", "sz", "b"))
"""What a run says that decides how it reads."""
_LOOK_BITS = {"firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100}
_PARTS = {"firstRow": "firstRow", "lastRow": "lastRow", "firstColumn": "firstCol", "lastColumn": "lastCol"}


_Element = etree._Element  # noqa: SLF001 - the only name lxml has for the type
_Chain = tuple[_Element, ...]
"""Styles, or the parts of them that apply, the nearest first."""


class Pair(Struct, frozen=True):
    """A text of a colour ("" for Word's own choice: black, or white on what is dark) on a ground, and what it needs."""

    color: Color
    ground: Color
    least: float

    def shown(self, values: Mapping[str, str]) -> tuple[str, str]:
        """Both colours where these are the theme's."""
        ground = shown(self.ground, values)
        return shown(self.color, values) or (WHITE if is_dark(ground) else BLACK), ground

    def met(self, values: Mapping[str, str]) -> bool:
        """Whether it reads well where these are the theme's colours."""
        return contrast(*self.shown(values)) >= self.least


class _Reading(Struct, frozen=True):
    """Words on their ground."""

    paragraph: Paragraph
    words: str
    pair: Pair


def pairs(document: Document) -> frozenset[Pair]:
    """What a document demands of the colours of its theme: without it there is K210."""
    return frozenset(reading.pair for reading in _readings(document))


def contrast_faults(document: Document) -> Iterator[Fault]:
    """K210 for every pair of colours that reads badly, at its first place; K212 how many text boxes were not judged."""
    values = document.scheme.values
    low: dict[tuple[str, str], _Reading] = {}
    met = cache(lambda pair: pair.met(values))
    for reading in _readings(document):
        if not met(reading.pair):
            low.setdefault(reading.pair.shown(values), reading)
    for (color, ground), first in low.items():
        yield document.fault(
            "K210",
            f"paragraph {first.paragraph.number}",
            severity="error",
            text=first.words.strip()[:20],
            ratio=f"{contrast(color, ground):.1f}",
            needed=f"{first.pair.least:g}",
            color=color,
            ground=ground,
        )
    boxed = sum(paragraph.boxed and bool(paragraph.words) for paragraph in document.paragraphs)
    if boxed:
        yield document.fault("K212", "", count=boxed)


def mono_faults(document: Document) -> Iterator[Fault]:
    """K402 for light text on a ground that prints as a grey too light for it, once for a pair of colours."""
    seen = set()
    for reading in _readings(document):
        pair = color, ground = reading.pair.shown(document.scheme.values)
        if luminance(color) > luminance(ground) and contrast(color, ground) < AA and pair not in seen:
            seen.add(pair)
            place, ratio = f"paragraph {reading.paragraph.number}", f"{contrast(color, ground):.1f}"
            yield document.fault("K402", place, text=reading.words.strip()[:20], ratio=ratio)


def _readings(document: Document) -> tuple[_Reading, ...]:
    return _read(Asked(id(document), document))


@lru_cache(maxsize=1)
def _read(asked: Asked[Document]) -> tuple[_Reading, ...]:
    """Read once for all that is asked of the same document."""
    return tuple(_Reader(asked.held).readings())


def _page_color(document: Document) -> Color:
    settings = document.part("settings")
    is_shown = settings is not None and on(settings.find(f"{W}displayBackgroundShape"))
    return (color_of(document.tree.find(f"{W}background"), document.scheme, "color") if is_shown else "") or WHITE


def _looks_of(document: Document, paragraph: Paragraph) -> tuple[_Element, ...]:
    """Parts of the table's style that apply to the cell a paragraph stands in, the strongest first."""
    cell = paragraph.cell
    row = cell.getparent() if cell is not None else None
    table = next(cell.iterancestors(f"{W}tbl"), None) if cell is not None else None
    if cell is None or row is None or table is None:
        return ()
    chain = document.styles.chain(value_of(table.find(f"{W}tblPr/{W}tblStyle")))
    wanted = [_PARTS[name] for name in _applying(table, row, cell)]
    parts = (p for s in chain for want in wanted for p in s.iterfind(f"{W}tblStylePr") if p.get(f"{W}type") == want)
    return (*parts, *chain)


def _applying(table: _Element, row: _Element, cell: _Element) -> Iterator[str]:
    look = table.find(f"{W}tblPr/{W}tblLook")
    if look is None:
        return
    bits = look.get(f"{W}val") or "0"
    mask = int(bits, 16) if len(bits) < 9 and all(c in "0123456789abcdefABCDEF" for c in bits) else 0
    at = {
        "firstRow": _is_end(row, preceding=True),
        "lastRow": _is_end(row, preceding=False),
        "firstColumn": _is_end(cell, preceding=True),
        "lastColumn": _is_end(cell, preceding=False),
    }
    for name, here in at.items():
        asked = look.get(f"{W}{name}")
        if here and (asked in ("1", "true") if asked is not None else mask & _LOOK_BITS[name]):
            yield name


def _is_end(element: _Element, *, preceding: bool) -> bool:
    """Whether no row or cell like this one comes before, or after, in its table."""
    return next(element.itersiblings(element.tag, preceding=preceding), None) is None


class _Reader:
    """Reads the text of a document on its ground; a few chains of styles serve all of it, each is followed once."""

    def __init__(self, document: Document) -> None:
        self._document, self._scheme, self._page = document, document.scheme, _page_color(document)
        self._told_by = cache(self._told_by_styles)
        self._shading_of = cache(self._shading_of_styles)
        self._usual = cache(lambda styles, below: self._pair(self._told_by(styles), below))

    def readings(self) -> Iterator[_Reading]:
        """All words that stand in no text box, as they read."""
        for paragraph in self._document.paragraphs:
            if paragraph.words and not paragraph.boxed:
                looks = _looks_of(self._document, paragraph)
                below = self._ground_below(paragraph, looks) or self._page
                styles = (*paragraph.styles, *looks)
                for run, words in paragraph.runs():
                    yield _Reading(paragraph, words, self._of_run(child(run, f"{W}rPr"), styles, below))

    def _of_run(self, own: _Element | None, styles: _Chain, below: Color) -> Pair:
        if own is None:
            return self._usual(styles, below)
        said = {str(e.tag): e for e in own if e.tag in _TOLD or e.tag == f"{W}rStyle"}
        named = value_of(said.pop(f"{W}rStyle", None))
        styles = (*self._document.styles.chain(named), *styles) if named else styles
        return self._pair({**self._told_by(styles), **said}, below) if said else self._usual(styles, below)

    def _pair(self, said: Mapping[str, _Element], below: Color) -> Pair:
        lit, shading, color, size, bold = (said.get(tag) for tag in _TOLD)
        ground = _HIGHLIGHTS.get(value_of(lit), "") or shading_of(shading, self._scheme) or below
        least = needed(whole(value_of(size), 20) / 2, bold=on(bold))
        return Pair(color_of(color, self._scheme), ground, least)

    def _told_by_styles(self, styles: _Chain) -> Mapping[str, _Element]:
        """What styles (nearest first) and the defaults of the document say of a run."""
        defaults = self._document.styles.run_defaults
        looks = [look for s in styles if (look := s.find(f"{W}rPr")) is not None]
        chain = [*looks, *(() if defaults is None else (defaults,))]
        return {str(e.tag): e for look in reversed(chain) for e in look if e.tag in _TOLD}

    def _ground_below(self, paragraph: Paragraph, looks: _Chain) -> Color:
        """Shading of a paragraph, else of its cell, else of its table; "" for none."""
        own = shading_of(child(paragraph.properties, f"{W}shd"), self._scheme)
        ground = own or self._shading_of(paragraph.styles, "pPr")
        cell = paragraph.cell
        if ground or cell is None:
            return ground
        ground = shading_of(cell.find(f"{W}tcPr/{W}shd"), self._scheme) or self._shading_of(looks, "tcPr")
        table = None if ground else next(cell.iterancestors(f"{W}tbl"), None)
        return ground if table is None else shading_of(table.find(f"{W}tblPr/{W}shd"), self._scheme)

    def _shading_of_styles(self, styles: _Chain, properties: str) -> Color:
        found = (shading_of(s.find(f"{W}{properties}/{W}shd"), self._scheme) for s in styles)
        return next((color for color in found if color), "")
