"""The documents of one course, and where each thing in them that has an id stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TypeVar

from msgspec import Struct

from coursegen.errors import Fault, Place
from coursegen.model import Blueprint, ExtraFile, PictureFigure, Principle
from coursegen.once import Asked
from coursegen.reading.rules import PointsFile
from coursegen.reading.tree import ListNode, MapNode, Node, ScalarNode, Tree
from coursegen.reading.validate import Document

T = TypeVar("T")


class Files(Struct, frozen=True):
    """The documents of one course."""

    documents: tuple[Document[object], ...]
    extra: Mapping[str, ExtraFile]

    def of(self, kind: type[T]) -> tuple[Document[T], ...]:
        """Documents that hold this kind of object."""
        return tuple(Document(d.tree, d.value) for d in self.documents if isinstance(d.value, kind))


def places_of(files: Files) -> dict[str, Place]:
    """Where each id stands, and as `id/key` each of the keys beside it; points as `points/id`.

    The file of a picture stands there as `id/figure/file`, a part of a blueprint as `id/sections/` and its number.
    """
    places: dict[str, Place] = {}
    for key, mapping in _identified(files):
        places[key] = mapping.entries["id"][1].place
        places |= {f"{key}/{name}": value.place for name, (_, value) in mapping.entries.items()}
    for principle in files.of(Principle):
        if isinstance(principle.value.figure, PictureFigure):
            places[f"{principle.value.id}/figure/file"] = principle.tree.at("figure", "file")
    for blueprint in files.of(Blueprint):
        for number in range(len(blueprint.value.sections)):
            places[f"{blueprint.value.id}/sections/{number + 1}"] = blueprint.tree.at("sections", number)
    return places


def _identified(files: Files) -> Iterator[tuple[str, MapNode]]:
    """Every mapping with an id, under the name that `places` has for it. Points may share ids with principles."""
    for document in files.documents:
        prefix = "points/" if isinstance(document.value, PointsFile) else ""
        yield from ((prefix + name, node) for name, node in _named_maps(Asked(id(document.tree), document.tree)))


@lru_cache(maxsize=1024)
def _named_maps(asked: Asked[Tree]) -> tuple[tuple[str, MapNode], ...]:
    """Every mapping of a file that has an id; most files of a course are the same from one reading to the next."""
    found = ((node.entries.get("id", (None, None))[1], node) for node in _maps(asked.held.root))
    return tuple((name.value, node) for name, node in found if isinstance(name, ScalarNode))


def _maps(node: Node) -> Iterator[MapNode]:
    match node:
        case MapNode(entries=entries):
            yield node
            for _, value in entries.values():
                yield from _maps(value)
        case ListNode(items=items):
            for item in items:
                yield from _maps(item)


def ids_in(files: Files, name: str) -> set[str]:
    """Ids of the thing that a file holds."""
    return {str(getattr(d.value, "id", "")) for d in files.documents if d.tree.file == name}


def repeated_ids(files: Files) -> Iterator[Fault]:
    """Ids that two things of a course have."""
    first: dict[str, Place] = {}
    for key, mapping in _identified(files):
        place = mapping.entries["id"][1].place
        if key in first:
            yield Fault("C201", place, {"value": key.removeprefix("points/"), "first": str(first[key])})
        first.setdefault(key, place)


def foreign_ids(files: Files) -> Iterator[Fault]:
    """Ids in files of a unit that do not begin with the unit's own, and so might be another's too."""
    for document in files.documents:
        if owner := files.extra.get(document.tree.file):
            for node in _maps(document.tree.root):
                found = node.entries.get("id", (None, None))[1]
                if isinstance(found, ScalarNode) and not found.value.startswith(f"{owner.unit}."):
                    yield Fault("T343", found.place, {"value": found.value, "own": f"{owner.unit}.{found.value}"})
