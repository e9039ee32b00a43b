"""An Anki deck (.apkg) by genanki: a note keeps its guid for ever, so a deck that is imported anew updates itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from html import escape
from importlib import import_module
from io import BytesIO
from struct import pack as struct_pack
from typing import Any
from zipfile import ZipFile

from coursegen.errors import NOWHERE, fail
from coursegen.exchange import Question
from coursegen.exchange.fields import LETTERS
from coursegen.exchange.question import TRUE
from coursegen.exchange.texts import Marks, grading, marks_of
from coursegen.exports.bank import Bank, Group
from coursegen.exports.carrying import Carrier, Loss, losses
from coursegen.exports.places import shuffled_pairs

CARRIER = Carrier(
    {
        "single": "whole", "multiple": "whole", "judge": "whole", "judge-reason": "whole", "blank": "whole",
        "short": "whole", "case": "whole", "correct": "whole", "match": "whole", "order": "whole",
    },
    frozenset({
        "id", "material", "rationale", "source", "principle", "objective", "bloom", "difficulty", "rubric", "lesson",
        "points",
    }),
)  # fmt: skip
"""Whoever turns a card marks himself; points are meant for papers and are not asked for."""

_FIELDS = ("id", "front", "back", "why")
_MOMENT = 946684800
"""2000-01-01 UTC, in seconds: no clock in what we make."""
_FRONT = '<div class="card tex2jax_ignore" lang="LANG">{{front}}</div>'
_BACK = """{{FrontSide}}<hr id="answer"><div class="tex2jax_ignore" lang="LANG"><p>{{back}}</p>\
<p class="why">{{why}}</p></div>"""
_STYLE = """.card{font:20px/1.7 system-ui,"Segoe UI",Arial,sans-serif;text-align:left}
.card{max-width:36em;margin:20px auto;padding:0 12px}
.card .card{margin:0;padding:0}
:lang(zh){font-family:"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",sans-serif}
:lang(zh-Hant){font-family:"PingFang TC","Microsoft JhengHei","Noto Sans CJK TC","Noto Sans TC",sans-serif}
blockquote{margin:0 0 1em;padding-left:1em;border-left:3px solid #999}
#answer{margin:1em 0}
.why{opacity:.75;font-size:17px}"""
_BRACKETS = {"[": "&#91;", "]": "&#93;"}
"""Anki takes [latex] and [sound:…] in a field for commands; as entities they are what they look like."""
_TAG = re.compile(r"\s+")
_SQLITE_VERSION = slice(96, 100)
"""Where a SQLite file names the version of the library that wrote it: not the same on every machine."""


def write_anki(bank: Bank) -> tuple[Mapping[str, bytes], tuple[Loss, ...]]:
    """Parts of the .apkg, and what it could not carry. Raises A345 when genanki is not installed."""
    try:
        genanki: Any = import_module("genanki")
    except ImportError:
        raise fail("A345", NOWHERE, name="genanki", extra="anki") from None
    marks = marks_of(bank.language)
    sides = {key: side.replace("LANG", bank.language) for key, side in (("qfmt", _FRONT), ("afmt", _BACK))}
    own = "" if bank.language == "zh-Hans" else f"/{bank.language}"
    model = genanki.Model(
        _number(f"model{own}"), f"coursegen{own}", fields=[{"name": name} for name in _FIELDS],
        templates=[{"name": "coursegen", **sides}], css=_STYLE,
    )  # fmt: skip
    decks = [_deck(genanki, model, bank, group, marks) for group in bank.groups]
    out = BytesIO()
    genanki.Package(decks).write_to_file(out, timestamp=float(_MOMENT))
    with ZipFile(out) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return {name: _without_version(data) for name, data in parts.items()}, losses(bank.questions, CARRIER)


def _without_version(data: bytes) -> bytes:
    if not data.startswith(b"SQLite format 3\0"):
        return data
    fixed = bytearray(data)
    fixed[_SQLITE_VERSION] = struct_pack(">I", 3040000)
    return bytes(fixed)


def _deck(genanki: Any, model: Any, bank: Bank, group: Group, marks: Marks) -> Any:
    deck = genanki.Deck(_number(f"{bank.id}/{group.id}"), f"{_deck_name(bank.title)}::{_deck_name(group.title)}")
    for question in group.questions:
        deck.add_note(
            genanki.Note(
                model,
                fields=[_html(question.id), _front(question), _back(question, marks), _why(question, marks)],
                tags=list(_tags(question)),
                guid=genanki.guid_for("coursegen", bank.id, question.id),
            )
        )
    return deck


def _deck_name(title: str) -> str:
    """A title without the colons that part decks in decks."""
    return title.replace("::", "：")


def _number(name: str) -> int:
    """An id that the same name always has; Anki wants it between 2^30 and 2^31."""
    return (1 << 30) + int.from_bytes(sha256(f"coursegen:{name}".encode()).digest()[:4]) % (1 << 30)


def _html(text: str) -> str:
    escaped = escape(text, quote=False)
    return re.sub(r"[\[\]]", lambda found: _BRACKETS[found[0]], escaped).replace("\n", "<br>")


def _list(texts: Iterable[str]) -> str:
    return "".join(f"<br>{_html(text)}" for text in texts)


def _front(question: Question) -> str:
    material = f"<blockquote>{_html(question.material)}</blockquote>" if question.material else ""
    beside: list[str] = [f"{letter}. {text}" for letter, text in zip(LETTERS, question.options, strict=False)]
    if question.kind == "match":
        found = shuffled_pairs(question)
        beside = [f"{n}. {left}" for n, left in enumerate(found.left, 1)]
        beside += [f"{letter}. {right}" for letter, right in zip(LETTERS, found.right, strict=False)]
    if question.kind == "order":
        beside = [f"{letter}. {step}" for letter, step in zip(LETTERS, question.shown or question.steps, strict=False)]
    return f"{material}<b>{_html(question.stem)}</b>{_list(beside)}"


def _back(question: Question, marks: Marks) -> str:
    match question.kind:
        case "single" | "multiple":
            right = (question.options[LETTERS.index(letter)] for letter in question.answer)
            return _html(question.answer) + _list(right)
        case "judge":
            return marks.right if question.answer == TRUE else marks.wrong
        case "blank":
            return _html("；".join(" / ".join(words) for words in question.accepted))
        case "match":
            return _list(f"{left} — {right}" for left, right in question.pairs).removeprefix("<br>")
        case "order":
            return _list(f"{n}. {step}" for n, step in enumerate(question.steps, 1)).removeprefix("<br>")
        case _:
            return _html(grading(question, marks))


def _why(question: Question, marks: Marks) -> str:
    source = f"{marks.source}{question.source}" if question.source else ""
    return "<br>".join(_html(text) for text in (question.rationale, source) if text)


def _tags(question: Question) -> Iterable[str]:
    for key in ("kind", "principle", "objective", "bloom", "difficulty"):
        if value := getattr(question, key):
            yield f"{key}::{_TAG.sub('-', value)}"
