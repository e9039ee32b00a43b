"""A unit's id → the unit and those it inherits from, each as its own file says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from coursegen.errors import EXIT_TEMPLATE, NOWHERE, FaultError, Place, fail
from coursegen.model import UnitFile
from coursegen.once import Asked, AtMoment
from coursegen.reading.cache import UNIT_LIMIT, UNITS, cached
from coursegen.reading.decode import read_bytes
from coursegen.text import did_you_mean
from coursegen.workspace import UNIT_FILE, shown

DEFAULT_UNIT = "default"
"""The end of every chain."""

UNIT_ID = re.compile(r"(?!(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$)[a-z0-9][a-z0-9-]{0,63}")

Value = str | tuple[str, ...]


class _Source(Struct, frozen=True):
    """One unit.yaml as read: its values by dotted key, with their places; nothing that is empty."""

    file: UnitFile
    places: Mapping[str, Place]

    def values(self) -> dict[str, Value]:
        """What the file says, by dotted key."""
        return dict(_flat(self.file, ""))


class Link(Struct, frozen=True):
    """One unit of a chain."""

    id: str
    folder: Path
    source: _Source

    def place(self, key: str) -> Place:
        """Where a key's value stands."""
        found = self.source.places.get(key)
        return Place(shown(self.folder / UNIT_FILE)) if found is None else found


def chain_of(unit_id: str, roots: Sequence[Path], moment: str = "") -> tuple[Link, ...]:
    """The unit and its parents, `default` last; parents are read once for all of one `moment` (any text)."""
    chain = [link_of(unit_id, _folder(unit_id, roots))]
    while chain[-1].id != DEFAULT_UNIT:
        child = chain[-1]
        parent = child.source.file.extends or DEFAULT_UNIT
        ids = [link.id for link in chain]
        if parent in ids:
            raise fail("T304", child.place("extends"), chain=" → ".join([*ids[ids.index(parent) :], parent]))
        chain.append(_parent_at(moment, Asked((parent, tuple(roots)), (roots, child))))
    return tuple(chain)


def _parent(asked: Asked[tuple[Sequence[Path], Link]]) -> Link:
    """The unit that another one names as its parent."""
    roots, child = asked.held
    parent = child.source.file.extends or DEFAULT_UNIT
    return link_of(parent, _folder(parent, roots, child.place("extends")))


_parent_at = AtMoment(_parent, 32)


def _folder(unit_id: str, roots: Sequence[Path], place: Place = NOWHERE) -> Path:
    if not UNIT_ID.fullmatch(unit_id):
        raise fail("T303", place, value=unit_id)
    for root in roots:
        if (root / unit_id / UNIT_FILE).is_file():
            return root / unit_id
    known = sorted(folders(roots))
    suggestion = did_you_mean(unit_id, known)
    raise fail("T301" if suggestion else "T302", place, value=unit_id, suggestion=suggestion, known=known)


def folders(roots: Sequence[Path]) -> dict[str, Path]:
    """Folder of every unit by its id, the nearest of several."""
    return {file.parent.name: file.parent for root in reversed(roots) for file in root.glob(f"*/{UNIT_FILE}")}


def link_of(unit_id: str, folder: Path) -> Link:
    """One unit of the chain; what is wrong in its file ends a run as a fault of the unit."""
    try:
        return _read_link(unit_id, folder)
    except FaultError as error:
        raise FaultError(replace(fault, exits=EXIT_TEMPLATE) for fault in error.faults) from error


def _read_link(unit_id: str, folder: Path) -> Link:
    path = folder / UNIT_FILE
    content, file = read_bytes(path), shown(path)
    source = cached({file: content}, _Source, partial(_read, content, file), UNITS, UNIT_LIMIT)
    return Link(unit_id, folder, source)


def _read(content: bytes, file: str) -> _Source:
    from coursegen.reading.tree import places
    from coursegen.reading.validate import read_document

    document = read_document(UnitFile, content, file)
    return _Source(document.value, {".".join(path): place for path, place in places(document.tree.root)})


def _flat(value: object, key: str) -> Iterator[tuple[str, Value]]:
    """Dotted keys of all that an object says; what is empty is not said."""
    match value:
        case str() if value:
            yield key, value
        case tuple() | list() if value:
            yield key, tuple(map(_member, value))
        case int() if value:
            yield key, str(value)
        case Mapping():
            for name, part in value.items():
                yield from _flat(part, f"{key}.{name}")
        case _ if isinstance(value, Struct):
            for name in value.__struct_fields__:
                yield from _flat(getattr(value, name), f"{key}.{name}".lstrip("."))


def _member(value: object) -> str:
    """A member of a list as one text: what its fields or keys say, side by side."""
    return " ".join(text for _, text in _flat(value, "") if isinstance(text, str)) or str(value)
