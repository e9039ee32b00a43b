"""Items put into the lists of a YAML file and taken out of them; comments and every other character stay."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from coursegen.errors import fail
from coursegen.reading.edit import read_back
from coursegen.reading.tree import Data, ListNode, MapNode, Node, Path, ScalarNode, data, end_of, with_value
from coursegen.reading.yaml_tree import parse


def item_added(text: str, path: Path, value: str) -> str:
    """The text with one more text behind the list item at a path. Raises C116 where the list cannot be followed."""
    return _edited(text, path, value)


def entry_added(text: str, path: Path, entry: Mapping[str, str]) -> str:
    """The text with one more small mapping behind the list item at a path. Raises what `item_added` raises."""
    return _edited(text, path, dict(entry))


def item_removed(text: str, path: Path) -> str:
    """The text without the list item at a path. Raises C116 where the list cannot be followed."""
    return _edited(text, path, None)


def _edited(text: str, path: Path, value: str | dict[str, str] | None) -> str:
    tree = parse(text, "")
    steps = tree.steps(path)
    turn = path[-1]
    if len(steps) == len(path) + 1 and isinstance(steps[-2], ListNode) and isinstance(turn, int):
        kept = [data(item) for item in steps[-2].items]
        new: list[Data] = [] if value is None else [kept[turn], _plain(value)]
        expected = with_value(data(tree.root), path[:-1], [*kept[:turn], *new, *kept[turn + 1 :]])
        candidates = _removals(text, steps[-2], turn) if value is None else _additions(text, steps[-1], value)
        for candidate in candidates:
            if read_back(candidate) == expected:
                return candidate
    raise fail("C116", tree.at(*path), path=".".join(map(str, path)))


def _plain(value: str | dict[str, str]) -> Data:
    return value if isinstance(value, str) else dict(value)


def _written(value: str | dict[str, str]) -> tuple[str, ...]:
    """Ways to write an item, the best first."""
    if isinstance(value, str):
        return value, json.dumps(value, ensure_ascii=False)
    pairs = [(key, word, json.dumps(word, ensure_ascii=False)) for key, word in value.items()]
    some = ", ".join(f"{key}: {quoted if ',' in word else word}" for key, word, quoted in pairs)
    return f"{{{some}}}", f"{{{', '.join(f'{key}: {quoted}' for key, _, quoted in pairs)}}}"


def _additions(text: str, item: Node, value: str | dict[str, str]) -> Iterator[str]:
    written = _written(value)
    line = text.rfind("\n", 0, _start(item)) + 1
    dash = text[line : _start(item)].removesuffix("{")
    end = end_of(item)
    if isinstance(item, MapNode) and text[_start(item) - 1 : _start(item)] == "{":
        end = text.find("}", end) + 1
    newline = "\r\n" if "\r\n" in text else "\n"
    if dash.strip() == "-":
        stop = text.find("\n", end - 1)
        head, tail = (text + newline, "") if stop < 0 else (text[: stop + 1], text[stop + 1 :])
        yield from (f"{head}{dash}{word}{newline}{tail}" for word in written)
    yield from (f"{text[:end]}, {word}{text[end:]}" for word in written)


def _removals(text: str, above: ListNode, turn: int) -> Iterator[str]:
    item = above.items[turn]
    line = text.rfind("\n", 0, _start(item)) + 1
    if text[line : _start(item)].strip() == "-":
        stop = text.find("\n", end_of(item) - 1)
        yield text[:line] + (text[stop + 1 :] if stop >= 0 else "")
    if turn + 1 < len(above.items):
        yield text[: _start(item)] + text[_start(above.items[turn + 1]) :]
    if turn:
        yield text[: end_of(above.items[turn - 1])] + text[end_of(item) :]


def _start(node: Node) -> int:
    match node:
        case ScalarNode():
            return node.start
        case ListNode(items=items):
            return min(map(_start, items), default=0)
        case MapNode(entries=entries):
            return min((key.start for key, _ in entries.values()), default=0)
