"""A document as one long HTML sheet: the same flow of paragraphs and tables that the Word writer draws."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import sha256

from msgspec import Struct, field

from coursegen.document.nodes import Blank, Break, Number, Reference, Text
from coursegen.html import ground
from coursegen.html.markup import NOTHING, Markup, joined, tag
from coursegen.html.plot import Plot
from coursegen.html.style import StyleSheet, face_stack, ink, number, points
from coursegen.layout.geometry import Face, Role
from coursegen.layout.pages.geometry import (
    Edge,
    Flow,
    FlowContents,
    FlowDrawing,
    FlowGrid,
    FlowPara,
    FormSpec,
    GridCell,
    GridKind,
    GridRow,
    Pages,
    ParaMetrics,
    ParaRole,
    Piece,
    Tab,
)

_MARGIN = 42.0
"""Points of white round the text: the sheet is looked at beside other things, not printed."""

_HEADINGS: Mapping[ParaRole, str] = {"title": "h1", "heading1": "h1", "heading2": "h2", "heading3": "h3"}
_MARKERS: Mapping[str, str] = {"bullet": "•", "do": "✓", "dont": "✗", "check": "□"}
_COLORS: Mapping[ParaRole, Role] = {
    **dict.fromkeys(("title", "heading1", "heading2", "heading3", "box-title", "part-title", "card-head"), "primary"),
    **dict.fromkeys(("note", "source", "caption", "figure-caption", "box-note", "box-source", "cue"), "muted"),
}
"""Colours that the house styles have; what stands on a filled cell has the colour of writing on that fill."""

_ON: Mapping[Role, Role] = {"primary": "on-primary", "deep": "on-deep", "secondary": "on-primary"}
_RULED: frozenset[GridKind] = frozenset({"table", "form", "record", "dense"})

_CSS = """*{box-sizing:border-box}
html{color-scheme:light;background:#e9ecef}
body{margin:0;container-type:inline-size}
main{--u:calc(100cqw/var(--w));background:#fff;color:var(--text);font-family:var(--f-body);line-break:strict;\
overflow-wrap:anywhere;min-height:100vh}
h1,h2,h3,p,ul,li{margin:0;padding:0;font-weight:400;list-style:none}
table{border-collapse:collapse;table-layout:fixed;margin:calc(var(--u)*4) 0}
td,th{vertical-align:top;text-align:left;font-weight:400}
td.mid{vertical-align:middle}
.m{display:inline-block;text-indent:0}
.blank{display:inline-block;border-bottom:1px solid currentColor;height:1em}
.rule{border-bottom:1px solid var(--line)}
.tab{display:inline-block;min-width:.75em}
.term,.strong{font-weight:700}
.quote{font-family:var(--f-kai)}
.answer{color:var(--primary);font-weight:700}
.small{font-size:.85em}
.pic{background-repeat:no-repeat;background-position:center;background-size:contain;margin:auto}
"""


class SheetLook(Struct, frozen=True):
    """Colours by role (six digits) and fonts by use, as the document's own base and brand have them."""

    inks: Mapping[Role, str]
    faces: Mapping[Face, str]


def write_sheet(
    pages: Pages, spec: FormSpec, look: SheetLook, media: Mapping[str, bytes], title: str, language: str
) -> bytes:
    """The page as UTF-8, without a script; it is as wide as what it stands in. `media` are pictures by key."""
    style = StyleSheet()
    pictures = {key: style.name(rule) for key, rule in ground.picture_rules(media).items()}
    body = _Writer(spec, style, pictures).flow(pages.flow)
    pad = style.name(f"padding:{points(_MARGIN)}")
    css = Markup(_root(spec, look) + _CSS + style.css())
    policy = (
        f"default-src 'none'; style-src 'sha256-{b64encode(sha256(css.encode()).digest()).decode()}'; img-src data:"
    )
    head = tag(
        "head",
        tag("meta", attributes={"charset": "utf-8"}),
        tag("meta", attributes={"http-equiv": "Content-Security-Policy", "content": policy}),
        tag("meta", attributes={"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        tag("title", title),
        tag("style", css),
    )
    whole = tag("html", head, tag("body", tag("main", body, attributes={"class": pad})), attributes={"lang": language})
    return f"<!DOCTYPE html>\n{whole}\n".encode()


def _root(spec: FormSpec, look: SheetLook) -> str:
    inks = "".join(f"--{role}:#{color};" for role, color in look.inks.items())
    faces = "".join(f"--f-{use}:{face_stack(use, face)};" for use, face in look.faces.items())
    return f":root{{--w:{number(spec.width + 2 * _MARGIN)};{inks}{faces}}}\n"


class _Writer(Struct):
    """Writes one flow; `counts` has how far each numbered list is."""

    spec: FormSpec
    style: StyleSheet
    pictures: Mapping[str, str]
    counts: Counter[int] = field(default_factory=Counter)

    def flow(self, flow: Iterable[Flow]) -> Markup:
        return joined(self._item(item) for item in flow)

    def _item(self, item: Flow) -> Markup:
        match item:
            case FlowPara():
                return self._paragraph(item)
            case FlowGrid():
                return self._table(item)
            case FlowContents(entries=entries):
                return tag("ul", *(tag("li", self._line(entry.line)) for entry in entries))
            case FlowDrawing():
                return self._drawing(item)

    def _paragraph(self, para: FlowPara) -> Markup:
        metrics = self.spec.paras[para.role]
        if para.role.endswith("lines"):
            rule = tag("div", attributes={"class": f"rule {self.style.name(f'height:{points(metrics.line)}')}"})
            return joined([rule] * (1 + sum(isinstance(piece, Break) for piece in para.line)))
        look = _setting(metrics, para)
        look += [f"color:{ink(_COLORS[para.role])}"] if para.role in _COLORS else []
        name = self.style.name(";".join(look))
        shown = joined((self._marker(para, metrics), self._line(para.line)))
        return tag(_HEADINGS.get(para.role, "p"), shown or tag("br"), attributes={"class": name})

    def _marker(self, para: FlowPara, metrics: ParaMetrics) -> Markup:
        kind = para.role.removeprefix("cell-").removeprefix("box-").removeprefix("form-")
        if not metrics.marker or (kind != "number" and kind not in _MARKERS):
            return NOTHING
        if kind == "number":
            self.counts[para.list_id] += 1
        words = f"{self.counts[para.list_id]}." if kind == "number" else _MARKERS[kind]
        return tag("span", words, attributes={"class": f"m {self.style.name(f'width:{points(-metrics.first)}')}"})

    def _line(self, line: Iterable[Piece]) -> Markup:
        return joined(self._piece(piece) for piece in line)

    def _piece(self, piece: Piece) -> Markup:
        match piece:
            case Text(text, "plain"):
                return joined((text,))
            case Text(text, style):
                return tag("span", text, attributes={"class": style})
            case Blank(width):
                return tag("span", attributes={"class": f"blank {self.style.name(f'width:{width}em')}"})
            case Break():
                return tag("br")
            case Tab():
                return tag("span", attributes={"class": "tab"})
            case Number() | Reference():
                return joined((piece.text,))

    def _table(self, grid: FlowGrid) -> Markup:
        margins = self.spec.grids[grid.kind].margins
        pad = "padding:" + " ".join(points(margin) for margin in margins)
        rule = f";border:{points(0.5)} solid var(--line)" if grid.kind in _RULED else ""
        cell = self.style.name(pad + rule)
        widths = (tag("col", attributes={"class": self.style.name(f"width:{points(w)}")}) for w in grid.widths)
        look = f"width:{points(sum(grid.widths))};margin-left:{points(grid.indent)}"
        rows = (self._row(row, cell) for row in grid.rows)
        named = {"class": self.style.name(look), "aria-label": grid.title or None}
        return tag("table", tag("colgroup", *widths), *rows, attributes=named)

    def _row(self, row: GridRow, cell: str) -> Markup:
        least = self.style.name(f"height:{points(row.least)}") if row.least else None
        name = "th" if row.header else "td"
        return tag("tr", *(self._cell(one, name, cell) for one in row.cells), attributes={"class": least})

    def _cell(self, cell: GridCell, name: str, look: str) -> Markup:
        own = [_edge(edge) for edge in cell.edges]
        if cell.fill:
            own.append(f"background:{ink(cell.fill)}")
            own += [f"color:{ink(_ON[cell.fill])}"] if cell.fill in _ON else []
        classes = f"{look} {self.style.name(';'.join(own)) if own else ''} {'mid' if cell.middle else ''}"
        scope = {"scope": "col"} if name == "th" else {}
        return tag(name, self.flow(cell.content), attributes={"class": " ".join(classes.split()), **scope})

    def _drawing(self, drawing: FlowDrawing) -> Markup:
        size = f"width:{points(drawing.width)};height:{points(drawing.height)};margin-top:{points(drawing.before)}"
        told: dict[str, str | None] = {"role": "img", "aria-label": drawing.alt}
        if drawing.chart is None:
            key = drawing.vector if drawing.vector in self.pictures else drawing.media
            classes = f"pic {self.pictures.get(key, '')} {self.style.name(size)}"
            return tag("div", attributes={"class": classes, **told})
        plot = Plot(drawing.chart, drawing.width, drawing.height, self.style)
        box = {"class": self.style.name(size), "viewBox": f"0 0 {number(drawing.width)} {number(drawing.height)}"}
        return tag("svg", plot.draw(), attributes=box | told)


def _setting(metrics: ParaMetrics, para: FlowPara) -> list[str]:
    """A paragraph's declarations, from what its style sets and what it sets itself."""
    before = metrics.before if para.before is None else para.before
    right = metrics.right if para.right is None else para.right
    look = [f"font-size:{points(metrics.size)}", f"line-height:{points(metrics.line)}"]
    look.append(f"margin:{points(before)} {points(right)} {points(metrics.after)} {points(metrics.left)}")
    look += [f"text-indent:{points(metrics.first)}"] if metrics.first else []
    look += ["font-weight:700"] if metrics.bold else []
    look += ["font-family:var(--f-heading)"] if para.role in _HEADINGS else []
    look += ["text-align:center"] if para.role in _CENTRED else []
    loose = any(isinstance(piece, Blank) for piece in para.line)
    return [*look, "text-align:justify"] if metrics.justified and not loose else look


_CENTRED: frozenset[ParaRole] = frozenset(
    {"title", "subtitle", "caption", "figure-caption", "paper-title", "paper-rules", "mark-head", "mark", "cell-short",
     "key", "seal", "arrow", "step-number", "hub-band", "band", "quiet-band", "verdict", "cover-kicker", "organiser"}
)  # fmt: skip


def _edge(edge: Edge) -> str:
    return f"border-{edge.side}:{points(edge.width)} solid {ink(edge.color)}" if edge.width else f"border-{edge.side}:0"
