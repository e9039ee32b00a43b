"""Words and signs that pages and slides have of themselves: numbers, marks of exam papers, feet."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

FIGURE_SPACE = "\u2007"
"""What blanks are made of: it binds both sides (Unicode line breaking class GL), so a blank is never parted."""


class PrintedWords(Struct, frozen=True):
    """What one language prints. `{}` in `number` is a number or letter; `gap` parts two things on one line.

    `marks` head the table of marks (question, total, added up by, marks, marked by), `full` its row of what can be
    had; `candidate` is what a candidate writes of himself, `seal` what stands along a sealed side, `foot` what stands
    before, between and after the page and the number of pages, `page` round a page number alone, `section` says
    which of how many sections a slide is in. `by_part`: every part of a paper has a box for its marker.
    """

    number: str
    bracket: str
    gap: str
    marks: tuple[str, str, str, str, str]
    full: str
    candidate: tuple[str, ...]
    seal: str
    foot: tuple[str, str, str]
    page: tuple[str, str]
    section: str
    by_part: bool = True

    @property
    def who(self) -> str:
        """Name and number of a candidate with lines to write on, for the head of later pages."""
        line = "＿" * 8 if self is not ENGLISH else "_" * 20
        return f"{self.candidate[-2]}{line}{self.gap * 2}{self.candidate[-1]}{line}"


CHINESE = PrintedWords(
    "{}．", f"（{FIGURE_SPACE * 4}）", "　", ("题号", "总分", "合分人", "得分", "评卷人"), "满分",
    ("单位", "部门", "姓名", "编号"), "密封线内不要答题", ("第", "页　共", "页"), ("— ", " —"),
    "第{}节，共{}节：{}",
)  # fmt: skip
TRADITIONAL = PrintedWords(
    "{}．", f"（{FIGURE_SPACE * 4}）", "　", ("題號", "總分", "合分人", "得分", "評卷人"), "滿分",
    ("單位", "部門", "姓名", "編號"), "密封線內不要答題", ("第", "頁　共", "頁"), ("— ", " —"),
    "第{}節，共{}節：{}",
)  # fmt: skip
ENGLISH = PrintedWords(
    "{}.", f"\u00a0({FIGURE_SPACE * 5})", "\u2003", ("Part", "Total", "Added up by", "Score", "Marked by"), "Points",
    ("Organization", "Department", "Name", "ID"), "DO NOT WRITE IN THIS MARGIN", ("Page ", " of ", ""), ("", ""),
    "Section {} of {}: {}", by_part=False,
)  # fmt: skip

_BY_LANGUAGE: Mapping[str, PrintedWords] = {"zh-Hant": TRADITIONAL, "zh-HK": TRADITIONAL, "zh": CHINESE}


def words_of(language: str) -> PrintedWords:
    """The words of a language, by the beginning of its tag; English for one that has none of its own."""
    return next((words for start, words in _BY_LANGUAGE.items() if language.startswith(start)), ENGLISH)
