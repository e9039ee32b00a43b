"""Keys put into the mappings of a YAML file and taken out of them; every other character stays as it is.

Each result is read back: what does not say exactly what was wanted is not taken.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from coursegen.errors import Place, fail
from coursegen.reading.edit import Edit, appended, read_back, splice
from coursegen.reading.tree import Data, ListNode, MapNode, Node, ScalarNode, data, is_blank, with_value
from coursegen.reading.yaml_tree import parse
from coursegen.text import CONTROL

Keys = tuple[str, ...]
Entry = str | Mapping[str, str | tuple[str, ...]]
Value = str | tuple[Entry, ...]

_COMMENT = re.compile(r"#[^\n]*")
_PLAIN = re.compile(r"[A-Za-z0-9_.\-\u4e00-\u9fff]+")
"""Texts that need no quotes as keys and members of lists."""


def put(text: str, keys: Keys, value: Value) -> str:
    """The text with a value (a text, or a list of texts or small mappings) at a path of keys.

    Keys that are not there are added. Raises C116 where the file is written in a way that this cannot follow, and
    what `splice` raises.
    """
    for part in _texts(value):
        if found := CONTROL.search(part):
            raise fail("C008", Place("", 1, 1), char=f"U+{ord(found[0]):04X}")
    if not _COMMENT.sub("", text).strip():
        return _inserted(text, len(text.splitlines()), _block(keys, value, ""))
    tree = parse(text, "")
    steps = tree.steps(keys)
    there = len(steps) == len(keys) + 1
    if there and isinstance(steps[-1], ScalarNode) and isinstance(value, str):
        return splice(text, [Edit(keys, value)])
    if there and data(steps[-1]) == _plain(value):
        return text
    if there:
        text = without(text, keys)
    expected = with_value(data(parse(text, "").root), keys, _plain(value))
    for candidate in _additions(text, keys, value):
        if read_back(candidate) == expected:
            return candidate
    raise fail("C116", Place("", 1, 1), path=".".join(keys))


def put_items(text: str, keys: Keys, items: tuple[str, ...]) -> str:
    """The text with these texts as a list: items that stay keep their form and comments, others are added behind.

    Raises what `put` raises.
    """
    node = parse(text, "").steps(keys)[-1] if text.strip() else None
    old = [data(item) for item in node.items] if isinstance(node, ListNode) else []
    if old == list(items):
        return text
    if not old or len(items) < len(old) or not all(isinstance(item, str) for item in old):
        return put(text, keys, items)
    text = splice(text, [Edit((*keys, turn), item) for turn, item in enumerate(items[: len(old)])])
    for item in items[len(old) :]:
        text = appended(text, keys, item)
    return text


def without(text: str, keys: Keys) -> str:
    """The text without a key and its value; a mapping that is left empty goes as well. No change if it is not there.

    Raises C116 where the file is written in a way that this cannot follow.
    """
    tree = parse(text, "")
    steps = tree.steps(keys)
    if len(steps) != len(keys) + 1:
        return text
    parent = steps[-2]
    if isinstance(parent, MapNode) and len(parent.entries) == 1 and len(keys) > 1:
        return without(text, keys[:-1])
    expected = _less(data(tree.root), keys)
    for candidate in _removals(text, parent, keys[-1]):
        if read_back(candidate) == expected:
            return candidate
    raise fail("C116", tree.at(*keys), path=".".join(keys))


def _less(whole: Data, keys: Keys) -> Data:
    if not isinstance(whole, dict):
        return whole
    if len(keys) == 1:
        return {key: value for key, value in whole.items() if key != keys[0]}
    return {**whole, keys[0]: _less(whole[keys[0]], keys[1:])}


def _additions(text: str, keys: Keys, value: Value) -> Iterator[str]:
    """The text with the value added below the nearest mapping that is there, in its own form."""
    tree = parse(text, "")
    steps = tree.steps(keys)
    depth, node = len(steps) - 1, steps[-1]
    if is_blank(node):
        depth, node = depth - 1, steps[-2]
        line = _line_of(text, _key(node, keys[depth]).start)
        indent = " " * (_column(text, _key(node, keys[depth]).start) + 2)
        yield _inserted(text, line + 1, _block(keys[depth + 1 :], value, indent))
        return
    if not isinstance(node, MapNode):
        return
    rest = keys[depth:]
    if not node.entries:
        yield text + ("" if text.endswith("\n") or not text else "\n") + _block(rest, value, "")
        return
    first = next(iter(node.entries.values()))[0]
    last = list(node.entries.values())[-1][0]
    indent = " " * _column(text, first.start)
    yield _inserted(text, _end_of_entry(text, last.start), _block(rest, value, indent))
    yield text[: first.start] + f"{_flow(rest, value)}, " + text[first.start :]


def _removals(text: str, parent: Node, key: str) -> Iterator[str]:
    start = _key(parent, key).start
    lines = text.splitlines(keepends=True)
    yield "".join(lines[: _line_of(text, start)] + lines[_end_of_entry(text, start) :])
    others = [entry.start for entry, _ in parent.entries.values()] if isinstance(parent, MapNode) else []
    if behind := [other for other in others if other > start]:
        yield text[:start] + text[min(behind) :]
    before = text.rfind(",", 0, start)
    for end in range(start, len(text)):
        if text[end] in "}\n" and before >= 0:
            yield text[:before] + text[end:]
        if text[end] == "\n":
            break


def _key(node: Node, key: str) -> ScalarNode:
    assert isinstance(node, MapNode)  # noqa: S101 - paths lead through mappings
    return node.entries[key][0]


def _line_of(text: str, index: int) -> int:
    """Number of the line (from 0) on which a character stands."""
    return text.count("\n", 0, index)


def _column(text: str, index: int) -> int:
    return index - (text.rfind("\n", 0, index) + 1)


def _end_of_entry(text: str, start: int) -> int:
    """Number of the first line behind a key and its value in block form, without what is empty or only a comment."""
    lines = text.splitlines()
    own, column = _line_of(text, start), _column(text, start)
    end = own + 1
    for number in range(own + 1, len(lines)):
        line = lines[number]
        bare = line.lstrip(" ")
        inside = len(line) - len(bare) > column or (len(line) - len(bare) == column and bare.startswith("- "))
        if bare and not inside and not bare.startswith("#"):
            break
        if bare and inside:
            end = number + 1
    return end


def _inserted(text: str, line: int, new: str) -> str:
    lines = text.splitlines(keepends=True)
    if line and len(lines) >= line and not lines[line - 1].endswith("\n"):
        lines[line - 1] += "\n"
    newline = "\r\n" if "\r\n" in text else "\n"
    return "".join([*lines[:line], new.replace("\n", newline), *lines[line:]])


def _block(keys: Keys, value: Value, indent: str) -> str:
    """Lines in block form: `brand:` over `  colors:` over `    primary: "1E5AA0"`."""
    if len(keys) == 1:
        return f"{indent}{_word(keys[0])}: {_written(value)}\n"
    return f"{indent}{_word(keys[0])}:\n{_block(keys[1:], value, indent + '  ')}"


def _flow(keys: Keys, value: Value) -> str:
    """The same on one line, for a mapping between braces."""
    return f"{_word(keys[0])}: " + (_written(value) if len(keys) == 1 else "{" + _flow(keys[1:], value) + "}")


def _written(value: Value | Entry) -> str:
    match value:
        case str():
            return _word(value)
        case Mapping():
            return "{" + ", ".join(f"{_word(key)}: {_written(inner)}" for key, inner in value.items()) + "}"
        case _:
            return "[" + ", ".join(map(_written, value)) + "]"


def _plain(value: Value | Entry) -> Data:
    """A value as reading it back gives it."""
    match value:
        case str():
            return value
        case Mapping():
            return {key: _plain(inner) for key, inner in value.items()}
        case _:
            return [_plain(inner) for inner in value]


def _texts(value: Value | Entry) -> Iterator[str]:
    match value:
        case str():
            yield value
        case Mapping():
            yield from (text for inner in value.values() for text in _texts(inner))
        case _:
            yield from (text for inner in value for text in _texts(inner))


def _word(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
