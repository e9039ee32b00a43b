"""Tells bases that a house made from those that a person made: what is made can be made anew, in another look."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape

from coursegen.errors import FaultError
from coursegen.office.house.deck import House, house_parts
from coursegen.office.house.document import Print, document_parts, house_document
from coursegen.office.package import read_package
from coursegen.office.palette import SLOTS


def house_of(base: bytes) -> House | None:
    """The house whose base these bytes are, part by part; None when anybody has changed anything, or made it."""
    try:
        parts = read_package(base, "")
    except FaultError:
        return None
    names = ("theme/theme1", "slideMasters/slideMaster1", "presentation")
    theme, master, main = (_text(parts, f"ppt/{name}.xml") for name in names)
    colors = {slot: _first(rf'<a:{slot}><a:srgbClr val="(\w+)"', theme) for slot in SLOTS}
    faces = [unescape(face) for face in re.findall(r'<a:(?:ea|latin) typeface="([^"]*)"', theme)]
    if len(faces) < 4 or not all(colors.values()):
        return None
    name = unescape(_first(r'<a:clrScheme name="([^"]*)"', theme))
    latin, heading, _, body = faces[:4]
    for composition in ("panel", "band"):
        house = House(
            name, composition, colors, heading, body, latin,
            aspect="4:3" if "screen4x3" in main else "16:9", mode="dark" if 'bg1="dk1"' in master else "light",
        )  # fmt: skip
        if house_parts(house) == parts:
            return house
    return None


def is_made(base: bytes) -> bool:
    """Whether a base, deck or document, is as a house made it."""
    return house_of(base) is not None or _is_document(base)


def printed_anew(base: bytes, printed: Print) -> bytes:
    """A document base that a house made, made anew for a language and a sheet; a person's base as it is."""
    found = _made_of(base)
    return house_document(*found, printed) if found else base


def _is_document(base: bytes) -> bool:
    return _made_of(base) is not None


def _made_of(base: bytes) -> tuple[dict[str, str], dict[str, str]] | None:
    """Colours and faces of a document base that a house made."""
    try:
        parts = read_package(base, "")
    except FaultError:
        return None
    theme, styles = (_text(parts, f"word/{name}.xml") for name in ("theme/theme1", "styles"))
    colors = {slot: _first(rf'<a:{slot}><a:srgbClr val="(\w+)"', theme) for slot in SLOTS}
    faces = {use: unescape(_first(_FACE.format(style), styles)) for use, style in _STYLES.items()}
    made = all((*colors.values(), *faces.values())) and document_parts(colors, faces) == parts
    return (colors, faces) if made else None


_STYLES = {"kai": "Lead", "song": "TableText", "hei": "RunInHead", "fang": "BodyIndent"}
"""A house style in each face."""

_FACE = r'(?s)w:styleId="{}">(?:(?!</w:style>).)*?w:eastAsia="([^"]*)"'


def _text(parts: Mapping[str, bytes], name: str) -> str:
    return parts.get(name, b"").decode("utf-8", "replace")


def _first(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    return found.group(1) if found else ""
