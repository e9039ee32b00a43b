"""Questions on their way between the bank and other programs, and how their texts are put together and taken apart."""

from coursegen.exchange.question import KINDS, Kind, Question, question_of

__all__ = ["KINDS", "Kind", "Question", "question_of"]
