"""Drawings of slides as HTML: boxes and ovals by CSS, all else as inline SVG; text is text, tables are tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from coursegen.html import outline
from coursegen.html.markup import NOTHING, Markup, joined, tag
from coursegen.html.plot import Plot
from coursegen.html.style import StyleSheet, box, emu, ink, number, points
from coursegen.html.words import body_style, paragraphs
from coursegen.layout.geometry import (
    EMU_PER_PT,
    Cell,
    ChartFrame,
    Connector,
    Drawing,
    Group,
    Picture,
    Rect,
    Shape,
    Stroke,
    TableFrame,
)
from coursegen.layout.presets import text_rect

_BOXES = frozenset({"rect", "roundRect", "ellipse"})
"""Geometries that CSS draws."""
_HIDDEN: Mapping[str, str | None] = {"aria-hidden": "true"}


class Pen(Struct, frozen=True):
    """What drawing needs: the style sheet, and classes of pictures by key."""

    style: StyleSheet
    pictures: Mapping[str, str]

    def draw(self, drawing: Drawing, *, spoken_for: bool = False) -> Markup:
        """A drawing; `spoken_for` = it stands in a figure that has alternative text."""
        match drawing:
            case Shape():
                return self._shape(drawing, spoken_for=spoken_for)
            case Connector():
                return self._connector(drawing)
            case TableFrame():
                return self._table(drawing)
            case Group():
                return self._group(drawing, spoken_for=spoken_for)
            case Picture():
                return self._picture(drawing, spoken_for=spoken_for)
            case ChartFrame():
                return self._chart(drawing)
            case _:
                assert_never(drawing)

    def _shape(self, shape: Shape, *, spoken_for: bool) -> Markup:
        if shape.geometry in _BOXES:
            return self._box(shape, spoken_for=spoken_for)
        drawn = self._outline(shape, spoken_for=spoken_for)
        words = replace(shape, fill=None, stroke=None)
        return joined((drawn, self._box(words, spoken_for=True) if shape.text else NOTHING))

    def _box(self, shape: Shape, *, spoken_for: bool) -> Markup:
        """A shape that CSS draws, with its text in it."""
        edge = shape.stroke.width * EMU_PER_PT / 2 if shape.stroke else 0
        grow = round(edge)
        look = [box(shape.rect.inset(-grow, -grow, -grow, -grow))]
        look += [f"background:{ink(shape.fill)}"] if shape.fill else []
        look += [_border(shape.stroke)] if shape.stroke else []
        if shape.geometry == "ellipse":
            look.append("border-radius:50%")
        elif shape.geometry == "roundRect":
            look.append(f"border-radius:{emu(outline.radius(shape.rect.w, shape.rect.h, shape.adjust) + edge)}")
        if shape.text is None:
            return tag("div", attributes={"class": f"b {self.style.name(';'.join(look))}", **_said(shape, spoken_for)})
        inner = text_rect(shape.geometry, shape.rect, shape.adjust)
        look.append(body_style(shape.text, shape.rect, inner, edge))
        return tag(
            "div",
            paragraphs(shape.text.paras, self.style),
            attributes={"class": f"t {self.style.name(';'.join(look))}"},
        )

    def _outline(self, shape: Shape, *, spoken_for: bool) -> Markup:
        w, h = shape.rect.w / EMU_PER_PT, shape.rect.h / EMU_PER_PT
        look = [f"fill:{ink(shape.fill) if shape.fill else 'none'}"]
        look += [_line(shape.stroke)] if shape.stroke else []
        data = {"d": outline.path(shape.geometry, w, h, shape.adjust), "class": self.style.name(";".join(look))}
        drawn = [tag("path", attributes=data)]
        if shape.geometry == "arc" and shape.stroke and shape.stroke.arrow:
            drawn.append(self._head(*outline.arc_end(w, h, shape.adjust), shape.stroke))
        return self._svg(shape.rect, joined(drawn), _said(shape, spoken_for or shape.text is not None))

    def _svg(self, rect: Rect, content: Markup, said: Mapping[str, str | None]) -> Markup:
        size = f"0 0 {number(rect.w / EMU_PER_PT)} {number(rect.h / EMU_PER_PT)}"
        return tag("svg", content, attributes={"class": f"b {self.style.name(box(rect))}", "viewBox": size, **said})

    def _head(self, tip: tuple[float, float], way: tuple[float, float], stroke: Stroke) -> Markup:
        look = self.style.name(f"fill:{ink(stroke.color)}")
        return tag("path", attributes={"d": outline.arrow_head(tip, way, stroke.width), "class": look})

    def _connector(self, connector: Connector) -> Markup:
        (x1, y1), (x2, y2) = connector.start, connector.end
        room = round(connector.stroke.width * EMU_PER_PT)
        rect = Rect(min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1)).inset(-room, -room, -room, -room)
        start, end = (
            ((x - rect.x) / EMU_PER_PT, (y - rect.y) / EMU_PER_PT) for x, y in (connector.start, connector.end)
        )
        ends = zip(("x1", "y1", "x2", "y2"), (*start, *end), strict=True)
        line = {key: number(value) for key, value in ends} | {"class": self.style.name(_line(connector.stroke))}
        drawn = [tag("line", attributes=line)]
        if connector.stroke.arrow:
            drawn.append(self._head(end, (end[0] - start[0], end[1] - start[1]), connector.stroke))
        return self._svg(rect, joined(drawn), _HIDDEN)

    def _group(self, group: Group, *, spoken_for: bool) -> Markup:
        members = joined(self.draw(member, spoken_for=spoken_for or bool(group.alt)) for member in group.members)
        if spoken_for or not group.alt:
            return members
        return tag("figure", members, attributes={"aria-label": group.alt, "role": None if has_text(group) else "img"})

    def _picture(self, picture: Picture, *, spoken_for: bool) -> Markup:
        named = picture.alt and not spoken_for
        said = {"role": "img", "aria-label": picture.alt} if named else _HIDDEN
        shown = self.pictures.get(picture.vector) or self.pictures.get(picture.media, "")
        look = f"b {shown} {self.style.name(box(picture.rect))}"
        return tag("div", attributes={"class": look, **said})

    def _chart(self, chart: ChartFrame) -> Markup:
        plot = Plot(chart.look, chart.rect.w / EMU_PER_PT, chart.rect.h / EMU_PER_PT, self.style)
        return self._svg(chart.rect, plot.draw(), {"role": "img", "aria-label": chart.alt})

    def _table(self, table: TableFrame) -> Markup:
        columns = (tag("col", attributes={"class": self.style.name(f"width:{emu(w)}")}) for w in table.widths)
        rows = [
            tag("tr", *(self._cell(cell, table, r, c, height) for c, cell in enumerate(row)))
            for r, (height, row) in enumerate(zip(table.heights, table.rows, strict=True))
        ]
        return tag(
            "table",
            tag("colgroup", *columns),
            tag("thead", *rows[:1]),
            tag("tbody", *rows[1:]),
            attributes={"class": self.style.name(box(table.rect)), "aria-label": table.alt or None},
        )

    def _cell(self, cell: Cell, table: TableFrame, row: int, column: int, height: int) -> Markup:
        left, top, right, bottom = (emu(inset) for inset in cell.text.insets)
        look = [f"height:{emu(height)}", f"padding:{top} {right} {bottom} {left}"]
        look += [f"vertical-align:{cell.text.anchor}"] if cell.text.anchor != "middle" else []
        look += [f"background:{ink(cell.fill)}"] if cell.fill else []
        look.append(f"border-bottom:{points(0.75)} solid {ink(table.rule)}")
        told = any(run.text.strip() for para in cell.text.paras for run in para.runs)
        scope = ("col" if row == 0 else "row" if column == 0 else None) if told else None
        attributes = {"class": self.style.name(";".join(look)), "scope": scope}
        return tag("th" if scope else "td", paragraphs(cell.text.paras, self.style), attributes=attributes)


def pictures_in(drawing: Drawing) -> Iterator[Picture]:
    """Every picture of a drawing."""
    match drawing:
        case Picture():
            yield drawing
        case Group(members=members):
            for member in members:
                yield from pictures_in(member)
        case _:
            return


def has_text(drawing: Drawing) -> bool:
    """Whether a drawing has words of its own."""
    match drawing:
        case Shape(text=text):
            return text is not None
        case Group(members=members):
            return any(has_text(member) for member in members)
        case _:
            return isinstance(drawing, TableFrame)


def _said(shape: Shape, spoken_for: bool) -> Mapping[str, str | None]:  # noqa: FBT001
    return {"role": "img", "aria-label": shape.alt} if shape.alt and not spoken_for else _HIDDEN


def _border(stroke: Stroke) -> str:
    return f"border:{points(stroke.width)} {'dashed' if stroke.dash else 'solid'} {ink(stroke.color)}"


def _line(stroke: Stroke) -> str:
    dash = f";stroke-dasharray:{number(4 * stroke.width)} {number(3 * stroke.width)}" if stroke.dash else ""
    return f"stroke:{ink(stroke.color)};stroke-width:{number(stroke.width)}{dash}"
