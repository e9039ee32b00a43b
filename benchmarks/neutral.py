"""Neutral content: the same lessons for every peer, in K times eight lessons of seven principles.

1x is 74 slides (72 with notes, 16 in two columns, 8 tables, 8 pictures), a handout of about 35 A4 pages and 60
questions with their key. The words are cut from the bundled course, by position: no chance, no clock.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from PIL import Image, ImageDraw

ROOT = Path(__file__).resolve().parent.parent
HERE = Path(__file__).resolve().parent
_MARKS = re.compile(r"[\s\[\]*_#|`<>$^~\\{}:\"']+|t\.[a-z_]+")

Content = dict[str, Any]


def write_all(folder: Path, scale: int) -> None:
    """Write what each peer reads: JSON and pictures, Markdown for pandoc, a workspace for coursegen."""
    content = neutral(scale)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "content.json").write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    write_pictures(folder / "img")
    for name, make in (("deck", _md_deck), ("handout", _md_handout), ("quiz", _md_quiz)):
        (folder / f"{name}.md").write_text("\n".join(make(content)) + "\n", "utf-8")
    write_workspace(folder, content)


def neutral(scale: int) -> Content:
    """The content in `scale` times its usual size."""
    take = _Tape(_words()).take
    lessons = []
    for i in range(8 * scale):
        principles = []
        for j in range(7):
            principles.append({
                "title": f"原则{j + 1}：{take(10)}",
                "bullets": [take(22) for _ in range(4 + (i + j) % 3)],
                "notes": _aloud(take(150)),
                "two_columns": j in (2, 5),
                "paragraphs": [take(230), take(210)],
                "steps": [take(26) for _ in range(4)],
            })  # fmt: skip
        rows = [[take(9) for _ in range(4)] for _ in range(4)]
        table = {"title": f"对照表：{take(6)}", "head": [take(4) for _ in range(4)], "rows": rows}
        lesson = {"title": f"第{i + 1}课 {take(8)}", "image": f"img/lesson-{i % 8 + 1}.png", "notes": _aloud(take(150))}
        lessons.append({**lesson, "principles": principles, "table": table})
    quiz = [
        {"stem": take(34) + "？", "options": [f"{k}{take(13)}" for k in "甲乙丙丁"], "answer": n * 7 % 4}
        for n in range(60 * scale)
    ]
    names = {"unit": "示例机构", "title": "办公室工作原则培训", "subtitle": "示例机构 内部培训"}
    return {**names, "lessons": lessons, "quiz": quiz}


class _Tape:
    """A text that is cut piece by piece, from its start again at its end."""

    def __init__(self, text: str) -> None:
        self._text, self._at = text, 0

    def take(self, count: int) -> str:
        """The next characters."""
        self._at, start = (self._at + count) % len(self._text), self._at
        return (self._text + self._text[:count])[start : start + count]


def _aloud(text: str) -> str:
    """A text for notes: read backwards, or it would be told from what the handout prints by nobody who guards it."""
    return text[::-1]


def _words() -> str:
    """All sentences of the bundled principles and items, without marks that mean something to anybody."""
    files = sorted((ROOT / "content" / "office-director").glob("[bp]*/*.yaml"))
    texts = (_MARKS.sub("", text) for path in files for text in _texts(yaml.safe_load(path.read_text("utf-8"))))
    return "".join(text for text in texts if len(text) > 12 and not text.isascii())


def _texts(value: object) -> Iterator[str]:
    match value:
        case dict():
            for inner in value.values():
                yield from _texts(inner)
        case list():
            for inner in value:
                yield from _texts(inner)
        case str():
            yield value


def write_pictures(folder: Path) -> None:
    """Eight pictures of 2 KB, 640 × 360."""
    folder.mkdir(exist_ok=True)
    for number in range(1, 9):
        image = Image.new("RGB", (640, 360), (240, 244, 250))
        draw = ImageDraw.Draw(image)
        for turn in range(24):
            x, y = turn * 97 * number % 600, turn * 53 * number % 320
            size = 20 + turn * 31 % 140, 20 + turn * 17 % 70
            draw.rectangle((x, y, x + size[0], y + size[1]), fill=(80 + turn * 7, 255 - turn * 6, 80 + number * 20))
        image.save(folder / f"lesson-{number}.png")


def _bullets(items: list[str]) -> list[str]:
    return [f"- {item}" for item in items]


def _md_notes(text: str) -> list[str]:
    return [f"::: notes\n{text}\n:::\n"]


def _md_table(table: Mapping[str, Any]) -> list[str]:
    rows = [table["head"], ["---"] * 4, *table["rows"]]
    return [f"| {' | '.join(row)} |" for row in rows] + [""]


def _md_deck(content: Content) -> Iterator[str]:
    yield f'---\ntitle: "{content["title"]}"\nsubtitle: "{content["subtitle"]}"\n---\n\n## 目录\n'
    yield from [*_bullets([lesson["title"] for lesson in content["lessons"][:12]]), ""]
    for lesson in content["lessons"]:
        yield f"## {lesson['title']}\n\n![]({lesson['image']})\n"
        yield from _md_notes(lesson["notes"])
        for principle in lesson["principles"]:
            yield f"## {principle['title']}\n"
            yield from _md_body(principle)
            yield from _md_notes(principle["notes"])
        yield f"## {lesson['table']['title']}\n"
        yield from [*_md_table(lesson["table"]), *_md_notes(lesson["notes"])]


def _md_body(principle: Mapping[str, Any]) -> list[str]:
    bullets = principle["bullets"]
    if not principle["two_columns"]:
        return [*_bullets(bullets), ""]
    half = len(bullets) // 2
    left, right = _bullets(bullets[:half]), _bullets(bullets[half:])
    return ["::::: columns\n::: column", *left, ":::\n::: column", *right, ":::\n:::::\n"]


def _md_handout(content: Content) -> Iterator[str]:
    yield f'---\ntitle: "{content["title"]} 讲义"\nsubtitle: "{content["subtitle"]}"\n---\n'
    for lesson in content["lessons"]:
        yield f"# {lesson['title']}\n"
        for principle in lesson["principles"]:
            first, second = principle["paragraphs"]
            yield f"## {principle['title']}\n\n{first}\n"
            yield from [*_bullets(principle["bullets"]), "", second, ""]
            yield from [f"{n}. {step}" for n, step in enumerate(principle["steps"], 1)]
            yield ""
        yield f"## {lesson['table']['title']}\n"
        yield from _md_table(lesson["table"])


def _md_quiz(content: Content) -> Iterator[str]:
    yield f'---\ntitle: "{content["title"]} 测验"\n---\n\n# 选择题\n'
    for n, question in enumerate(content["quiz"], 1):
        yield f"**第{n}题** {question['stem']}\n"
        yield from (f"{letter}. {text}\n" for letter, text in zip("ABCD", question["options"], strict=True))
    yield "# 答案\n\n| 题号 | 答案 |\n|---|---|"
    yield from (f"| {n} | {'ABCD'[question['answer']]} |" for n, question in enumerate(content["quiz"], 1))


def write_workspace(folder: Path, content: Content) -> None:
    """The content as a course of coursegen, `neutral`, and the plain template set as its unit `plain`."""
    course = folder / "content" / "neutral"
    unit = folder / "templates" / "plain"
    unit.mkdir(parents=True, exist_ok=True)
    for source in (HERE / "templates" / "plain").iterdir():
        (unit / source.name).write_bytes(source.read_bytes())
    write_pictures_into(course, folder / "img")
    ids = [f"lesson.n{number}" for number in range(1, len(content["lessons"]) + 1)]
    _write(course / "course.yaml", _course(content, ids))
    _write(course / "points.yaml", {"points": [{"id": "p", "title": "要点"}]})
    for key, lesson in zip(ids, content["lessons"], strict=True):
        _write(course / "lessons" / f"{key}.yaml", _lesson(key, lesson))
        for j, principle in enumerate(lesson["principles"], 1):
            _write(course / "principles" / f"{key}.{j}.yaml", _principle(f"{key}.{j}", j, lesson, principle))
    items = [_item(n, len(ids), question) for n, question in enumerate(content["quiz"])]
    _write(course / "bank" / "all.yaml", {"items": items})
    sections = [{"kind": "single", "count": len(items), "points": 1}]
    paper = {"id": "final", "title": "测验", "minutes": 60, "recall_at_most": 100, "sections": sections}
    _write(course / "blueprints" / "final.yaml", paper)


def write_pictures_into(course: Path, images: Path) -> None:
    """The pictures, in the folder of the course."""
    (course / "img").mkdir(parents=True, exist_ok=True)
    for path in images.iterdir():
        (course / "img" / path.name).write_bytes(path.read_bytes())


def _write(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.dump(value, allow_unicode=True, sort_keys=False, Dumper=yaml.CSafeDumper), "utf-8")


def _course(content: Content, lessons: list[str]) -> Content:
    texts = {"title": content["title"], "subtitle": content["subtitle"], "audience": "各单位办公室人员"}
    lists = {"lessons": lessons, "tasks": ["办公室工作"], "sources": ["《中性内容》"]}
    return {"id": "neutral", **texts, "language": "zh-Hans", "version": "1.0", **lists}


def _lesson(key: str, lesson: Content) -> Content:
    text, table = lesson["notes"], lesson["table"]
    said = {"title": text[:8], "text": text[:40], "minutes": 1, "notes": text[:30]}
    activity = {"title": text[:8], "method": "讨论", "purpose": text[:12], "grouping": "两人一组", "materials": ["笔"]}
    work = {
        "steps": [{"text": text[:12], "minutes": 1}],
        "product": "一句话",
        "debrief": [text[:12]],
        "short": text[:12],
    }
    form = {"kind": "form", "title": table["title"], "columns": table["head"], "rows": table["rows"]}
    return {
        "id": key, "title": lesson["title"], "short": lesson["title"][:4], "lead": lesson["notes"], "minutes": 60,
        "objectives": [{"id": f"obj.{key}", "text": text[:20], "bloom": "apply"}],
        "terms": [{"term": text[:4], "meaning": text[4:20]}],
        "scene": {**said, "question": "怎么办？"},
        "principles": [f"{key}.{j}" for j in range(1, len(lesson["principles"]) + 1)],
        "activity": {**activity, **work, "notes": text[:30]},
        "recap": {"title": text[:8], "items": [text[:12]], "minutes": 1, "notes": text[:30]},
        "task": {**said, "steps": [text[:12]]},
        "aid": {"id": f"aid.{key}", "title": table["title"], "when": text[:12], "parts": [form]},
    }  # fmt: skip


def _principle(key: str, number: int, lesson: Content, principle: Content) -> Content:
    first, second = principle["paragraphs"]
    picture = {"kind": "picture", "file": lesson["image"], "alt": "示意图"}
    return {
        "id": key, "title": principle["title"], "tier": "read", "covers": ["p"] if key == "lesson.n1.1" else [],
        "claim": principle["title"], "why": first, "do": principle["bullets"], "dont": principle["steps"],
        "question": second, "source": "《中性内容》", "notes": principle["notes"],
        **({"figure": picture} if number == 1 else {}),
    }  # fmt: skip


def _item(number: int, lessons: int, question: Content) -> Content:
    key = f"lesson.n{number % lessons + 1}"
    about = {"principle": f"{key}.1", "objective": f"obj.{key}", "bloom": "apply", "difficulty": "easy", "points": 1}
    asked = {"stem": question["stem"], "options": question["options"], "answer": "ABCD"[question["answer"]]}
    told = {"rationale": "见讲义", "source": "《中性内容》"}
    return {"id": f"q{number + 1}", "kind": "single", **about, **asked, **told}
