"""Colours as drawings say them: of the scheme, fixed, made lighter or darker."""

from __future__ import annotations

from typing import Any

from coursegen.office.color import Colors, Ground, Shade, shaded, tinted

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"

_PRESET = {"black": "000000", "white": "FFFFFF", "red": "FF0000", "gray": "808080"}

Seen = tuple[Ground, str]
"""A colour as a shade of the scheme where it is one, else fixed, and how it looks."""


def color_of(element: Any, colors: Colors) -> Seen | None:
    """A colour element as a shade of the scheme where it is one, else fixed, and how it looks; None if unknown."""
    tag = element.tag.rsplit("}", 1)[-1]
    value = element.get("val") or ""
    base = {
        "srgbClr": value.upper(),
        "sysClr": element.get("lastClr") or "000000",
        "prstClr": _PRESET.get(value, ""),
    }.get(tag, "")
    if tag == "schemeClr":
        base = colors.get(value, "")
    if not base:
        return None
    mod, off = _percent(element, "lumMod", 100), _percent(element, "lumOff", 0)
    shade, tint = _percent(element, "shade", 100), _percent(element, "tint", 100)
    shown = tinted(shaded(base, mod, off), shade, tint) if shade < 100 or tint < 100 else shaded(base, mod, off)
    plain = tag == "schemeClr" and shade == 100 and tint == 100
    return (Shade(value, mod, off) if plain else shown), shown


def _percent(element: Any, name: str, default: int) -> int:
    found = element.find(f"{{{DRAWING}}}{name}")
    return (
        round(int(found.get("val")) / 1000)
        if found is not None and (found.get("val") or "").lstrip("-").isdigit()
        else default
    )
