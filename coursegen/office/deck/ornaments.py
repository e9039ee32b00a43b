"""Drawn shapes of a layout or master, read from its XML as ornaments; python-pptx is not needed for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree
from msgspec import Struct

from coursegen.layout.geometry import Rect
from coursegen.layout.scenery import Ink, MediaFill, Ornament, Paint, Path, Words
from coursegen.office.color import Colors, Ground, Shade
from coursegen.office.deck.inks import DRAWING, Seen, color_of
from coursegen.office.package import OFFICE_RELATIONS

_A = f"{{{DRAWING}}}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = f"{{{OFFICE_RELATIONS}}}"
_ANGLE = 60000
"""Angles are written in 1/60,000 degree (ECMA-376 part 1, 20.1.10.3)."""
_COMMANDS = {"moveTo": "M", "lnTo": "L", "cubicBezTo": "C", "quadBezTo": "Q", "close": "Z"}


class Sheet(Struct, frozen=True):
    """A layout or master being read: its elements, its pictures by relationship id, the colours it is seen in.

    `slots` are theme slots by the names of scheme colours.
    """

    root: Any
    pictures: Mapping[str, str]
    colors: Colors
    slots: Mapping[str, str]

    def ink(self, seen: Seen, opacity: float = 1) -> Ink:
        """A colour as it was seen, with its place in the theme when it is one of the theme's."""
        return ink_of(seen[0], seen[1], self.slots, opacity)


class Frame(Struct, frozen=True):
    """From the coordinates inside a group to those of the slide."""

    scale: tuple[float, float] = (1, 1)
    shift: tuple[float, float] = (0, 0)

    def of(self, x: float, y: float, w: float, h: float) -> Rect:
        """A rectangle on the slide."""
        (sx, sy), (dx, dy) = self.scale, self.shift
        return Rect(round(x * sx + dx), round(y * sy + dy), round(w * sx), round(h * sy))


def ink_of(ground: Ground, shown: str, slots: Mapping[str, str], opacity: float = 1) -> Ink:
    """A colour as it was seen; `slots` say which theme slot a scheme colour means."""
    known = isinstance(ground, Shade) and ground.scheme in slots
    theme = (slots[ground.scheme], ground.mod, ground.off) if known and isinstance(ground, Shade) else None
    return Ink(shown, opacity, theme)


def flat(holder: Any, sheet: Sheet) -> Paint | None:
    """The colour that stands right inside an element."""
    seen = color_of(holder[0], sheet.colors) if holder is not None and len(holder) else None
    return Paint(((0, sheet.ink(seen, _opacity(holder[0]))),)) if seen else None


def _opacity(color: Any) -> float:
    alpha = color.find(f"{_A}alpha")
    return int(alpha.get("val")) / 100000 if alpha is not None else 1


def fill_of(owner: Any, sheet: Sheet) -> Paint | MediaFill | None:
    """The fill among the children of an element."""
    solid, gradient = owner.find(f"{_A}solidFill"), owner.find(f"{_A}gradFill")
    if solid is not None:
        return flat(solid, sheet)
    if gradient is not None:
        return _gradient(gradient, sheet)
    spread = owner if owner.tag == f"{_P}pic" else owner.find(f"{_A}blipFill")
    blip = next(spread.iter(f"{_A}blip"), None) if spread is not None else None
    name = sheet.pictures.get(blip.get(f"{_R}embed") or "") if blip is not None else None
    faded = next(spread.iter(f"{_A}alphaModFix"), None) if name else None
    opacity = int(faded.get("amt") or 100000) / 100000 if faded is not None else 1
    return MediaFill(name, _crop(spread), opacity) if name else None


def _gradient(gradient: Any, sheet: Sheet) -> Paint | None:
    """A gradient along a line; of one along a path its first colour, which fills most of the ground."""
    stops = [(int(gs.get("pos") or 0) / 100000, flat(gs, sheet)) for gs in gradient.iter(f"{_A}gs")]
    line = gradient.find(f"{_A}lin")
    known = tuple((at, paint.flat) for at, paint in sorted(stops, key=lambda s: s[0]) if paint)
    if line is None:
        return Paint(known[:1]) if known else None
    return Paint(known, int(line.get("ang") or 0) / _ANGLE) if known else None


def _crop(spread: Any) -> tuple[float, float, float, float]:
    found = next(spread.iter(f"{_A}srcRect"), None)
    left, top, right, bottom = (int(found.get(s) or 0) / 100000 if found is not None else 0 for s in "ltrb")
    return left, top, right, bottom


def ornaments(tree: Any, sheet: Sheet, frame: Frame) -> Iterator[Ornament]:
    """Drawn shapes from back to front; placeholders and what cannot be drawn are passed over."""
    for shape in tree:
        if not isinstance(shape.tag, str) or _hidden(shape):
            continue
        if shape.tag == f"{_P}grpSp":
            yield from ornaments(shape, sheet, _inside(shape, frame))
        elif shape.tag in (f"{_P}sp", f"{_P}pic", f"{_P}cxnSp") and (made := _ornament(shape, sheet, frame)):
            yield made


def _hidden(shape: Any) -> bool:
    mark = next(shape.iter(f"{_P}cNvPr"), None)
    return shape.find(f"*/{_P}nvPr/{_P}ph") is not None or (mark is not None and mark.get("hidden") in ("1", "true"))


