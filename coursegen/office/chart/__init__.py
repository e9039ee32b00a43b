"""Native charts for decks and documents: the chart part and its workbook, made once for the same numbers and looks."""

from __future__ import annotations

from msgspec import Struct

from coursegen.office.cache import compiled
from coursegen.office.chart.order import ChartOrder as ChartOrder
from coursegen.office.package import OFFICE_RELATIONS, Relation, relations_of, relative, write_relations

CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CHART_RELATION = f"{OFFICE_RELATIONS}/chart"


class ChartFiles(Struct, frozen=True):
    """A chart part and the workbook that PowerPoint and Word open to edit its numbers."""

    chart: bytes
    workbook: bytes


def chart_files(order: ChartOrder) -> ChartFiles:
    """Chart and workbook; python-pptx is imported only when the same chart was not made before."""
    return compiled(ChartFiles, repr(order).encode(), "chart", lambda _, __: _made(order))


def chart_parts(folder: str, name: str, order: ChartOrder) -> tuple[dict[str, bytes], dict[str, str]]:
    """Parts below a folder (`ppt`, `word`) and their content types; the chart is `{folder}/charts/chart{name}.xml`."""
    files = chart_files(order)
    chart, workbook = f"{folder}/charts/chart{name}.xml", f"{folder}/embeddings/chart{name}.xlsx"
    relation = Relation("rId1", f"{OFFICE_RELATIONS}/package", relative(chart, workbook))
    parts = {chart: files.chart, workbook: files.workbook, relations_of(chart): write_relations((relation,))}
    return parts, {chart: CHART_TYPE, workbook: WORKBOOK_TYPE}


def _made(order: ChartOrder) -> ChartFiles:
    from coursegen.office.chart.make import chart_xml
    from coursegen.office.chart.workbook import workbook

    return ChartFiles(chart_xml(order), workbook(order.look))
