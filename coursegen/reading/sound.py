"""Files by the rules that `schema` tells pydantic, for files that keep them all, as nearly every file does.

pydantic takes longer to be imported and told the model than a course takes to be read. It is asked where anything is
amiss, or might be: what is wrong, and where, is for it alone to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from msgspec.structs import FieldInfo, fields

from coursegen.reading.rules import FORMS, ID_PATTERN, Limit, is_model, limit_of, tags

Reader = Callable[[Any], Any]


class UnsoundError(Exception):
    """Something in a file is not as its rule says."""


def sound(expected: Any, found: object) -> Any:
    """The object of the model that data of a file are. Raises UnsoundError."""
    return _struct(expected)(found)


def _need(met: object) -> None:
    if not met:
        raise UnsoundError


@cache
def _struct(kind: Any) -> Reader:
    """A reader of a struct; of those inside it readers are made when they are met."""
    own = fields(kind)
    readers = {field.name: _field(kind, field) for field in own}
    needed = {field.name for field in own if field.required or field.name == "id"}

    def read(found: Any) -> Any:
        _need(isinstance(found, dict) and found.keys() <= readers.keys() and needed <= found.keys())
        return kind(**{name: readers[name](value) for name, value in found.items()})

    return read


def _field(kind: type, field: FieldInfo) -> Reader:
    if field.name == "id":
        return _text(ID_PATTERN)
    return _reader(field.type, limit_of(kind, field.name, required=field.required))


def _reader(hint: Any, limit: Limit) -> Reader:
    """A reader of what an annotation of the model says."""
    if hint in FORMS:
        return _written(hint)
    if is_model(hint):
        return lambda found: _struct(hint)(found)
    origin, args = get_origin(hint), get_args(hint)
    if hint is str:
        return _string(limit)
    if origin is Literal:
        return _one_of(args)
    if origin is tuple:
        return _tuple(args, limit)
    if origin in (Union, UnionType):
        return _union([arg for arg in args if arg is not NoneType], limit)
    if origin is Mapping:
        return _mapping(_reader(args[1], Limit(None, limit.most)))
    _need(hint is object)
    return lambda found: found


def _text(pattern: str) -> Reader:
    whole = re.compile(pattern)

    def read(found: Any) -> str:
        _need(isinstance(found, str) and whole.fullmatch(found))
        return str(found)

    return read


def _written(hint: Any) -> Reader:
    """A reader of numbers and switches; what begins with a nought is left to pydantic."""
    if hint is bool:
        truth = _text("true|false")
        return lambda found: truth(found) == "true"
    text = _text(FORMS[hint][1])

    def read(found: Any) -> int | float:
        written = text(found)
        _need(written == "0" or not written.lstrip("-").startswith("0"))
        return int(written) if hint is int else float(written)

    return read


def _string(limit: Limit) -> Reader:
    least, most = limit.least or 0, limit.most

    def read(found: Any) -> str:
        _need(isinstance(found, str))
        text = str(found).strip()
        _need(least <= len(text) and (most is None or len(text) <= most))
        return text

    return read


def _one_of(words: tuple[Any, ...]) -> Reader:
    def read(found: Any) -> Any:
        _need(isinstance(found, str) and found in words)
        return found

    return read


def _tuple(args: tuple[Any, ...], limit: Limit) -> Reader:
    each = limit if limit.least == 0 else Limit(1, None)
    if Ellipsis not in args:
        readers, count = [_reader(arg, each) for arg in args], len(args)
        return lambda found: tuple([read(one) for read, one in zip(readers, _list(found, count, count), strict=True)])
    item, least = _reader(args[0], each), (limit.least or 0) if limit.most else 0
    return lambda found: tuple([item(one) for one in _list(found, least, limit.most)])


def _list(found: Any, least: int, most: int | None) -> list[Any]:
    _need(isinstance(found, list) and least <= len(found) and (most is None or len(found) <= most))
    return list(found)


def _union(members: list[Any], limit: Limit) -> Reader:
    if len(members) == 1:
        return _reader(members[0], Limit(None, None))
    if all(map(is_model, members)):
        kinds = {tag: member for member in members for tag in tags(member)}

        def read(found: Any) -> Any:
            kind = found.get("kind") if isinstance(found, dict) else None
            _need(isinstance(kind, str) and kind in kinds)
            return _struct(kinds[str(kind)])(found)

        return read
    readers = {get_origin(member) or member: _reader(member, Limit(None, limit.most)) for member in members}
    text, mapping = readers[str], readers[Mapping]  # the one other union that there is
    return lambda found: text(found) if isinstance(found, str) else mapping(found)


def _mapping(value: Reader) -> Reader:
    def read(found: Any) -> dict[str, Any]:
        _need(isinstance(found, dict))
        return {key: value(one) for key, one in found.items()}

    return read
