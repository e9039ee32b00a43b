"""Compiled templates, kept in the user's cache folder: Jinja's compiler takes longer than all that comes after it."""

from __future__ import annotations

import hashlib
import marshal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from types import CodeType

import jinja2

from coursegen.workspace import own_cache, write_atomic

ENTRY_LIMIT = 500
"""Files kept; when there are more, the older half goes."""

_DIGEST_SIZE = 32


Made = tuple[CodeType, tuple[str, ...], tuple[tuple[str, int], ...]]
"""Code of a template, the names of the templates it extends, and its outermost blocks with their lines."""


def kept_code(parts: Sequence[str], make: Callable[[], Made]) -> Made:
    """What `make` returns for these texts, kept from an earlier run or made now and kept; without a folder, made."""
    folder = _folder()
    if folder is None:
        return make()
    path = folder / f"{_key(parts)}.code"
    found = _load(path)
    if found is not None:
        return found
    made = make()
    with suppress(OSError):
        _store(path, marshal.dumps(made))
    return made


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
        code, parents, blocks = marshal.loads(kept[_DIGEST_SIZE:])  # noqa: S302 - from this user's own folder
    except (OSError, ValueError, EOFError, TypeError):
        return None
    return code, parents, blocks


def _store(path: Path, payload: bytes) -> None:
    by_age = sorted(path.parent.glob("*.code"), key=lambda file: file.stat().st_mtime_ns)
    for old in by_age[: ENTRY_LIMIT // 2] if len(by_age) >= ENTRY_LIMIT else ():
        old.unlink(missing_ok=True)
    write_atomic(path, hashlib.sha256(payload).digest() + payload)
