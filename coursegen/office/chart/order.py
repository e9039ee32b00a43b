"""What a native chart is made from."""

from __future__ import annotations

from msgspec import Struct

from coursegen.layout.geometry import ChartLook, Role


class ChartOrder(Struct, frozen=True):
    """A chart to be made: its look, the colours of roles as a:schemeClr elements, the language of its text."""

    look: ChartLook
    colors: tuple[tuple[Role, str], ...]
    language: str
