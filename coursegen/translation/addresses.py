"""Every text of a file's object and its address: `principles/cup.clean.yaml:do/1`, `bank/cups.yaml:items/q.1/stem`.

Members of a list stand under their id, else under their number from 1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, Literal, NamedTuple, TypeVar, cast, get_origin, get_type_hints

from msgspec import Struct
from msgspec.structs import replace

from coursegen.model import (
    Case,
    Certificate,
    ChoiceItem,
    ClassFile,
    Exam,
    ExtraCase,
    HalfDay,
    Names,
    Notice,
    Participant,
    Quote,
    UnitFile,
)

T = TypeVar("T")
Change = Callable[[str, str], str]
"""From an address and a text to the text that takes its place."""

NAMES = frozenset({
    "id", "language", "version", "lessons", "principles", "principle", "objective", "covers", "case", "seed", "sector",
    "level", "places", "scope", "excludes", "template", "file", "untranslated", "fixed", "review",
})  # fmt: skip
"""Fields of the model that name things instead of saying something."""

_NO_TEXT: Mapping[type, frozenset[str]] = {
    **dict.fromkeys((Case, ExtraCase), frozenset({"task"})),
    ChoiceItem: frozenset({"answer"}),
    Names: frozenset({"english"}),
    Quote: frozenset({"hant"}),
    ClassFile: frozenset({"plan", "dates", "roster", "logo", "papers"}),
    HalfDay: frozenset({"start", "end"}),
    Exam: frozenset({"date", "start"}),
    Notice: frozenset({"date", "reply_by", "printed"}),
    Certificate: frozenset({"date"}),
    Participant: frozenset({"number"}),
    UnitFile: frozenset({"extends", "type", "brand", "choices", "extra", "replace"}),
}
"""Further fields that are in no language, or in one already, or (the task of a case) said elsewhere."""


class Text(NamedTuple):
    """A text and where it stands."""

    address: str
    text: str


def texts(value: object, file: str) -> tuple[Text, ...]:
    """All texts of the object that a file describes, in the order of the model; `file` is relative to its course."""
    found: list[Text] = []

    def keep(address: str, text: str) -> str:
        if text:
            found.append(Text(address, text))
        return text

    rewritten(value, file, keep)
    return tuple(found)


def rewritten(value: T, file: str, change: Change) -> T:
    """The object of a file with every text changed by its address; the object itself when none is."""
    return cast("T", _node(value, f"{file}:", change))


def _node(node: Any, path: str, change: Change) -> Any:
    match node:
        case str():
            return change(path, node)
        case tuple():
            members = tuple(_node(member, _below(path, key), change) for key, member in _members(node))
            return node if all(a is b for a, b in zip(node, members, strict=True)) else members
        case Mapping():
            changed = {key: _node(member, _below(path, key), change) for key, member in node.items()}
            return node if all(node[key] is changed[key] for key in node) else changed
        case _ if isinstance(node, Struct):
            return _fields(node, path, change)
        case _:
            return node


def _fields(node: Any, path: str, change: Change) -> Any:
    old = {name: getattr(node, name) for name in _text_fields(cast("Any", type(node)))}
    new = {name: _node(value, _below(path, name), change) for name, value in old.items()}
    changed = {name: value for name, value in new.items() if value is not old[name]}
    return replace(node, **changed) if changed else node


def _members(node: tuple[Any, ...]) -> Iterator[tuple[str, Any]]:
    for number, member in enumerate(node, 1):
        yield getattr(member, "id", "") or str(number), member


def _below(path: str, key: str) -> str:
    return f"{path}{'' if path.endswith(':') else '/'}{key}"


@cache
def _text_fields(kind: Any) -> tuple[str, ...]:
    """Fields of a model class that can hold text: no names of things, no choice from a closed list."""
    hints, none = get_type_hints(kind), NAMES | _NO_TEXT.get(kind, frozenset())
    return tuple(n for n in kind.__struct_fields__ if n not in none and get_origin(hints[n]) is not Literal)
