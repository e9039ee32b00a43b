"""Slides nobody has thought of: every kind of content, in any script, from one character to far too many, by seed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random
from typing import Any, get_args

from coursegen.document.nodes import (
    Block,
    Box,
    Bullets,
    Chart,
    ChartKind,
    Columns,
    Deck,
    Figure,
    FigureItem,
    FigureKind,
    InlineStyle,
    Line,
    Paragraph,
    Picture,
    Properties,
    Section,
    Series,
    Slide,
    Table,
    Text,
)
from coursegen.document.parse_shapes import SHAPES

HAN = "服务协调参谋督办把关请示报告登记归档值班会议材料上级来文当日办结逐件核对分管领导"
SCRIPTS: Mapping[str, tuple[tuple[str, ...], float]] = {
    "han": ((*HAN, "，", "。", "、", "；"), 1),
    "words": (("the ", "office ", "of ", "Director ", "reports ", "before ", "noon, ", "every ", "incoming "), 0.4),
    "mixed": ((*HAN, "Word", "2026", "年", "AB角", "Q1 ", "PDF", "，"), 0.8),
    "digits": (("2026-03-01 ", "8:30—17:30 ", "95.5% ", "3.14 ", "1,000,000 ", "〔2026〕12号", "№ 7 "), 0.3),
    "edges": (("“四员”", "《勤学》", "（含值班室）", "办——办", "办……办", "、", "。”", "？！", "（1/2）"), 0.4),
    "rare": ((*"𠀀𠮷𪚥㐂龘", *HAN), 1),
    "emoji": (("😀", "😃", "😎", "☎", *HAN[:8]), 0.9),
    "kana": (tuple("サービスのかなめ、カタカナ"), 1),
    "hangul": (("사무실 ", "보고서 ", "접수 ", "확인"), 0.5),
    "one word": (tuple("abcdefghijklmnopqrstuvwxyz"), 1.8),
}  # fmt: skip
"""Scripts by name: the pieces that text is made of, and how many of them take the place of one Han character.

