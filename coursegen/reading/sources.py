"""Every text of YAML files with the path to it and the ids of what it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path as FilePath

from msgspec import Struct

from coursegen.errors import Place
from coursegen.reading.decode import decode, read_bytes
from coursegen.reading.tree import ListNode, MapNode, Node, Path, ScalarNode
from coursegen.reading.yaml_tree import parse
from coursegen.workspace import shown

_NO_TEXT = frozenset({
    "id", "kind", "tier", "bloom", "difficulty", "verdict", "language", "version", "lessons", "principles", "principle",
    "objective", "covers", "case", "file", "at", "slides", "plan", "extends", "type", "level", "key_of", "scope",
    "review",
})  # fmt: skip
"""Keys under which things are named, not said."""

_WORDS = re.compile(r"[\u3400-\u9fff]|[^\W\d_]{2}")


class Source(Struct, frozen=True):
    """A text as typed: its file, the path to it, its place, and the ids of what it belongs to (of the file first).

    `siblings` is how many items that list has; 0 where the text is no item of a list of texts.
    """

    file: FilePath
    path: Path
    place: Place
    value: str
    owners: tuple[str, ...]
    siblings: int


def sources_in(file: FilePath) -> tuple[Source, ...]:
    """All texts of a file. Raises the C faults of a file that cannot be read."""
    root = parse(decode(read_bytes(file), shown(file)), shown(file)).root
    return tuple(_below(file, root, (), (), 0))


def _below(file: FilePath, node: Node, path: Path, owners: tuple[str, ...], siblings: int) -> Iterator[Source]:
    match node:
        case ScalarNode(place, value):
            if _WORDS.search(value):
                yield Source(file, path, place, value, owners, siblings)
        case ListNode(items=items):
            texts = len(items) if all(isinstance(item, ScalarNode) for item in items) else 0
            for turn, item in enumerate(items):
                yield from _below(file, item, (*path, turn), owners, texts)
        case MapNode(entries=entries):
            own = entries.get("id", (None, None))[1]
            belongs = (*owners, own.value) if isinstance(own, ScalarNode) else owners
            for key, (_, child) in entries.items():
                if key not in _NO_TEXT:
                    yield from _below(file, child, (*path, key), belongs, 0)
