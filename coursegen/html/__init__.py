"""Decks and documents as HTML pages that need nothing else: the same placed slides and pages that `office/` draws."""

from coursegen.html.page import Extras, write_page
from coursegen.html.plan import plan_picture
from coursegen.html.sheet import SheetLook, write_sheet

__all__ = ["Extras", "SheetLook", "plan_picture", "write_page", "write_sheet"]
