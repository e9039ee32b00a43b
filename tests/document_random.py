"""Documents of random blocks with random text, to compare page counts with LibreOffice's."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from document_samples import FIGURES, PROPERTIES, TABLE, t

from coursegen.document.nodes import (
    Block,
    Box,
    Bullets,
    Contents,
    Document,
    Heading,
    Paragraph,
    Question,
    Table,
    WritingLines,
)

SENTENCES = (
    "接到一件事先问三句：谁要、几时要、报给谁。",
    "“四员”各守一个字：勤、情、能、公；守住字，就守住了分寸。",
    "2026年3月1日起，凡重要文稿一律实行AB角校核。",
    "参谋要超前，决策不越权；考虑要周全，协调不包揽！",
    "《勤学·立德·服务·善谋》第3段说的是“服务为本”。",
    "上级机关要一份材料，十点前报到，分管领导在外开会。",
    "办公室（含值班室）8:30—17:30有人接听电话。",
    "先请示，后答复；答复之后留痕……这一条不能省。",
    "Word文件与纸质件同时留存，编号写在右上角。",
    "谁来定？谁来办？哪天办完？",
)


class Chance:
    """Makes blocks from one seed."""

    def __init__(self, seed: int) -> None:
        self.pick = Random(seed)
        self.makers: tuple[Callable[[], Block], ...] = (
            self.para, self.para, self.para, self.bullets, self.table, self.figure, self.box, self.big, self.lines,
            self.question, self.figure,
        )  # fmt: skip

    def words(self, low: int, high: int) -> str:
        text = "".join(self.pick.choices(SENTENCES, k=7))
        start = self.pick.randrange(len(text) - high)
        return text[start : start + self.pick.randint(low, high)].strip()

    def block(self) -> Block:
        return self.pick.choice(self.makers)()

    def para(self) -> Block:
        style = self.pick.choice(("body", "body", "lead", "note", "question", "source"))
        return Paragraph(t(self.words(10, 75) * self.pick.randint(1, 4)), style)  # type: ignore[arg-type]

    def bullets(self) -> Block:
        kind = self.pick.choice(("bullet", "number", "do", "dont", "check"))
        return Bullets(kind, tuple(t(self.words(5, 60)) for _ in range(self.pick.randint(1, 5))))  # type: ignore[arg-type]

    def table(self) -> Block:
        wide = self.pick.randint(2, 4)
        rows = tuple(tuple(t(self.words(2, 50)) for _ in range(wide)) for _ in range(self.pick.choice((2, 4, 14))))
        widths = tuple(self.pick.randint(2, 4) for _ in range(wide))
        return Table(self.pick.choice(("", "一张表")), (t("栏目"),) * wide, rows, widths)

    def figure(self) -> Block:
        return self.pick.choice(FIGURES)

    def box(self) -> Block:
        return Box(
            "case", t("案例"), (Paragraph(t(self.words(20, 70))), Bullets("number", (t(self.words(5, 40)),) * 2))
        )

    def big(self) -> Block:
        many = tuple(Paragraph(t(self.words(30, 75) * 3)) for _ in range(7))
        return Box("task", t("任务"), (*many, TABLE, WritingLines(5)))

    def lines(self) -> Block:
        return WritingLines(self.pick.randint(1, 9))

    def question(self) -> Block:
        options = tuple(t(self.words(2, 30)) for _ in range(4))
        material = (t(self.words(10, 70)),) * self.pick.choice((0, 2))
        stem, lines = t(self.words(10, 60)), self.pick.choice((0, 5))
        return Question(1, stem, options, material, bracket=True, lines=lines)


def random_document(seed: int, headings: int = 30) -> Document:
    """A handout of random blocks, its headings numbered 标题000号, 标题001号 …"""
    chance = Chance(seed)
    blocks: list[Block] = [Contents(t("目录"), 2)]
    for n in range(headings):
        level = 1 if n % 7 == 0 else chance.pick.choice((2, 3))
        fresh = level == 1 and chance.pick.random() < 0.6
        blocks.append(Heading(level, t(f"标题{n:03d}号"), f"h{n:03d}", new_page=fresh))  # type: ignore[arg-type]
        blocks += (chance.block() for _ in range(chance.pick.randint(1, 4)))
    return Document(PROPERTIES, "handout", tuple(blocks))


def heading_pages(texts: list[str]) -> dict[str, int]:
    """Page of every heading of a random document, from the text of its pages; the contents' own lines end in a page."""
    found: dict[str, int] = {}
    for page, text in enumerate(texts, 1):
        for number in re.findall(r"标题\s*(\d{3})\s*号\s*$", text, re.MULTILINE):
            found.setdefault(f"h{number}", page)
    return found
