"""What was measured → a table on the terminal, and `performance.md` with a chart."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from pathlib import Path

from measure import Measured, ratios

START, END = "<!-- measured: start -->", "<!-- measured: end -->"


@dataclass(frozen=True)
class Report:
    """Sides by case; what was measured in a warm process; how busy the machine was before.

    coursegen's sides stand first: with the same content, then with new content where both were run.
    """

    cases: Mapping[str, Sequence[Measured]]
    warm: Mapping[str, Mapping[str, float]]
    units: int
    many: int
    load: float = 0.0


@dataclass(frozen=True)
class Row:
    """One line of the table of what is to be reached."""

    case: str
    wanted: str
    found: str
    holds: bool


def write_report(report: Report, folder: Path) -> None:
    """Print the tables; put them and the chart into `performance.md` between its marks."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "performance.md"
    text = path.read_text("utf-8") if path.is_file() else f"# 速度和规模\n\n{START}\n{END}\n"
    before, _, rest = text.partition(START)
    after = rest.partition(END)[2]
    measured = "\n".join(lines(report))
    path.write_text(f"{before}{START}\n{measured}\n{END}{after}", "utf-8")
    (folder / "performance.svg").write_text(chart(report), "utf-8")
    print(measured)


def lines(report: Report) -> Iterator[str]:
    """The tables, as Markdown."""
    machine = f"{platform.system()}，{os.cpu_count()}核，Python {platform.python_version()}"
    yield f"{machine}，开始时负载{report.load:.1f}，各方轮流跑，取中位数。"
    yield "\n| 要做到 | 至少 | 测得 | |\n|---|---|---|---|"
    yield from (f"| {r.case} | {r.wanted} | {r.found} | {'到' if r.holds else '没到'} |" for r in rows(report))
    yield "\n| 情形 | 谁 | 秒 | 处理器秒 | 内存MB | 大小KB | 是第一行的几倍（最小…最大） | 按处理器 |"
    yield "|---|---|---|---|---|---|---|---|"
    for case, sides in report.cases.items():
        for side in sides:
            middle, least, most = ratios(side, sides[0])
            cpu = ratios(side, sides[0], "cpu")[0]
            yield (
                f"| {case} | {side.side.name} | {side.wall:.3f} | {side.cpu:.3f} | {side.memory:.0f} "
                f"| {side.size / 1000:.0f} | {middle:.1f}（{least:.1f}…{most:.1f}） | {cpu:.1f} |"
            )
    yield "\n| 进程已热 | |\n|---|---|"
    yield from (
        f"| {task} | {'，'.join(f'{k} {v:.4g}' for k, v in said.items())} |" for task, said in report.warm.items()
    )
    yield "\n![1x到16x课件用时](performance.svg)"


