"""Paragraphs of slides as HTML: real text, lists as lists, every look a class."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from coursegen.html.markup import Markup, joined, tag
from coursegen.html.style import StyleSheet, emu, ink, number, points
from coursegen.layout.geometry import Para, Rect, Run, TextBody
from coursegen.layout.measure import LINE_HEIGHT

_ANCHOR = {"top": "flex-start", "middle": "center", "bottom": "flex-end"}
_BREAK, _MAY_BREAK = tag("br"), tag("wbr")
_OPENING = re.compile("(?<=[，。；：？！、])(?=[“‘])")


def paragraphs(paras: Sequence[Para], style: StyleSheet, name: str = "p") -> Markup:
    """Paragraphs in order, those with markers as items of a list; `name` is the element of the others."""
    out: list[Markup] = []
    first = True
    for listed, group in groupby(paras, lambda para: bool(para.marker)):
        members = []
        for para in group:
            members.append(_paragraph(para, style, "li" if listed else name, first=first))
            first = False
        out += [tag("ul", *members)] if listed else members
    return joined(out)


def heading(paras: Sequence[Para], style: StyleSheet) -> Markup:
    """The lines of a title, to stand inside one heading."""
    return joined(_paragraph(para, style, "span", first=n == 0) for n, para in enumerate(paras))


def body_style(text: TextBody, outer: Rect, inner: Rect, edge: float = 0) -> str:
    """How a text stands in a box: anchored, inside its insets and the text rectangle of its shape.

    `edge` is what an outline takes of the box on each side, in EMU.
    """
    shape = (inner.x - outer.x, inner.y - outer.y, outer.right - inner.right, outer.bottom - inner.bottom)
    left, top, right, bottom = (emu(max(0, a + b - edge)) for a, b in zip(text.insets, shape, strict=True))
    return f"padding:{top} {right} {bottom} {left};justify-content:{_ANCHOR[text.anchor]}"


def _paragraph(para: Para, style: StyleSheet, name: str, *, first: bool) -> Markup:
    runs = [run for run in para.runs if run.text]
    size = max((run.size for run in para.runs), default=18)
    same = len({_look(run, size) for run in runs}) == 1
    look = [f"font-size:{points(size)}", f"line-height:{number(LINE_HEIGHT * para.spacing / 100)}"]
    look += [f"text-align:{para.align}"] if para.align != "left" else []
    look += [f"margin-top:{points(para.before)}"] if para.before and not first else []
    look += [f"padding-left:{emu(para.indent)}"] if para.indent else []
    look += [f"text-indent:{emu(-para.indent)}"] if para.marker and para.indent else []
    look += [_look(runs[0], size)] if same else []
    content = [_marker(para, style)] if para.marker else []
    content += [_lines(run.text) if same else _run(run, size, style) for run in runs]
    return tag(name, *(content or [_BREAK]), attributes={"class": style.name(";".join(filter(None, look)))})


def _marker(para: Para, style: StyleSheet) -> Markup:
    look = f"width:{emu(para.indent)};color:{ink(para.marker_color)}"
    return tag("span", para.marker, attributes={"class": f"m {style.name(look)}"})


def _run(run: Run, size: float, style: StyleSheet) -> Markup:
    name = "strong" if run.bold else "span"
    return tag(name, _lines(run.text), attributes={"class": style.name(_look(run, size))})


def _look(run: Run, size: float) -> str:
    look = [f"color:{ink(run.color)}", f"font-family:var(--f-{run.face})", f"font-weight:{700 if run.bold else 400}"]
    return ";".join([*look, *([f"font-size:{points(run.size)}"] if run.size != size else [])])


def _lines(text: str) -> Markup:
    lines = text.split("\n")
    return joined(piece for n, line in enumerate(lines) for piece in ((_BREAK, *_parts(line)) if n else _parts(line)))


def _parts(line: str) -> tuple[str | Markup, ...]:
    """A line with a chance to break between a stop and the quotation mark that opens after it.

    Browsers never break beside a quotation mark (UAX 14, LB19); lines are measured as Office breaks them.
    """
    first, *others = _OPENING.split(line)
    return (first, *(piece for part in others for piece in (_MAY_BREAK, part)))
