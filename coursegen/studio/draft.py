"""What is being written, kept while somebody looks at it."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from msgspec import Struct

from coursegen.once import Latest
from coursegen.workspace import sha256

KEPT = 20
"""Drafts that are kept; the oldest goes."""


class Draft(Struct, frozen=True):
    """A principle or paper written so, as a unit would have it in a view, and the page that shows it."""

    course: str
    name: str
    path: Path
    content: bytes
    unit: str
    view: str
    page: bytes

    @property
    def key(self) -> str:
        """What it is known by."""
        return key_of(self.course, self.name, self.content, self.unit, self.view)


def key_of(course: str, name: str, content: bytes, unit: str, view: str) -> str:
    """What a draft is known by: one hash over all it is made from."""
    return sha256(b"\0".join((content, *(part.encode() for part in (course, name, unit, view)))))[:24]


class Drafts:
    """The drafts of one run, the last at the end."""

    def __init__(self) -> None:
        self._drafts: Latest[str, Draft] = Latest(KEPT)
        self._lock = Lock()

    def get(self, key: str) -> Draft | None:
        """A draft by its key."""
        return self._drafts.get(key)

    def keep(self, draft: Draft) -> Draft | None:
        """Keep a draft; the one before it of the same thing, unit and view."""
        with self._lock:
            alike = (one for one in reversed(self._drafts.values()) if _same(one, draft))
            before = next(alike, None)
            self._drafts[draft.key] = draft
        return before


def _same(one: Draft, other: Draft) -> bool:
    return (one.course, one.name, one.unit, one.view) == (other.course, other.name, other.unit, other.view)
