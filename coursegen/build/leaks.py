"""What only the lecturer may see must not reach a participant, in any part of the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from html import unescape
from typing import Any

from msgspec import Struct

from coursegen.build.pieces import pieces_of, shared_and_own
from coursegen.errors import NOWHERE, Fault
from coursegen.model import (
    BlankItem,
    Case,
    CaseOption,
    ChoiceItem,
    CourseBundle,
    JudgeItem,
    OpenItem,
    RubricLine,
)
from coursegen.once import Asked

_SECRET_FIELDS: Mapping[type[Any], frozenset[str]] = {
    Asked: frozenset({"answer"}),
    Case: frozenset({"notes", "debrief"}),
    CaseOption: frozenset({"why"}),
    ChoiceItem: frozenset({"rationale"}),
    JudgeItem: frozenset({"rationale", "reason"}),
    BlankItem: frozenset({"rationale"}),
    OpenItem: frozenset({"rationale", "answer"}),
    RubricLine: frozenset({"text"}),
}
"""Fields for lecturers only; `notes` is one in every class."""

_GRAM = 12
"""Shortest text looked for, in characters without blanks: shorter ones also occur by chance."""

_SENTENCE = re.compile(r"[。！？；\n]")
_TAG = re.compile(r"<[^>]*>")
_ATTRIBUTE = re.compile(r'="([^"]{12,})"')


def find_leaks(bundle: CourseBundle, parts: Mapping[str, bytes], name: str) -> tuple[Fault, ...]:
    """O140 for every sentence of a lecturer's text that stands in a part of a participant's product, or in its name.

    A sentence that participants may read elsewhere in the course is none. Of a page the source is searched too, for
    comments and scripts can be read in it.
    """
    secrets = _secrets(Asked(id(bundle), bundle))
    faults = []
    for part, texts in (("", (_plain(name),)), *_texts_of(parts)):
        found = (leak for text in texts for leak in _found(Asked((id(secrets), text), (secrets, text))))
        for text, owner in dict.fromkeys(found):
            facts = {"owner": owner, "text": text, "product": name, "part": part or name}
            faults.append(Fault("O140", bundle.places.get(owner, NOWHERE), facts))
    return tuple(faults)


def _texts_of(parts: Mapping[str, bytes]) -> Iterator[tuple[str, Iterable[str]]]:
    """What can be read in each part."""
    for part in sorted(parts):
        if part.endswith((".xml", ".rels", ".html")):
            texts = [text for piece in shared_and_own(parts[part]) if piece for text in _readable(piece)]
            yield part, (*texts, _plain(unescape(parts[part].decode("utf-8")))) if part.endswith(".html") else texts


@lru_cache(maxsize=2)
def _secrets(asked: Asked[CourseBundle]) -> dict[str, list[tuple[str, str]]]:
    """Lecturers' sentences of a course with the id they belong to, by their first characters."""
    bundle = asked.held
    public = "\n".join(_plain(text) for secret, _, text in _texts(bundle, "") if not secret)
    by_gram: dict[str, list[tuple[str, str]]] = {}
    for secret, owner, text in _texts(bundle, ""):
        if secret:
            for sentence in map(_plain, _SENTENCE.split(text)):
                if len(sentence) >= _GRAM and sentence not in public:
                    by_gram.setdefault(sentence[:_GRAM], []).append((sentence, owner))
    return by_gram


def _texts(node: object, owner: str, *, secret: bool = False) -> Iterator[tuple[bool, str, str]]:
    """(for lecturers only, id, text) of every text below a node."""
    match node:
        case str():
            yield secret, owner, node
        case tuple():
            for member in node:
                yield from _texts(member, owner, secret=secret)
        case Mapping():
            for member in node.values():
                yield from _texts(member, owner, secret=secret)
        case _ if isinstance(node, Struct):
            hidden = _SECRET_FIELDS.get(type(node), frozenset())
            inner = getattr(node, "id", "") or owner
            for name in node.__struct_fields__:
                if name != "places":
                    closed = secret or name in hidden or name == "notes"
                    yield from _texts(getattr(node, name), inner, secret=closed)


def _plain(text: str) -> str:
    """Text as it can be compared: without blanks and marks of emphasis."""
    return "".join(text.replace("**", "").split())


@lru_cache(maxsize=64)
def _readable(part: bytes) -> tuple[str, str]:
    """What a reader, or a curious participant, finds in a part: its text, and the values of attributes."""
    words, values = zip(*map(_read, pieces_of(part)), strict=True)
    return "".join(words), "\n".join(filter(None, values))


@lru_cache(maxsize=4096)
def _read(piece: bytes) -> tuple[str, str]:
    xml = piece.decode("utf-8")
    return _plain(unescape(_TAG.sub("", xml))), "\n".join(_plain(unescape(value)) for value in _ATTRIBUTE.findall(xml))


_Secrets = Mapping[str, list[tuple[str, str]]]


@lru_cache(maxsize=128)
def _found(asked: Asked[tuple[_Secrets, str]]) -> tuple[tuple[str, str], ...]:
    """Secrets in a text, which is often the same from one build to the next."""
    secrets, text = asked.held
    return tuple(
        leak
        for start in range(len(text) - _GRAM + 1)
        for leak in secrets.get(text[start : start + _GRAM], ())
        if text.startswith(leak[0], start)
    )
