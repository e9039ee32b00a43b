"""Sittings to rows and back."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from coursegen.errors import fail
from coursegen.exam.history import Sat, Used, only
from coursegen.exam.marking import Result
from coursegen.store.opening import opened
from coursegen.store.tables import FormRow, ResponseRow, ResultRow, SittingRow, UsedRow
from coursegen.workspace import place_of

Recorded = Literal["recorded", "unchanged", "replaced"]


def record(path: Path, sitting: Sat, *, replace: bool = False) -> Recorded:
    """Keep a sitting; one of the same name that says the same is left alone.

    Raises C574 for one that says something else, unless it is to be replaced, and what `opened` does.
    """
    with opened(path) as session:
        old = _find(session, sitting)
        if old is not None:
            kept = _sat(old)
            if kept == sitting:
                return "unchanged"
            if not replace:
                raise fail("C574", place_of(path), date=sitting.date, learners=len(kept.results))
            session.delete(old)
            session.flush()
        session.add(_row(sitting))
        return "recorded" if old is None else "replaced"


def read_sittings(path: Path, course: str = "") -> tuple[Sat, ...]:
    """Sittings from the oldest, of one course or all; none where there is no store. Raises what `opened` does."""
    if not path.exists():
        return ()
    with opened(path) as session:
        rows = select(SittingRow).order_by(SittingRow.date, SittingRow.id).options(
            selectinload(SittingRow.forms).selectinload(FormRow.used),
            selectinload(SittingRow.results).selectinload(ResultRow.responses),
        )  # fmt: skip
        wanted = rows.where(SittingRow.course == course) if course else rows
        return tuple(_sat(row) for row in session.scalars(wanted))


def find_learner(path: Path, called: Collection[str]) -> tuple[Sat, ...]:
    """Sittings that a learner sat, with his results only. Raises C575 when there are none, and what `opened` does."""
    found = tuple(only(sitting, called) for sitting in read_sittings(path))
    mine = tuple(sitting for sitting in found if sitting.results)
    if not mine:
        raise fail("C575", place_of(path))
    return mine


def erase(path: Path, called: Collection[str]) -> int:
    """Take all results of a learner out of the file, so that no byte of them is left; return at how many sittings.

    Raises C575 when there are none, and what `opened` does.
    """
    if not path.exists():
        raise fail("C575", place_of(path))
    with opened(path) as session:
        rows = session.scalars(select(ResultRow).where(ResultRow.learner.in_(called))).all()
        if not rows:
            raise fail("C575", place_of(path))
        for row in rows:
            session.delete(row)
    return len(rows)


def _find(session: Session, sitting: Sat) -> SittingRow | None:
    course, paper, unit, class_, date = sitting.name
    wanted = {"course": course, "paper": paper, "unit": unit, "class_id": class_, "date": date}
    return session.scalars(select(SittingRow).filter_by(**wanted)).one_or_none()


def _row(sitting: Sat) -> SittingRow:
    forms: dict[str, list[UsedRow]] = {}
    for one in sitting.used:
        row = UsedRow(
            number=one.number, item=one.item, points=one.points, objective=one.objective, key=one.key,
            letters=one.letters, digest=one.digest,
        )  # fmt: skip
        forms.setdefault(one.form, []).append(row)
    return SittingRow(
        course=sitting.course, paper=sitting.paper, title=sitting.title, unit=sitting.unit, class_id=sitting.class_,
        date=sitting.date, points=sitting.points, pass_mark=sitting.pass_mark,
        forms=[FormRow(letter=letter, used=used) for letter, used in forms.items()],
        results=[_result_row(result) for result in sitting.results],
    )  # fmt: skip


def _result_row(result: Result) -> ResultRow:
    responses = [
        ResponseRow(number=number, item=item, chosen=result.chosen[item], points=points)
        for number, (item, points) in enumerate(result.points.items(), 1)
    ]
    return ResultRow(
        learner=result.learner, name=result.name, form=result.form, total=result.total, responses=responses
    )


def _sat(row: SittingRow) -> Sat:
    used = tuple(
        Used(form.letter, one.number, one.item, one.points, one.objective, one.key, one.letters, one.digest)
        for form in row.forms
        for one in form.used
    )
    return Sat(
        row.course, row.paper, row.title, row.unit, row.class_id, row.date, row.points, row.pass_mark, used,
        tuple(map(_result, row.results)),
    )  # fmt: skip


def _result(row: ResultRow) -> Result:
    return Result(
        row.learner, row.name, row.form,
        {one.item: one.points for one in row.responses}, {one.item: one.chosen for one in row.responses},
    )  # fmt: skip
