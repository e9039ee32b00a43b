"""The profile of a platform from the import sheet it gives out: columns known by their names, words by its examples."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from coursegen.exchange.fields import LETTERS, kind_named
from coursegen.exchange.question import KINDS
from coursegen.model.profile import Profile, ProfileColumn

HEAD_LIMIT = 10
"""Rows among which the header is looked for: platforms put their instructions above it."""

_NAMES: Mapping[str, tuple[str, ...]] = {
    "kind": ("题型", "题目类型", "试题类型", "题目题型", "类型", "type"),
    "stem": (
        "题干",
        "题目",
        "题目内容",
        "试题内容",
        "试题题干",
        "大题题干",
        "题目描述",
        "试题",
        "问题",
        "question",
        "stem",
    ),
    "material": ("材料", "案例材料"),
    "answer": ("答案", "正确答案", "标准答案", "参考答案", "试题答案", "答案选项", "answer"),
    "options": ("选项", "备选项", "可选项", "选项内容", "options"),
    "rationale": ("解析", "答案解析", "试题解析", "题目解析", "详解", "说明", "explanation"),
    "reason": ("说理要点",),
    "rubric": ("评分标准", "得分点"),
    "source": ("出处", "来源", "依据"),
    "points": ("分值", "分数", "默认分数", "默认分值", "题目分值", "得分", "每题分数", "score", "points"),
    "difficulty": ("难度", "难易度", "难易程度", "难度等级", "难度系数", "difficulty"),
    "lesson": ("讲次", "目录", "分类", "题库分类", "试题分类", "章节", "所属分类", "category"),
    "principle": ("原则编号", "知识点", "要点"),
    "objective": ("目标编号", "教学目标"),
    "bloom": ("认知层次",),
    "lines": ("答题行数",),
    "fixed": ("选项顺序固定",),
    "id": ("编号", "题目编号", "试题编号", "id"),
}
_ASIDE = re.compile(r"[（(\[【].*?[)）\]】]|\s|[*＊:：]")
_OPTION = re.compile(r"(?:选项|答案|备选项?)?([a-j])(?:选项|项)?")

COLUMN_NAMES = tuple(name for names in _NAMES.values() for name in names)
_BY_NAME = {name: field for field, names in _NAMES.items() for name in names}


def field_of(name: str) -> str:
    """The field that a column of this name holds; empty when that cannot be told."""
    plain = _ASIDE.sub("", name).lower()
    found = _OPTION.fullmatch(plain)
    return f"option.{found[1].upper()}" if found else _BY_NAME.get(plain, "")


def header_at(rows: Sequence[Sequence[str]]) -> int | None:
    """Index of the row that names the columns: it has a stem and a key; None when there is none."""
    for number, row in enumerate(rows[:HEAD_LIMIT]):
        fields = {field_of(name) for name in row}
        if {"stem", "answer"} <= fields:
            return number
    return None


def columns_of(row: Sequence[str]) -> tuple[ProfileColumn, ...]:
    """Columns of a header row; of two with the same field the first holds it."""
    seen: set[str] = set()
    found = []
    for name in row:
        field = field_of(name)
        found.append(ProfileColumn(name, "" if field in seen else field))
        seen.add(field)
    while found and not found[-1].name:
        found.pop()
    return tuple(found)


def profile_of(rows: Sequence[Sequence[str]], name: str, title: str, sheet: str = "Sheet1") -> Profile | None:
    """A profile from the rows of an import sheet; None when no row names a stem and a key.

    Words for kinds, right and wrong are those of its examples; those it has no example of are the usual ones.
    """
    at = header_at(rows)
    if at is None:
        return None
    columns = columns_of(rows[at])
    records = [dict(zip((c.field for c in columns), row, strict=False)) for row in rows[at + 1 :]]
    truths = _truths(records)
    return Profile(
        id=name, title=title, kinds=_kinds(records), note="由导入表建立，未在平台上核实", sheet=sheet,
        header_row=at + 1, above=dict(_above(rows[:at])), columns=columns, right=truths[0], wrong=truths[1],
        between_letters=_between(records),
        difficulties={"easy": "易", "medium": "中", "hard": "难"},
    )  # fmt: skip


_USUAL = {
    "single": "单选题", "multiple": "多选题", "judge": "判断题", "blank": "填空题", "short": "简答题",
}  # fmt: skip


def _kinds(records: Sequence[Mapping[str, str]]) -> Mapping[str, str]:
    """Words for kinds; open kinds that the sheet has no example of share the word of the short answer."""
    seen = {kind_named(word): word for record in records if (word := record.get("kind", "").strip())}
    words: dict[str, str] = {**_USUAL, **{kind: word for kind, word in seen.items() if kind}}
    rest = {kind: words["short"] for kind in ("judge-reason", "case", "correct") if kind not in words}
    found = {**words, **rest}
    return {kind: found[kind] for kind in KINDS if kind in found}


_TRUTH_PAIRS = (
    ("正确", "错误"),
    ("对", "错"),
    ("√", "×"),
    ("是", "否"),
    ("T", "F"),
    ("True", "False"),
    ("TRUE", "FALSE"),
)


def _truths(records: Sequence[Mapping[str, str]]) -> tuple[str, str]:
    """Words for right and wrong: those that an example of a judgement has."""
    for record in records:
        answer = record.get("answer", "").strip()
        found = next((pair for pair in _TRUTH_PAIRS if answer in pair), None)
        if found and kind_named(record.get("kind", "")) == "judge":
            return found
    return _TRUTH_PAIRS[0]


def _above(rows: Sequence[Sequence[str]]) -> Iterator[tuple[str, str]]:
    """What stands over the header, by the number of its row."""
    for number, row in enumerate(rows, 1):
        if text := "　".join(filter(None, (cell.strip() for cell in row))):
            yield str(number), text


def _between(records: Sequence[Mapping[str, str]]) -> str:
    """What stands between letters of a key in an example; usually nothing."""
    for record in records:
        found = re.fullmatch(rf"[{LETTERS}]([^{LETTERS}]+)[{LETTERS}].*", record.get("answer", "").strip())
        if found and kind_named(record.get("kind", "")) == "multiple":
            return found[1]
    return ""
