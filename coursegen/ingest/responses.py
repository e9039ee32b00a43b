"""A sheet of answers (.xlsx, .csv), typed in or given out by Moodle → responses of learners."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from msgspec import Struct

from coursegen.errors import Fault, FaultError, Place
from coursegen.exam.marking import Answer, Response
from coursegen.sheets import HEAD_LIMIT, cell_place, read_rows
from coursegen.text import as_meant, narrow

_LEARNER = (
    "编号",
    "学号",
    "考号",
    "准考证号",
    "工号",
    "用户名",
    "电子邮件地址",
    "邮箱",
    "編號",
    "學號",
    "考號",
    "准考證號",
    "工號",
    "id",
    "username",
    "emailaddress",
)
_NAME = ("姓名", "名字", "name", "fullname", "lastname", "姓氏", "姓")
_FORM = ("卷别", "试卷", "卷別", "試卷", "form")
_QUESTION = re.compile(r"(?:第|q|题|response|回答|答案|响应|答题)?(\d{1,3})(?:题|[.、．])?")
_FORM_WORD = re.compile(r"\(?([a-j])\s*卷?\)?", re.IGNORECASE)


class _Columns(Struct, frozen=True):
    """Columns by what they hold: -1 for none; questions by number."""

    learner: int
    name: int
    form: int
    questions: dict[int, int]


def read_responses(data: bytes, file: str, numbers: Collection[int]) -> tuple[Response, ...]:
    """A response for every row that has a learner; empty rows are passed over.

    `numbers` are those of the questions. A learner without an id is known by his name. Raises C566 when no row names
    learners and questions, C564 for questions without a column, C569 for answers to questions that are not among them,
    C565 for a row without a learner, and what `read_rows` raises.
    """
    rows = read_rows(data, file, (*_LEARNER, *_NAME, *_FORM, *map(str, numbers)))
    at, columns = _header(rows, file)
    if missing := [number for number in numbers if number not in columns.questions]:
        raise FaultError([Fault("C564", cell_place(file, at + 1, 1), {"numbers": missing})])
    faults: list[Fault] = list(_unknown(rows, at, columns, file, numbers))
    found = tuple(_responses(rows[at + 1 :], at + 2, columns, file, faults))
    if faults:
        raise FaultError(faults)
    return found


def _unknown(
    rows: Sequence[Sequence[str]], at: int, columns: _Columns, file: str, numbers: Collection[int]
) -> Iterator[Fault]:
    """Columns of questions that are not on the paper, unless nobody wrote anything there."""
    for number, column in columns.questions.items():
        if number not in numbers and any(_at(row, column) for row in rows[at + 1 :]):
            facts = {"name": rows[at][column].strip(), "last": max(numbers)}
            yield Fault("C569", cell_place(file, at + 1, column + 1), facts)


def _plain(name: str) -> str:
    return re.sub(r"\(.*?\)|[\s_*:/]", "", narrow(name)).lower()


def _header(rows: Sequence[Sequence[str]], file: str) -> tuple[int, _Columns]:
    for number, row in enumerate(rows[:HEAD_LIMIT]):
        names = [_plain(name) for name in row]
        questions: dict[int, int] = {}
        for column, name in enumerate(names):
            if match := _QUESTION.fullmatch(name):
                questions.setdefault(int(match[1]), column)
        columns = _Columns(_first(names, _LEARNER), _first(names, _NAME), _first(names, _FORM), questions)
        if questions and max(columns.learner, columns.name) >= 0:
            return number, columns
    raise FaultError([Fault("C566", Place(file))])


def _first(names: Sequence[str], known: Sequence[str]) -> int:
    return next((names.index(name) for name in known if name in names), -1)


def _responses(
    rows: Sequence[Sequence[str]], first: int, columns: _Columns, file: str, faults: list[Fault]
) -> Iterator[Response]:
    for number, row in enumerate(rows, first):
        if not any(text.strip() for text in row):
            continue
        learner, name = (as_meant(_at(row, column)) for column in (columns.learner, columns.name))
        form = narrow(_at(row, columns.form))
        place = cell_place(file, number, max(columns.learner, columns.name) + 1)
        if not (learner or name):
            faults.append(Fault("C565", place))
            continue
        letter = _FORM_WORD.fullmatch(form)
        answers = {
            question: Answer(_at(row, column), cell_place(file, number, column + 1))
            for question, column in columns.questions.items()
        }
        named = letter[1].upper() if letter else form
        stands = cell_place(file, number, columns.form + 1) if columns.form >= 0 else place
        yield Response(learner or name, name, named, answers, place, stands)


def _at(row: Sequence[str], column: int) -> str:
    return row[column].strip() if 0 <= column < len(row) else ""
