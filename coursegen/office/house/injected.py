"""The house's placeholders for a base of any size that has none of its own: plain, on whatever ground the base has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coursegen.layout.geometry import Rect, SlideRole
from coursegen.office.house.common import TEXT_PROMPT
from coursegen.office.house.markup import Box, Holder, Ink, LayoutPlan, Ornament, Piece, Type

_EMU = 914400
_TEXT, _PRIMARY = Ink("tx1"), Ink("accent1")
_WIDE = 12192000
"""Width of the slides that type sizes are meant for; on narrower ones they shrink to four fifths at most."""

_ENOUGH = 0.6
"""Part of its width that a box must keep when it makes way."""

_NAMES: Mapping[SlideRole, tuple[str, str]] = {
    "cover": ("标题幻灯片", "title"),
    "section": ("节标题", "secHead"),
    "title-body": ("标题和内容", "obj"),
    "title-only": ("仅标题", "titleOnly"),
}


def plan_for(
    role: SlideRole, size: tuple[int, int], obstacles: Sequence[Rect], places: Mapping[str, Rect], *, adorned: bool
) -> LayoutPlan:
    """The layout for a role on a slide of `size` (EMU).

    `obstacles` are what a title must keep clear of; `places` where sample slides put placeholders, by kind. A base
    without any drawing (`adorned`) gets a short bar in its own colour under the titles of covers and sections.
    """
    room = _Room(size, obstacles)
    name, kind = _NAMES[role]
    pieces = {"cover": _cover, "section": _section}.get(role)
    made = pieces(room, places, adorned) if pieces else _content(room, role)
    return LayoutPlan(name, kind, (*made, *_foot(room)))


class _Room:
    """A slide to place things on in parts of its width and height, and type in its scale."""

    def __init__(self, size: tuple[int, int], obstacles: Sequence[Rect]) -> None:
        self._size, self._obstacles = size, obstacles
        self._scale = max(0.8, min(1.0, size[0] / _WIDE))

    def box(self, x: float, y: float, w: float, h: float) -> Box:
        """A box of parts of the slide, in inches."""
        width, height = (length / _EMU for length in self._size)
        return x * width, y * height, w * width, h * height

    def rect(self, rect: Rect) -> Box:
        """A rectangle in inches."""
        return rect.x / _EMU, rect.y / _EMU, rect.w / _EMU, rect.h / _EMU

    def clear(self, x: float, y: float, w: float, h: float) -> Box:
        """A box made narrower where a logo or ornament stands in its left or right half, unless little would stay."""
        width, height = self._size
        left, right = x * width, (x + w) * width
        for o in self._obstacles:
            if o.bottom <= y * height or o.y >= (y + h) * height or not width / 50 < o.w < width / 2:
                continue
            if o.x + o.w / 2 > width / 2:
                right = min(right, o.x - width * 0.01)
            else:
                left = max(left, o.right + width * 0.01)
        kept = (left, right - left) if right - left > _ENOUGH * w * width else (x * width, w * width)
        return self.box(kept[0] / width, y, kept[1] / width, h)

    def type(self, points: int, *, bold: bool = False, align: str = "l", spacing: int = 100) -> Type:
        """Type of so many points on a wide slide."""
        return Type(round(points * self._scale), _TEXT, bold, align, spacing)


def _cover(room: _Room, places: Mapping[str, Rect], adorned: bool) -> tuple[Piece, ...]:  # noqa: FBT001
    title, subtitle = places.get("ctrTitle") or places.get("title"), places.get("subTitle")
    align = "ctr" if title else "l"
    return (
        *(() if adorned or title else (_bar(room, 0.535),)),
        Holder(
            "标题", "ctrTitle", 0, room.rect(title) if title else room.clear(0.08, 0.26, 0.84, 0.25),
            room.type(44, bold=True, align=align, spacing=105), "b", "单击此处编辑标题",
        ),
        Holder(
            "副标题", "subTitle", 1, room.rect(subtitle) if subtitle else room.clear(0.08, 0.57, 0.84, 0.09),
            room.type(22, align=align), "t", "单击此处编辑副标题",
        ),
        *(() if title else (
            Holder("主办单位与日期", "body", 13, room.clear(0.08, 0.7, 0.6, 0.07), room.type(18), "t", "单位与日期"),
        )),
    )  # fmt: skip


def _section(room: _Room, _: Mapping[str, Rect], adorned: bool) -> tuple[Piece, ...]:  # noqa: FBT001
    return (
        *(() if adorned else (_bar(room, 0.475),)),
        Holder(
            "标题", "title", 0, room.clear(0.08, 0.24, 0.84, 0.21), room.type(40, bold=True, spacing=105), "b",
            "单击此处编辑标题",
        ),
        Holder("副标题", "body", 1, room.clear(0.08, 0.51, 0.84, 0.16), room.type(20, spacing=110), "t", TEXT_PROMPT),
    )  # fmt: skip


def _content(room: _Room, role: SlideRole) -> tuple[Piece, ...]:
    title = Holder(
        "标题", "title", 0, room.clear(0.05, 0.05, 0.9, 0.13), room.type(28, bold=True, spacing=105), "ctr",
        "单击此处编辑标题",
    )  # fmt: skip
    body = Holder("内容", "", 1, room.box(0.05, 0.21, 0.9, 0.68), room.type(20, spacing=115), "t", TEXT_PROMPT)
    return (title, body) if role == "title-body" else (title,)


def _bar(room: _Room, y: float) -> Ornament:
    return Ornament("短线", room.box(0.08, y, 0.09, 0.008), _PRIMARY)


def _foot(room: _Room) -> tuple[Piece, ...]:
    return (
        Holder("页脚", "ftr", 11, room.box(0.05, 0.925, 0.42, 0.05), Type(12, _TEXT), "ctr"),
        Holder("幻灯片编号", "sldNum", 12, room.box(0.85, 0.925, 0.1, 0.05), Type(12, _TEXT, align="r"), "ctr"),
    )
