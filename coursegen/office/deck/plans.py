"""All layouts of a compiled base as plans, and a deck with a slide on each, for programs that draw."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import Any

from lxml import etree

from coursegen.layout.geometry import Rect
from coursegen.layout.plan import HolderKind, LayoutPlan, PlanHolder
from coursegen.layout.scenery import MediaFill
from coursegen.model.unit import Brand
from coursegen.office.color import Shade
from coursegen.office.deck.base import CompiledDeck, CompiledTheme
from coursegen.office.deck.ornaments import Frame, ornaments
from coursegen.office.deck.scenery import ground_of, master_of, sheet_of
from coursegen.office.package import read_package, read_relations, relations_of, resolve
from coursegen.office.palette import mapped
from coursegen.office.theme import repainted

MOST = 200
"""Layouts that are drawn at most; a corporate file with 123 has been met."""

_SMALL, _WIDTH = 40_000, 480
"""Bytes of a picture that stays as it is, and pixels of the longer side of one that does not."""

_LAYOUT = re.compile(r"ppt/slideLayouts/(slideLayout(?:House)?(\d+)\.xml)")
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_KINDS: Mapping[str, HolderKind] = {
    "title": "title", "ctrTitle": "title", "pic": "picture", "ftr": "foot", "sldNum": "foot", "dt": "foot",
}  # fmt: skip
_FROM_MASTER = {"ctrTitle": "title", "title": "title", "ftr": "ftr", "sldNum": "sldNum", "dt": "dt"}
_SAMPLE = {"title": "标题", "text": "文字"}


def plans(compiled: CompiledDeck, brand: Brand) -> tuple[LayoutPlan, ...]:
    """Every layout of a base by its number, those that were added to it included, in a unit's colours.

    The tags of the base must be filled. Raises T507 and T508 for a brand that cannot be used.
    """
    painted = {name: repainted(theme.colors, theme.color_map, brand) for name, theme in compiled.themes.items()}
    numbered = sorted((int(found[2]), part) for part in compiled.parts if (found := _LAYOUT.fullmatch(part)))
    return tuple(_plan(compiled, part, painted) for _, part in numbered[:MOST])


def small_pictures(compiled: CompiledDeck, made: Iterable[LayoutPlan]) -> dict[str, bytes]:
    """The pictures that plans show, by key, no larger than a small picture of a layout needs."""
    fills = (fill for plan in made for fill in (plan.ground, *(one.fill for one in plan.ornaments)))
    keys = {fill.media for fill in fills if isinstance(fill, MediaFill)}
    return {key: _smaller(compiled.parts[key]) for key in keys if key in compiled.parts}


def _smaller(data: bytes) -> bytes:
    """A picture scaled down; as it is when it is small already, or none that can be read."""
    from PIL import Image, UnidentifiedImageError

    if len(data) < _SMALL:
        return data
    try:
        with Image.open(BytesIO(data)) as picture:
            kind = picture.format if picture.format in ("PNG", "JPEG") else "PNG"
            picture.thumbnail((_WIDTH, _WIDTH))
            out = BytesIO()
            picture.save(out, kind)
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return data
    return out.getvalue()


def _plan(compiled: CompiledDeck, part: str, painted: Mapping[str, Mapping[str, str]]) -> LayoutPlan:
    master = master_of(compiled, part)
    theme_name = _theme_of(compiled, master)
    theme = compiled.themes[theme_name]
    names = _color_map(compiled, part, theme)
    colors = mapped(painted[theme_name], names)
    slots = {**{slot: slot for slot in theme.colors}, **names}
    own, above = sheet_of(compiled, part, colors, slots), sheet_of(compiled, master, colors, slots)
    shown = (above, own) if own.root.get("showMasterSp") not in ("0", "false") else (own,)
    return LayoutPlan(
        part.rpartition("/")[2],
        own.root.find(f"{_P}cSld").get("name") or part.rpartition("/")[2],
        compiled.spec.width,
        compiled.spec.height,
        ground_of(compiled, theme_name, own, above),
        tuple(o for sheet in shown for o in ornaments(sheet.root.find(f"{_P}cSld/{_P}spTree"), sheet, Frame())),
        tuple(_holders(own.root, above.root)),
        own.ink((Shade("tx1"), colors["tx1"])),
    )


def _theme_of(compiled: CompiledDeck, master: str) -> str:
    rows = read_relations(compiled.parts[relations_of(master)])
    return next(resolve(master, row.target) for row in rows if row.kind == "theme")


def _color_map(compiled: CompiledDeck, part: str, theme: CompiledTheme) -> Mapping[str, str]:
    """Names of scheme colours → theme slots on a layout: its own map, or its master's."""
    own = etree.fromstring(compiled.parts[part]).find(f"{_P}clrMapOvr/{_A}overrideClrMapping")
    return {str(k): str(v) for k, v in own.attrib.items()} if own is not None else theme.color_map


def _holders(layout: Any, master: Any) -> Iterator[PlanHolder]:
    above = {(ph.get("type") or "body"): shape for shape, ph in _marked(master)}
    for shape, ph in _marked(layout):
        named = ph.get("type") or "obj"
        rect = _rect(shape) or _rect(above.get(_FROM_MASTER.get(named, "body")))
        if rect:
            yield PlanHolder(_KINDS.get(named, "text"), rect)


def _marked(root: Any) -> Iterator[tuple[Any, Any]]:
    for shape in root.iter(f"{_P}sp"):
        ph = shape.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph")
        if ph is not None:
            yield shape, ph


def _rect(shape: Any) -> Rect | None:
    frame = shape.find(f"{_P}spPr/{_A}xfrm") if shape is not None else None
    off, ext = (frame.find(f"{_A}off"), frame.find(f"{_A}ext")) if frame is not None else (None, None)
    if off is None or ext is None:
        return None
    return Rect(int(off.get("x")), int(off.get("y")), int(ext.get("cx")), int(ext.get("cy")))


def layouts_deck(base: bytes, name: str) -> bytes:
    """A deck with one slide on each layout of a base, by their numbers, its placeholders filled with words.

    Raises A501 to A507 for files that are unsafe or damaged and T501 for what is no presentation.
    """
    from pptx import Presentation

    from coursegen.office.deck.clean import cleaned, strip
    from coursegen.office.pack import pack

    presentation = Presentation(BytesIO(pack(cleaned(read_package(base, name), name)[0], "store")))
    strip(presentation)
    layouts = [layout for master in presentation.slide_masters for layout in master.slide_layouts]
    for layout in sorted(layouts, key=_number)[:MOST]:
        slide: Any = presentation.slides.add_slide(layout)
        for holder in list(slide.placeholders):
            kind = _KINDS.get(holder.element.ph.get("type") or "obj", "text")
            if kind in _SAMPLE and holder.has_text_frame:
                holder.text_frame.text = (layout.name or _SAMPLE[kind]) if kind == "title" else _SAMPLE[kind]
            else:
                holder.element.getparent().remove(holder.element)
    out = BytesIO()
    presentation.save(out)
    return out.getvalue()


def _number(layout: Any) -> int:
    found = _LAYOUT.fullmatch(str(layout.part.partname).lstrip("/"))
    return int(found[2]) if found else 0
