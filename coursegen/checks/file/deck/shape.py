"""Shapes of a slide, layout or master: where they are, what they inherit from, what fills them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from coursegen.checks.file.described import alt_in, describes
from coursegen.checks.file.fill import CLEAR, PICTURE, Fill, fill_by_reference, fill_in
from coursegen.checks.file.scheme import A, Scheme
from coursegen.checks.forms import Words
from coursegen.checks.package_deck import P
from coursegen.checks.parts import child, local, said, whole
from coursegen.layout.geometry import Rect

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PROPERTIES, _OF_GROUP, _NAMED, _PLACED = f"{P}spPr", f"{P}grpSpPr", f"{P}cNvPr", f"{A}xfrm"
_NAMELESS = etree.Element("nameless")
_DRAWN = frozenset({"sp", "pic", "graphicFrame", "cxnSp", "contentPart"})
_MASTER_KINDS = {"ctrTitle": "title", "subTitle": "body", "obj": "body", "tbl": "body", "chart": "body"}
_MASTER_KINDS |= dict.fromkeys(("clipArt", "dgm", "media", "pic"), "body")
FURNITURE = frozenset({"dt", "ftr", "sldNum", "hdr"})
"""Placeholders that stand on every slide and say nothing of their own."""


class Mark(Struct, frozen=True):
    """What makes a shape a placeholder."""

    kind: str
    index: str
    element: etree._Element


class Shape(Struct, frozen=True):
    """A drawing in slide coordinates. `bases` are the placeholders it inherits from, nearest first.

    `turn` are degrees clockwise; `described` says that it or a group around it has an alternative text or is marked
    as decoration; `grouped` that it is part of a group; `preset` names its geometry ("custom" for a drawn one).
    """

    element: etree._Element
    kind: str
    name: str
    rect: Rect | None
    mark: Mark | None = None
    bases: tuple[etree._Element, ...] = ()
    fill: Fill = CLEAR
    turn: int = 0
    described: bool = False
    grouped: bool = False
    preset: str = "rect"
    texts: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """All its text."""
        return "".join(self.texts).strip()

    def saying(self, words: Words) -> Shape:
        """The shape with the words of a slide."""
        return replace(self, texts=tuple(words.get(text, text) for text in self.texts)) if self.texts else self

    @property
    def is_title(self) -> bool:
        """Whether it is the place for the slide's title."""
        return self.mark is not None and self.mark.kind in ("title", "ctrTitle")

    @property
    def outlined(self) -> bool:
        """Whether a line is drawn round it."""
        line = self.element.find(f"{P}spPr/{A}ln")
        style = self.element.find(f"{P}style/{A}lnRef")
        if line is not None and len(line):
            return line.find(f"{A}noFill") is None
        return style is not None and whole(style.get("idx")) > 0


class Sheet(Struct, frozen=True):
    """What slides take from a layout or a master: placeholders, and what is drawn below every slide."""

    marks: tuple[Mark, ...]
    drawn: tuple[Shape, ...]

    @classmethod
    def read(cls, tree: etree._Element | None, scheme: Scheme) -> Sheet:
        """The sheet of a part; nothing for a part that is not there."""
        if tree is None:
            return cls((), ())
        marks = tuple(m for e in tree.iter(f"{P}sp", f"{P}pic", f"{P}graphicFrame") if (m := _mark(e)) is not None)
        return cls(marks, tuple(s for s in shapes_of(tree, scheme, ()) if s.mark is None))


class _Frame(Struct, frozen=True):
    """How coordinates inside a group become those of the slide, and what the group hands to its members."""

    across: float = 1.0
    down: float = 1.0
    x: float = 0.0
    y: float = 0.0
    fill: Fill = CLEAR
    described: bool = False
    grouped: bool = False

    def placed(self, rect: Rect) -> Rect:
        """A rectangle of the group, on the slide."""
        left, top = round(rect.x * self.across + self.x), round(rect.y * self.down + self.y)
        return Rect(left, top, round(rect.w * self.across), round(rect.h * self.down))


def shapes_of(tree: etree._Element, scheme: Scheme, sheets: Sequence[Sequence[Mark]]) -> Iterator[Shape]:
    """Shapes of a part from the lowest up, hidden ones left out; `sheets` are the marks of layout and master."""
    root = tree.find(f"{P}cSld/{P}spTree")
    if root is not None:
        yield from _members(root, _Frame(), scheme, sheets)


def _members(
    parent: etree._Element, frame: _Frame, scheme: Scheme, sheets: Sequence[Sequence[Mark]]
) -> Iterator[Shape]:
    for element in parent.iterchildren(etree.Element):
        name = local(element)
        if name == "AlternateContent":
            choice = element.find(f"{_MC}Choice")
            if choice is not None:
                yield from _members(choice, frame, scheme, sheets)
        elif (name == "grpSp" or name in _DRAWN) and not said((named := _named(element)).get("hidden")):
            if name == "grpSp":
                yield from _members(element, _group_frame(element, named, frame, scheme), scheme, sheets)
            else:
                yield _shape(element, name, named, frame, scheme, sheets)


