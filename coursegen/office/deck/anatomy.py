"""What stands on the masters and layouts of a deck base: placeholders with what they inherit, grounds, drawn shapes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from msgspec import Struct, field
from pptx.oxml.ns import qn

from coursegen.layout.geometry import Rect

_MASTER_KIND = {"ctrTitle": "title", "subTitle": "body", "ftr": "ftr", "sldNum": "sldNum", "dt": "dt", "title": "title"}
_INSETS = (("lIns", "91440"), ("tIns", "45720"), ("rIns", "91440"), ("bIns", "45720"))
"""Insets of a text body and what they are when nobody says (ECMA-376 part 1, 21.1.2.1.1)."""

_TEXT_FILLS = tuple(qn(f"a:{kind}Fill") for kind in ("solid", "grad", "blip", "patt", "no"))
_FILLS = ("solid", "grad", "blip", "no")
_COLORS = tuple(qn(f"a:{kind}Clr") for kind in ("scheme", "srgb", "sys", "prst"))

Align = Literal["left", "center", "right"]
Anchor = Literal["top", "middle", "bottom"]
_ALIGN: Mapping[str, Align] = {"l": "left", "ctr": "center", "r": "right"}
_ANCHOR: Mapping[str, Anchor] = {"t": "top", "ctr": "middle", "b": "bottom"}


class Holder(Struct, frozen=True):
    """A placeholder of a layout. `kind` is its type (`obj` when it has none); `rect` as inherited."""

    element: Any
    kind: str
    index: int
    name: str
    vertical: bool
    rect: Rect

    @property
    def area(self) -> int:
        """Square EMU."""
        return self.rect.w * self.rect.h


class Use(Struct, frozen=True):
    """How the samples use one layout.

    `opens`: the first slide stands on it. `later`: how many of the others do. `room`: part of the slide that the
    largest body on one of these takes. `places`: where the first slide put the placeholders, by kind.
    """

    opens: bool = False
    later: int = 0
    room: float = 0
    places: Mapping[str, Rect] = field(default_factory=dict)


class Anatomy(Struct, frozen=True):
    """A layout of a base: where it is (master, index), its name and type, what stands on it, how samples use it.

    `drawn` counts what is drawn on it, a background of its own and the master's drawings included.
    """

    layout: Any
    master: int
    index: int
    name: str
    type: str
    holders: tuple[Holder, ...]
    use: Use
    drawn: int


def anatomies(presentation: Any, uses: Mapping[str, Use]) -> tuple[Anatomy, ...]:
    """All layouts of all masters; `uses` by part name."""
    return tuple(
        _anatomy(layout, m, n, uses.get(str(layout.part.partname), Use()))
        for m, master in enumerate(presentation.slide_masters)
        for n, layout in enumerate(master.slide_layouts)
    )


def _anatomy(layout: Any, master: int, index: int, use: Use) -> Anatomy:
    holders = tuple(h for sp in layout.shapes._spTree.iter(qn("p:sp")) if (h := _holder(sp, layout)))  # noqa: SLF001
    owners = (layout, layout.slide_master) if shows_master(layout) else (layout,)
    drawn = sum(1 for owner in owners for shape in owner.shapes if not shape.is_placeholder)
    drawn += layout._element.cSld.find(qn("p:bg")) is not None  # noqa: SLF001
    return Anatomy(layout, master, index, layout.name or "", layout._element.get("type") or "", holders, use, drawn)  # noqa: SLF001


def shows_master(layout: Any) -> bool:
    """Whether a layout shows what is drawn on its master."""
    return layout._element.get("showMasterSp") not in ("0", "false")  # noqa: SLF001


def _holder(shape: Any, layout: Any) -> Holder | None:
    """A placeholder; None for other shapes and for one that neither the layout nor the master gives a place."""
    mark = mark_of(shape)
    if mark is None:
        return None
    kind = mark.get("type") or "obj"
    rect = standing(shape, layout.slide_master)
    if rect is None:
        return None
    name = shape.find(f"{qn('p:nvSpPr')}/{qn('p:cNvPr')}").get("name") or ""
    return Holder(shape, kind, int(mark.get("idx") or 0), name, (mark.get("orient") == "vert"), rect)


def mark_of(shape: Any) -> Any:
    """The p:ph element of a shape, or None."""
    return shape.find(f"{qn('p:nvSpPr')}/{qn('p:nvPr')}/{qn('p:ph')}")


def standing(shape: Any, master: Any) -> Rect | None:
    """Where a placeholder of a layout stands, itself or by the master; None where nobody says or it has no size."""
    mark = mark_of(shape)
    rect = rect_of(shape) or rect_of(_parent(mark.get("type") or "obj", master))
    return rect if rect and rect.w > 0 and rect.h > 0 else None


def _parent(kind: str, master: Any) -> Any:
    """The master's placeholder that one of this kind inherits from, or None."""
    wanted = _MASTER_KIND.get(kind, "body")
    for shape in master.shapes._spTree.iter(qn("p:sp")):  # noqa: SLF001
        mark = mark_of(shape)
        if mark is not None and (mark.get("type") or "obj") == wanted:
            return shape
    return None


