"""A chart in YAML: what it may say, and one clear fault at its own line for what it may not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from minicourse import PRINCIPLES, write_minicourse

from coursegen.errors import Fault
from coursegen.model import Chart
from coursegen.reading import read_course

CHART = "figure:\n  kind: chart\n  type: {}\n  categories: [{}]\n  series:\n{}\n"
FaultsOf = Callable[[Callable[[], object]], tuple[Fault, ...]]


def written(kind: str, categories: str, *series: str, more: str = "") -> Path:
    folder = write_minicourse(Path("course"))
    text = PRINCIPLES["cup.clean"].lstrip("\n")
    start, end = text.index("figure:"), text.index("cases:")
    rows = "\n".join(f"    - {{{one}}}" for one in series)
    text = text[:start] + CHART.format(kind, categories, rows) + more + text[end:]
    (folder / "principles" / "cup.clean.yaml").write_text(text, "utf-8")
    return folder


def test_numbers_are_read_as_they_are_typed() -> None:
    more = "  unit: 件\n  note: 来源\n  sample: true\n"
    folder = written("column", "一, 二", "name: 甲, values: [12.5, -3]", "name: 乙, values: [0, 0.0625]", more=more)
    chart = read_course(folder).principles["cup.clean"].figure
    assert isinstance(chart, Chart)
    assert [one.values for one in chart.series] == [(12.5, -3.0), (0.0, 0.0625)]
    assert (chart.unit, chart.note, chart.sample) == ("件", "来源", True)


@pytest.mark.parametrize(
    ("kind", "categories", "series", "code", "line"),
    [
        ("bar", "一, 二", ["values: [1, NaN]"], "C107", 18),
        ("bar", "一, 二", ["values: [1, .inf]"], "C107", 18),
        ("bar", "一, 二", ["values: [1, 1e3]"], "C107", 18),
        ("bar", "一, 二", ["values: [1, 12345678901]"], "C107", 18),
        ("bar", "一, 二", ['values: [1, "30%"]'], "C107", 18),
        ("pie", "一, 二", ["values: [1, 2]"], "C110", 15),
        ("bar", "一", ["values: [1, 2]"], "C114", 16),
        ("bar", ", ".join(f"第{n}" for n in range(13)), ["values: [1, 2]"], "C117", 16),
        ("bar", "一, 二", ["values: [1, 2, 3]"], "C230", 18),
        ("bar", "一, 一", ["values: [1, 2]"], "C231", 16),
        ("bar", "一, 二", ["values: [1, 2]", "name: 乙, values: [1, 2]"], "C232", 19),
        ("doughnut", "一, 二", ["name: 甲, values: [1, 2]", "name: 乙, values: [1, 2]"], "C233", 19),
        ("doughnut", "一, 二", ["values: [1, -2]"], "C234", 18),
        ("line", "一, 二", ["values: [0, 0.0]"], "C235", 18),
        ("doughnut", "一, 二, 三, 四, 五, 六, 七", ["values: [1, 2, 3, 4, 5, 6, 7]"], "C236", 16),
    ],
)
def test_what_no_chart_can_show_is_one_fault_at_its_line(
    faults_of: FaultsOf, kind: str, categories: str, series: list[str], code: str, line: int
) -> None:
    folder = written(kind, categories, *series)
    (fault,) = faults_of(lambda: read_course(folder))
    assert (fault.code, Path(fault.place.file).name) == (code, "cup.clean.yaml")
    text = (folder / "principles" / "cup.clean.yaml").read_text("utf-8").splitlines()
    start = next(n for n, row in enumerate(text, 1) if row.startswith("figure:"))
    assert fault.place.line - start == line - 13
