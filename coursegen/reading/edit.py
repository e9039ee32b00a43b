"""Edits of single values in the text of a YAML file; comments, order and every other character stay as they are."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from coursegen.errors import FaultError, fail
from coursegen.reading.tree import Data, ListNode, Path, ScalarNode, data, with_value
from coursegen.reading.yaml_tree import parse
from coursegen.text import CONTROL

_BLOCK_HEADER = re.compile(r"[|>][0-9+-]*[ \t]*(#[^\r\n]*)?\r?\n?")


class Edit(Struct, frozen=True):
    """The text that the value at a path (keys, and indexes of lists) shall have."""

    path: Path
    value: str


def splice(text: str, edits: Sequence[Edit]) -> str:
    """The text with each edit made in turn, in the form of the old value where the new one allows it.

    Raises a fault for a path that leads to no text, and for a value no file can hold.
    """
    for edit in edits:
        text = _edited(text, edit)
    return text


def appended(text: str, path: Path, value: str) -> str:
    """The text with one more item at the end of the list at a path, written as its last one is.

    Raises a fault for a path that leads to no list of texts, or to an empty one: that has no form to follow.
    """
    tree = parse(text, "")
    node = tree.steps(path)[-1]
    last = node.items[-1] if isinstance(node, ListNode) and node.items else None
    if isinstance(last, ScalarNode):
        line = text.rfind("\n", 0, last.start) + 1
        dash = text[line : last.start]
        rest = text[last.end :].partition("\n")[0]
        expected = with_value(data(tree.root), path, [*_list(data(node)), value])
        for word in (value, _quoted(value)):
            behind = f"{rest}\n{dash}{word}" if dash.strip() == "-" else f", {word}{rest}"
            result = text[: last.end] + behind + text[last.end + len(rest) :]
            if read_back(result) == expected:
                return result
    raise fail("C116", tree.at(*path), path=".".join(map(str, path)))


def _list(found: Data) -> list[Data]:
    return found if isinstance(found, list) else []


def _edited(text: str, edit: Edit) -> str:
    tree = parse(text, "")
    node = tree.steps(edit.path)[-1]
    if not isinstance(node, ScalarNode) or len(tree.steps(edit.path)) != len(edit.path) + 1:
        raise fail("C116", tree.at(*edit.path), path=".".join(map(str, edit.path)))
    if node.value == edit.value and not node.blank:
        return text
    if found := CONTROL.search(edit.value):
        raise fail("C008", node.place, char=f"U+{ord(found[0]):04X}")
    expected = with_value(data(tree.root), edit.path, edit.value)
    for candidate in _candidates(text, node, edit.value):
        result = text[: node.start] + candidate + text[node.end :]
        if read_back(result) == expected:
            return result
    raise fail("C116", node.place, path=".".join(map(str, edit.path)))


def read_back(text: str) -> Data | None:
    """What a text says, or None when it cannot be read."""
    try:
        return data(parse(text, "").root)
    except FaultError:
        return None


def _candidates(text: str, node: ScalarNode, value: str) -> Iterator[str]:
    """Ways to write a value in place of a node, the best first; the caller keeps the first that reads back."""
    if node.style in ("|", ">"):
        yield from _instead_of_block(text[node.start : node.end], value)
        return
    gap = "" if text[node.start - 1 : node.start].isspace() or not node.blank else " "
    if value and not node.style and not gap:
        yield value
    if node.style == "'" and "\n" not in value:
        yield "'" + value.replace("'", "''") + "'"
    yield gap + _quoted(value)


def _instead_of_block(old: str, value: str) -> Iterator[str]:
    """A block scalar keeps its comment, its indentation and the empty lines behind it."""
    header = _BLOCK_HEADER.match(old)
    comment = f" {header[1]}" if header and header[1] else ""
    body = old[header.end() :] if header else ""
    newline = "\r\n" if "\r\n" in old else "\n"
    tail = body[len(body.rstrip("\r\n")) :] or newline
    indent = re.match(r"\s*?([ ]*)(?=\S)", body)
    if indent and value.strip():
        lines = [(indent[1] + line if line else "") for line in value.removesuffix("\n").split("\n")]
        yield newline.join([f"|{'' if value.endswith(chr(10)) else '-'}{comment}", *lines]) + tail
    yield _quoted(value) + comment + tail


def _quoted(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)
