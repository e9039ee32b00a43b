"""Parts of which a unit's own is known: its words in the foot of a slide, its colours in a document."""

from __future__ import annotations


class Part(bytes):
    """A part that is `shared` by many units but for a few pieces, which may be told apart in it as `own`.

    The shared bytes are one object for all, so that whoever remembers what was found in them finds it at once.
    """

    shared: bytes
    own: bytes

    def __new__(cls, data: bytes, shared: bytes, own: bytes = b"") -> Part:
        """A part with these bytes."""
        part = super().__new__(cls, data)
        part.shared, part.own = shared, own
        return part


class Frame:
    """A part around a piece that is a unit's own. The last one is kept: of a deck that changes most slides stay."""

    __slots__ = ("_head", "_last", "_shared", "_tail")

    def __init__(self, head: bytes, tail: bytes) -> None:
        self._head, self._tail, self._shared = head, tail, head + tail
        self._last: Part | None = None

    def around(self, own: bytes) -> Part:
        """The part with a unit's own piece."""
        part = self._last
        if part is None or part.own != own:
            part = self._last = Part(b"".join((self._head, own, self._tail)), self._shared, own)
        return part
