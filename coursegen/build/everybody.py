"""The names of all units, made ready once to be looked for in the files of any of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from typing import Any

from msgspec import Struct

from coursegen.model import Names
from coursegen.wording import in_script
from coursegen.workspace import sha256

Owners = Mapping[str, tuple[str, ...]]
"""Units by what they are called."""


class Everybody(Struct, frozen=True, dict=True):
    """Who is called what: by full and English names and short ones, in the script of a language.

    `short` are the names among these that may be words like any other.
    """

    names: Owners
    short: Owners

    @cached_property
    def digest(self) -> str:
        """A hash of who is called what."""
        return sha256(repr((self.names, self.short)).encode())

    def any_in(self, text: str) -> bool:
        """Whether anybody's name stands in a text, in capitals or not."""
        return bool(self.names) and self._pattern.search(text.lower()) is not None

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """All names in one pattern that branches where they do: a text is read once, however many units there are.

        Of a text in lower case: a search that ignores case takes five times as long.
        """
        return re.compile(_branches(self._tree))

    @cached_property
    def _tree(self) -> dict[str, Any]:
        """Letter by letter, in lower case; the names that end at a branch stand there under ""."""
        tree: dict[str, Any] = {}
        for name in self.names:
            branch = tree
            for char in name.lower():
                branch = branch.setdefault(char, {})
            branch.setdefault("", []).append(name)
        return tree

    def names_in(self, line: str) -> Iterator[str]:
        """Every name that stands somewhere in a line, in capitals or not."""
        text = line.lower()
        for start in range(len(text)):
            branch = self._tree
            for at in range(start, len(text)):
                if text[at] not in branch:
                    break
                branch = branch[text[at]]
                yield from branch.get("", ())


def everybody(units: Mapping[str, Names], language: str, usual: Iterable[str]) -> Everybody:
    """All units under their names. `usual` are words that belong to nobody: those of the term slots."""
    script = in_script(language)
    everyday = {written for word in usual for written in (word, script(word))}
    names: dict[str, dict[str, None]] = {}
    short: dict[str, dict[str, None]] = {}
    for unit, called in units.items():
        for name in (called.full, called.english, called.short):
            for written in {name, script(name)} - everyday:
                if len(written) > 1:
                    names.setdefault(written, {})[unit] = None
                    if name == called.short:
                        short.setdefault(written, {})[unit] = None
    return _called(*(tuple((name, tuple(of)) for name, of in each.items()) for each in (names, short)))


@lru_cache(maxsize=4)
def _called(*owners: tuple[tuple[str, tuple[str, ...]], ...]) -> Everybody:
    """The same units are the very same object: what was searched for them need not be searched again."""
    names, short = map(dict, owners)
    return Everybody(names, short)


def _branches(tree: Mapping[str, Any]) -> str:
    """A pattern of a tree; the longest name first."""
    parts = [re.escape(char) + _branches(branch) for char, branch in tree.items() if char]
    if not parts:
        return ""
    inner = parts[0] if len(parts) == 1 and "" not in tree else f"(?:{'|'.join(parts)})"
    return f"{inner}?" if "" in tree else inner
