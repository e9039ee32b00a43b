"""`coursegen exam grade`, `analyse` and `gain`: answers → results, and what these say of items and classes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from coursegen.build.examined import ANALYSED, GRADED, make_report
from coursegen.build.products import Product
from coursegen.cli.report import Voice
from coursegen.cli.reviewing import Marking, mark_items
from coursegen.cli.sat import WORKBOOK, Seen, Sitting, see, write_report
from coursegen.cli.words import say
from coursegen.errors import fail
from coursegen.exam.debrief import Debrief, debrief
from coursegen.exam.marked import Analysed
from coursegen.exam.statistics import gains, group_gain
from coursegen.report.results import analysis_book, gain_book, results_book
from coursegen.workspace import place_of, shown


def run_grade(voice: Voice, sitting: Sitting) -> int:
    """Tell every learner's points; write the workbook of results and the page for each learner where files are named.

    Raises what `see` does.
    """
    seen = see(sitting, (WORKBOOK, *GRADED))
    marked = seen.marked
    for result in marked.results:
        passed = marked.passed(result)
        verdict = say("results_yes" if passed else "results_no", voice.language)
        numbers = (f"{result.total:g}", f"{marked.percent(result):.1f}%")
        text = "\t".join((result.learner, result.name, result.form, *numbers, verdict))
        percent = round(marked.percent(result), 4)
        record = {"learner": result.learner, "name": result.name, "form": result.form, "total": result.total}
        voice.result(text, **record, percent=percent, passed=passed)
    count = sum(map(marked.passed, marked.results))
    voice.tell("exam_graded", learners=len(marked.results), passed=count, forms=len(seen.papers))
    words = partial(say, language=voice.language)
    book = partial(results_book, marked, words, seen.prepared.compressor)
    return _written(voice, seen, sitting.outputs, GRADED, book, _told(seen, seen.analyses()))


def run_analyse(voice: Voice, sitting: Sitting, marking: Marking = "") -> int:
    """Tell the numbers of papers and items, and where the bank has what should be looked at; write the reports named.

    Then notes go into the bank where `marking` says so. Raises what `see` and `mark_items` do, and the faults of
    reports before the first is written.
    """
    seen = see(sitting, (WORKBOOK, *ANALYSED))
    found = seen.analyses()
    told = _told(seen, found)
    for one in found:
        _tell_paper(voice, one)
    voice.tell("analysis_columns")
    for asked in told.asked:
        item, flags = asked.found, "；".join(say(f"flag_{flag}", voice.language) for flag in asked.found.flags)
        place = str(asked.place) if asked.place and flags else ""
        form = asked.form if len(found) > 1 else ""
        numbers = (f"{item.p:.3f}", f"{item.d:z.3f}", number(item.r))
        text = "\t".join((*filter(None, (form,)), item.item, *numbers, flags, place)).rstrip("\t")
        voice.result(text, form=form, item=item.item, p=item.p, d=item.d, r=item.r, flags=item.flags, place=place)
    if any(one.paper.small for one in found):
        voice.tell("analysis_small")
    book = partial(analysis_book, told, partial(say, language=voice.language), seen.prepared.compressor)
    code = _written(voice, seen, sitting.outputs, ANALYSED, book, told)
    mark_items(voice, sitting, seen, told, marking)
    return code


def _told(seen: Seen, found: Sequence[Analysed]) -> Debrief:
    prepared = seen.prepared
    return debrief(seen.marked, found, seen.papers, prepared.lessons, prepared.source.places)


def _written(
    voice: Voice,
    seen: Seen,
    outputs: Sequence[Path],
    reports: Mapping[str, Product],
    book: Callable[[], bytes],
    told: Debrief,
) -> int:
    """Write all reports once all could be made; return the exit code."""
    faults = list(seen.prepared.faults)
    made = []
    for output in outputs:
        product = reports.get(output.suffix.lower())
        data, more = make_report(seen.prepared, product, told, output.name) if product else (book(), ())
        made.append((output, data))
        faults += more
    for output, data in made:
        write_report(voice, output, data)
    return voice.faults(faults)


def run_gain(voice: Voice, before: Sitting, after: Sitting) -> int:
    """Tell what learners gained from one paper to another; write it when a file is named.

    Raises C568 when nobody sat both, and what `see` does.
    """
    seen = [see(sitting) for sitting in (before, after)]
    percents = [{result.learner: one.marked.percent(result) for result in one.marked.results} for one in seen]
    found = gains(*percents)
    if not found:
        raise fail("C568", place_of(after.answers), first=shown(before.answers))
    for one in found:
        text = "\t".join((one.learner, f"{one.before:.1f}%", f"{one.after:.1f}%", number(one.gain)))
        voice.result(text, learner=one.learner, before=one.before, after=one.after, gain=one.gain)
    whole = group_gain(found)
    alone = len(set(percents[0]) ^ set(percents[1]))
    voice.tell(
        "gain_told", learners=len(found), before=f"{whole.before:.1f}", after=f"{whole.after:.1f}",
        gain=number(whole.gain), alone=alone,
    )  # fmt: skip
    words, last = partial(say, language=voice.language), seen[1]
    for output in after.outputs:
        write_report(voice, output, gain_book(last.marked.title, found, words, last.prepared.compressor))
    return voice.faults((*seen[0].prepared.faults, *last.prepared.faults))


def number(value: float | None) -> str:
    """A number with three decimals; a dash for none."""
    return "–" if value is None else f"{value:z.3f}"


def _tell_paper(voice: Voice, found: Analysed) -> None:
    whole = found.paper
    voice.tell(
        "analysis_told", form=found.form or "–", learners=whole.learners, mean=number(whole.mean), sd=number(whole.sd),
        alpha=number(whole.alpha), sem=number(whole.sem),
    )  # fmt: skip
