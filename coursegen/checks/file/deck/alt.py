"""What somebody hears who does not see the slide: alternative texts, header rows, the order of reading."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from coursegen.checks.file.deck.cascade import is_furniture
from coursegen.checks.file.deck.page import Deck, Page
from coursegen.checks.file.deck.shape import Shape, alt_of
from coursegen.checks.file.deck.tables import table_of
from coursegen.checks.file.described import is_poor
from coursegen.checks.file.scheme import A
from coursegen.checks.parts import said
from coursegen.errors import Fault

_ABOVE = 0.1
"""Shares of the slide's height and width by which a drawing must be higher, or further right, to count as so."""


def alt_faults(deck: Deck) -> Iterator[Fault]:
    """K220 no alternative text, K221 a poor one, K222 shapes without text or description, K223 no header row."""
    for page in deck.pages:
        bare = []
        for shape in page.shapes:
            table = table_of(shape)
            if shape.kind in ("pic", "graphicFrame") and not shape.described:
                yield deck.fault("K220", page, shape.name, severity="error" if table is None else "warning")
            elif shape.kind in ("pic", "graphicFrame") and is_poor(alt_of(shape)):
                yield deck.fault("K221", page, shape.name, severity="warning", text=alt_of(shape))
            elif _is_bare(shape):
                bare.append(shape.name)
            rows = table.findall(f"{A}tr") if table is not None else []
            header = table.find(f"{A}tblPr") if table is not None else None
            if len(rows) > 1 and (header is None or not said(header.get("firstRow"))):
                yield deck.fault("K223", page, shape.name)
        if bare:
            yield deck.fault("K222", page, bare[0], severity="warning", count=len(bare))


def _is_bare(shape: Shape) -> bool:
    """A drawn shape that says nothing, in words or otherwise: meaning or ornament, nobody knows."""
    return shape.kind == "sp" and shape.mark is None and not shape.described and not shape.words


def order_faults(deck: Deck) -> Iterator[Fault]:
    """K235 a title that is not read first, K236 a drawing read after one that stands well below it."""
    for page in deck.pages:
        read = [s for s in page.shapes if not is_furniture(s) and not s.grouped and (s.words or s.kind != "sp")]
        title = next((n for n, s in enumerate(read) if s.is_title), 0)
        if title:
            yield deck.fault("K235", page, read[title].name, severity="warning", place=title + 1)
        yield from _jump(deck, page, [s for s in read if not s.is_title and s.kind != "cxnSp"])


def _jump(deck: Deck, page: Page, read: list[Shape]) -> Iterator[Fault]:
    """The first jump upwards that is no new column."""
    for before, after in pairwise(read):
        if before.rect is None or after.rect is None:
            continue
        higher = after.rect.y + deck.rect.h * _ABOVE < before.rect.y
        if higher and after.rect.x < before.rect.x + deck.rect.w * _ABOVE:
            yield deck.fault("K236", page, after.name, severity="warning", before=before.name)
            return
