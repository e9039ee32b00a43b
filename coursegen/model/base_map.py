"""What a unit says of its own base: which layout serves which kind of slide, beyond what is found out by itself."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field


class LayoutWish(Struct, frozen=True):
    """A layout for one role, by part name or by master and index (both from 1); all else may be left out.

    `slots`: placeholders by role → their idx. `content`: left, top, width and height of the area for drawings, in per
    cent of the slide. `ground`: the colour under it, six hexadecimal digits, where it cannot be told from the file.
    """

    layout: str = ""
    master: int = 0
    index: int = 0
    slots: Mapping[str, int] = field(default_factory=dict)
    content: tuple[float, ...] = ()
    ground: str = ""


class BaseMap(Struct, frozen=True):
    """`template.map.yaml` as written: layouts by role of the slide, scheme colours (accent1 …) by colour role."""

    layouts: Mapping[str, LayoutWish] = field(default_factory=dict)
    colors: Mapping[str, str] = field(default_factory=dict)
