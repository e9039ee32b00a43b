"""Results of an exam as workbooks (.xlsx): what learners have reached, and what the scores say of the items."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from coursegen.exam.marking import Result
from coursegen.exam.statistics import Gain, ItemStatistics, PaperStatistics, group_gain
from coursegen.model import Item, Objective
from coursegen.office.pack import Compressor
from coursegen.report.book import Value, book_of

Say = Callable[[str], str]
"""Key of a word → the word in the reader's language."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A paper as it was sat: results, points of the paper and of each item, items and objectives by id; pass in %."""

    title: str
    results: tuple[Result, ...]
    points: float
    worth: Mapping[str, float]
    items: Mapping[str, Item]
    objectives: Mapping[str, Objective]
    pass_mark: float

    def percent(self, result: Result) -> float:
        """Points of a learner in per cent of the paper."""
        return 100 * result.total / self.points

    def passed(self, result: Result) -> bool:
        """Whether a learner has passed."""
        return self.percent(result) >= self.pass_mark

    def reached(self, result: Result, objective: str) -> float | None:
        """Per cent of the points on an objective that a learner reached; None when his paper does not ask for it."""
        ids = [key for key in result.points if self.items[key].objective == objective]
        full = sum(self.worth[key] for key in ids)
        return 100 * sum(result.points[key] for key in ids) / full if full else None


def results_book(marked: Marked, say: Say, compressor: Compressor = "zlib") -> bytes:
    """Who reached what, by learner and by objective."""
    objectives = [key for key in marked.objectives if any(item.objective == key for item in marked.items.values())]
    heads = [("learner", 16), ("name", 12), ("form", 7), ("total", 8), ("percent", 8), ("passed", 8)]
    rows = [_learner(marked, result, say) for result in marked.results]
    aims = [(say("results_learner"), 16), (say("results_name"), 12)]
    aims += [(f"{key}\n{marked.objectives[key].text}", 22) for key in objectives]
    reached = [
        (result.learner, result.name, *(_shown(marked.reached(result, key)) for key in objectives))
        for result in marked.results
    ]
    sheets = [
        (say("results_sheet"), [(say(f"results_{name}"), width) for name, width in heads], rows),
        (say("results_objectives"), aims, reached),
    ]
    return book_of(marked.title, sheets, compressor)


def _learner(marked: Marked, result: Result, say: Say) -> tuple[Value, ...]:
    passed = say("results_yes" if marked.passed(result) else "results_no")
    percent = round(marked.percent(result), 1)
    return result.learner, result.name, result.form, round(result.total, 2), percent, passed


def _shown(value: float | None) -> Value:
    return "" if value is None else round(value, 1)


def analysis_book(
    marked: Marked,
    papers: Sequence[tuple[str, PaperStatistics, tuple[ItemStatistics, ...]]],
    say: Say,
    compressor: Compressor = "zlib",
) -> bytes:
    """Numbers of each paper (by form where forms have other items), of its items and of their options."""
    whole = [("form", 8), ("learners", 10), ("mean", 10), ("sd", 10), ("alpha", 10), ("sem", 10), ("caution", 60)]
    of_item = [("form", 8), ("item", 16), ("stem", 50), ("key", 8), ("p", 8), ("d", 8), ("r", 8), ("flags", 60)]
    of_option = [("form", 8), ("item", 16), ("option", 50), ("is_key", 8), ("all", 8), ("upper", 8), ("lower", 8)]
    sheets = [
        (say("analysis_paper"), _heads(whole, say), [_paper(form, found, say) for form, found, _ in papers]),
        (
            say("analysis_items"), _heads(of_item, say),
            [_item(form, item, marked.items[item.item], say) for form, _, items in papers for item in items],
        ),
        (
            say("analysis_options"), _heads(of_option, say),
            [row for form, _, items in papers for item in items for row in _options(form, item, marked, say)],
        ),
    ]  # fmt: skip
    return book_of(marked.title, sheets, compressor)


def _heads(columns: Sequence[tuple[str, int]], say: Say) -> list[tuple[str, int]]:
    return [(say(f"analysis_{name}"), width) for name, width in columns]


def _number(value: float | None) -> Value:
    return "–" if value is None else round(value, 3)


def _paper(form: str, found: PaperStatistics, say: Say) -> tuple[Value, ...]:
    numbers = (found.mean, found.sd, found.alpha, found.sem)
    return form, found.learners, *map(_number, numbers), say("analysis_small") if found.small else ""


def _item(form: str, found: ItemStatistics, item: Item, say: Say) -> tuple[Value, ...]:
    flags = "；".join(say(f"flag_{flag}") for flag in found.flags)
    key = item.answer if item.kind in ("single", "multiple") else ""
    numbers = (found.p, found.d, found.r)
    return form, found.item, item.stem, str(key), *map(_number, numbers), flags


def _options(form: str, found: ItemStatistics, marked: Marked, say: Say) -> list[tuple[Value, ...]]:
    item = marked.items[found.item]
    texts = getattr(item, "options", ())
    key = str(getattr(item, "answer", ""))
    return [
        (form, found.item, f"{option.letter}. {text}", say("results_yes") if option.letter in key else "", option.all,
         option.upper, option.lower)
        for option, text in zip(found.options, texts, strict=False)
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
