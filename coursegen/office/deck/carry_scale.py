"""A sheet drawn for one slide size, redrawn for another: everything by one factor, in the middle of the new size."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from coursegen.office.deck.fit import Fit

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"

_CHART_TEXT = (
    f'<c:txPr xmlns:c="{C[1:-1]}" xmlns:a="{A[1:-1]}"><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="1000"/></a:pPr>'
    '<a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
)
"""What a chart's text is where the chart does not say: ten points (ECMA-376 leaves it to the program)."""

_SIZES = frozenset(f"{A}{name}" for name in ("rPr", "defRPr", "endParaRPr"))
_LENGTHS = {
    f"{A}bodyPr": ("lIns", "tIns", "rIns", "bIns", "spcCol"),
    f"{A}ln": ("w",), f"{A}lnL": ("w",), f"{A}lnR": ("w",), f"{A}lnT": ("w",), f"{A}lnB": ("w",),
    f"{A}gridCol": ("w",), f"{A}tr": ("h",), f"{A}tcPr": ("marL", "marR", "marT", "marB"), f"{A}tab": ("pos",),
    f"{A}outerShdw": ("blurRad", "dist"), f"{A}innerShdw": ("blurRad", "dist"), f"{A}glow": ("rad",),
    f"{A}softEdge": ("rad",), f"{A}reflection": ("blurRad", "dist"), f"{A}spcPts": ("val",), f"{A}buSzPts": ("val",),
}  # fmt: skip
_WHOLE = re.compile(r"-?\d{1,12}")
_INDENTS = ("marL", "marR", "indent")
_SHAPES = tuple(f"{P}{name}" for name in ("sp", "pic", "cxnSp", "graphicFrame", "grpSp"))
_MARK = f"{P}nvSpPr/{P}nvPr/{P}ph"


def fitted(data: bytes, fit: Fit, usual: int) -> bytes:
    """The XML of a slide, layout, master, chart or diagram in its new size.

    `usual` is the size (in hundredths of a point) of text in shapes that say none.
    """
    root = etree.fromstring(data)
    for body in (shape.find(f"{P}txBody") for shape in root.iter(f"{P}sp") if shape.find(_MARK) is None):
        if body is not None:
            _say_size(body, usual)
    if root.tag == f"{C}chartSpace":
        _say_chart_size(root)
    for element in root.iter(etree.Element):
        _fit(element, fit.factor)
    for shape in _outermost(root):
        _place(shape, fit)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _say_size(body: Any, usual: int) -> None:
    """Write down the size that text of a free shape has from the presentation it comes from."""
    styles = body.find(f"{A}lstStyle")
    if styles is None:
        styles = etree.Element(f"{A}lstStyle")
        body.insert(1, styles)
    levels = {e.get("lvl") for e in body.iter(f"{A}pPr")} & set("12345678")
    for level in (1, *sorted(int(level) + 1 for level in levels)):
        tag = f"{A}lvl{level}pPr"
        style = styles.find(tag)
        if style is None:
            style = etree.Element(tag)
            before = [e for e in styles if str(e.tag) < tag]
            styles.insert(len(before), style)
        run = style.find(f"{A}defRPr")
        if run is None:
            run = etree.Element(f"{A}defRPr")
            tail = style.find(f"{A}extLst")
            style.append(run) if tail is None else tail.addprevious(run)
        if not run.get("sz"):
            run.set("sz", str(usual))


def _say_chart_size(chart: Any) -> None:
    before = [e for e in chart if e.tag in (f"{C}chart", f"{C}spPr")]
    if before and chart.find(f"{C}txPr") is None:
        before[-1].addnext(etree.fromstring(_CHART_TEXT))


def _fit(element: Any, factor: float) -> None:
    """Sizes of type and lengths, wherever they stand."""
    tag = str(element.tag)
    if tag in _SIZES and (size := element.get("sz", "")).isdecimal():
        element.set("sz", str(max(100, round(int(size) * factor / 10) * 10)))
    keys = _LENGTHS.get(tag, ())
    keys += _INDENTS if tag == f"{A}pPr" or (tag.startswith(A) and tag.endswith("pPr")) else ()
    for key in keys:
        value = element.get(key, "")
        if _WHOLE.fullmatch(value):
            element.set(key, str(round(int(value) * factor)))


def _outermost(root: Any) -> list[Any]:
    """Transforms of the shapes that stand on the sheet itself: what is in a group keeps to the group's own measure."""
    tree = root.find(f"{P}cSld/{P}spTree")
    found = []
    for shape in (
        () if tree is None else tree.iter(*(f"{P}{n}" for n in ("sp", "pic", "cxnSp", "graphicFrame", "grpSp")))
    ):
        inner = any(above.tag == f"{P}grpSp" for above in shape.iterancestors())
        place = next(
            (e for path in (f"{P}spPr/{A}xfrm", f"{P}grpSpPr/{A}xfrm", f"{P}xfrm") for e in shape.iterfind(path)), None
        )
        if place is not None and not inner:
            found.append(place)
    return found


def _place(transform: Any, fit: Fit) -> None:
    for child, names, shift in ((f"{A}off", ("x", "y"), (fit.dx, fit.dy)), (f"{A}ext", ("cx", "cy"), (0, 0))):
        element = transform.find(child)
        for name, by in zip(names, shift, strict=True):
            if element is not None and _WHOLE.fullmatch(element.get(name, "")):
                element.set(name, str(round(int(element.get(name)) * fit.factor) + by))
