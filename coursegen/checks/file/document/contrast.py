"""Whether text can be read on its shading: of the run, the paragraph, the cell, the table or the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from lxml import etree
from msgspec import Struct

from coursegen.checks.file.document.styles import color_of, on, shading_of, value_of
from coursegen.checks.file.document.text import Document, Paragraph
from coursegen.checks.file.reading import needed
from coursegen.checks.file.scheme import Color, shown
from coursegen.checks.package_document import W
from coursegen.checks.parts import child, whole
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


def _asked_parts(table: _Element) -> tuple[str, ...]:
    """Parts of its style that a table wants to see."""
    look = table.find(f"{W}tblPr/{W}tblLook")
    if look is None:
        return ()
    bits = look.get(f"{W}val") or "0"
    mask = int(bits, 16) if len(bits) < 9 and all(c in "0123456789abcdefABCDEF" for c in bits) else 0
    said = ((name, look.get(f"{W}{name}"), mask & bit) for name, bit in _LOOK_BITS.items())
    return tuple(name for name, own, usual in said if (own in ("1", "true") if own is not None else usual))


def _is_in(part: str, cell: _Element) -> bool:
    """Whether a cell stands in the first or last row or column of its table."""
    of = cell.getparent() if part.endswith("Row") else cell
    return of is not None and _is_end(of, preceding=part.startswith("first"))


def _is_end(element: _Element, *, preceding: bool) -> bool:
    """Whether no row or cell like this one comes before, or after, in its table."""
    return next(element.itersiblings(element.tag, preceding=preceding), None) is None


def _parts_of_styles(chain: _Chain, parts: Sequence[str]) -> _Chain:
    """These parts of styles, the nearest style's first, and the styles."""
    own = (p for s in chain for part in parts for p in s.iterfind(f"{W}tblStylePr") if p.get(f"{W}type") == part)
    return (*own, *chain)


class _Reader:
    """Reads the text of a document on its ground; a few chains of styles serve all of it, each is followed once."""

    def __init__(self, document: Document) -> None:
        self._document, self._scheme, self._page = document, document.scheme, _page_color(document)
        self._told_by = cache(self._told_by_styles)
        self._shading_of = cache(self._shading_of_styles)
        self._look = cache(self._look_of_table)
        self._parts = cache(_parts_of_styles)
        self._usual = cache(lambda styles, below: self._pair(self._told_by(styles), below))

    def readings(self) -> Iterator[_Reading]:
        """All words that stand in no text box, as they read."""
        for paragraph in self._document.paragraphs:
            if paragraph.words and not paragraph.boxed:
                looks = () if paragraph.cell is None else self._looks_of(paragraph.cell)
                below = self._ground_below(paragraph, looks) or self._page
                styles = (*paragraph.styles, *looks)
                for run, words in paragraph.runs():
                    yield _Reading(paragraph, words, self._of_run(child(run, f"{W}rPr"), styles, below))

    def _looks_of(self, cell: _Element) -> _Chain:
        """Parts of the table's style that apply to a cell, the strongest first; and the style itself."""
        table = next(cell.iterancestors(f"{W}tbl"), None)
        if table is None or cell.getparent() is None:
            return ()
        chain, asked = self._look(table)
        return self._parts(chain, tuple(_PARTS[part] for part in asked if _is_in(part, cell)))

    def _look_of_table(self, table: _Element) -> tuple[_Chain, tuple[str, ...]]:
        return self._document.styles.chain(value_of(table.find(f"{W}tblPr/{W}tblStyle"))), _asked_parts(table)

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
        own = shading_of(paragraph.properties.get(f"{W}shd"), self._scheme)
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
