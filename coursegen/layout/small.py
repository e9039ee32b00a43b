"""A slide drawn small: everything on it moved and scaled, its type and its lines too."""

from __future__ import annotations

from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from coursegen.layout.geometry import (
    ChartFrame,
    Connector,
    Drawing,
    Group,
    Para,
    Picture,
    Rect,
    Run,
    Shape,
    Stroke,
    TableFrame,
    TextBody,
)
from coursegen.layout.scenery import Ornament


class Scale(Struct, frozen=True):
    """From the coordinates of a slide to those of a place on paper."""

    factor: float
    x: int
    y: int

    def length(self, emu: int) -> int:
        """A length in EMU."""
        return round(emu * self.factor)

    def rect(self, rect: Rect) -> Rect:
        """A rectangle, so that neighbours stay neighbours."""
        (x, y), (right, bottom) = self.point((rect.x, rect.y)), self.point((rect.right, rect.bottom))
        return Rect(x, y, right - x, bottom - y)

    def point(self, point: tuple[int, int]) -> tuple[int, int]:
        """A place."""
        return self.x + self.length(point[0]), self.y + self.length(point[1])

    def drawing(self, drawing: Drawing) -> Drawing:
        """A drawing."""
        match drawing:
            case Shape(rect=rect, stroke=stroke, text=text):
                small = replace(drawing, rect=self.rect(rect), stroke=self.stroke(stroke) if stroke else None)
                return replace(small, text=self.text(text) if text else None)
            case Connector(start=start, end=end, stroke=stroke):
                return replace(drawing, start=self.point(start), end=self.point(end), stroke=self.stroke(stroke))
            case TableFrame():
                return self._table(drawing)
            case Group(members=members):
                return replace(drawing, members=tuple(self.drawing(member) for member in members))
            case Picture(rect=rect):
                return replace(drawing, rect=self.rect(rect))
            case ChartFrame(rect=rect, look=look):
                return replace(drawing, rect=self.rect(rect), look=replace(look, size=look.size * self.factor))
            case _:
                assert_never(drawing)

    def text(self, text: TextBody) -> TextBody:
        """Paragraphs in a box."""
        left, top, right, bottom = (self.length(inset) for inset in text.insets)
        return replace(text, paras=tuple(self._para(para) for para in text.paras), insets=(left, top, right, bottom))

    def stroke(self, stroke: Stroke) -> Stroke:
        """A line, never so thin that a printer loses it."""
        return replace(stroke, width=max(0.25, stroke.width * self.factor))

    def ornament(self, ornament: Ornament) -> Ornament:
        """A shape of a layout."""
        edge = (ornament.edge[0], max(0.25, ornament.edge[1] * self.factor)) if ornament.edge else None
        words = replace(ornament.words, size=ornament.words.size * self.factor) if ornament.words else None
        return replace(ornament, rect=self.rect(ornament.rect), edge=edge, words=words)

    def _para(self, para: Para) -> Para:
        runs = tuple(self._run(run) for run in para.runs)
        return replace(para, runs=runs, before=para.before * self.factor, indent=self.length(para.indent))

    def _run(self, run: Run) -> Run:
        return replace(run, size=round(run.size * self.factor, 2))

    def _table(self, table: TableFrame) -> TableFrame:
        x, y = self.point((table.x, table.y))
        return replace(
            table,
            x=x,
            y=y,
            widths=tuple(self.length(width) for width in table.widths),
            heights=tuple(self.length(height) for height in table.heights),
            rows=tuple(tuple(replace(cell, text=self.text(cell.text)) for cell in row) for row in table.rows),
        )
