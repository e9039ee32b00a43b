"""A chart part from python-pptx's chart writer, finished: labels instead of axis and grid, colours of the theme only.

Sources: ECMA-376 part 1, 21.2 (order of elements: dml-chart.xsd).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.chart.xmlwriter import ChartXmlWriter
from pptx.enum.chart import XL_CHART_TYPE

from coursegen.layout.charts import LEAST_SHARE, ON_PART, PARTS, SERIES, shares_of
from coursegen.layout.geometry import ChartLook, Role
from coursegen.office.chart.order import ChartOrder
from coursegen.office.language import office_language
from coursegen.office.package import OFFICE_RELATIONS, XML_HEAD
from coursegen.office.prototype import escape

C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_SPACES = f'xmlns:c="{C}" xmlns:a="{A}" xmlns:r="{OFFICE_RELATIONS}"'
_TYPES = {
    "bar": XL_CHART_TYPE.BAR_CLUSTERED, "column": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "line": XL_CHART_TYPE.LINE_MARKERS, "doughnut": XL_CHART_TYPE.DOUGHNUT,
}  # fmt: skip
_CATEGORIES, _VALUES = 500000001, 500000002
"""Axis ids: unsigned, as the schema wants them (python-pptx writes negative ones)."""

_NO_SHAPE = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
_MARKERS = ("circle", "diamond")
_MARKER_SIZE = 8
_LINE_WIDTH = 31750
_HOLE = 62


def chart_xml(order: ChartOrder) -> bytes:
    """The chart part of an order."""
    look = order.look
    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = look.categories
    for name, values in look.series:
        data.add_series(name, values)
    plain: Any = ChartXmlWriter(_TYPES[look.kind], data)  # type: ignore[no-untyped-call]
    parser = etree.XMLParser(remove_blank_text=True)
    root: Any = etree.fromstring(plain.xml.encode(), parser)
    _Finisher(order).finish(root)
    return (XML_HEAD + etree.tostring(root, encoding="unicode")).encode()


class _Finisher:
    """Turns the plain chart of python-pptx into the one that was laid out."""

    def __init__(self, order: ChartOrder) -> None:
        self._look, self._colors = order.look, dict(order.colors)
        self._language = escape(office_language(order.language))

    def finish(self, root: Any) -> None:
        """Finish a c:chartSpace in place."""
        chart = root.find(f"{{{C}}}chart")
        area = chart.find(f"{{{C}}}plotArea")
        for old in (*root.findall(f"{{{C}}}txPr"), *root.findall(f"{{{C}}}roundedCorners")):
            root.remove(old)
        for tag in ("legend", "plotVisOnly", "dispBlanksAs", "showDLblsOverMax"):
            for old in chart.findall(f"{{{C}}}{tag}"):
                chart.remove(old)
        chart.find(f"{{{C}}}autoTitleDeleted").set("val", "1")
        root[1:1] = _elements(f'<c:lang val="{self._language}"/><c:roundedCorners val="0"/>')
        root.extend(_elements(f'{_NO_SHAPE}{self._text("text")}<c:externalData r:id="rId1"/>'))
        root[-1].extend(_elements('<c:autoUpdate val="0"/>'))
        chart.extend(_elements(f'{self._legend()}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/>'))
        self._area(area)

    def _area(self, area: Any) -> None:
        """Place of the plot, series, axes."""
        for tag in ("layout", "catAx", "valAx"):
            for old in area.findall(f"{{{C}}}{tag}"):
                area.remove(old)
        plot = area[0]
        area[0:0] = _elements(_manual(self._look.plot))
        for number, series in enumerate(plot.findall(f"{{{C}}}ser")):
            self._series(series, number)
        if self._look.kind == "doughnut":
            self._doughnut(plot)
            return
        for one, axis in zip(plot.findall(f"{{{C}}}axId"), (_CATEGORIES, _VALUES), strict=True):
            one.set("val", str(axis))
        self._plot(plot)
        area.extend(_elements(self._category_axis() + self._value_axis()))

    def _plot(self, plot: Any) -> None:
        """Gaps between bars; lines need no option."""
        for old in (*plot.findall(f"{{{C}}}gapWidth"), *plot.findall(f"{{{C}}}overlap")):
            plot.remove(old)
        if self._look.kind == "line":
            return
        if plot.find(f"{{{C}}}varyColors") is None:
            plot[2:2] = _elements('<c:varyColors val="0"/>')
        plot.find(f"{{{C}}}varyColors").set("val", "0")
        at = list(plot).index(plot.find(f"{{{C}}}axId"))
        plot[at:at] = _elements(f'<c:gapWidth val="{self._look.gap}"/><c:overlap val="0"/>')

    def _doughnut(self, plot: Any) -> None:
        for old in plot.findall(f"{{{C}}}dLbls"):
            plot.remove(old)
        plot.find(f"{{{C}}}holeSize").set("val", str(_HOLE))

    def _series(self, series: Any, number: int) -> None:
        """Colours and labels of one series, between its name and its categories."""
        for tag in ("spPr", "invertIfNegative", "marker", "dLbls"):
            for old in series.findall(f"{{{C}}}{tag}"):
                series.remove(old)
        at = list(series).index(series.find(f"{{{C}}}cat"))
        match self._look.kind:
            case "doughnut":
                made = self._parts()
            case "line":
                made = self._line_look(number) + self._line_labels(number)
            case _:
                made = f"<c:spPr>{self._fill(SERIES[number])}</c:spPr>" + '<c:invertIfNegative val="0"/>'
                made += f"<c:dLbls>{self._label('outEnd')}</c:dLbls>"
        series[at:at] = _elements(made)

    def _parts(self) -> str:
        """A colour and a label for every part of a doughnut; small ones have their label in the key only."""
        values = self._look.series[0][1]
        points, labels = [], []
        for n, (role, share) in enumerate(zip(PARTS, shares_of(values), strict=False)):
            edge = f'<a:ln w="19050">{self._fill("background")}</a:ln>'
            if role == "tint":
                edge = f'<a:ln w="9525">{self._fill("muted")}</a:ln>'
            look = f"<c:spPr>{self._fill(role)}{edge}</c:spPr>"
            points.append(f'<c:dPt><c:idx val="{n}"/><c:bubble3D val="0"/>{look}</c:dPt>')
            label = '<c:delete val="1"/>'
            if role in ON_PART and share >= LEAST_SHARE:
                label = self._label("", ON_PART[role])
            labels.append(f'<c:dLbl><c:idx val="{n}"/>{label}</c:dLbl>')
        return "".join(points) + f'<c:dLbls>{"".join(labels)}{self._label("")}<c:showLeaderLines val="0"/></c:dLbls>'

    def _line_look(self, number: int) -> str:
        role = SERIES[number]
        dash = '<a:prstDash val="sysDash"/>' if number else ""
        return (
            f'<c:spPr><a:ln w="{_LINE_WIDTH}" cap="rnd">{self._fill(role)}{dash}<a:round/></a:ln></c:spPr>'
            f'<c:marker><c:symbol val="{_MARKERS[number]}"/><c:size val="{_MARKER_SIZE}"/>'
            f"<c:spPr>{self._fill(role)}<a:ln><a:noFill/></a:ln></c:spPr></c:marker>"
        )

    def _line_labels(self, number: int) -> str:
        """Labels above a line; of two lines, at each category above the upper and below the lower one."""
        rows = [values for _, values in self._look.series]
        if len(rows) == 1:
            return f"<c:dLbls>{self._label('t')}</c:dLbls>"
        own, other = rows[number], rows[1 - number]
        upper = [a > b or (a == b and number == 0) for a, b in zip(own, other, strict=True)]
        labels = "".join(
            f'<c:dLbl><c:idx val="{n}"/>{self._label("t" if high else "b")}</c:dLbl>' for n, high in enumerate(upper)
        )
        return f"<c:dLbls>{labels}{self._label('t')}</c:dLbls>"

    def _label(self, position: str, role: Role = "text") -> str:
        """A label that shows its number (the share, in a doughnut of numbers without %)."""
        share = self._look.kind == "doughnut" and not self._look.suffix
        code = "0%" if share else _number_format(self._look)
        place = f'<c:dLblPos val="{position}"/>' if position else ""
        shown = {"LegendKey": 0, "Val": not share, "CatName": 0, "SerName": 0, "Percent": share, "BubbleSize": 0}
        flags = "".join(f'<c:show{name} val="{int(on)}"/>' for name, on in shown.items())
        number = f'<c:numFmt formatCode="{escape(code)}" sourceLinked="0"/>'
        text = self._text(role).replace('vert="horz"', 'vert="horz" wrap="none"')
        return f"{number}{_NO_SHAPE}{text}{place}{flags}"

    def _category_axis(self) -> str:
        bars = self._look.kind == "bar"
        crosses = "min" if self._look.kind == "line" else "autoZero"
        line = f'<c:spPr><a:ln w="9525">{self._fill("muted")}</a:ln></c:spPr>'
        return (
            f'<c:catAx><c:axId val="{_CATEGORIES}"/><c:scaling><c:orientation val="{"maxMin" if bars else "minMax"}"/>'
            f'</c:scaling><c:delete val="0"/><c:axPos val="{"l" if bars else "b"}"/>'
            '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
            f'{line}{self._text("text")}<c:crossAx val="{_VALUES}"/><c:crosses val="{crosses}"/><c:auto val="0"/>'
            '<c:lblAlgn val="ctr"/><c:lblOffset val="50"/><c:tickLblSkip val="1"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        )

    def _value_axis(self) -> str:
        low, high = self._look.scale
        return (
            f'<c:valAx><c:axId val="{_VALUES}"/><c:scaling><c:orientation val="minMax"/><c:max val="{high:.10g}"/>'
            f'<c:min val="{low:.10g}"/></c:scaling><c:delete val="1"/>'
            f'<c:axPos val="{"b" if self._look.kind == "bar" else "l"}"/><c:majorTickMark val="none"/>'
            f'<c:minorTickMark val="none"/><c:tickLblPos val="none"/><c:crossAx val="{_CATEGORIES}"/>'
            '<c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx>'
        )

    def _legend(self) -> str:
        """Names of two series above the plot; one series is named by the caption."""
        if len(self._look.series) < 2:
            return ""
        return f'<c:legend><c:legendPos val="t"/><c:overlay val="0"/>{_NO_SHAPE}{self._text("text")}</c:legend>'

    def _fill(self, role: Role) -> str:
        return f"<a:solidFill>{self._colors[role]}</a:solidFill>"

    def _text(self, role: Role) -> str:
        faces = "".join(
            f'<a:{kind} typeface="+mn-{end}"/>' for kind, end in (("latin", "lt"), ("ea", "ea"), ("cs", "cs"))
        )
        look = f'lang="{self._language}" sz="{round(self._look.size * 100)}" b="0"'
        return (
            '<c:txPr><a:bodyPr rot="0" vert="horz"/><a:lstStyle/><a:p><a:pPr>'
            f"<a:defRPr {look}>{self._fill(role)}{faces}</a:defRPr></a:pPr>"
            f'<a:endParaRPr lang="{self._language}"/></a:p></c:txPr>'
        )


def _elements(xml: str) -> Sequence[Any]:
    """Elements from XML without declarations."""
    return list(etree.fromstring(f"<c:x {_SPACES}>{xml}</c:x>"))


def _manual(place: tuple[float, float, float, float]) -> str:
    """The place of the plot without its labels, in shares of the frame."""
    names = ("x", "y", "w", "h")
    values = "".join(f'<c:{name} val="{share:.5f}"/>' for name, share in zip(names, place, strict=True))
    return (
        f'<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>{values}'
        "</c:manualLayout></c:layout>"
    )


def _number_format(look: ChartLook) -> str:
    """Format of labels: separated thousands, as many decimals as the numbers have, and their sign of per cent."""
    decimals = "." + "0" * look.decimals if look.decimals else ""
    return f"#,##0{decimals}" + (f'"{look.suffix}"' if look.suffix else "")
