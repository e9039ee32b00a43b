"""Pictures of what was made, drawn by LibreOffice beside the pages: one run at a time, and none for what is stale."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Event, Lock, Thread
from typing import Literal

from msgspec import Struct, field

from coursegen.office.pdf import page_pictures
from coursegen.office.render import converted, office_program
from coursegen.workspace import sha256

DrawingState = Literal["drawing", "done", "failed", "missing"]

KEPT = 12
"""Files whose pictures are kept; the one not looked at for the longest goes."""

_WIDTH = 640
"""Pixels of a picture's width: twice what a page shows beside others."""

Convert = Callable[..., dict[str, bytes]]


class Drawing(Struct):
    """Pictures of one file, by LibreOffice: PNG, in order. `missing` when there is no LibreOffice."""

    key: str
    state: DrawingState = "drawing"
    pages: tuple[bytes, ...] = ()
    stop: Event = field(default_factory=Event)
    told: bool = False
    """Whether a page has been told that nothing came of it: only who asks after that has it tried again."""


class Pictures:
    """Drawings by the hash of their file. A new one for a place (a preview on a page) ends the one before it."""

    def __init__(self, convert: Convert = converted, program: Callable[[], str] = office_program) -> None:
        self._convert, self._program = convert, program
        self._drawings: OrderedDict[str, Drawing] = OrderedDict()
        self._places: dict[str, Drawing] = {}
        self._lock, self._one = Lock(), Lock()

    def of(self, place: str, name: str, data: bytes) -> Drawing:
        """The drawing of a file, begun if need be; what was drawn for this place before and is not done is ended."""
        key = sha256(data)[:24]
        with self._lock:
            before = self._places.get(place)
            found = self._drawings.get(key)
            if before and before.key != key:
                before.stop.set()
            if found is None or found.stop.is_set() or found.told:
                found = Drawing(key, "drawing" if self._program() else "missing")
                self._drawings[key] = found
                if found.state == "drawing":
                    Thread(target=self._draw, args=(found, name, data), name="pictures", daemon=True).start()
            found.told = found.state == "failed"
            self._places[place] = found
            self._drawings.move_to_end(key)
            while len(self._drawings) > KEPT:
                self._drawings.popitem(last=False)[1].stop.set()
        return found

    def get(self, key: str) -> Drawing | None:
        """A drawing by its key."""
        return self._drawings.get(key)

    def end(self) -> None:
        """End whatever is being drawn, and wait until it has: LibreOffice would go on by itself."""
        for drawing in self._drawings.values():
            drawing.stop.set()
        with self._one:
            pass

    def _draw(self, drawing: Drawing, name: str, data: bytes) -> None:
        with self._one:  # neither LibreOffice nor the reader of PDFs is for two at once
            try:
                made = {} if drawing.stop.is_set() else self._convert({name: data}, "pdf", stop=drawing.stop.is_set)
                drawing.pages = tuple(page_pictures(made[name], _WIDTH)) if name in made else ()
            except Exception:  # a PDF that cannot be drawn is no reason to leave the page waiting
                drawing.pages = ()
        drawing.state = "done" if drawing.pages else "failed"