Of the emoji those that DejaVu has: what no font has, LibreOffice draws wider than it counts.
"""

LENGTHS = {"one": 0.0, "short": 0.4, "usual": 1.0, "long": 2.0, "too long": 12.0}
"""Lengths by name, as shares of what is usual at a place."""

LABELLED = frozenset({"hub", "ring", "cycle", "tree", "compare", "do-dont", "balance", "quote", "statement"})
"""Kinds that draw a label."""

FIGURES = tuple(kind for kind in get_args(FigureKind) if kind != "seals")
CHARTS = tuple(f"chart {kind}" for kind in get_args(ChartKind))
PICTURES: Mapping[str, tuple[int, int]] = {
    "wide.png": (3000, 60), "tall.png": (60, 3000), "dot.png": (1, 1), "huge.png": (2560, 1700), "small.png": (90, 70),
}  # fmt: skip
KINDS = (
    *FIGURES, *CHARTS, "picture", "table", "list", "paragraphs", "box", "mixture", "columns",
    "cover", "agenda", "section", "quotation", "closing",
)  # fmt: skip
"""Every kind of slide that is made."""


class Slides:
    """Makes slides of a kind from one seed; text is in one script and of one length on each."""

    def __init__(self, seed: int, kind: str) -> None:
        self.pick = Random(f"{seed} {kind}")
        self.kind = kind
        self.script = self.pick.choice([*SCRIPTS, "han", "mixed", "han"])
        self.length = self.pick.choices(list(LENGTHS), (2, 4, 5, 4, 3))[0]

    def words(self, usual: float) -> str:
        """Text whose usual length, in Han characters, is given: no blank at its ends, at least one character."""
        pieces, share = SCRIPTS[self.script]
        most = usual * LENGTHS[self.length] * self.pick.uniform(0.5, 1.3)
        count = max(1, round(min(most, 60 / share if self.script == "one word" else most) * share))
        return (
            "".join(self.pick.choices(pieces, k=count)).strip() if self.length != "one" else self.pick.choice(pieces)[0]
        )

    def line(self, usual: float) -> Line:
        """Words, at times in two styles."""
        text = self.words(usual)
        cut = self.pick.randrange(len(text)) if self.pick.random() < 0.2 else 0
        styles: tuple[InlineStyle, ...] = ("strong", "term", "quote", "answer", "small")
        return tuple(Text(t, s) for t, s in ((text[:cut], self.pick.choice(styles)), (text[cut:], "plain")) if t)  # type: ignore[arg-type]

    def some(self, usual: float, least: int, most: int) -> tuple[Line, ...]:
        return tuple(self.line(usual) for _ in range(self.pick.randint(least, most)))

    def maybe(self, usual: float) -> Line:
        return self.line(usual) if self.pick.random() < 0.4 else ()

    def slide(self) -> Slide:
        makers: Mapping[str, Callable[[], tuple[Block, ...]]] = {
            "picture": lambda: (self.picture(),),
            "table": lambda: (self.table(),),
            "list": lambda: (self.bullets(),),
            "paragraphs": self.paragraphs,
            "box": lambda: (self.box(),),
            "columns": lambda: (self.columns(),),
            "mixture": lambda: (*self.paragraphs(), self.pick.choice((self.bullets, self.table, self.box))()),
        }
        own = {"cover": "cover", "agenda": "agenda", "section": "section", "quotation": "quote", "closing": "closing"}
        look: dict[str, Any] = {"id": f"{self.kind.replace(' ', '-')}.1", "kind": own.get(self.kind, "content")}
        if self.kind in ("cover", "closing", "section"):
            look |= {"subtitle": self.maybe(16), "kicker": self.maybe(6), "organiser": self.maybe(8)}
            listed = self.kind == "section" and self.pick.random() < 0.5
            return Slide(**look, title=self.line(9), number="3", blocks=(self.bullets(),) if listed else ())
        if self.kind in ("agenda", "quotation"):
            return Slide(
                **look, title=self.line(9), blocks=(self.figure("outline" if self.kind == "agenda" else "quote"),)
            )
        title = self.line(14) if self.length != "too long" or self.pick.random() < 0.1 else (Text("标题是一句话"),)
        lead = self.pick.choice(((), (), (), (Paragraph(self.line(16), self.pick.choice(("lead", "question"))),)))
        chart = self.kind.removeprefix("chart ")
        blocks = makers[self.kind]() if self.kind in makers else (
            (self.chart(chart),) if chart != self.kind else (self.figure(self.kind),)  # type: ignore[arg-type]
        )  # fmt: skip
        return Slide(**look, title=title, blocks=(*lead, *blocks))

    def figure(self, kind: FigureKind) -> Figure:
        """A figure that its kind allows, as few and as many members, each of which has what it must and may have."""
        shape = SHAPES[kind]
        count = self.pick.randint(shape.least, min(shape.most, 12))
        label = (
            self.line(6 if kind != "quote" else 10)
            if shape.label or (kind in LABELLED and self.pick.random() < 0.6)
            else ()
        )
        poles = tuple(self.line(4) for _ in range(shape.poles))
        extra = frozenset(
            part for part in ("key", "text", "point") if self.pick.random() < (0.7 if part == "text" else 0.25)
        )
        items = tuple(self.item(kind, n, shape.needs | (shape.allows & extra)) for n in range(count))
        return Figure(kind, "图", items, label, poles)

    def item(self, kind: FigureKind, number: int, parts: frozenset[str]) -> FigureItem:
        tone = ("good", "bad")[number] if kind == "do-dont" else self.pick.choice(("plain", "plain", "plain", "strong"))
        few = 3 if kind == "spectrum" else 0
        usual = {"statement": 24, "quote": 26, "outline": 6, "tree": 8}.get(kind, 14)
        return FigureItem(
            self.line(6) if "head" in parts or not parts else (),
            self.line(usual) if "text" in parts else (),
            ("勤", "A", "12", "前三天")[self.pick.randrange(4 if kind == "timeline" else 3)] if "key" in parts else "",
            self.some(8 if kind in ("tree", "spectrum") else 12, few or 1, few or 4) if "point" in parts else (),
            tone,  # type: ignore[arg-type]
        )

    def chart(self, kind: ChartKind) -> Chart:
        count = self.pick.randint(2, 6 if kind == "doughnut" else 12)
        names = tuple(f"{self.words(4)}{n}" for n in range(count))
        rows = 1 if kind == "doughnut" else self.pick.randint(1, 2)
        low, high = self.pick.choice(
            ((1, 9), (1, 100), (100, 99999), (1, 999999999) if kind == "doughnut" else (-50, 50))
        )
        values = [
            tuple(round(self.pick.uniform(low, high), self.pick.choice((0, 0, 2))) for _ in names) for _ in range(rows)
        ]
        series = tuple(Series(self.words(4), row) for row in values)
        unit = self.pick.choice(("", "件", "%"))
        return Chart(kind, "图", names, series, unit, self.maybe(12), self.maybe(4), self.maybe(14))

    def picture(self) -> Picture:
        name = self.pick.choice(list(PICTURES))
        points = self.some(12, 1, 3) if self.pick.random() < 0.4 else ()
        return Picture(name, "图", self.maybe(10), self.maybe(30), points, *PICTURES[name])

    def table(self) -> Table:
        wide = self.pick.randint(2, 5)
        rows = tuple(tuple(self.line(9) for _ in range(wide)) for _ in range(self.pick.randint(1, 9)))
        return Table(
            "表", tuple(self.line(4) for _ in range(wide)), rows, tuple(self.pick.randint(1, 4) for _ in range(wide))
        )

    def bullets(self) -> Bullets:
        kind = self.pick.choice(("bullet", "number", "do", "dont", "check"))
        return Bullets(kind, self.some(20, 1, 7))  # type: ignore[arg-type]

    def paragraphs(self) -> tuple[Block, ...]:
        styles = ("body", "body", "lead", "note", "source", "question", "label")
        return tuple(Paragraph(line, self.pick.choice(styles)) for line in self.some(30, 1, 3))  # type: ignore[arg-type]

    def columns(self) -> Columns:
        right: tuple[Block, ...] = (self.pick.choice((self.bullets(), self.figure("rows"), self.table())),)
        if self.pick.random() < 0.5:
            right = (Paragraph(self.line(16), "question"), *right)
        return Columns((self.box(),), right, self.pick.choice((38, 50, 62)))

    def box(self) -> Box:
        kinds = ("scene", "case", "question", "objectives", "task", "note", "material")
        return Box(
            self.pick.choice(kinds),
            self.maybe(6),
            (Paragraph(self.line(50)), *self.pick.choice(((), (self.bullets(),)))),
        )  # type: ignore[arg-type]


def random_slide(seed: int, kind: str) -> Slide:
    """The slide of a kind that belongs to a seed."""
    return Slides(seed, kind).slide()


def deck_of(*slides: Slide) -> Deck:
    """Slides as the first of four lessons, so that a tracker stands in their foot."""
    rest = tuple(Section(f"l{n}", f"第{n}讲", f"讲题{n}", ()) for n in (2, 3, 4))
    properties = Properties("课程", "主题", "作者", "zh-CN", "办公室主任岗前培训　示例单位")
    return Deck(properties, (Section("l1", "第一讲", "服务", slides), *rest))
