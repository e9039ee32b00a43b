"""What is kept of sittings as workbooks (.xlsx): usage of items, trends, and all that is kept of one learner."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from coursegen.exam.history import Sat, Trend, Usage
from coursegen.office.pack import Compressor
from coursegen.report.book import Value, book_of
from coursegen.report.charts import Drawing

Say = Callable[[str], str]
"""Key of a word → the word in the reader's language."""


def usage_book(
    title: str, found: Sequence[Usage], stems: Mapping[str, str], say: Say, compressor: Compressor = "zlib"
) -> bytes:
    """Every item with its sittings, then how it did at each of them."""
    whole = [("item", 16), ("stem", 50), ("times", 8), ("last", 12), ("p", 8), ("flags", 50), ("changed", 22)]
    each = [("item", 16), ("date", 12), ("learners", 8), ("p", 8), ("d", 8), ("r", 8), ("flags", 50)]
    rows: list[tuple[Value, ...]] = [
        (one.item, stems.get(one.item, ""), one.times, one.last, _number(one.p), _flags(one.flags, say),
         say("results_yes") if one.changed else "")
        for one in found
    ]  # fmt: skip
    turns: list[tuple[Value, ...]] = [
        (one.item, t.date, t.learners, *map(_number, (t.p, t.d, t.r)), _flags(t.flags, say))
        for one in found
        for t in one.turns
    ]
    sheets = [(say("usage_sheet"), _heads(whole, say), rows), (say("usage_turns"), _heads(each, say), turns)]
    return book_of(title, sheets, compressor)


def trends_book(
    title: str, found: Sequence[Trend], aims: Mapping[str, str], say: Say, compressor: Compressor = "zlib"
) -> bytes:
    """A row for every sitting with a line of means and passes, then one for every objective."""
    whole = [
        ("date", 12), ("paper", 12), ("class", 14), ("unit", 16), ("learners", 8), ("mean", 10), ("passed", 10),
        ("alpha", 8),
    ]  # fmt: skip
    rows: list[tuple[Value, ...]] = [
        (*_sitting(one.sitting), one.learners, round(one.mean, 1), round(one.passed, 1), _number(one.alpha))
        for one in found
    ]
    known = [key for key in aims if any(key in one.objectives for one in found)]
    heads = [(say("history_objective"), 50), *((one.sitting.date, 12) for one in found)]
    shares: list[tuple[Value, ...]] = [
        (aims[key], *(round(one.objectives[key], 1) if key in one.objectives else "" for one in found)) for key in known
    ]
    sheets = [
        (say("trends_sheet"), _heads(whole, say), rows), (say("results_objectives"), heads, shares),
    ]  # fmt: skip
    line = Drawing("line", say("trends_sheet"), 0, (5, 6), f"{say('history_mean')}、{say('history_passed')}", 100)
    return book_of(title, sheets, compressor, (line,), say("charts_sheet"))


def learner_book(found: Sequence[Sat], say: Say, compressor: Compressor = "zlib") -> bytes:
    """A row for every sitting of one learner, then one for every answer."""
    whole = [
        ("date", 12), ("paper", 12), ("class", 14), ("unit", 16), ("learner", 26), ("name", 12), ("form", 8),
        ("total", 8), ("percent", 10),
    ]  # fmt: skip
    each = [("date", 12), ("paper", 12), ("item", 16), ("chosen", 10), ("points", 8)]
    rows: list[tuple[Value, ...]] = [
        (*_sitting(one), result.learner, result.name, result.form, result.total, round(one.percent(result), 1))
        for one in found
        for result in one.results
    ]
    answers: list[tuple[Value, ...]] = [
        (one.date, one.paper, item, result.chosen[item], points)
        for one in found
        for result in one.results
        for item, points in result.points.items()
    ]
    sheets = [
        (say("results_sheet"), _heads(whole, say), rows), (say("history_answers"), _heads(each, say), answers),
    ]  # fmt: skip
    return book_of(say("results_sheet"), sheets, compressor)


def _heads(columns: Sequence[tuple[str, int]], say: Say) -> list[tuple[str, int]]:
    return [(say(f"history_{name}"), width) for name, width in columns]


def _sitting(one: Sat) -> tuple[Value, ...]:
    return one.date, one.paper, one.class_, one.unit


def _number(value: float | None) -> Value:
    return "–" if value is None else round(value, 3)


def _flags(flags: Sequence[str], say: Say) -> str:
    return "；".join(say(f"flag_{flag}") for flag in flags)
