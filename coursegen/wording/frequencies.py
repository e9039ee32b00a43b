"""How often words are used, by jieba's dictionary: looked up in a file of our own.

All half a million take half a second to load, and the stems of a paper need a few thousand.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing, contextmanager
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coursegen.late import absent
from coursegen.reading.cache import cached
from coursegen.workspace import own_cache

if TYPE_CHECKING:
    from collections.abc import Iterator

AREA = "words"
_TOTAL = ""
"""The word that nobody has, beside which the file keeps the sum of all uses."""

LookUp = Callable[[str], int | None]
"""A word → its uses: 0 where words begin so but none is so, None where none does."""


class Frequencies:
    """What jieba's tokenizer asks of its dictionary; words that are added are known here alone."""

    def __init__(self, look_up: LookUp) -> None:
        self._own: dict[str, int] = {}
        self._look_up = look_up

    def __setitem__(self, word: str, uses: int) -> None:
        self._own[word] = uses

    def __contains__(self, word: str) -> bool:
        return word in self._own or self._look_up(word) is not None

    def __getitem__(self, word: str) -> int:
        found = self.get(word)
        if found is None:
            raise KeyError(word)
        return found

    def get(self, word: str, default: int | None = None) -> int | None:
        """Uses of a word, else the default."""
        found = self._own[word] if word in self._own else self._look_up(word)
        return default if found is None else found


@contextmanager
def jieba() -> Iterator[Any]:
    """jieba, imported without pkg_resources: it would open one file with that, which takes longer than all the rest."""
    with absent("pkg_resources"):
        import jieba

        yield jieba


@cache
def dictionary() -> tuple[dict[str, int], int]:
    """Words of jieba's dictionary with their frequencies, and the sum of these.

    Kept in our own cache: jieba's stands in a folder that everybody may write to.
    """
    return cached({"jieba": _version().encode()}, tuple, _read)


@cache
def look_up() -> tuple[LookUp, int]:
    """How to look a word up, and the sum of all uses; in memory where no file can be had."""
    import sqlite3

    try:
        path = own_cache(AREA) / f"jieba-{_version()}.sqlite"
        if not path.is_file():
            _write(path)
        return _in_file(path)
    except (OSError, sqlite3.Error):
        words, total = dictionary()
        return words.get, total


def _in_file(path: Path) -> tuple[LookUp, int]:
    import sqlite3

    opened: dict[int, sqlite3.Connection] = {}

    def base() -> sqlite3.Connection:
        """The file as this very process opened it: a copy of the process reads at places of its own."""
        process = os.getpid()
        if process not in opened:
            address = f"{path.as_uri()}?mode=ro&immutable=1"
            opened[process] = sqlite3.connect(address, uri=True, check_same_thread=False)
        return opened[process]

    @lru_cache(maxsize=1 << 16)
    def uses(word: str) -> int | None:
        row = base().execute("select uses from words where word = ?", (word,)).fetchone()
        return int(row[0]) if row else None

    total = uses(_TOTAL)
    if total is None:
        raise sqlite3.DatabaseError(path)
    return uses, total


def _write(path: Path) -> None:
    """Write the file, whole or not at all."""
    import sqlite3

    words, total = _read()
    part = path.with_name(f"~{path.name}.{os.getpid()}.part")
    part.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(part)) as base, base:
            base.execute("pragma journal_mode = off")
            base.execute("create table words (word text primary key, uses integer not null) without rowid")
            base.executemany("insert into words values (?, ?)", sorted({**words, _TOTAL: total}.items()))
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _read() -> tuple[dict[str, int], int]:
    with jieba() as library:
        tokenizer = library.Tokenizer()
        frequencies, total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    return frequencies, total


def _version() -> str:
    from importlib.metadata import version

    return version("jieba")
