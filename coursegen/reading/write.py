"""YAML as we write it: keys in their order, every text so that it reads back as it was."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

Value = str | float | bool | Sequence["Value"] | Mapping[str, "Value"]

_PLAIN = re.compile(r"[A-Za-z0-9\u4e00-\u9fff《“（【][A-Za-z0-9\u4e00-\u9fff，。？！；、（）《》“”‘’【】—…·./_ -]*")
"""Texts that need no quotation marks: none of their characters means anything to YAML."""


def written(value: Mapping[str, Value], indent: int = 0) -> str:
    """A mapping as YAML, two blanks a level."""
    return "".join(f"{' ' * indent}{line}\n" for line in _mapping(value))


def _mapping(value: Mapping[str, Value]) -> Iterator[str]:
    for key, member in value.items():
        yield from _entry(f"{_scalar(key)}:", member)


def _entry(head: str, value: Value) -> Iterator[str]:
    match value:
        case str() | bool() | float() | int():
            yield f"{head} {_scalar(value)}"
        case Mapping():
            yield head
            yield from (f"  {line}" for line in _mapping(value))
        case _ if not value:
            yield f"{head} []"
        case _:
            yield head
            for member in value:
                yield from (f"  {line}" for line in _item(member))


def _item(value: Value) -> Iterator[str]:
    match value:
        case Mapping():
            for number, line in enumerate(_mapping(value)):
                yield f"{'  ' if number else '- '}{line}"
        case str() | bool() | float() | int():
            yield f"- {_scalar(value)}"
        case _:
            yield f"- [{', '.join(_scalar(member) for member in value if isinstance(member, str))}]"


def _scalar(value: str | float | bool) -> str:  # noqa: FBT001
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float | int):
        return f"{value:g}"
    plain = _PLAIN.fullmatch(value) and value == value.strip()
    return value if plain else json.dumps(value, ensure_ascii=False)
