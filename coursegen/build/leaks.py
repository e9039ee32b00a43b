"""What only the lecturer may see must not reach a participant, in any part of the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from msgspec import Struct

from coursegen.build.pieces import pieces_of, shared_and_own, texts_in
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
from coursegen.text import unescaped

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

_BLOCK = _GRAM // 2
"""A text is looked at in blocks of so many characters: whatever is looked for has a whole one in its first dozen."""

_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_SENTENCE = re.compile(r"[。！？；\n]")


def find_leaks(bundle: CourseBundle, parts: Mapping[str, bytes], name: str) -> tuple[Fault, ...]:
    """O140 for every sentence of a lecturer's text that stands in a part of a participant's product, or in its name.

    A sentence that participants may read elsewhere in the course is none. Of a page the source is searched too, for
    comments and scripts can be read in it.
    """
    said = _said(Asked(id(bundle), bundle))
    faults = []
    for part, texts in (("", (_plain(name),)), *_texts_of(parts)):
        found = (leak for text in texts for leak in _found(Asked((id(said), text), (said, text))))
        for text, owner in dict.fromkeys(found):
            facts = {"owner": owner, "text": text, "product": name, "part": part or name}
            faults.append(Fault("O140", bundle.places.get(owner, NOWHERE), facts))
    return tuple(faults)


def _texts_of(parts: Mapping[str, bytes]) -> Iterator[tuple[str, Iterable[str]]]:
    """What can be read in each part."""
    for part in sorted(parts):
        if part.endswith((".xml", ".rels", ".html")):
            texts = [text for piece in shared_and_own(parts[part]) if piece for text in _readable(piece)]
            yield part, (*texts, _plain(unescaped(parts[part].decode("utf-8")))) if part.endswith(".html") else texts


class _Said(Struct, frozen=True):
    """What everybody may read in a course, as one text; lecturers' sentences by the blocks that may be met in them.

    Of each: its rank, where in it the block begins, itself and its id.
    """

    public: str
    secrets: Mapping[str, Sequence[_Secret]]


_Secret = tuple[int, int, tuple[str, str]]


@lru_cache(maxsize=2)
def _said(asked: Asked[CourseBundle]) -> _Said:
    nodes = [_said_in(Asked(id(node), node)) for node in _nodes(asked.held)]
    secrets: dict[str, list[_Secret]] = {}
    sentences = (sentence for _, own in nodes for sentence in own)
    for rank, (sentence, owner) in enumerate(sentences):
        for at in range(_BLOCK):
            secrets.setdefault(sentence[at : at + _BLOCK], []).append((rank, at, (sentence, owner)))
    return _Said("\n".join(public for public, _ in nodes), secrets)


def _nodes(bundle: CourseBundle) -> Iterator[object]:
    """What a course is made of; most of it is the very same for many units."""
    yield from (bundle.course, bundle.points, bundle.untranslated, bundle.words)
    for nodes in (bundle.lessons, bundle.principles.values(), bundle.items, bundle.blueprints.values()):
        yield from nodes


@lru_cache(maxsize=4096)
def _said_in(asked: Asked[object]) -> tuple[str, tuple[tuple[str, str], ...]]:
    """What everybody may read in a node, and lecturers' sentences with the id they belong to."""
    public: list[str] = []
    secret: list[tuple[str, str]] = []
    _sort(asked.held, "", public, secret, closed=False)
    said = ((_plain(part), owner) for text, owner in secret for part in _SENTENCE.split(text))
    return "\n".join(map(_plain, public)), tuple(one for one in said if len(one[0]) >= _GRAM)


def _sort(node: object, owner: str, public: list[str], secret: list[tuple[str, str]], *, closed: bool) -> None:
    """Every text below a node to those that everybody may read, or (where it is closed) with its id to the others."""
    match node:
        case str():
            if closed:
                secret.append((node, owner))
            else:
                public.append(node)
        case tuple():
            for member in node:
                _sort(member, owner, public, secret, closed=closed)
        case Struct():
            owner = getattr(node, "id", "") or owner
            for name, hidden in _fields(type(node)):
                _sort(getattr(node, name), owner, public, secret, closed=closed or hidden)
        case Mapping():
            for member in node.values():
                _sort(member, owner, public, secret, closed=closed)


@cache
def _fields(kind: type[Struct]) -> Sequence[tuple[str, bool]]:
    """Names of the fields of a class, and whether these are for lecturers only."""
    hidden = _SECRET_FIELDS.get(kind, frozenset())
    return [(name, name in hidden or name == "notes") for name in kind.__struct_fields__ if name != "places"]


def _plain(text: str) -> str:
    """Text as it can be compared: without blanks and marks of emphasis."""
    return "".join(text.split()).replace("**", "")


@lru_cache(maxsize=64)
def _readable(part: bytes) -> tuple[str, str]:
    """What a reader, or a curious participant, finds in a part: its text, and the values of attributes."""
    words, values = zip(*map(_read, pieces_of(part)), strict=True)
    return "".join(words), "\n".join(filter(None, values))


def _read(piece: bytes) -> tuple[str, str]:
    found = texts_in(piece)
    text = _plain(found.text)
    if b"<!--" in piece:  # what stands in a comment can be read, and what it parts too
        text += "\n" + _plain(texts_in(_COMMENT.sub(b"", piece)).text)
    return text, _long(found.values)


@lru_cache(maxsize=1024)
def _long(values: tuple[str, ...]) -> str:
    """Values in which something may stand that is looked for."""
    return "\n".join(_plain(value) for value in values if len(value) >= _GRAM)


@lru_cache(maxsize=128)
def _found(asked: Asked[tuple[_Said, str]]) -> tuple[tuple[str, str], ...]:
    """Secrets in a text, in their order; it is often the same from one build to the next."""
    said, text = asked.held
    found = (
        (start - at, rank, leak)
        for start in range(0, len(text) - _BLOCK + 1, _BLOCK)
        for rank, at, leak in said.secrets.get(text[start : start + _BLOCK], ())
        if start >= at and text.startswith(leak[0], start - at) and leak[0] not in said.public
    )
    return tuple(leak for _, _, leak in sorted(found))
