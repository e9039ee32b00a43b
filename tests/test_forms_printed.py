"""Forms as they are printed: the key of each, applied to its own paper as read back from the file, earns full marks.

So it does when it is filled in on the answer sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from msgspec.structs import replace

from coursegen.build import PRODUCTS, Request
from coursegen.build.line import make_product
from coursegen.build.prepare import prepare
from coursegen.build.prepared import Prepared
from coursegen.exam import Paper, parallel, shuffled
from coursegen.model import ChoiceItem, JudgeItem
from coursegen.text import collapse
from coursegen.workspace import bundled_folder

SEEDS, SHARES = 300, 20
"""Seeds in all, and in how many tests they are tried: the usual run takes one of even and one of odd seeds."""

SHEETS = 7
"""Of every so many seeds one is filled in on the answer sheet too."""

_STEM = re.compile(r"(\d+)．\t(.*?)(?:（[\u2007\s]*）)?$", re.DOTALL)
_OPTION = re.compile(r"([A-J])．([^\t]*)")
_ROW = re.compile(r"(\d+)((?:\t\[[^\]]+\])+)")
_BUBBLE = re.compile(r"\[([^\]]+)\]")
_KEY = re.compile(r"答案：([A-J]+|[√×])")


@dataclass
class Printed:
    """A question as somebody reads it on paper."""

    stem: str
    options: dict[str, str] = field(default_factory=dict)
    key: str = ""


@pytest.fixture(scope="module")
def prepared() -> Prepared:
    course = bundled_folder() / "content" / "office-director"
    return prepare(Request(course, "default", (bundled_folder() / "templates",), products=("quiz", "answers", "sheet")))


def read(data: bytes) -> dict[int, Printed]:
    """Questions of a printed paper by number."""
    found: dict[int, Printed] = {}
    current = Printed("")
    for text in _paragraphs(data):
        if stem := _STEM.match(text):
            current = found.setdefault(int(stem[1]), Printed(collapse(stem[2])))
        elif key := _KEY.match(text):
            current.key = current.key or key[1]
        else:
            current.options |= {letter: collapse(words) for letter, words in _OPTION.findall(text)}
    return found


def bubbles(data: bytes) -> dict[int, list[str]]:
    """What can be filled in on a printed answer sheet, by number of the question."""
    paragraphs = docx.Document(BytesIO(data)).element.body.iter(qn("w:p"))
    lines = ("".join(_character(e) for run in p.iter(qn("w:r")) for e in run) for p in paragraphs)
    found = (row for line in lines if (row := _ROW.fullmatch(line)))
    return {int(row[1]): _BUBBLE.findall(row[2]) for row in found}


def _character(element: Any) -> str:
    return {qn("w:t"): element.text or "", qn("w:tab"): "\t"}.get(element.tag, "")


def _paragraphs(data: bytes) -> Iterator[str]:
    for paragraph in docx.Document(BytesIO(data)).paragraphs:
        yield paragraph.text


def forms(prepared: Prepared, seed: str) -> tuple[Paper, ...]:
    """For even seeds a shuffled form, for odd ones two parallel forms of another choice."""
    if int(seed) % 2:
        blueprint = replace(prepared.bundle.blueprints["final"], seed=seed)
        return parallel(prepared.bundle, blueprint, prepared.lessons, "AB")[1:]
    return (shuffled(prepared.papers[0], seed, "BCD"[int(seed) % 3]),)


@pytest.mark.parametrize("share", [0, 1, *(pytest.param(n, marks=pytest.mark.long) for n in range(2, SHARES))])
def test_the_key_of_every_form_earns_full_marks_on_its_own_printed_paper(prepared: Prepared, share: int) -> None:
    bank = {collapse(item.stem): item for item in prepared.bundle.items}
    for seed in range(share, SEEDS, SHARES):
        for paper in forms(prepared, str(seed)):
            printed, keys = (
                read(make_product(PRODUCTS[name], prepared, paper)[0].data) for name in ("quiz", "answers")
            )
            marks = [
                _earned(question, keys[number].key, bank[question.stem])
                for number, question in printed.items()
                if isinstance(bank.get(question.stem), ChoiceItem | JudgeItem)
            ]
            asked = sum(part.points for part in paper.sections if part.kind in ("single", "multiple", "judge"))
            worth = [
                q.points
                for part in paper.sections
                for q in part.questions
                if part.kind in ("single", "multiple", "judge")
            ]
            assert len(marks) == len(worth) > 30
            assert all(marks), f"seed {seed}, form {paper.form}"
            assert sum(worth) == asked == 60
            if seed % SHEETS:
                continue
            sheet = bubbles(make_product(PRODUCTS["sheet"], replace(prepared, papers=(paper,)))[0].data)
            chosen = {number: keys[number].key for number in sheet}
            assert len(chosen) == len(marks)
            assert {n: _filled(key, sheet[n]) for n, key in chosen.items()} == chosen, f"seed {seed}"


def _filled(key: str, offered: list[str]) -> str:
    """The key as it can be filled in: the letters that have bubbles, or true and false in their order."""
    judged = {"√": "对", "×": "错"}
    if key in judged:
        return key if offered == list(judged.values()) and judged[key] in offered else ""
    return "".join(letter for letter in key if letter in offered)


def _earned(question: Printed, key: str, item: ChoiceItem | JudgeItem) -> bool:
    """Whether what the key says of a printed question is right by the bank."""
    if isinstance(item, JudgeItem):
        return key == ("√" if item.answer else "×")
    right = {collapse(item.options["ABCDEFGHIJ".index(letter)]) for letter in item.answer}
    return {question.options[letter] for letter in key} == right
