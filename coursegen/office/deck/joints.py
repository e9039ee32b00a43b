"""Which ends of connectors are joined to which shapes: those that lie on a connection site of one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from coursegen.layout.geometry import Connector, Drawing, Group, Shape
from coursegen.layout.presets import sites

Joint = tuple[int, int]
"""Id of a shape, and the index of its connection site."""

Joints = Mapping[int, tuple[Joint | None, Joint | None]]
"""By id of a connector, what its start and its end are joined to."""


def joints(drawing: Drawing, first_id: int) -> Joints:
    """The joints inside a drawing whose parts are numbered from `first_id` in the order they are drawn.

    Of shapes that share a site the one at the bottom is taken: it is the panel that the others stand on.
    """
    numbered = list(enumerate(_parts(drawing), first_id))
    connectors = {number: part for number, part in numbered if isinstance(part, Connector)}
    if not connectors:
        return {}
    found: dict[tuple[int, int], Joint] = {}
    for number, part in numbered:
        if isinstance(part, Shape):
            for index, point in enumerate(sites(part.geometry, part.rect)):
                found.setdefault(point, (number, index))
    return {number: (found.get(line.start), found.get(line.end)) for number, line in connectors.items()}


def _parts(drawing: Drawing) -> Iterator[Drawing]:
    yield drawing
    if isinstance(drawing, Group):
        for member in drawing.members:
            yield from _parts(member)
