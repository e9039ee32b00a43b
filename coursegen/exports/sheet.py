"""The bank as a sheet (.xlsx) by the profile of a platform: one row a question, every cell a text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from coursegen.exchange import Question
from coursegen.exchange.fields import LETTERS, fields_of, has, unsafe
from coursegen.exchange.texts import marks_of
from coursegen.exports.bank import Bank
from coursegen.exports.carrying import Carrier, How, Loss, losses
from coursegen.model.profile import Profile
from coursegen.office.pack import Compressor, pack
from coursegen.office.package import read_package

_CREATED = datetime(2000, 1, 1, tzinfo=UTC)
_AS_TEXT = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_FORMULA = ("=", "+", "-", "@", "\t")
"""First characters at which a spreadsheet takes what is typed for a formula; such a cell is marked as a text."""

_NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
"""Characters that the name of a sheet may not have."""

_LOOKS_LIKE = re.compile(r"\s*(?:[A-Za-z][.)]|ANSWER:)")
"""Beginnings of a stem that Aiken's readers take for an option or the key."""

_WRAPPED = {"text_wrap": True, "valign": "top", "num_format": "@"}
_WIDTHS = {"stem": 56, "material": 40, "rationale": 48, "rubric": 36, "answer": 16, "source": 28}
_OPTION_WIDTH, _OTHER_WIDTH = 24, 12
CELL_LIMIT = 32767
"""Characters that a cell of a spreadsheet holds."""

SHARED: Mapping[str, How] = {"single": "whole", "multiple": "whole", "judge": "whole", "blank": "whole"}


def carrier_of(profile: Profile) -> Carrier:
    """What a platform takes by its profile: several kinds of ours may be one kind of its own."""
    first: dict[str, str] = {}
    for kind, word in profile.kinds.items():
        first.setdefault(word, kind)
    kinds: dict[str, How] = {
        kind: SHARED.get(kind, "by hand") if first[word] == kind else "by hand" for kind, word in profile.kinds.items()
    }
    always = {"material", "rubric"}
    own = {name for name in ("id", "points", "principle", "objective", "bloom", "difficulty", "lesson", "rationale")
           if has(profile, name)}  # fmt: skip
    with_source = {"source"} if has(profile, "source") or has(profile, "rationale") else set()
    return Carrier(kinds, frozenset(always | own | with_source))


def chosen(bank: Bank, profile: Profile) -> tuple[tuple[tuple[str, Question], ...], tuple[Loss, ...]]:
    """The questions that a platform can take, each with the title of its lesson, and what is lost."""
    lost = losses(bank.questions, carrier_of(profile))
    stuck = [
        Loss(q.id, "kind", reason) for q in bank.questions if q.kind in profile.kinds and (reason := _stuck(q, profile))
    ]
    behind = {loss.question for loss in (*lost, *stuck) if loss.feature == "kind"}
    pairs = ((group.title, question) for group in bank.groups for question in group.questions)
    return tuple(pair for pair in pairs if pair[1].id not in behind), (*lost, *stuck)


def _stuck(question: Question, profile: Profile) -> str:
    """Why a question of a kind that is taken cannot be written all the same."""
    room = sum(column.field.startswith("option.") for column in profile.columns)
    if profile.columns and not has(profile, "options") and len(question.options) > room:
        return f"{LETTERS[len(question.options) - 1]}>{room}"
    if profile.columns and any(len(text) > CELL_LIMIT for text in _texts(question)):
        return f">{CELL_LIMIT}"
    if profile.text and not profile.columns and profile.text.one_line and _needs_lines(question):
        return "\\n"
    return unsafe(question, profile)


def _needs_lines(question: Question) -> bool:
    """Whether a line each does not hold what is asked and the options, or the stem would be taken for one of those."""
    texts = (question.stem, *question.options)
    return bool(question.material) or any("\n" in text for text in texts) or bool(_LOOKS_LIKE.match(question.stem))


def _texts(question: Question) -> tuple[str, ...]:
    together = f"{question.material}{question.stem}", f"{question.rationale}{question.source}"
    return (*together, *question.options, question.answer + "".join(line.text for line in question.rubric))


def write_sheet(bank: Bank, profile: Profile, compressor: Compressor = "zlib") -> tuple[bytes, tuple[Loss, ...]]:
    """A workbook of one sheet, and what it could not carry. The same bank gives the same parts."""
    from xlsxwriter import Workbook

    questions, lost = chosen(bank, profile)
    marks = marks_of(bank.language)
    out = BytesIO()
    book = Workbook(out, _AS_TEXT)
    book.set_properties({"created": _CREATED, "title": bank.title, "author": "coursegen"})
    sheet = book.add_worksheet(_NO_SHEET_NAME.sub(" ", profile.sheet)[:31])
    _write_head(book, sheet, profile)
    plain, quoted = book.add_format(_WRAPPED), book.add_format({**_WRAPPED, "quote_prefix": True})
    for row, (lesson, question) in enumerate(questions, profile.header_row):
        fields = {**fields_of(question, profile, marks), "lesson": lesson}
        for at, column in enumerate(profile.columns):
            if text := fields.get(column.field, ""):
                sheet.write_string(row, at, text, quoted if text.startswith(_FORMULA) else plain)
    book.close()
    return pack(read_package(out.getvalue(), "bank"), compressor), lost


def _write_head(book: Any, sheet: Any, profile: Profile) -> None:
    """What stands over the columns, their names and widths."""
    head = book.add_format({**_WRAPPED, "bold": True, "bg_color": "#E8EDF3", "border": 1})
    for row, text in profile.above.items():
        sheet.write_string(int(row) - 1, 0, text)
    for at, column in enumerate(profile.columns):
        sheet.write_string(profile.header_row - 1, at, column.name, head)
        other = _OPTION_WIDTH if column.field.startswith("option.") else _OTHER_WIDTH
        sheet.set_column(at, at, _WIDTHS.get(column.field, other))
    sheet.freeze_panes(profile.header_row, 0)
