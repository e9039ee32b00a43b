"""Text of a YAML file → a tree of nodes with their places; every scalar stays the text that was typed.

The tree is built from libyaml's events, so no resolver ever turns `No` or `010` into something else, and nothing is
composed that is deeper than `DEPTH_LIMIT`. Anchors, tags, merge keys and several documents are refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

import yaml

from coursegen.errors import Fault, FaultError, Place
from coursegen.late import regex
from coursegen.reading.tree import DEPTH_LIMIT, SLOT_START, ListNode, MapNode, Node, ScalarNode, Tree, is_blank
from coursegen.text import CONTROL

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_COLOUR_AS_COMMENT = regex(r"[ \t]+#[0-9A-Fa-f]{6}\b")
_JOINED = regex(r"[ \t]*(?:- |[a-z][a-z_-]+：)")


def parse(text: str, file: str) -> Tree:
    """Tree of a file whose top level is keys and values; raises all faults that can be told from the text."""
    composer = _Composer(text, file)
    root = composer.compose()
    if isinstance(root, MapNode) and not composer.faults:
        return Tree(file, root)
    if not composer.faults:
        composer.refuse_root(root)
    raise FaultError(composer.faults.values())


class _Mark(Protocol):
    """Where an event begins or ends: all counted from 0, in characters."""

    line: int
    column: int
    index: int


class _TooDeepError(Exception):
    """Ends the reading of a file that is nested too deeply."""


class _Composer:
    """Builds one tree and collects the faults met on the way, at most one a place."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.faults: dict[Place, Fault] = {}

    def compose(self) -> Node | None:
        """The first document, or None when there is none or the text cannot be parsed."""
        events: Iterator[Any] = yaml.parse(self.text, Loader=_LOADER)
        try:
            return self._document(events)
        except yaml.MarkedYAMLError as error:
            from coursegen.reading.syntax import explain

            self._add(explain(error, self.text, self.file))
        except _TooDeepError:
            pass
        return None

    def _document(self, events: Iterator[Any]) -> Node | None:
        root: Node | None = None
        for event in events:
            mark: _Mark = event.start_mark
            if isinstance(event, yaml.DocumentStartEvent) and root is None:
                root = self._node(next(events), events, 0)
            elif isinstance(event, yaml.DocumentStartEvent):
                self._fault("C029", mark)
                break
        return root

    def refuse_root(self, root: Node | None) -> None:
        """Note why the file is no mapping."""
        if root is None or is_blank(root):
            self._add(Fault("C009", Place(self.file)))
            return
        from coursegen.reading.syntax import misread

        found = misread(root.value, root.place) if isinstance(root, ScalarNode) and not root.style else None
        self._add(found or Fault("C010", root.place))

    def _node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        mark: _Mark = event.start_mark
        if depth > DEPTH_LIMIT:
            self._fault("C030", mark, limit=DEPTH_LIMIT)
            raise _TooDeepError
        if getattr(event, "anchor", None):
            self._fault("C026", mark)
        if getattr(event, "tag", None):
            self._fault("C027", mark)
        match event:
            case yaml.SequenceStartEvent():
                return ListNode(self._place(mark), tuple(self._items(events, depth)))
            case yaml.MappingStartEvent():
                return self._mapping(mark, events, depth)
            case _:
                return self._scalar(event)

    def _items(self, events: Iterator[Any], depth: int) -> Iterator[Node]:
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                return
            yield self._node(event, events, depth + 1)

    def _mapping(self, start: _Mark, events: Iterator[Any], depth: int) -> MapNode:
        slot = self.text.startswith(SLOT_START, start.index)
        if slot:
            self._fault("C023", start)
        entries: dict[str, tuple[ScalarNode, Node]] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._node(event, events, depth + 1)
            value = self._node(next(events), events, depth + 1)
            if isinstance(key, ScalarNode):
                self._check_key(key, entries)
                entries[key.value] = key, value
            elif not slot:
                self._fault("C031", event.start_mark)
        return MapNode(self._place(start), entries)

    def _check_key(self, key: ScalarNode, entries: Mapping[str, tuple[ScalarNode, Node]]) -> None:
        if key.value in entries:
            self._add(Fault("C025", key.place, {"key": key.value, "line": entries[key.value][0].place.line}))
        elif key.value == "<<" and not key.style:
            self._add(Fault("C028", key.place))
        elif key.value.startswith(("\u3000", "\u00a0")):
            self._add(Fault("C013", key.place))
        elif key.value.startswith(("“", "”", "‘", "’", "「")):
            self._add(Fault("C012", key.place))

    def _scalar(self, event: Any) -> ScalarNode:
        """The text of a scalar event (of an alias, which `_node` has refused: nothing)."""
        value, style = getattr(event, "value", ""), getattr(event, "style", None) or ""
        start, end = event.start_mark, event.end_mark
        if not style and start.line != end.line:
            self._check_joined(start, end)
        if not value and not style and _COLOUR_AS_COMMENT.match(self.text, end.index):
            self._fault("C036", start)
        if found := CONTROL.search(value):
            self._fault("C008", start, char=f"U+{ord(found[0]):04X}")
        return ScalarNode(self._place(start), value, start.index, end.index, style)

    def _check_joined(self, start: _Mark, end: _Mark) -> None:
        """Fault a continuation line that was surely meant to be an item or a key of its own."""
        for number, line in enumerate(self.text[start.index : end.index].splitlines()[1:], start.line + 2):
            if found := _JOINED.match(line):
                code = "C011" if "：" in found[0] else "C024"
                self._add(Fault(code, Place(self.file, number, len(found[0]) if code == "C011" else 1)))

    def _fault(self, code: str, mark: _Mark, **facts: object) -> None:
        self._add(Fault(code, self._place(mark), facts))

    def _add(self, fault: Fault) -> None:
        self.faults.setdefault(fault.place, fault)

    def _place(self, mark: _Mark) -> Place:
        return Place(self.file, mark.line + 1, mark.column + 1)
