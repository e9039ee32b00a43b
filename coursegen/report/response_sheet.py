"""A workbook to write learners' answers into: it says what goes where, and grading reads it as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from itertools import accumulate, cycle, zip_longest
from math import ceil
from typing import Any

from msgspec import Struct

from coursegen.exam.audit import SheetPart
from coursegen.model.classes import Participant
from coursegen.office.pack import Compressor, pack
from coursegen.office.package import read_package
from coursegen.report.book import AS_TEXT, CREATED, lines_of
from coursegen.report.response_rules import LEFT_OUT, Words, form_rule, hint_of, is_points, name_of, rule_of
from coursegen.text import is_wide, never_formula

BLANK_ROWS, MORE_ROWS = 40, 5
"""Rows where there is no roster, and below one for people who are not on it."""

_TOP, _PARTS, _HINTS, _HEADER, _FIRST = range(5)
"""Rows; people begin at the last of these."""

_CHECKED = 500
"""Rows whose cells refuse what no question takes."""

_WIDTHS = {"single": 4.7, "judge": 4.7, "multiple": 7.5}
_USUAL, _POINTS, _LEAST_PART, _LEAST_NOTE, _NOTE_WIDTH, _PAGE = 8.4, 7, 18, 60, 110, 190
"""Widths in characters: of any column, of one of points, the least of a part, the least and the most of the note, of a
page that can still be read."""

_LEADS, _WIDEST = (14, 12, 7), 30
"""Least widths of id, name and form, and the most."""

_LINE, _TITLE_LINE, _ROW, _A4 = 15, 19, 21, 9

_FONT = {"font_name": "等线", "valign": "vcenter"}
_TEXT, _CENTRED, _WRAPPED = {"num_format": "@"}, {"align": "center"}, {"text_wrap": True}
_BORDER = {"border": 1, "border_color": "#BFC8D4"}
_HEAD = {**_FONT, **_BORDER, **_CENTRED, **_WRAPPED, "bold": True}
_TITLE = {**_FONT, **_WRAPPED, "bold": True, "font_size": 14}
_TINTS = "#DDE6F0", "#EEF2F7"
"""Headers of one part, and of the next."""


class Blank(Struct, frozen=True):
    """What the workbook is for: its title in lines, parts of the paper, forms if there are several, people.

    `sheet` is the name of the sheet; `leads` are those of id, name and form as grading knows them.
    """

    title: tuple[str, ...]
    sheet: str
    leads: tuple[str, str, str]
    parts: tuple[SheetPart, ...]
    forms: tuple[str, ...]
    people: tuple[Participant, ...]

    @property
    def columns(self) -> list[tuple[str, float]]:
        """Names and widths of the columns before the questions: forms only where there are several."""
        said: tuple[list[str], ...] = ([one.number for one in self.people], [one.name for one in self.people], [])
        widths = (max((least, *map(_wide, texts))) for least, texts in zip(_LEADS, said, strict=True))
        columns = zip(self.leads, (min(_WIDEST, width) for width in widths), strict=True)
        return list(columns)[: 3 if self.forms else 2]


class _Question(Struct, frozen=True):
    """A column: the number of the question, its part, and how wide and in which tint that is."""

    number: int
    part: SheetPart
    width: float
    tint: str


def response_book(blank: Blank, _: Words, compressor: Compressor = "zlib") -> bytes:
    """A workbook of one sheet: a row a person, a column a question. The same paper and people give the same bytes."""
    from xlsxwriter import Workbook

    out = BytesIO()
    book = Workbook(out, AS_TEXT)
    book.set_properties({"created": CREATED, "title": " ".join(blank.title), "author": "coursegen"})
    sheet = book.add_worksheet(blank.sheet)
    questions = [
        _Question(number, part, _width(part), tint)
        for part, tint in zip(blank.parts, cycle(_TINTS), strict=False)
        for number in part.numbers
    ]
    _over(book, sheet, blank, questions, _)
    _head(book, sheet, blank, questions, _)
    _people(book, sheet, blank, questions)
    _check(sheet, blank, _)
    _print(sheet, len(blank.columns), sum(_widths(blank, questions)))
    book.close()
    return pack(read_package(out.getvalue(), "responses"), compressor)


def _width(part: SheetPart) -> float:
    return max(_WIDTHS.get(part.kind, _POINTS), _LEAST_PART / len(part.numbers))


def _widths(blank: Blank, questions: Sequence[_Question]) -> list[float]:
    return [*(width for _name, width in blank.columns), *(question.width for question in questions)]


def _wide(text: str) -> float:
    """Characters that a text takes, a wide one as two, with room around."""
    return sum(2 if is_wide(char) else 1 for char in text) + 2


def _over(book: Any, sheet: Any, blank: Blank, questions: Sequence[_Question], _: Words) -> None:
    """The title over the people, so that every printed page has it; beside it the note, as wide as a screen at most."""
    count, widths = len(blank.columns), _widths(blank, questions)
    across = _across(widths[count:])
    title, note = "\n".join(map(never_formula, blank.title)), _note(blank, _)
    _span(sheet, _TOP, 0, count - 1, title, book.add_format(_TITLE))
    _span(sheet, _TOP, count, count + len(across) - 1, note, book.add_format({**_FONT, **_WRAPPED}))
    of_title = lines_of(title, int(sum(widths[:count]) * 11 / 14))
    sheet.set_row(_TOP, 8 + max(_TITLE_LINE * of_title, _LINE * lines_of(note, int(across[-1]))))


def _across(widths: Sequence[float]) -> list[float]:
    """How far columns reach, one after the other, as far as the note may: past the last if these are few."""
    most = min(_NOTE_WIDTH, max(_LEAST_NOTE, sum(widths)))
    return [reach for reach in accumulate((*widths, *[_USUAL] * _LEAST_NOTE)) if reach <= most + _USUAL]


def _span(sheet: Any, row: int, first: int, last: int, text: str, look: Any) -> None:
    """A text over some columns, or in one."""
    if last > first:
        sheet.merge_range(row, first, row, last, "", look)
    sheet.write_string(row, first, text, look)


def _note(blank: Blank, _: Words) -> str:
    """How the sheet is filled in, a line for each thing."""
    nothing = "0" if is_points(blank.parts[0]) else LEFT_OUT
    lines = [_("一人一行，编号、姓名写一样就行；名单上没有的人写在下面的空行。")]
    if blank.forms:
        lines.append(_("题号看本人的卷子：做B卷的，第1题是B卷上的第1题，写他在卷上写的字母。卷别写他做的是哪一卷。"))
    lines.append(
        _("没有作答的留空。整行没有作答的算缺考，不计成绩；交了白卷的，第1题写“{nothing}”。").format(nothing=nothing)
    )
    return "\n".join(lines)


def _head(book: Any, sheet: Any, blank: Blank, questions: Sequence[_Question], _: Words) -> None:
    """Names of the columns; above each question its part and what to write for it."""
    count = len(blank.columns)
    plain = book.add_format({**_HEAD, "bg_color": _TINTS[0]})
    for row, label in ((_PARTS, _("题型")), (_HINTS, _("填什么"))):
        _span(sheet, row, 0, count - 1, label, plain)
    for at, (name, width) in enumerate(blank.columns):
        sheet.set_column(at, at, width, book.add_format(_lead(at)))
        sheet.write_string(_HEADER, at, name, plain)
    for at, question in enumerate(questions, count):
        head = {**_HEAD, "bg_color": question.tint}
        hint = book.add_format({**head, "bold": False, "font_size": 9, "font_color": "#44546A"})
        sheet.set_column(at, at, question.width, book.add_format(_answer(question.part)))
        sheet.write_string(_HINTS, at, hint_of(question.part), hint)
        sheet.write_number(_HEADER, at, question.number, book.add_format(head))
    _part_names(book, sheet, blank.parts, count, _)
    sheet.set_row(_HEADER, _ROW)
    sheet.freeze_panes(_FIRST, count)


def _part_names(book: Any, sheet: Any, parts: Sequence[SheetPart], at: int, _: Words) -> None:
    """The name of each part over its questions, at the first of them: a page or a screen may end before the last."""
    lines = 1
    for part, tint in zip(parts, cycle(_TINTS), strict=False):
        text, after = name_of(part, _), at + len(part.numbers)
        _span(sheet, _PARTS, at, after - 1, text, book.add_format({**_HEAD, "align": "left", "bg_color": tint}))
        lines = max(lines, lines_of(text, int(_width(part) * len(part.numbers))))
        at = after
    sheet.set_row(_PARTS, _LINE * lines + 6)


def _lead(at: int) -> Mapping[str, object]:
    """Cells of id, name and form: texts, so that a number keeps its zeros."""
    return {**_FONT, **_TEXT, **(_CENTRED if at == 2 else {"indent": 1})}


def _answer(part: SheetPart) -> Mapping[str, object]:
    """Cells of answers are texts, those of points numbers."""
    return {**_FONT, **_CENTRED, **({} if is_points(part) else _TEXT)}


def _people(book: Any, sheet: Any, blank: Blank, questions: Sequence[_Question]) -> None:
    """A row for each person, with number and name as far as they are known, and empty rows below."""
    cells = [*map(_lead, range(len(blank.columns))), *(_answer(question.part) for question in questions)]
    looks = [book.add_format({**cell, **_BORDER}) for cell in cells]
    rows = [[never_formula(one.number), never_formula(one.name)] for one in blank.people]
    rows += [[]] * (MORE_ROWS if rows else BLANK_ROWS)
    for row, known in enumerate(rows, _FIRST):
        sheet.set_row(row, _ROW)
        for at, (look, text) in enumerate(zip_longest(looks, known, fillvalue="")):
            if text:
                sheet.write_string(row, at, text, look)
            else:
                sheet.write_blank(row, at, None, look)
    sheet.ignore_errors({"number_stored_as_text": f"A{_FIRST + 1}:B{_FIRST + _CHECKED}"})


def _check(sheet: Any, blank: Blank, _: Words) -> None:
    """Cells refuse at once what grading would."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    at, last = len(blank.columns), _FIRST + _CHECKED - 1
    if blank.forms:
        sheet.data_validation(_FIRST, at - 1, last, at - 1, form_rule(blank.forms, _))
    for part in blank.parts:
        after = at + len(part.numbers)
        sheet.data_validation(_FIRST, at, last, after - 1, rule_of(part, xl_rowcol_to_cell(_FIRST, at), _))
        at = after


def _print(sheet: Any, leads: int, width: float) -> None:
    """Printed across on A4, on as many pages beside each other as can still be read, each with heads and names."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(0.4, 0.4, 0.5, 0.6)
    sheet.fit_to_pages(max(1, ceil(width / _PAGE)), 0)
    sheet.print_across()
    sheet.repeat_rows(_TOP, _HEADER)
    sheet.repeat_columns(0, leads - 1)
    sheet.set_footer("&C&P / &N")
