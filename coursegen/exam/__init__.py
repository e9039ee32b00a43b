"""Exam papers from the bank: which items a paper has, by its blueprint, the same on every machine."""

from coursegen.exam.assemble import assemble, assemble_by_lesson
from coursegen.exam.paper import LessonPaper, Paper, PaperPart, PaperQuestion

__all__ = ["LessonPaper", "Paper", "PaperPart", "PaperQuestion", "assemble", "assemble_by_lesson"]