def rect_of(shape: Any) -> Rect | None:
    """Where a shape says it stands, or None."""
    if shape is None:
        return None
    paths = (f"{qn('p:spPr')}/{qn('a:xfrm')}", f"{qn('p:grpSpPr')}/{qn('a:xfrm')}", qn("p:xfrm"))
    frame = next((found for path in paths if (found := shape.find(path)) is not None), None)
    if frame is None or frame.find(qn("a:off")) is None or frame.find(qn("a:ext")) is None:
        return None
    off, ext = frame.find(qn("a:off")), frame.find(qn("a:ext"))
    return Rect(int(off.get("x")), int(off.get("y")), int(ext.get("cx")), int(ext.get("cy")))


def title_rect(master: Any) -> Rect | None:
    """Where a master has its title."""
    return rect_of(_parent("title", master))


class Look(Struct, frozen=True):
    """How a placeholder sets its first level: points, boldness, alignment, anchor, insets, colour element or None.

    `plain`: in one colour that slides inherit; gradients in text are not drawn by every program.
    """

    size: float
    bold: bool
    align: Align
    anchor: Anchor
    insets: tuple[int, int, int, int]
    color: Any
    plain: bool


def look(holder: Holder, layout: Any) -> Look:
    """What a placeholder sets or inherits: its own list style, the master's, its text styles, the program's.

    LibreOffice writes none of these and sets its prompts instead; then these are what the author meant.
    """
    parent = _parent(holder.kind, layout.slide_master)
    shapes = [shape for shape in (holder.element, parent) if shape is not None]
    levels = list(_levels(holder, parent, layout.slide_master))
    runs = [run for level in levels if (run := level.find(qn("a:defRPr"))) is not None]
    if not any(run.get("sz") for run in runs):
        levels += [level for shape in shapes for level in list(shape.iter(qn("a:pPr")))[:1]]
        runs += [run for shape in shapes for run in list(shape.iter(qn("a:rPr")))[:1]]
    path = f"{qn('p:txBody')}/{qn('a:bodyPr')}"
    bodies = [body for shape in shapes if (body := shape.find(path)) is not None]
    left, top, right, bottom = (int(_first(bodies, side, default)) for side, default in _INSETS)
    fills = [fill for run in runs for fill in run if fill.tag in _TEXT_FILLS]
    color = next(fills[0].iter(*_COLORS), None) if fills else None
    return Look(
        int(_first(runs, "sz", "1800")) / 100,
        _first(runs, "b", "0") in ("1", "true"),
        _ALIGN.get(_first(levels, "algn", "l"), "left"),
        _ANCHOR.get(_first(bodies, "anchor", "t"), "top"),
        (left, top, right, bottom),
        color,
        plain=(not fills or fills[0].tag == qn("a:solidFill")) and not any(run.tag == qn("a:rPr") for run in runs),
    )


def own_fill(holder: Holder, layout: Any) -> Any:
    """What a placeholder, or the master's one it inherits from, is filled with: its p:spPr, or None."""
    parent = _parent(holder.kind, layout.slide_master)
    for shape in (holder.element, parent):
        properties = shape.find(qn("p:spPr")) if shape is not None else None
        if properties is not None and any(properties.find(qn(f"a:{kind}Fill")) is not None for kind in _FILLS):
            return properties if properties.find(qn("a:noFill")) is None else None
    return None


def _levels(holder: Holder, parent: Any, master: Any) -> Iterator[Any]:
    """First-level paragraph properties, nearest first."""
    path = f"{qn('p:txBody')}/{qn('a:lstStyle')}/{qn('a:lvl1pPr')}"
    style = {
        "title": "titleStyle",
        "ctrTitle": "titleStyle",
        "ftr": "otherStyle",
        "sldNum": "otherStyle",
        "dt": "otherStyle",
    }
    text = f"{qn('p:txStyles')}/{qn('p:' + style.get(holder.kind, 'bodyStyle'))}/{qn('a:lvl1pPr')}"
    found = (holder.element.find(path), parent.find(path) if parent is not None else None, master._element.find(text))  # noqa: SLF001
    return (level for level in found if level is not None)


def _first(elements: list[Any], attribute: str, default: str) -> str:
    return next((e.get(attribute) for e in elements if e.get(attribute) is not None), default)


def color_map(layout: Any) -> dict[str, str]:
    """Names of scheme colours → theme slots on a layout."""
    own = layout._element.find(f"{qn('p:clrMapOvr')}/{qn('a:overrideClrMapping')}")  # noqa: SLF001
    found = own if own is not None else layout.slide_master._element.find(qn("p:clrMap"))  # noqa: SLF001
    return {str(k): str(v) for k, v in found.attrib.items()}


def theme_of(master: Any) -> Any:
    """The theme part of a master."""
    return next(r.target_part for r in master.part.rels.values() if r.reltype.endswith("/theme"))
