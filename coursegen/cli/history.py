"""`coursegen exam record`, `history`, `usage`, `trends`, `learner` and `erase`: sittings that are kept."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from coursegen.cli.exam import number
from coursegen.cli.report import Voice
from coursegen.cli.sat import WORKBOOK, Sitting, see, write_report
from coursegen.cli.words import say
from coursegen.errors import NOWHERE, fail
from coursegen.exam.history import Sat, Usage, sat, trends, usages
from coursegen.reading import read_course, read_unit
from coursegen.reading.unit_chain import DEFAULT_UNIT
from coursegen.report.history import learner_book, trends_book, usage_book
from coursegen.store import People, as_kept, erase, find_learner, names_of_learner, read_sittings, record
from coursegen.wording import word_bundle
from coursegen.workspace import find_workspace, place_of, shown


def run_record(voice: Voice, sitting: Sitting, people: People, *, replace: bool) -> int:
    """Keep a sitting in the store of the workspace, its learners as they are wanted.

    Raises U312 without a date, and what `see` and the store do.
    """
    seen = see(sitting)
    prepared, store = seen.prepared, find_workspace().results
    date = seen.date
    if not date or prepared.blueprint is None:
        raise fail("U312", NOWHERE)
    bank = {item.id: item for item in prepared.source.items}
    found = sat(
        seen.marked, seen.papers, bank, course=prepared.source.course.id, paper=prepared.blueprint.id,
        unit=prepared.unit.id, class_=sitting.class_, date=date,
    )  # fmt: skip
    state = record(store, as_kept(found, people, store), replace=replace)
    text = "\t".join((shown(store), say(state, voice.language), *_words(found)))
    voice.result(text, path=shown(store), state=state, **_record(found))
    return voice.faults(prepared.faults)


def run_history(voice: Voice, course: str) -> int:
    """Tell of every sitting that is kept, the oldest first: when, which paper, who, how it went."""
    found = _sittings(voice, course)
    if found:
        voice.tell("history_columns")
    by_sitting = {one.sitting.name: one for one in trends(found)}
    for one in found:
        trend = by_sitting.get(one.name)
        numbers = (f"{trend.mean:.1f}%", f"{trend.passed:.1f}%", number(trend.alpha)) if trend else ("–", "–", "–")
        facts = {"mean": trend.mean, "passed": trend.passed, "alpha": trend.alpha} if trend else {}
        voice.result("\t".join((*_words(one), *numbers)), **_record(one), **facts)
    return 0


def run_usage(voice: Voice, course: str, output: Path | None, *, unused: bool) -> int:
    """Tell of every item of the bank how often it was sat and how it did; or of those only that never were.

    Raises U310 for an output that is no workbook.
    """
    _only_workbook(output)
    bundle = read_course(find_workspace().course_folder(course))
    found = usages(bundle.items, _sittings(voice, bundle.course.id))
    told = [one for one in found if not (unused and one.times)]
    voice.tell("usage_columns")
    for one in told:
        _tell_usage(voice, one, str(bundle.places.get(one.item, "")))
    voice.tell("usage_told", items=len(found), unused=sum(not one.times for one in found))
    if output:
        unit = read_unit(DEFAULT_UNIT, find_workspace().unit_roots)[0]
        stems = {item.id: item.stem for item in word_bundle(bundle, unit, bundle.course.language).items}
        write_report(voice, output, usage_book(bundle.course.title, told, stems, partial(say, language=voice.language)))
    return 0


def _tell_usage(voice: Voice, one: Usage, place: str) -> None:
    flags = "；".join(say(f"flag_{flag}", voice.language) for flag in one.flags)
    changed = say("usage_changed", voice.language) if one.changed else ""
    last = one.turns[-1] if one.turns else None
    numbers = (number(one.p), number(last.d if last else None))
    text = "\t".join((one.item, str(one.times), one.last or "–", *numbers, flags or changed, place if flags else ""))
    voice.result(
        text.rstrip("\t"), item=one.item, times=one.times, last=one.last, p=one.p, flags=one.flags, changed=one.changed,
        place=place,
    )  # fmt: skip


def run_trends(voice: Voice, course: str, output: Path | None) -> int:
    """Tell how sittings of a course went one after the other. Raises U310 for an output that is no workbook."""
    _only_workbook(output)
    bundle = read_course(find_workspace().course_folder(course))
    found = trends(_sittings(voice, bundle.course.id))
    if found:
        voice.tell("history_columns")
    for one in found:
        numbers = (f"{one.mean:.1f}%", f"{one.passed:.1f}%", number(one.alpha))
        facts = {"mean": one.mean, "passed": one.passed, "alpha": one.alpha, "objectives": one.objectives}
        voice.result("\t".join((*_words(one.sitting), *numbers)), **_record(one.sitting), **facts)
    if output:
        aims = {aim.id: aim.text for lesson in bundle.lessons for aim in lesson.objectives}
        write_report(
            voice, output, trends_book(bundle.course.title, found, aims, partial(say, language=voice.language))
        )
    return 0


def run_learner(voice: Voice, learner: str, output: Path | None) -> int:
    """Tell all that is kept of a learner. Raises C575 for one nobody knows, U310 for an output that is no workbook."""
    _only_workbook(output)
    store = find_workspace().results
    found = find_learner(store, names_of_learner(learner, store))
    for one in found:
        _tell_learner(voice, one)
    if output:
        write_report(voice, output, learner_book(found, partial(say, language=voice.language)))
    return 0


def run_erase(voice: Voice, learner: str, *, sure: bool) -> int:
    """Take all that is kept of a learner out of the store. Raises U313 unless that is sure, C575."""
    store = find_workspace().results
    called = names_of_learner(learner, store)
    found = find_learner(store, called)
    for one in found:
        _tell_learner(voice, one)
    if not sure:
        raise fail("U313", NOWHERE, count=len(found))
    voice.tell("learner_erased", count=erase(store, called))
    return 0


def _tell_learner(voice: Voice, one: Sat) -> None:
    (result,) = one.results
    text = "\t".join((*_words(one)[:4], result.learner, f"{result.total:g}", f"{one.percent(result):.1f}%"))
    facts = {"learner": result.learner, "name": result.name, "total": result.total, "points": dict(result.points)}
    voice.result(text, **_record(one), **facts, chosen=dict(result.chosen))


def _sittings(voice: Voice, course: str) -> tuple[Sat, ...]:
    store = find_workspace().results
    found = read_sittings(store, course)
    if not found:
        voice.tell("history_empty", path=shown(store))
    return found


def _words(one: Sat) -> tuple[str, ...]:
    return one.date, one.paper, one.class_ or "–", one.unit, str(len(one.results))


def _record(one: Sat) -> dict[str, object]:
    return {
        "date": one.date, "course": one.course, "paper": one.paper, "class": one.class_, "unit": one.unit,
        "learners": len(one.results),
    }  # fmt: skip


def _only_workbook(output: Path | None) -> None:
    if output and output.suffix.lower() != WORKBOOK:
        raise fail("U310", place_of(output), suffix=WORKBOOK)
