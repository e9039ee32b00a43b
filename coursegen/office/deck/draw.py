"""Drawings of one slide as XML, from prototypes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from msgspec import Struct, field

from coursegen.layout.geometry import (
    Cell,
    ChartFrame,
    Connector,
    Drawing,
    Filling,
    Group,
    Picture,
    Rect,
    Role,
    Shape,
    Stroke,
    TableFrame,
)
from coursegen.office.deck.base import CompiledPlaceholder
from coursegen.office.deck.joints import Joint, Joints, joints
from coursegen.office.deck.text import Colors, TextWriter
from coursegen.office.house.names import name_in
from coursegen.office.prototype import Prototype, escape

_ANCHOR = {"top": "t", "middle": "ctr", "bottom": "b"}


class Sheet(Struct):
    """What is drawn on one slide so far: ids given out; media (key → relationship id) and charts (the other way).

    With a chart go the colours that it is drawn in.
    """

    prototypes: Mapping[str, Prototype]
    text: TextWriter
    media: dict[str, str] = field(default_factory=dict)
    charts: dict[str, tuple[ChartFrame, Colors]] = field(default_factory=dict)
    joints: Joints = field(default_factory=dict)
    last_id: int = 1
    first_media: int = 3

    def placeholder(self, filling: Filling, placeholder: CompiledPlaceholder) -> str:
        """A placeholder of the layout, with its text (or the slide number field)."""
        rect = filling.rect or (placeholder.spec.rect if placeholder.fixed else None)
        return self.prototypes["placeholder"].fill(
            identity=self.identity(placeholder.name, "", plain=True),
            attributes=placeholder.attributes,
            frame=self.prototypes["frame"].fill(**_box(rect)) if rect else "",
            text=self.text.placeholder_body(filling.text, placeholder, number=filling.role == "slide-number"),
        )

    def draw(self, drawing: Drawing, *, spoken_for: bool = False) -> str:
        """A drawing; `spoken_for` = it stands in a group that has alternative text."""
        match drawing:
            case Shape():
                return self._shape(drawing, spoken_for=spoken_for)
            case Connector():
                return self._connector(drawing, spoken_for=spoken_for)
            case TableFrame():
                return self._table(drawing)
            case Group():
                self.joints = {**joints(drawing, self.last_id + 1), **self.joints}
                return self._group(drawing, spoken_for=spoken_for)
            case Picture():
                return self._picture(drawing, spoken_for=spoken_for)
            case ChartFrame():
                return self._chart(drawing)
            case _:
                assert_never(drawing)

    def identity(self, name: str, alt: str, *, plain: bool = False) -> str:
        """Number, name and alternative text; without one it is marked as decoration unless `plain`."""
        self.last_id += 1
        kind = "described" if alt else "plain" if plain else "decorative"
        slots = {"alt": escape(alt)} if alt else {}
        shown = name_in(name, self.text.language)
        return self.prototypes[kind].fill(id=str(self.last_id), name=escape(shown), **slots)

    def _shape(self, shape: Shape, *, spoken_for: bool) -> str:
        bare = shape.fill is None and shape.stroke is None and shape.geometry == "rect"
        prototype = self.prototypes["text-box" if bare and shape.text else f"shape:{shape.geometry}"]
        return prototype.fill(
            identity=self.identity(shape.name, shape.alt, plain=shape.text is not None or spoken_for),
            **_box(shape.rect),
            guides=self._guides(shape),
            fill=self.text.fill(shape.fill),
            line=self._line(shape.stroke),
            text=self.text.body(shape.text) if shape.text else "",
        )

    def _guides(self, shape: Shape) -> str:
        return "".join(
            self.prototypes[f"guide:{shape.geometry}:{n}"].fill(value=str(value))
            for n, value in enumerate(shape.adjust)
        )

    def _line(self, stroke: Stroke | None) -> str:
        if stroke is None:
            return self.prototypes["no-line"].fill()
        prototype = self.prototypes["arrow" if stroke.arrow else "dashed" if stroke.dash else "line"]
        return prototype.fill(width=str(round(stroke.width * 12700)), color=self.text.colors[stroke.color])

    def _connector(self, connector: Connector, *, spoken_for: bool) -> str:
        flips = (" flipH", connector.start[0] > connector.end[0]), (" flipV", connector.start[1] > connector.end[1])
        identity = self.identity(connector.name, "", plain=spoken_for)
        start, end = self.joints.get(self.last_id, (None, None))
        return self.prototypes["connector"].fill(
            identity=identity,
            **_box(_bounds_of(connector)),
            joints=self._joint("start", start) + self._joint("end", end),
            flip="".join(f'{name}="1"' for name, on in flips if on),
            line=self._line(connector.stroke),
        )

    def _joint(self, which: str, joint: Joint | None) -> str:
        return self.prototypes[f"{which}-joint"].fill(id=str(joint[0]), site=str(joint[1])) if joint else ""

    def _group(self, group: Group, *, spoken_for: bool) -> str:
        identity = self.identity(group.name, group.alt, plain=spoken_for or _has_text(group))
        inside = spoken_for or bool(group.alt)
        members = "".join(self.draw(member, spoken_for=inside) for member in group.members)
        return self.group_of(identity, bounds(group), members)

    def group_of(self, identity: str, rect: Rect, members: str) -> str:
        """A group of what is drawn already."""
        return self.prototypes["group"].fill(identity=identity, **_box(rect), members=members)

    def link(self, media: str) -> str:
        """Relationship id of a picture by its key."""
        return self.media.setdefault(media, f"rId{len(self.media) + self.first_media}")

    def _picture(self, picture: Picture, *, spoken_for: bool) -> str:
        relation = self.link(picture.media)
        vector = self.prototypes["vector"].fill(relation=self.link(picture.vector)) if picture.vector else ""
        return self.prototypes["picture"].fill(
            identity=self.identity(picture.name, picture.alt, plain=spoken_for),
            **_box(picture.rect),
            relation=f'"{relation}"',
            vector=vector,
        )

    def _chart(self, chart: ChartFrame) -> str:
        relation = f"rIdChart{len(self.charts) + 1}"
        self.charts[relation] = (chart, self.text.colors)
        identity = self.identity(chart.name, chart.alt)
        return self.prototypes["chart"].fill(identity=identity, **_box(chart.rect), relation=f'"{relation}"')

    def _table(self, table: TableFrame) -> str:
        columns = "".join(self.prototypes["column"].fill(width=str(width)) for width in table.widths)
        rows = "".join(
            self.prototypes["row"].fill(height=str(height), cells="".join(self._cell(cell, table.rule) for cell in row))
            for height, row in zip(table.heights, table.rows, strict=True)
        )
        identity = self.identity(table.name, table.alt, plain=True)
        return self.prototypes["table"].fill(identity=identity, **_box(table.rect), columns=columns, rows=rows)

    def _cell(self, cell: Cell, rule: Role) -> str:
        left, top, right, bottom = cell.text.insets
        return self.prototypes["cell"].fill(
            left=str(left),
            top=str(top),
            right=str(right),
            bottom=str(bottom),
            anchor=f'anchor="{_ANCHOR[cell.text.anchor]}"',
            paragraphs=self.text.paragraphs(cell.text.paras),
            fill=self.text.fill(cell.fill),
            rule=self.prototypes["rule"].fill(fill=self.text.fill(rule)),
        )


def _box(rect: Rect) -> dict[str, str]:
    return {"x": str(rect.x), "y": str(rect.y), "w": str(rect.w), "h": str(rect.h)}


def bounds(drawing: Drawing) -> Rect:
    """The smallest rectangle round a drawing."""
    match drawing:
        case Connector():
            return _bounds_of(drawing)
        case Group(members=members):
            rects = [bounds(member) for member in members]
            x, y = min(r.x for r in rects), min(r.y for r in rects)
            return Rect(x, y, max(r.right for r in rects) - x, max(r.bottom for r in rects) - y)
        case _:
            return drawing.rect


def _bounds_of(connector: Connector) -> Rect:
    (x1, y1), (x2, y2) = connector.start, connector.end
    return Rect(min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1))


def _has_text(drawing: Drawing) -> bool:
    match drawing:
        case Shape(text=text):
            return text is not None
        case Group(members=members):
            return any(_has_text(member) for member in members)
        case _:
            return isinstance(drawing, TableFrame | ChartFrame)