def _named(element: etree._Element) -> etree._Element:
    """The element that has name, number and alternative text of a drawing."""
    head = next(element.iterchildren(etree.Element), None)
    found = child(head, _NAMED) if head is not None else None
    return found if found is not None else _NAMELESS


def _shape(
    element: etree._Element,
    kind: str,
    named: etree._Element,
    frame: _Frame,
    scheme: Scheme,
    sheets: Sequence[Sequence[Mark]],
) -> Shape:
    mark = _mark(element)
    bases = _bases(mark, sheets) if mark is not None else ()
    properties = [p for e in (element, *bases) if (p := child(e, _PROPERTIES)) is not None]
    found = ((t, r) for e in (element, *bases) if (t := _transform(e)) is not None and (r := _rect(t)) is not None)
    transform, rect = next(found, (None, None))
    return Shape(
        element,
        kind,
        named.get("name") or "",
        frame.placed(rect) if rect is not None else None,
        mark,
        bases,
        _fill(element, kind, properties, frame, scheme),
        round(whole(transform.get("rot")) / 60_000) % 360 if transform is not None else 0,
        frame.described or describes(named),
        frame.grouped,
        _preset(properties),
        tuple(t.text or "" for t in element.iter(f"{A}t")),
    )


def _preset(properties: Sequence[etree._Element]) -> str:
    for owner in properties:
        geometry = child(owner, f"{A}prstGeom")
        if geometry is not None:
            return geometry.get("prst") or "rect"
        if child(owner, f"{A}custGeom") is not None:
            return "custom"
    return "rect"


def alt_of(shape: Shape) -> str:
    """The alternative text of a shape itself."""
    return alt_in(_named(shape.element))


def _transform(element: etree._Element) -> etree._Element | None:
    """How an element says where it is."""
    if local(element) == "graphicFrame":
        return child(element, f"{P}xfrm")
    owner = child(element, _OF_GROUP if local(element) == "grpSp" else _PROPERTIES)
    return child(owner, _PLACED) if owner is not None else None


def _rect(transform: etree._Element | None, start: str = "off", size: str = "ext") -> Rect | None:
    at = child(transform, f"{A}{start}") if transform is not None else None
    extent = child(transform, f"{A}{size}") if transform is not None else None
    if at is None or extent is None:
        return None
    return Rect(whole(at.get("x")), whole(at.get("y")), whole(extent.get("cx")), whole(extent.get("cy")))


def _group_frame(group: etree._Element, named: etree._Element, outer: _Frame, scheme: Scheme) -> _Frame:
    properties = child(group, _OF_GROUP)
    own = fill_in(properties, scheme, outer.fill)
    frame = replace(
        outer,
        fill=own if own is not None else outer.fill,
        described=outer.described or describes(named),
        grouped=True,
    )
    transform = _transform(group)
    around, inside = _rect(transform), _rect(transform, "chOff", "chExt")
    if around is None or inside is None or not inside.w or not inside.h:
        return frame
    placed = outer.placed(around)
    across, down = placed.w / inside.w, placed.h / inside.h
    return replace(frame, across=across, down=down, x=placed.x - inside.x * across, y=placed.y - inside.y * down)


def _mark(element: etree._Element) -> Mark | None:
    head = next(element.iterchildren(etree.Element), None)
    found = head.find(f"{P}nvPr/{P}ph") if head is not None else None
    return Mark(found.get("type") or "obj", found.get("idx") or "0", element) if found is not None else None


def _bases(mark: Mark, sheets: Sequence[Sequence[Mark]]) -> tuple[etree._Element, ...]:
    """The placeholder of the layout that a mark means, then that of the master."""
    layout, master = sheets if len(sheets) == 2 else ((), ())
    on_layout = next((m for m in layout if _meant(mark, m)), None)
    kind = _MASTER_KINDS.get((on_layout or mark).kind, (on_layout or mark).kind)
    on_master = next((m for m in master if m.kind == kind), None)
    return tuple(m.element for m in (on_layout, on_master) if m is not None)


def _meant(mark: Mark, other: Mark) -> bool:
    titles = ("title", "ctrTitle")
    if mark.kind in titles or mark.kind in FURNITURE:
        return mark.kind == other.kind or (mark.kind in titles and other.kind in titles)
    return mark.index == other.index and other.kind not in titles


def _fill(
    element: etree._Element, kind: str, properties: Sequence[etree._Element], frame: _Frame, scheme: Scheme
) -> Fill:
    if kind != "sp":
        return CLEAR if kind == "cxnSp" else PICTURE
    for owner in properties:
        own = fill_in(owner, scheme, frame.fill)
        if own is not None:
            return own
    return fill_by_reference(element.find(f"{P}style/{A}fillRef"), scheme)