def rows(report: Report) -> Iterator[Row]:
    """What is to be reached, and what was."""
    cases, warm = report.cases, report.warm
    pandoc = cases["kit"][2].wall

    def times(case: str, wanted: float, name: str, peer: int = 2, ours: int = 0) -> Row:
        found, of_cpu = (ratios(cases[case][peer], cases[case][ours], what)[0] for what in ("wall", "cpu"))
        return Row(name, f"{wanted:g}倍", f"{found:.1f}倍（处理器{of_cpu:.1f}倍）", found >= wanted)

    for ours, content in enumerate(("同样内容", "全新内容")):
        yield times("kit", 5, f"一套，新进程，{content}，比pandoc", ours=ours)
        yield times("kit", 8, f"一套，新进程，{content}，比python-pptx/docx", 3, ours)
        yield times("docs", 1.5, f"两份文档，新进程，{content}，比docxtpl", ours=ours)
        yield times("deck 16x", 60, f"16x课件，新进程，{content}，比pandoc", ours=ours)
        growth = cases["deck 16x"][ours].wall / cases["deck 1x"][ours].wall
        yield Row(f"16x比1x，{content}", "≤ 16", f"{growth:.1f}", growth <= 16)
    yield times("first", 2, "头一次，什么都没存，比pandoc", 1)
    hot = pandoc / warm["kits"]["seconds"]
    yield Row("一套，热进程，比pandoc", "25倍", f"{hot:.1f}倍", hot >= 25)
    yield times("same", 8, "没有变化，新进程，比pandoc", 1)
    bullet = warm["bullet"]
    yield Row("改一条，到课件写好", "≤ 40 ms", f"{bullet['seconds'] * 1000:.0f} ms", bullet["seconds"] <= 0.04)
    writes = bullet["nodes"] / bullet["raw"]
    yield Row("其中从节点到文件，比光写（压好的部件装包写下）", "≤ 5倍", f"{writes:.1f}倍", writes <= 5)
    for count in filter(None, (report.units, report.many)):
        found = warm[f"units {count}"]
        rate = found["rate"] * pandoc
        yield Row(f"{count}个单位，每进程，比pandoc", "25倍", f"{rate:.1f}倍", rate >= 25)
    if report.many:
        few, many = warm[f"units {report.units}"], warm[f"units {report.many}"]
        yield Row(f"{report.many}个单位的内存", "≤ 400 MB", f"{many['memory']:.0f} MB", many["memory"] <= 400)
        kept = (many["rate"] / many["raw"]) / (few["rate"] / few["raw"])
        yield Row("速度比光写盘，和少的时候一样", "≥ 0.9", f"{kept:.2f}", kept >= 0.9)
    for case in ("kit", "docs", "deck 1x", "deck 16x"):
        least = min(side.size for side in cases[case][2:])
        share = cases[case][0].size / least
        yield Row(f"{case} 大小，比最小的对手", "≤ 110%", f"{share:.0%}", share <= 1.1)


_COLORS = {
    "coursegen 同样内容": "#B3261E", "coursegen 全新内容": "#D98A1F", "pandoc": "#4A6FA5",
    "python-pptx/docx": "#6B8E4E", "pptxgenjs": "#8A6BBE",
}  # fmt: skip

_GAP = 18
"""Least distance between two names in the chart."""


def chart(report: Report) -> str:
    """Seconds of the deck by its size, both axes in powers: a straight line that climbs as the grid does is linear."""
    scales = (1, 4, 16)
    series = {
        side.side.name: [report.cases[f"deck {scale}x"][turn].wall for scale in scales]
        for turn, side in enumerate(report.cases["deck 1x"])
    }
    powers = [log10(seconds) for values in series.values() for seconds in values]
    low, high = floor(min(powers)), ceil(max(powers) + 0.01)

    def at(turn: int, seconds: float) -> tuple[float, float]:
        return 90 + 200 * turn, 330 - 280 * (log10(seconds) - low) / (high - low)

    out = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 700 370" font-family="sans-serif" font-size="14">']
    out += ['<rect width="700" height="370" fill="#FFFFFF"/>']
    for power in range(low, high + 1):
        y = at(0, 10.0**power)[1]
        out += [f'<path d="M90 {y:.0f}H490" stroke="#D9D9D9"/>']
        out += [f'<text x="80" y="{y + 5:.0f}" text-anchor="end">{10.0**power:g} s</text>']
    out += [
        f'<text x="{at(n, 1)[0]:.0f}" y="356" text-anchor="middle">{scale}x</text>' for n, scale in enumerate(scales)
    ]
    below = 0.0
    for name, values in sorted(series.items(), key=lambda pair: -pair[1][-1]):
        points = [at(turn, seconds) for turn, seconds in enumerate(values)]
        below = max(points[-1][1], below + _GAP)
        color = _COLORS.get(name, "#444444")
        out += [f'<polyline fill="none" stroke="{color}" stroke-width="3" points="{_joined(points)}"/>']
        out += [f'<text x="498" y="{below + 5:.0f}" fill="{color}">{name} {values[-1]:.2f} s</text>']
    return "\n".join([*out, "</svg>"]) + "\n"


def _joined(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.0f},{y:.1f}" for x, y in points)
