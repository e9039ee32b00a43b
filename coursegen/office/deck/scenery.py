"""What the layouts of a compiled base draw, in a unit's colours: for products that are no Office files."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy

from lxml import etree
from msgspec.structs import replace

from coursegen.layout.geometry import SlideRole
from coursegen.layout.scenery import MediaFill, Paint, Scenery
from coursegen.model.unit import Brand
from coursegen.office.color import Colors, Shade
from coursegen.office.deck.base import CompiledDeck, CompiledLayout
from coursegen.office.deck.fill import faces_of
from coursegen.office.deck.inks import DRAWING
from coursegen.office.deck.ornaments import Frame, Sheet, fill_of, flat, ink_of, ornaments
from coursegen.office.faces import KAI
from coursegen.office.faces import faces as faces_by_use
from coursegen.office.package import NO_RELATIONS, is_picture, read_relations, relations_of, resolve
from coursegen.office.palette import mapped
from coursegen.office.theme import repainted

_A = f"{{{DRAWING}}}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_STYLES = 1001
"""Number of the first fill for grounds in a theme (ECMA-376 part 1, 19.3.1.3)."""


def sceneries(compiled: CompiledDeck, brand: Brand, language: str = "") -> dict[SlideRole, Scenery]:
    """The scenery of every layout by role. Raises T507 and T508 for a brand that cannot be used."""
    painted = {name: repainted(theme.colors, theme.color_map, brand) for name, theme in compiled.themes.items()}
    return {role: _scenery(compiled, layout, brand, painted, language) for role, layout in compiled.layouts.items()}


def scenery_media(compiled: CompiledDeck, scenes: Mapping[SlideRole, Scenery]) -> dict[str, bytes]:
    """Bytes of the pictures that sceneries show, by key."""
    fills = [fill for scene in scenes.values() for fill in (scene.ground, *(o.fill for o in scene.ornaments))]
    return {fill.media: compiled.parts[fill.media] for fill in fills if isinstance(fill, MediaFill)}


def _scenery(
    compiled: CompiledDeck, layout: CompiledLayout, brand: Brand, painted: Mapping[str, Colors], language: str
) -> Scenery:
    theme = compiled.themes[layout.theme]
    colors = mapped(painted[layout.theme], layout.color_map)
    slots = {**{slot: slot for slot in theme.colors}, **layout.color_map}
    own = sheet_of(compiled, layout.part, colors, slots)
    master = sheet_of(compiled, master_of(compiled, layout.part), colors, slots)
    shown = (master, own) if own.root.get("showMasterSp") not in ("0", "false") else (own,)
    faces = faces_of(theme, brand, language)
    return Scenery(
        ground_of(compiled, layout.theme, own, master),
        tuple(o for sheet in shown for o in ornaments(sheet.root.find(f"{_P}cSld/{_P}spTree"), sheet, Frame())),
        {role: ink_of(shade, shade.on(colors), slots) for role, shade in layout.palette(colors).items()},
        {
            "heading": faces["major_ea"],
            "body": faces["minor_ea"],
            "kai": faces_by_use(brand, language).get("kai", KAI),
        },
        faces["minor_latin"],
    )


def ground_of(compiled: CompiledDeck, theme: str, own: Sheet, master: Sheet) -> Paint | MediaFill:
    """The ground of a layout: its own, its master's, or plain background."""
    styles = _styles(compiled, theme, own)
    plain = ink_of(Shade("bg1"), own.colors["bg1"], own.slots)
    return _ground(own, styles) or _ground(master, styles) or Paint(((0, plain),))


def sheet_of(compiled: CompiledDeck, part: str, colors: Colors, slots: Mapping[str, str]) -> Sheet:
    """A layout or master to be read, seen in these colours."""
    return Sheet(etree.fromstring(compiled.parts[part]), _pictures(compiled, part), colors, slots)


def _pictures(compiled: CompiledDeck, part: str) -> dict[str, str]:
    """Parts of pictures by relationship id; those of formats that only Office draws are left out."""
    rows = read_relations(compiled.parts.get(relations_of(part), NO_RELATIONS))
    found = {r.id: resolve(part, r.target) for r in rows if r.kind == "image" and not r.external}
    return {key: name for key, name in found.items() if is_picture(compiled.parts.get(name, b""))}


def _styles(compiled: CompiledDeck, theme: str, sheet: Sheet) -> Sheet:
    """The theme as a sheet: its fills for grounds, and their pictures."""
    found = compiled.themes[theme]
    xml = found.xml.fill(**found.colors, **dict.fromkeys(found.faces, ""))
    return replace(sheet, root=etree.fromstring(xml.encode()), pictures=_pictures(compiled, theme))


def master_of(compiled: CompiledDeck, part: str) -> str:
    """The part of a layout's master."""
    rows = read_relations(compiled.parts[relations_of(part)])
    return next(resolve(part, r.target) for r in rows if r.kind == "slideMaster")


def _ground(sheet: Sheet, styles: Sheet) -> Paint | MediaFill | None:
    """What a layout or master has as its own ground; one that refers to a fill of the theme has that, in its colour."""
    found = sheet.root.find(f"{_P}cSld/{_P}bg")
    if found is None or not len(found):
        return None
    color = flat(found[0], sheet)
    number = int(found[0].get("idx") or 0) - _STYLES
    fills = styles.root.find(f".//{_A}bgFillStyleLst")
    if color is None or fills is None or not 0 < number < len(fills):
        return fill_of(found[0], sheet) or color
    holder = etree.Element("holder")
    holder.append(deepcopy(fills[number]))
    return fill_of(holder, replace(styles, colors={**sheet.colors, "phClr": color.flat.color})) or color
