"""Where the look of text comes from: run, paragraph, shape, layout, master, presentation (nearest first)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from lxml import etree
from msgspec import Struct, field

from coursegen.checks.file.deck.shape import FURNITURE, Shape
from coursegen.checks.file.fill import Fill, fill_in
from coursegen.checks.file.scheme import A, Paint, Scheme, paint_of
from coursegen.checks.package_deck import P
from coursegen.checks.parts import said, whole

T = TypeVar("T")

_BODY_KINDS = frozenset({"body", "subTitle", "obj", "tbl", "chart", "clipArt", "dgm", "media", "pic"})


class Level(Struct, frozen=True):
    """What paragraphs of one level and their runs look like before they say anything themselves.

    `line`, `before` and `after` are elements of DrawingML, `size` is in 1/100 points, lengths are EMU.
    """

    align: str
    line: etree._Element | None
    before: etree._Element | None
    after: etree._Element | None
    left: int
    indent: int
    size: int
    bold: bool
    ea: str
    paint: Paint | None


class Cascade(Struct, frozen=True):
    """Lists of styles that a text takes its look from; `font` is what a style of shapes or tables says between them."""

    near: tuple[etree._Element, ...]
    far: tuple[etree._Element, ...]
    font: etree._Element | None = None
    bold: bool = False

    def level(self, number: int, scheme: Scheme) -> Level:
        """The look of a level (from 0)."""
        near, far = (
            tuple(p for e in lists if (p := e.find(f"{A}lvl{number + 1}pPr")) is not None)
            for lists in (self.near, self.far)
        )
        near_runs, far_runs = (
            tuple(d for p in group if (d := p.find(f"{A}defRPr")) is not None) for group in (near, far)
        )
        both, runs = (*near, *far), (*near_runs, *far_runs)
        bold = first(near_runs, lambda e: e.get("b")) or ("1" if self.bold else first(far_runs, lambda e: e.get("b")))
        return Level(
            first(both, lambda e: e.get("algn")) or "l",
            first(both, lambda e: e.find(f"{A}lnSpc/*")),
            first(both, lambda e: e.find(f"{A}spcBef/*")),
            first(both, lambda e: e.find(f"{A}spcAft/*")),
            whole(first(both, lambda e: e.get("marL"))),
            whole(first(both, lambda e: e.get("indent"))),
            whole(first(runs, lambda e: e.get("sz")), 1800),
            said(bold),
            first(runs, east_asian) or "+mn-ea",
            self._paint(near_runs, far_runs, scheme),
        )

    def _paint(self, near: Iterable[etree._Element], far: Iterable[etree._Element], scheme: Scheme) -> Paint | None:
        own = first(near, lambda e: fill_in(e, scheme))
        if own is None and self.font is not None and len(self.font):
            return paint_of(self.font[0], scheme)
        own = own or first(far, lambda e: fill_in(e, scheme))
        return plain(own) if own is not None else Paint(scheme.colors["tx1"])


class Sources(Struct, frozen=True):
    """What slides of one master take their text's look from: its styles, defaults, styles of tables, colours."""

    scheme: Scheme
    styles: etree._Element | None
    default: etree._Element | None
    tables: dict[str, etree._Element]
    _levels: dict[tuple[object, ...], Level] = field(default_factory=dict)
    frames: dict[tuple[etree._Element, ...], Any] = field(default_factory=dict)
    """What placeholders say of the frames of text, as it becomes known."""

    def level(self, cascade: Cascade, number: int) -> Level:
        """A level of a cascade; hundreds of shapes share one.

        The elements themselves are the key: kept alive, they stay the same objects whenever they are found again.
        """
        key = (cascade.near, cascade.far, cascade.font, cascade.bold, number)
        if key not in self._levels:
            self._levels[key] = cascade.level(number, self.scheme)
        return self._levels[key]

    def far(self, kind: str) -> tuple[etree._Element, ...]:
        """Styles of the master for a kind of text (title, body or other), then the defaults."""
        own = self.styles.find(f"{P}{kind}Style") if self.styles is not None else None
        return tuple(e for e in (own, self.default) if e is not None)


def cascade_of(shape: Shape, sources: Sources) -> Cascade:
    """The cascade of a shape's own text."""
    near = (e.find(f"{P}txBody/{A}lstStyle") for e in (shape.element, *shape.bases))
    kind = shape.mark.kind if shape.mark else ""
    name = "title" if shape.is_title else "body" if kind in _BODY_KINDS else "other"
    font = shape.element.find(f"{P}style/{A}fontRef")
    return Cascade(tuple(e for e in near if e is not None and len(e)), sources.far(name), font)


def is_furniture(shape: Shape) -> bool:
    """Whether a shape is a date, footer or slide number."""
    return shape.mark is not None and shape.mark.kind in FURNITURE


def first(elements: Iterable[etree._Element], read: Callable[[etree._Element], T | None]) -> T | None:
    """What the first element that says something says."""
    return next((value for e in elements if (value := read(e)) is not None), None)


def east_asian(look: etree._Element) -> str | None:
    """The East Asian face that run properties name."""
    face = look.find(f"{A}ea")
    return None if face is None else face.get("typeface") or ""


def plain(fill: Fill) -> Paint | None:
    """The colour of a fill that is of one colour."""
    return fill.paints[0] if fill.known and len(fill.paints) == 1 else None
