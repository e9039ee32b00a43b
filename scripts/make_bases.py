"""Make the house bases of templates/ anew: `python scripts/make_bases.py`."""

from __future__ import annotations

from letterhead import letterhead

from coursegen.office.house.deck import HOUSES, house_base, paper_base
from coursegen.office.house.document import house_document
from coursegen.workspace import bundled_folder

TEMPLATES = bundled_folder() / "templates"

(TEMPLATES / "default" / "deck.pptx").write_bytes(house_base(HOUSES["red"]))
(TEMPLATES / "county-tax" / "deck.pptx").write_bytes(house_base(HOUSES["blue"]))
(TEMPLATES / "default" / "sheets.pptx").write_bytes(paper_base())
(TEMPLATES / "default" / "document.docx").write_bytes(house_document())
(TEMPLATES / "university" / "document.dotx").write_bytes(letterhead(TEMPLATES / "university" / "logo.png"))
