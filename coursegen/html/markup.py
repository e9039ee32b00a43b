"""HTML as a type of its own: text becomes markup here and nowhere else, so nothing can get in unescaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from html import escape

_NAME = re.compile(r"[a-zA-Z][a-zA-Z0-9:-]*")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
_VOID = frozenset({"meta", "col", "br", "wbr", "img", "input", "link", "path", "rect", "line", "image", "stop", "use"})


_OPEN = frozenset({"meta", "col", "br", "wbr", "img", "input", "link"})
"""Void elements of HTML: they have no end tag, and no slash either."""


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


NOTHING = Markup("")


def text(words: str) -> Markup:
    """Words as they may stand in content and in double-quoted attributes; characters HTML forbids are left out."""
    return Markup(escape(_CONTROL.sub("", words)))


def joined(pieces: Iterable[str]) -> Markup:
    """Pieces one after the other; those that are not markup are escaped."""
    return Markup("".join(piece if isinstance(piece, Markup) else text(piece) for piece in pieces))


def tag(name: str, *content: str, attributes: Mapping[str, str | None] | None = None) -> Markup:
    """An element. Of its attributes those that are None are left out and those that are "" stand without a value."""
    told = "".join(_attribute(_checked(key), value) for key, value in (attributes or {}).items() if value is not None)
    if name in _VOID and not content:
        return Markup(f"<{_checked(name)}{told}>" if name in _OPEN else f"<{name}{told}/>")
    return Markup(f"<{_checked(name)}{told}>{joined(content)}</{name}>")


def _attribute(key: str, value: str) -> str:
    return f' {key}="{text(value)}"' if value else f" {key}"


@cache
def _checked(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise ValueError(f"no name of an element or attribute: {name!r}")
    return name
