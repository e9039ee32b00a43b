"""The tree of a YAML file: nodes that hold what was typed and know where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from coursegen.errors import Place

DEPTH_LIMIT = 64
"""Levels of nesting a file may have; libyaml's own composer crashes on very deep ones."""

SLOT_START = "{{"


class ScalarNode(Struct, frozen=True):
    """A text as typed; `start` and `end` are indexes of its first character and behind its last, quotes included.

    `style`: "" plain, or one of `'` `"` `|` `>`.
    """

    place: Place
    value: str
    start: int
    end: int
    style: str

    @property
    def blank(self) -> bool:
        """Whether nothing was typed (`title:`), which counts as if the key were not there."""
        return not self.value and not self.style


class ListNode(Struct, frozen=True):
    """Items in order."""

    place: Place
    items: tuple[Node, ...]


class MapNode(Struct, frozen=True):
    """Keys in order, each with its own node and that of its value."""

    place: Place
    entries: Mapping[str, tuple[ScalarNode, Node]]


Node = ScalarNode | ListNode | MapNode
Path = tuple[str | int, ...]
Data = str | list["Data"] | dict[str, "Data"]


class Tree(Struct, frozen=True):
    """One file, read."""

    file: str
    root: MapNode

    def at(self, *path: str | int) -> Place:
        """Place of the value at a path; of the nearest thing above it when there is no such value."""
        return self.steps(path)[-1].place

    def key(self, *path: str | int) -> Place:
        """Place of the key that ends a path (of an item its value), or as in `at`."""
        *above, last = path
        found = self.steps(tuple(above))
        parent = found[-1]
        if len(found) == len(path) and isinstance(parent, MapNode) and last in parent.entries:
            return parent.entries[str(last)][0].place
        return self.at(*path)

    def steps(self, path: Path) -> list[Node]:
        """Nodes along a path from the root, as far as it goes."""
        found: list[Node] = [self.root]
        for part in path:
            child = _child(found[-1], part)
            if child is None:
                break
            found.append(child)
        return found


def data(node: Node) -> Data:
    """Lists, dicts and texts of a node; keys without a value are left out."""
    match node:
        case ScalarNode():
            return node.value
        case ListNode():
            return [data(item) for item in node.items]
        case MapNode():
            kept = {key: value for key, (_, value) in node.entries.items() if not is_blank(value)}
            return {key: data(value) for key, value in kept.items()}


def with_value(whole: Data, path: Path, value: Data) -> Data:
    """Data with another value at a path; keys that are not there are added, items of lists must be."""
    match path, whole:
        case (), _:
            return value
        case (int() as turn, *rest), list() if turn < len(whole):
            return [*whole[:turn], with_value(whole[turn], tuple(rest), value), *whole[turn + 1 :]]
        case (key, *rest), _:
            found = whole if isinstance(whole, dict) else {}
            return {**found, str(key): with_value(found.get(str(key), {}), tuple(rest), value)}
        case _:
            raise AssertionError("a path is empty or has a first part")


def end_of(node: Node) -> int:
    """Index behind the last thing written below a node; 0 where there is nothing."""
    match node:
        case ScalarNode():
            return node.end
        case ListNode(items=items):
            return max(map(end_of, items), default=0)
        case MapNode(entries=entries):
            return max((max(key.end, end_of(value)) for key, value in entries.values()), default=0)


def is_blank(node: Node) -> bool:
    """Whether a key has this node as its value only because nothing was typed."""
    return isinstance(node, ScalarNode) and node.blank


def places(node: Node, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Place]]:
    """Place of every value below keys, with the keys that lead to it; a list counts as one value."""
    yield path, node.place
    if isinstance(node, MapNode):
        for key, (_, value) in node.entries.items():
            yield from places(value, (*path, key))


def _child(node: Node, part: str | int) -> Node | None:
    match node, part:
        case MapNode(entries=entries), str() if part in entries:
            return entries[part][1]
        case ListNode(items=items), int() if part < len(items):
            return items[part]
        case _:
            return None
