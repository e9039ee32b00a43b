"""What the scoring of layouts looks at: titles, bodies and their sizes, said of one layout."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from coursegen.office.deck.anatomy import Anatomy, Holder
from coursegen.office.deck.names import NAMES, says

_FEW = 12
"""A drawn text longer than this (a notice, an advertisement) makes no ground."""
_BODY_KINDS = frozenset({"body", "obj", "tbl", "chart", "dgm", "media", "clipArt"})


class Facts(Struct, frozen=True):
    """What the scoring looks at; `share` of the slide for areas, `where` (0 top … 1 bottom) for the title's middle."""

    layout: Anatomy
    width: int
    height: int
    title: Holder | None
    subtitles: tuple[Holder, ...]
    bodies: tuple[Holder, ...]
    big: tuple[Holder, ...]
    pictures: tuple[Holder, ...]

    def share(self, holder: Holder) -> float:
        """Part of the slide that a placeholder takes."""
        return holder.area / (self.width * self.height)

    @property
    def where(self) -> float:
        """Height of the title's middle."""
        return (self.title.rect.y + self.title.rect.h / 2) / self.height if self.title else 0


def facts(layout: Anatomy, width: int, height: int) -> Facts:
    """The facts of a layout on a slide of this size."""
    titles = [h for h in layout.holders if h.kind in ("title", "ctrTitle")]
    bodies = tuple(h for h in layout.holders if h.kind in _BODY_KINDS and not h.vertical)
    return Facts(
        layout,
        width,
        height,
        titles[0] if titles else None,
        tuple(h for h in layout.holders if h.kind == "subTitle"),
        bodies,
        tuple(h for h in bodies if h.area >= 0.10 * width * height),
        tuple(h for h in layout.holders if h.kind == "pic"),
    )


def pair(found: Facts) -> tuple[Holder, Holder] | None:
    """Two big bodies side by side, left and right."""
    for i, one in enumerate(found.big):
        for other in found.big[i + 1 :]:
            left, right = sorted((one, other), key=lambda h: h.rect.x)
            level = abs(left.rect.y - right.rect.y) < 0.08 * found.height
            if level and left.rect.right <= right.rect.x + 0.03 * found.width:
                return left, right
    return None


def is_ground(layout: Anatomy) -> bool:
    """Whether a layout is drawn on, without words, and has no title: something to put placeholders on."""
    titled = any(h.kind in ("title", "ctrTitle") for h in layout.holders)
    return layout.drawn > 0 and not titled and not _has_words(layout.layout)


def _has_words(layout: Any) -> bool:
    return any(
        len(shape.text_frame.text) > _FEW
        for shape in layout.shapes
        if not shape.is_placeholder and shape.has_text_frame
    )


def is_cover_ground(layout: Anatomy) -> bool:
    """Whether it is such a ground by its type or name meant for covers."""
    return is_ground(layout) and (layout.type == "title" or says(layout.name, NAMES["cover"]))
