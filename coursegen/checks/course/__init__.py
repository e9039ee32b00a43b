"""A course → what a careful colleague would remark: what cannot be right (errors), what hardly is (warnings)."""

from __future__ import annotations

from coursegen.checks.course.items import item_remarks, letter_remarks
from coursegen.checks.course.keys import bank_remarks
from coursegen.checks.course.language import language_remarks
from coursegen.checks.course.structure import structure_remarks
from coursegen.checks.course.teaching import teaching_remarks
from coursegen.errors import Fault
from coursegen.model import CourseBundle

__all__ = ["check_course", "letter_remarks"]


def check_course(bundle: CourseBundle) -> tuple[Fault, ...]:
    """Everything worth saying about a course: structure, teaching, items one by one and all together, language."""
    return (
        *structure_remarks(bundle),
        *teaching_remarks(bundle),
        *item_remarks(bundle),
        *bank_remarks(bundle),
        *language_remarks(bundle),
    )
