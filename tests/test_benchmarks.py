"""The benchmark measures what it says: the same content for everybody, pairs in turn, ratios that are ratios."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from coursegen.build import Request, build
from coursegen.workspace import bundled_folder

BENCH = bundled_folder() / "benchmarks"


@pytest.fixture(autouse=True)
def _at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCH))
    for name in ("measure", "neutral", "report"):
        monkeypatch.delitem(sys.modules, name, raising=False)


def test_everybody_is_given_the_same_content(tmp_path: Path) -> None:
    from neutral import write_all

    write_all(tmp_path, 1)
    content = json.loads((tmp_path / "content.json").read_text("utf-8"))
    roots = (tmp_path / "templates", bundled_folder() / "templates")
    course = tmp_path / "content" / "neutral"
    result = build(Request(course, "plain", roots, products=("deck", "answers"), output=tmp_path / "out"))
    assert not result.faults
    assert {output.product: output.count for output in result.outputs}["deck"] == 74
    slides = (tmp_path / "deck.md").read_text("utf-8")
    assert slides.count("\n## ") + 1 == 74
    assert slides.count("::: notes") == 72
    assert len(content["quiz"]) == (tmp_path / "quiz.md").read_text("utf-8").count("题** ") == 60


def test_sides_are_run_in_turn_and_each_round_is_a_pair(tmp_path: Path) -> None:
    from measure import Side, in_turn, ratios

    order: list[str] = []

    def side(name: str, loops: int) -> Side:
        work = f"sum(range({loops})); open('{name}', 'w').write('done')"
        command = [sys.executable, "-S", "-c", work]
        return Side(name, [command], tmp_path, (name,), before=lambda: order.append(name))

    few, many = in_turn([side("few", 10), side("many", 3_000_000)], 3)
    assert order == ["few", "many"] * 3
    assert (few.size, many.size) == (4, 4)
    assert few.memory > 1
    middle, least, most = ratios(many, few, "cpu")
    assert 0 < least <= middle <= most


def test_a_side_that_fails_or_leaves_nothing_is_no_result(tmp_path: Path) -> None:
    from measure import Side, in_turn

    with pytest.raises(RuntimeError, match="exit 3"):
        in_turn([Side("bad", [[sys.executable, "-S", "-c", "raise SystemExit(3)"]], tmp_path)], 1)
    with pytest.raises(RuntimeError, match="left no"):
        in_turn([Side("idle", [[sys.executable, "-S", "-c", ""]], tmp_path, ("out",))], 1)


def test_what_is_not_reached_is_said(tmp_path: Path) -> None:
    from measure import Measured, Side, Taken
    from report import END, START, Report, write_report

    def measured(name: str, seconds: float, size: int = 100) -> Measured:
        return Measured(Side(name, [], tmp_path), [Taken(seconds, seconds, 50)] * 3, size)

    ours = [measured("coursegen 同样内容", 0.1), measured("coursegen 全新内容", 0.2)]
    peers = [measured("pandoc", 0.9), measured("python-pptx/docx", 2.0)]
    cases = {case: [*ours, *peers] for case in ("kit", "docs", "deck 1x", "deck 4x", "deck 16x")}
    cases |= {case: [measured("coursegen", 0.3), peers[0]] for case in ("again", "first", "same")}
    bullet = {"seconds": 0.05, "nodes": 0.006, "raw": 0.001}
    warm = {"kits": {"seconds": 0.03}, "bullet": bullet, "units 10": {"rate": 40, "raw": 500}}
    (tmp_path / "performance.md").write_text(f"before\n{START}\nold\n{END}\nafter\n", "utf-8")
    write_report(Report(cases, warm, 10, 0), tmp_path)
    text = (tmp_path / "performance.md").read_text("utf-8")
    assert text.startswith("before\n")
    assert text.endswith("after\n")
    assert "old" not in text
    assert "| 一套，新进程，同样内容，比pandoc | 5倍 | 9.0倍（处理器9.0倍） | 到 |" in text
    assert "| 一套，新进程，全新内容，比pandoc | 5倍 | 4.5倍（处理器4.5倍） | 没到 |" in text
    assert "| 头一次，什么都没存，比pandoc | 2倍 | 3.0倍（处理器3.0倍） | 到 |" in text
    assert "| 一套，热进程，比pandoc | 25倍 | 30.0倍 | 到 |" in text
    assert "| 其中从节点到文件，比光写（压好的部件装包写下） | ≤ 5倍 | 6.0倍 | 没到 |" in text
    assert (tmp_path / "performance.svg").read_text("utf-8").count("<polyline") == 4
