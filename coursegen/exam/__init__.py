"""Exam papers from bank and blueprint, and exercises from the principles; the same on every machine.

What else it has is loaded when first asked for: most kits have no forms to compare and nothing to count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursegen.exam.assemble import assemble, assemble_by_lesson
from coursegen.exam.derive import Exercises, derive
from coursegen.late import names

if TYPE_CHECKING:
    from coursegen.exam.audit import Audit, Repetition, SheetPart, audits, repetitions, sheet_parts
    from coursegen.exam.forms import Likeness, likenesses, parallel, shuffled
    from coursegen.exam.keys import KeyRow, key_rows
    from coursegen.exam.paper import FORM_LETTERS, LessonPaper, Paper, PaperPart, PaperQuestion
    from coursegen.exam.settled import row_of

__all__ = [
    "FORM_LETTERS", "Audit", "Exercises", "KeyRow", "LessonPaper", "Likeness", "Paper", "PaperPart",
    "PaperQuestion", "Repetition", "SheetPart", "assemble", "assemble_by_lesson", "audits", "derive", "key_rows",
    "likenesses", "parallel", "repetitions", "row_of", "sheet_parts", "shuffled",
]  # fmt: skip

__getattr__ = names(__name__, {
    "audit": ("Audit", "Repetition", "SheetPart", "audits", "repetitions", "sheet_parts"),
    "forms": ("Likeness", "likenesses", "parallel", "shuffled"),
    "keys": ("KeyRow", "key_rows"), "paper": ("FORM_LETTERS", "LessonPaper", "Paper", "PaperPart", "PaperQuestion"),
    "settled": ("row_of",),
})  # fmt: skip
