"""`template.map.yaml` → what a unit says of its base, and where it says it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from coursegen.errors import EXIT_TEMPLATE, FaultError, Place
from coursegen.model.base_map import BaseMap
from coursegen.reading.decode import read_bytes
from coursegen.workspace import shown

MAP_FILE = "template.map.yaml"


class MapSource(Struct, frozen=True):
    """A map as read; `places` has the place of every value by dotted key, "" that of the file."""

    value: BaseMap = field(default_factory=BaseMap)
    places: Mapping[str, Place] = field(default_factory=dict)

    def place(self, key: str) -> Place:
        """Where a value stands; where nothing says it, the nearest above it."""
        while key and key not in self.places:
            key = key.rpartition(".")[0]
        return self.places.get(key, Place(MAP_FILE))


def read_base_map(path: Path) -> MapSource:
    """A map; an empty one when there is no such file. Raises the C faults of a file that cannot be read."""
    if not path.is_file():
        return MapSource()
    from coursegen.reading.tree import places
    from coursegen.reading.validate import read_document

    try:
        document = read_document(BaseMap, read_bytes(path), shown(path))
    except FaultError as error:
        raise FaultError(replace(fault, exits=EXIT_TEMPLATE) for fault in error.faults) from error
    found = {".".join(keys): place for keys, place in places(document.tree.root)}
    return MapSource(document.value, found)
