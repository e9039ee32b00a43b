"""Exam papers from the bank: which items a paper has, by its blueprint, the same on every machine."""

from coursegen.exam.assemble import assemble
from coursegen.exam.paper import Paper, PaperPart, PaperQuestion

__all__ = ["Paper", "PaperPart", "PaperQuestion", "assemble"]
