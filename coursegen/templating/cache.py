"""Compiled templates, kept in the user's cache folder: Jinja's compiler takes longer than all that comes after it."""

from __future__ import annotations

import hashlib
import json
import marshal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from types import CodeType

import jinja2

from coursegen.shipped import ship, shipped
from coursegen.text import escaped
from coursegen.workspace import own_cache, write_atomic

ENTRY_LIMIT = 500
"""Files kept; when there are more, the older half goes."""

_DIGEST_SIZE = 32


Facts = tuple[tuple[str, ...], tuple[tuple[str, int], ...]]
"""Names of the templates that a template extends, and its outermost blocks with their lines."""

Written = tuple[str, Facts]
"""A template as Jinja writes it in Python."""

Made = tuple[CodeType, Facts]

_KEY, _FILE = "@@key@@", "@@file@@"
"""Stand for the key and the file of a template that is shipped compiled."""

_PYTHON = f"{sys.implementation.cache_tag} {sys.hexversion:x}"
"""Whose code it is that is shipped: another release may have other code."""


def kept_code(source: str, key: str, file: str, write: Callable[[str, str, str], Written]) -> Made:
    """The code of a template, by its source and what it is called: kept from an earlier run, else written and kept."""
    folder = _folder()
    path = folder / f"{_key((source, key, file))}.code" if folder else None
    found = _load(path) if path else None
    if found is None:
        found = _shipped(source, key, file) or _compiled(write(source, key, file), file)
        if path:
            with suppress(OSError):
                _store(path, marshal.dumps(found))
    return found


def ship_code(source: str, write: Callable[[str, str, str], Written], folder: Path) -> None:
    """Put a template that is one of the program's own where `kept_code` finds it, whatever it is called then.

    For this Python as code, for any other as Jinja writes it.
    """
    written = write(source, _KEY, _FILE)
    ship(_shipped_of(source), json.dumps(written, ensure_ascii=False).encode(), folder)
    ship(_shipped_of(source, _PYTHON), marshal.dumps(_compiled(written, _FILE)), folder)


def _compiled(written: Written, file: str) -> Made:
    python, facts = written
    return compile(python, file, "exec", dont_inherit=True), facts


def _shipped(source: str, key: str, file: str) -> Made | None:
    if not all(repr(escaped(name))[1:-1] == name for name in (key, file)):
        return None
    if made := shipped(lambda: _shipped_of(source, _PYTHON)):
        code, facts = marshal.loads(made)  # noqa: S302 - as Python's own .pyc files
        return _called(code, key, file), facts
    if written := shipped(lambda: _shipped_of(source)):
        python, (parents, blocks) = json.loads(written)
        return _compiled((_named(python, key, file), (tuple(parents), tuple(map(tuple, blocks)))), file)
    return None


def _called(code: CodeType, key: str, file: str) -> CodeType:
    """Code of a template, with its own names in the place of what stands for them."""
    constants = tuple(_constant(value, key, file) for value in code.co_consts)
    return code.replace(co_consts=constants, co_filename=file)


def _constant(value: object, key: str, file: str) -> object:
    match value:
        case str():
            return _named(value, key, file)
        case tuple():
            return tuple(_constant(member, key, file) for member in value)
        case CodeType():
            return _called(value, key, file)
        case _:
            return value


def _named(text: str, key: str, file: str) -> str:
    return text.replace(_KEY, key).replace(_FILE, file)


def _shipped_of(source: str, *python: str) -> tuple[str, ...]:
    return "template", _program(), jinja2.__version__, source, *python


def _folder() -> Path | None:
    """The folder, if it can be made and nobody else can write into it: what is loaded from it is run."""
    with suppress(OSError, RuntimeError):
        return own_cache("templates")
    return None


def _key(parts: Sequence[str]) -> str:
    texts = (_program(), jinja2.__version__, sys.version, *parts)
    return hashlib.sha256("\0".join(f"{len(text)}:{text}" for text in texts).encode()).hexdigest()


@cache
def _program() -> str:
    """Hash of the modules that decide how a template is compiled."""
    modules = sorted(Path(__file__).parent.glob("*.py"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in modules)).hexdigest()


def _load(path: Path) -> Made | None:
    """The code kept in a file; None when there is none or it is damaged."""
    try:
        kept = path.read_bytes()
        if hashlib.sha256(kept[_DIGEST_SIZE:]).digest() != kept[:_DIGEST_SIZE]:
            return None
        code, (parents, blocks) = marshal.loads(kept[_DIGEST_SIZE:])  # noqa: S302 - from this user's own folder
    except (OSError, ValueError, EOFError, TypeError):
        return None
    return code, (parents, blocks)


def _store(path: Path, payload: bytes) -> None:
    by_age = sorted(path.parent.glob("*.code"), key=lambda file: file.stat().st_mtime_ns)
    for old in by_age[: ENTRY_LIMIT // 2] if len(by_age) >= ENTRY_LIMIT else ():
        old.unlink(missing_ok=True)
    write_atomic(path, hashlib.sha256(payload).digest() + payload)
