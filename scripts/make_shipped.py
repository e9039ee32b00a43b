"""Compile what the program has of its own, for a wheel: `python -m scripts.make_shipped` fills `_shipped/`."""

from __future__ import annotations

import shutil
from pathlib import Path

from coursegen.cli.words import ship_words
from coursegen.layout.pages.geometry import Form
from coursegen.office.cache import shipped_of, written
from coursegen.office.deck.base import CompiledDeck
from coursegen.office.deck.compile import also_of as of_deck
from coursegen.office.deck.read import read_deck
from coursegen.office.document.base import open_base
from coursegen.office.document.compile import also_of as of_document
from coursegen.office.document.compiled import CompiledDocument
from coursegen.office.house.document import Print
from coursegen.reading.base_maps import MapSource
from coursegen.shipped import FOLDER, ship
from coursegen.templating.cache import ship_code
from coursegen.templating.loader import written as written_template
from coursegen.workspace import bundled_folder

DEFAULT = bundled_folder() / "templates" / "default"
FORMS: tuple[Form, ...] = ("handout", "paper", "key", "sheet")
"""Forms of what is made without asking for anything in particular."""


def make(folder: Path) -> None:
    """Make everything anew in a folder."""
    shutil.rmtree(folder, ignore_errors=True)
    deck, document = ((DEFAULT / name).read_bytes() for name in ("deck.pptx", "document.docx"))
    compiled = written(read_deck(deck, "", MapSource()))
    for measured in (False, True):  # the house leaves no ground open
        ship(shipped_of(CompiledDeck, deck, of_deck(measured=measured)), compiled, folder)
    for form in FORMS:
        made = open_base(document, "", Print("zh-Hans", "A4"), (form,))
        ship(shipped_of(CompiledDocument, document, of_document("zh-Hans", "A4", (form,))), written(made), folder)
    for template in sorted(DEFAULT.glob("*.j2")):
        ship_code(template.read_bytes().decode("utf-8-sig"), written_template, folder)
    ship_words(folder)


if __name__ == "__main__":
    make(FOLDER)
