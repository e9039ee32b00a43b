"""Results of an exam as workbooks (.xlsx): what learners have reached, and what the scores say of the items."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from coursegen.exam.debrief import Asked, Debrief
from coursegen.exam.marked import Analysed, Marked
from coursegen.exam.marking import Result
from coursegen.exam.statistics import Gain, group_gain
from coursegen.office.pack import Compressor
from coursegen.report.book import Sheet, Value, book_of
from coursegen.report.charts import Drawing

Say = Callable[[str], str]
"""Key of a word → the word in the reader's language."""


def results_book(marked: Marked, say: Say, compressor: Compressor = "zlib") -> bytes:
    """Who reached what, by learner and by objective."""
    return book_of(marked.title, _results(marked, say), compressor)


def _results(marked: Marked, say: Say) -> list[Sheet]:
    heads = [("learner", 16), ("name", 12), ("form", 7), ("total", 8), ("percent", 8), ("passed", 8)]
    rows = [_learner(marked, result, say) for result in marked.results]
    aims = [(say("results_learner"), 16), (say("results_name"), 12)]
    aims += [(f"{key}\n{marked.objectives[key].text}", 22) for key in marked.tested]
    reached = [
        (result.learner, result.name, *(_shown(marked.reached(result, key)) for key in marked.tested))
        for result in marked.results
    ]
    return [
        (say("results_sheet"), [(say(f"results_{name}"), width) for name, width in heads], rows),
        (say("results_objectives"), aims, reached),
    ]


def _learner(marked: Marked, result: Result, say: Say) -> tuple[Value, ...]:
    passed = say("results_yes" if marked.passed(result) else "results_no")
    percent = round(marked.percent(result), 1)
    return result.learner, result.name, result.form, round(result.total, 2), percent, passed


def _shown(value: float | None) -> Value:
    return "" if value is None else round(value, 1)


def analysis_book(told: Debrief, say: Say, compressor: Compressor = "zlib") -> bytes:
    """Numbers of each paper (by form where forms have other items), of its items and options; bands, objectives.

    Then what every learner reached, as the workbook of results has it.
    """
    marked, several = told.marked, len(told.analyses) > 1
    whole = [("form", 8), ("learners", 10), ("mean", 10), ("sd", 10), ("alpha", 10), ("sem", 10), ("caution", 60)]
    of_item = [
        ("form", 8), ("number", 8), ("item", 16), ("stem", 50), ("key", 8), ("p", 8), ("d", 8), ("r", 8),
        ("flags", 50), ("place", 40),
    ]  # fmt: skip
    of_option = [("form", 8), ("item", 16), ("option", 50), ("is_key", 8), ("all", 8), ("upper", 8), ("lower", 8)]
    aims = [("objective", 60), ("lesson", 14), ("reached", 12)]
    sheets: list[Sheet] = [
        (say("analysis_paper"), _heads(whole, say), [_paper(one, say) for one in told.analyses]),
        (
            say("analysis_bands"), _heads([("band", 12), ("learners", 10)], say),
            [(f"{band.low}–{band.high}", band.learners) for band in told.bands],
        ),
        (
            say("analysis_aims"), _heads(aims, say),
            [(one.objective.text, one.lesson.short, round(one.percent, 1)) for one in told.objectives],
        ),
        (say("analysis_items"), _heads(of_item, say), [_item(one, say, several=several) for one in told.asked]),
        (
            say("analysis_options"), _heads(of_option, say),
            [row for one in told.asked for row in _options(one, say, several=several)],
        ),
        *_results(marked, say),
    ]  # fmt: skip
    drawings = (
        Drawing("column", say("analysis_bands"), 0, (1,), say("analysis_band_chart")),
        Drawing("bar", say("analysis_aims"), 0, (2,), say("analysis_aims_chart"), 100),
        Drawing("column", say("analysis_items"), 1, (5, 6), say("analysis_items_chart"), 1),
    )
    return book_of(marked.title, sheets, compressor, drawings, say("charts_sheet"))


def _heads(columns: Sequence[tuple[str, int]], say: Say) -> list[tuple[str, int]]:
    return [(say(f"analysis_{name}"), width) for name, width in columns]


def _number(value: float | None) -> Value:
    return "–" if value is None else round(value, 3)


def _paper(one: Analysed, say: Say) -> tuple[Value, ...]:
    found = one.paper
    numbers = (found.mean, found.sd, found.alpha, found.sem)
    return one.form, found.learners, *map(_number, numbers), say("analysis_small") if found.small else ""


def _item(one: Asked, say: Say, *, several: bool) -> tuple[Value, ...]:
    found, item = one.found, one.item
    flags = "；".join(say(f"flag_{flag}") for flag in found.flags)
    key = str(item.answer) if item.kind in ("single", "multiple") else ""
    place = str(one.place) if one.place and flags else ""
    form = one.form if several else ""
    return form, one.number, item.id, item.stem, key, *map(_number, (found.p, found.d, found.r)), flags, place


def _options(one: Asked, say: Say, *, several: bool) -> list[tuple[Value, ...]]:
    return [
        (one.form if several else "", one.item.id, f"{choice.option.letter}. {choice.text}",
         say("results_yes") if choice.right else "", choice.option.all, choice.option.upper, choice.option.lower)
        for choice in one.choices
    ]  # fmt: skip


def gain_book(title: str, found: Sequence[Gain], say: Say, compressor: Compressor = "zlib") -> bytes:
    """Per cent before and after, and the gain, by learner; the whole group in the last row."""
    heads = [("learner", 16), ("before", 12), ("after", 12), ("gain", 14)]
    rows = [(one.learner, round(one.before, 1), round(one.after, 1), _number(one.gain)) for one in found]
    whole = group_gain(found)
    rows.append((say("gain_group"), round(whole.before, 1), round(whole.after, 1), _number(whole.gain)))
    return book_of(
        title, [(say("gain_sheet"), [(say(f"gain_{name}"), width) for name, width in heads], rows)], compressor
    )
