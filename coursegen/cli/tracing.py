"""`coursegen report trace`: where each point is taught, practised and tested."""

from __future__ import annotations

from pathlib import Path

from coursegen.build import Request
from coursegen.build.located import locate
from coursegen.build.prepare import prepare
from coursegen.cli.locating import locate_unit
from coursegen.cli.report import Voice
from coursegen.cli.sat import write_report
from coursegen.cli.words import say
from coursegen.errors import fail
from coursegen.report import COUNTS, Row, Trace, trace, workbook
from coursegen.workspace import find_workspace, place_of

_SUFFIX = ".xlsx"


def run_report(voice: Voice, course: str, unit: str, output: Path | None) -> int:
    """Tell how many points are where and which are missing; write the whole trace when a file is named.

    Raises U310 for a file that is no workbook, O103 where another file is there already, O102 when
    it cannot be written, and all faults of making the products.
    """
    if output and output.suffix.lower() != _SUFFIX:
        raise fail("U310", place_of(output), suffix=_SUFFIX)
    workspace = find_workspace()
    unit_id, roots = locate_unit(workspace, unit)
    prepared = prepare(Request(workspace.course_folder(course), unit_id, roots, products=("deck", "handout")))
    located, faults = locate(prepared)
    found = trace(prepared.bundle, located)
    for row in found.rows if voice.verbose or voice.as_json else ():
        _tell_row(voice, row)
    _tell_counts(voice, found)
    if output:
        write_report(voice, output, workbook(found, lambda key: say(key, voice.language)))
    return voice.faults((*prepared.faults, *faults))


def _tell_row(voice: Voice, row: Row) -> None:
    slides = tuple(number for number, _ in row.slides)
    principle, lesson = row.principle.id if row.principle else "", row.lesson.id if row.lesson else ""
    numbers = "、".join(map(str, slides))
    voice.result(
        "\t".join((row.point.id, principle, lesson, numbers, str(row.page or ""), "、".join(row.items))),
        point=row.point.id, principle=principle, lesson=lesson, slides=[name for _, name in row.slides],
        slide_numbers=slides, page=row.page, heading=row.heading, items=row.items,
    )  # fmt: skip


def _tell_counts(voice: Voice, found: Trace) -> None:
    """How many points are where, then every gap."""
    counts = {name: found.count(name) for name in COUNTS}
    lines = [f"{say(f'trace_{name}', voice.language)}\t{count}" for name, count in counts.items()]
    gaps = [f"{say(f'gap_{gap.kind}', voice.language)}\t{gap.point.id}\t{gap.point.title}" for gap in found.gaps]
    lines.append(f"{say('trace_gaps', voice.language)}\t{len(gaps)}")
    if voice.as_json:
        voice.result("", **counts, gaps=[{"kind": gap.kind, "point": gap.point.id} for gap in found.gaps])
        return
    for line in (*lines, *gaps):
        voice.result(line)
