"""GIFT → questions, read as Moodle's question/format/gift/format.php does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from coursegen.errors import Fault, FaultError, Place
from coursegen.exchange import Kind, Question
from coursegen.exchange.fields import LETTERS
from coursegen.exchange.question import FALSE, TRUE
from coursegen.exchange.texts import with_explained, with_prompt, with_tags
from coursegen.ingest.markup import plain
from coursegen.ingest.shape import open_question

_SPECIAL = "\\:#={}~\n"
_HIDDEN = {char: chr(number) for number, char in enumerate(_SPECIAL, 1)}
"""Escaped characters while the text is parsed: control characters, which no text may hold."""
_SHOWN = {hidden: char for char, hidden in _HIDDEN.items()}
_ESCAPE = re.compile(r"\\([\\:#={}~n])")
_WEIGHT = re.compile(r"%(-?\d{1,3}(?:\.\d*)?)%")
_FORMAT = re.compile(r"\[(html|moodle|plain|markdown)\]")
_ID = re.compile(r"\[id:((?:\\\]|[^\]\x00-\x1f\x7f])+)\]")
_KEY = re.compile(r"\s*[【\[]?(?:正确|参考|标准)?答案[】\]]?\s*[:：]")
_TAG = re.compile(r"\[tag:((?:\\\]|[^\]\x00-\x1f\x7f])+)\]")


class _Block(Struct, frozen=True):
    """Lines of one question, without comments; `tags` and `id` are those of the comments before it."""

    place: Place
    text: str
    id: str
    tags: tuple[str, ...]


def read_gift(text: str, file: str) -> tuple[tuple[Question, ...], tuple[Fault, ...]]:
    """The questions of a GIFT file, and warnings (C522) for what the bank has no kind of. Raises C521 and C217."""
    found: list[Question] = []
    faults: list[Fault] = []
    for block in _blocks(text, file):
        try:
            found.append(_question(block))
        except FaultError as error:
            faults += error.faults
    if any(fault.severity == "error" for fault in faults):
        raise FaultError(faults)
    return tuple(found), tuple(faults)


def _blocks(text: str, file: str) -> Iterator[_Block]:
    lines: list[str] = []
    comments: list[str] = []
    start = 0
    for number, line in enumerate([*text.splitlines(), ""], 1):
        if line.strip().startswith("//"):
            comments.append(line)
        elif line.strip():
            start = start or number
            lines.append(line)
        elif lines:
            body = "\n".join(lines).strip()
            if not body.startswith("$CATEGORY:"):
                yield _Block(Place(file, start), body, *_said("\n".join(comments)))
            lines, comments, start = [], [], 0


def _said(comments: str) -> tuple[str, tuple[str, ...]]:
    found = _ID.search(comments)
    tags = tuple(tag.replace("\\]", "]").strip() for tag in _TAG.findall(comments))
    return (found[1].replace("\\]", "]").strip() if found else "", tags)


def _hide(text: str) -> str:
    return _ESCAPE.sub(lambda found: _HIDDEN["\n" if found[1] == "n" else found[1]], text)


def _show(text: str, form: str) -> str:
    found = _FORMAT.match(text)
    body = text[found.end() :] if found else text
    return plain("".join(_SHOWN.get(char, char) for char in body.strip()), found[1] if found else form)


def _question(block: _Block) -> Question:
    text = _hide(block.text)
    name = ""
    if text.startswith("::"):
        name, found, text = text[2:].partition("::")
        if not found:
            raise FaultError([Fault("C521", block.place)])
    opened, closed = text.find("{"), text.find("}")
    if opened < 0 and closed < 0:
        raise FaultError([Fault("C522", block.place, {"kind": "description"}, "warning")])
    if opened < 0 or closed < opened:
        raise FaultError([Fault("C521", block.place)])
    stem, answers = _parts(text.strip(), opened - (len(text) - len(text.lstrip())))
    form = said[1] if (said := _FORMAT.match(stem)) else "moodle"
    answers, _, feedback = answers.rpartition("####") if "####" in answers else (answers, "", "")
    shown = _show(name, "plain")
    question = with_prompt(Question(id=block.id or shown, kind="short", stem="", place=block.place), _show(stem, form))
    return _with_answers(question, answers.strip(), _show(feedback, form), form, block)


def _parts(text: str, opened: int) -> tuple[str, str]:
    """The text around the braces, a gap in their place if they do not end it; and what stands between them."""
    closed = text.index("}", opened)
    behind = text[closed + 1 :]
    gap = "____" if behind.strip() else ""
    return text[:opened] + gap + behind, text[opened + 1 : closed].strip()


def _with_answers(question: Question, answers: str, feedback: str, form: str, block: _Block) -> Question:
    if not answers:
        return open_question(question, feedback, block.tags)
    explained = with_tags(with_explained(question, feedback), block.tags)
    truth = answers.partition("#")[0].strip().upper()
    if answers.startswith("#"):
        raise FaultError([Fault("C522", block.place, {"kind": "numerical"}, "warning")])
    if "~" in answers:
        return _choice(explained, answers, form, block)
    if truth in ("T", "TRUE", "F", "FALSE"):
        return replace(explained, kind="judge", answer=TRUE if truth[0] == "T" else FALSE)
    if "=" in answers and "->" in answers:
        pairs = (part.partition("->") for part in answers.split("=") if part.strip())
        shown = tuple((_show(left, form), _show(right, "plain")) for left, _, right in pairs)
        return replace(explained, kind="match", pairs=shown)
    words = tuple(_word(part, form) for part in answers.split("=") if part.strip())
    return replace(explained, kind="blank", stem=_gapped(explained.stem), accepted=(words,))


def _gapped(stem: str) -> str:
    """A stem with a gap: Moodle's short answers need none in their text."""
    return stem if "____" in stem else f"{stem}____"


def _word(part: str, form: str) -> str:
    body = _WEIGHT.sub("", part.strip(), count=1) if _WEIGHT.match(part.strip()) else part
    return _show(body.partition("#")[0], form).replace("\\*", "*")


def _choice(question: Question, answers: str, form: str, block: _Block) -> Question:
    single = "=" in answers
    options, right = [], ""
    for part in filter(None, (part.strip() for part in answers.replace("=", "~=").split("~"))):
        body = part.removeprefix("=")
        weight = None if part.startswith("=") else _WEIGHT.match(body)
        options.append(_show(body[weight.end() if weight else 0 :].partition("#")[0], form))
        if part.startswith("=") or (weight and float(weight[1]) > 0):
            right += LETTERS[len(options) - 1 : len(options)]
    if len(options) > len(LETTERS):
        raise FaultError([Fault("C217", block.place, {"count": len(options), "most": len(LETTERS)})])
    return replace(question, kind=_choice_kind(right, single=single), options=tuple(options), answer=right)


def _choice_kind(right: str, *, single: bool) -> Kind:
    return "single" if single or len(right) == 1 else "multiple"


def looks_like_gift(lines: Iterable[str]) -> bool:
    """Whether lines of a .txt file are GIFT; a file with keys on lines of their own is not."""
    found = list(lines)
    if any(_KEY.match(line) for line in found):
        return False
    return any(
        line.startswith(("::", "$CATEGORY:")) or re.search(r"\{\s*(?:[=~#]|T|F|TRUE|FALSE)", line) for line in found
    )