def _numbers(element: Any, *names: str) -> list[float]:
    return [float(element.get(name)) for name in names]


def _inside(group: Any, frame: Frame) -> Frame:
    found = group.find(f"{_P}grpSpPr/{_A}xfrm")
    if found is None or found.find(f"{_A}chExt") is None:
        return frame
    (x, y), (w, h) = _numbers(found.find(f"{_A}off"), "x", "y"), _numbers(found.find(f"{_A}ext"), "cx", "cy")
    (cx, cy), (cw, ch) = _numbers(found.find(f"{_A}chOff"), "x", "y"), _numbers(found.find(f"{_A}chExt"), "cx", "cy")
    sx, sy = w / cw if cw else 1, h / ch if ch else 1
    (fx, fy), (dx, dy) = frame.scale, frame.shift
    return Frame((fx * sx, fy * sy), ((x - cx * sx) * fx + dx, (y - cy * sy) * fy + dy))


def _ornament(shape: Any, sheet: Sheet, frame: Frame) -> Ornament | None:
    properties = shape.find(f"{_P}spPr")
    found = properties.find(f"{_A}xfrm") if properties is not None else None
    if found is None or found.find(f"{_A}off") is None:
        return None
    place = (*_numbers(found.find(f"{_A}off"), "x", "y"), *_numbers(found.find(f"{_A}ext"), "cx", "cy"))
    outline, adjust = _outline(properties)
    fill, edge = _shape_fill(shape, properties, sheet), _edge(shape, properties, sheet)
    words = _words(shape, sheet)
    if fill is None and edge is None and words is None:
        return None
    flip = (found.get("flipH") in ("1", "true"), found.get("flipV") in ("1", "true"))
    return Ornament(frame.of(*place), outline, adjust, fill, edge, int(found.get("rot") or 0) / _ANGLE, flip, words)


def _outline(properties: Any) -> tuple[str | Path, tuple[int, ...]]:
    preset, free = properties.find(f"{_A}prstGeom"), properties.find(f"{_A}custGeom")
    if free is not None:
        path = next(free.iter(f"{_A}path"), None)
        return (_path(path), ()) if path is not None else ("rect", ())
    if preset is None:
        return "rect", ()
    formulas = [(g.get("fmla") or "").split() for g in preset.iter(f"{_A}gd")]
    return preset.get("prst") or "rect", tuple(int(f[1]) for f in formulas if len(f) == 2 and f[0] == "val")


def _path(path: Any) -> Path:
    """A free outline; guides by name (they are formulas) and arcs are left out."""
    commands = []
    for step in path:
        letter = _COMMANDS.get(etree.QName(step).localname)
        points = [(p.get("x") or "", p.get("y") or "") for p in step.iter(f"{_A}pt")]
        plain = all(value.lstrip("-").isdigit() for point in points for value in point)
        if letter and plain:
            commands.append((letter, tuple(float(value) for point in points for value in point)))
    return Path(float(path.get("w") or 1), float(path.get("h") or 1), tuple(commands))


def _shape_fill(shape: Any, properties: Any, sheet: Sheet) -> Paint | MediaFill | None:
    if properties.find(f"{_A}noFill") is not None or shape.tag == f"{_P}cxnSp":
        return None
    if shape.tag == f"{_P}pic":
        return fill_of(shape, sheet)
    return fill_of(properties, sheet) or _styled(shape, "fillRef", sheet)


def _styled(shape: Any, reference: str, sheet: Sheet) -> Paint | None:
    """The colour of a reference to a style of the theme."""
    found = shape.find(f"{_P}style/{_A}{reference}")
    return flat(found, sheet) if found is not None and found.get("idx") not in (None, "0") else None


def _edge(shape: Any, properties: Any, sheet: Sheet) -> tuple[Paint, float] | None:
    line = properties.find(f"{_A}ln")
    if line is not None and line.find(f"{_A}noFill") is not None:
        return None
    paint = fill_of(line, sheet) if line is not None else None
    paint = paint or _styled(shape, "lnRef", sheet)
    width = int(line.get("w") or 9525) / 12700 if line is not None else 0.75
    return (paint, width) if isinstance(paint, Paint) else None


def _words(shape: Any, sheet: Sheet) -> Words | None:
    """Fixed text, all of it set as its first run is."""
    body = shape.find(f"{_P}txBody")
    paragraphs = list(body.iter(f"{_A}p")) if body is not None else []
    lines = tuple("".join(t.text or "" for t in p.iter(f"{_A}t")) for p in paragraphs)
    if not any(line.strip() for line in lines):
        return None
    look = next(iter(body.iter(f"{_A}rPr")), None)
    solid = look.find(f"{_A}solidFill") if look is not None else None
    ink = flat(solid, sheet) or _styled(shape, "fontRef", sheet)
    size = int(look.get("sz") or 1800) / 100 if look is not None else 18
    align = next((p.get("algn") for p in body.iter(f"{_A}pPr") if p.get("algn")), "l")
    anchor = body.find(f"{_A}bodyPr").get("anchor") or "t"
    bold = look is not None and look.get("b") in ("1", "true")
    plain = sheet.ink((Shade("tx1"), sheet.colors["tx1"]))
    return Words(lines, size, ink.flat if ink else plain, bold, align, anchor)
