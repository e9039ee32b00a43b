"""Questions for tests of exports: one of every kind, and any number with texts that formats trip over."""

from __future__ import annotations

from hypothesis import strategies as st
from msgspec.structs import replace

from coursegen.exchange import Kind, Question
from coursegen.exchange.question import FALSE, TRUE
from coursegen.exports.bank import Bank, Group
from coursegen.model import RubricLine

HOSTILE = (
    "=1+1", "=cmd|' /C calc'!A0", "+49", "-5", "@SUM(A1)", "~%50%", "{#1}", "}", "{=a ~b}",
    "a->b", "::题::", "// 注释", "#",
    "####",
    "]]>", "<b>粗</b>", "</text>", "&amp;", "&lt;", "&#35;", "{{ 7*7 }}",
    "[latex]x[/latex]", "$$x$$", "\\(x\\)", "[html]",
    "[sound:a.mp3]",
    "\\n", "\\", "\\\\=", "“引”", "'单' \"双\"", "第一行\n第二行", "\n\n", "A. 甲", "答案：B", "解析：无",
    "1. 题", "　　缩进",
    "𠀀𪚥", "*", "a*b", "；", "/", "|", "/|；\\", "，、", "%", "%5%x", "TRUE", "$CATEGORY: x", "_x000D_",
    "﹏", "e\u0301",
)  # fmt: skip

_PIECES = st.one_of(st.sampled_from(HOSTILE), st.text("甲乙丙abc12 ，。", min_size=1, max_size=6))
TEXTS = st.lists(_PIECES, min_size=1, max_size=4).map("".join).map(str.strip).filter(bool)
"""A text as YAML gives it, without blanks around it."""

LINES = TEXTS.map(lambda text: " ".join(text.split())).filter(bool)
"""A text of one line: blanks are single ones."""

STEMS = TEXTS.filter(lambda text: "____" not in text)
_IDS = st.from_regex(r"[a-z][a-z0-9]{0,5}(\.[a-z0-9]{1,4}){0,2}", fullmatch=True)


@st.composite
def questions(draw: st.DrawFn, *, kinds: tuple[Kind, ...], texts: st.SearchStrategy[str] = TEXTS) -> Question:
    """A question of one of these kinds that the bank could hold."""
    kind = draw(st.sampled_from(kinds))
    common = Question(
        id=draw(_IDS), kind=kind, stem=draw(texts.filter(lambda text: "____" not in text)),
        material=draw(st.one_of(st.just(""), texts)), rationale=draw(texts), source=draw(LINES), principle="a.b",
        objective="obj.a.1", bloom="apply", difficulty="hard", points=draw(st.sampled_from((1.0, 1.5, 2.0, 6.0))),
    )  # fmt: skip
    return _of_kind(draw, common, texts)


def _of_kind(draw: st.DrawFn, question: Question, texts: st.SearchStrategy[str]) -> Question:
    def several(least: int, most: int) -> tuple[str, ...]:
        return tuple(
            draw(st.lists(texts, min_size=least, max_size=most, unique_by=lambda text: " ".join(text.split())))
        )

    match question.kind:
        case "single":
            options = several(2, 6)
            return replace(question, options=options, answer=draw(st.sampled_from("ABCDEF"[: len(options)])))
        case "multiple":
            options = several(3, 6)
            right = draw(st.sets(st.sampled_from("ABCDEF"[: len(options)]), min_size=2, max_size=len(options) - 1))
            return replace(question, options=options, answer="".join(sorted(right)), fixed=draw(st.booleans()))
        case "judge":
            return replace(question, answer=draw(st.sampled_from((TRUE, FALSE))))
        case "judge-reason":
            return replace(question, answer=draw(st.sampled_from((TRUE, FALSE))), reason=draw(texts))
        case "blank":
            gaps = draw(st.integers(1, 3))
            words = tuple(draw(st.lists(LINES, min_size=1, max_size=3, unique=True)) for _ in range(gaps))
            stem = question.stem + "".join(f"____{n}" for n in range(gaps))
            return replace(question, stem=stem, accepted=tuple(map(tuple, words)), points=float(gaps))
        case "match":
            lefts, rights = several(3, 5), several(5, 5)
            return replace(question, pairs=tuple(zip(lefts, rights, strict=False)))
        case "order":
            return replace(question, steps=several(3, 6))
        case _:
            rubric = tuple(RubricLine(draw(texts), points) for points in (2.0, 3.5))
            return replace(question, answer=draw(texts), rubric=rubric, points=5.5, lines=4)


def bank_of(*questions: Question, language: str = "zh-Hans", title: str = "课/程") -> Bank:
    """A bank of one lesson."""
    return Bank("course", title, language, (Group("lesson.one", "第一讲", questions),))


def one_of_each() -> tuple[Question, ...]:
    """A question of every kind, as an author writes them."""
    common = {
        "principle": "cup.clean", "objective": "obj.counter.1", "bloom": "apply", "difficulty": "easy", "points": 2.0,
        "rationale": "先看后用，客人放心。", "source": "《门店手记》第二页",
    }  # fmt: skip
    open_ = {
        "answer": "先说话，再动手。",
        "rubric": (RubricLine("说给全队听", 1.0), RubricLine("给准时间", 1.0)),
        "lines": 5,
    }
    made = (
        Question(id="s", kind="single", stem="先看哪里？", options=("杯口", "小票", "窗外"), answer="A", **common),
        Question(id="m", kind="multiple", stem="要看哪些？", options=("杯口", "杯底", "窗外"), answer="AB", **common),
        Question(id="j", kind="judge", stem="可以不看。", answer=FALSE, **common),
        Question(id="r", kind="judge-reason", stem="可以不看。", answer=FALSE, reason="缺口会割嘴", **common),
        Question(id="b", kind="blank", stem="先看____再看____。", accepted=(("杯口", "口"), ("杯底",)), **common),
        Question(id="o", kind="short", stem="说一句话。", **open_, **common),
        Question(id="c", kind="case", stem="怎么办？", material="早上八点。\n排了七个人。", **open_, **common),
        Question(id="k", kind="correct", stem="改这句话。", **open_, **common),
        Question(id="p", kind="match", stem="对应起来", pairs=(("杯口", "嘴"), ("杯身", "手"), ("杯底", "桌")),
                 shown=("手", "桌", "嘴"), points=1.0),
        Question(id="q", kind="order", stem="排先后", steps=("看", "擦", "倒"), shown=("倒", "看", "擦"), points=1.0),
    )  # fmt: skip
    assert len({question.kind for question in made}) == len(made)
    return made
