"""The tree of a YAML file: nodes that hold what was typed and know where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from coursegen.errors import Place


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
