"""Languages and faces of text: named, and through the theme, so that it can be read aloud and restyled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from coursegen.checks.file.deck.page import Deck, Page
from coursegen.checks.file.scheme import A
from coursegen.checks.parts import elements
from coursegen.errors import Fault
from coursegen.text import is_ideograph

ORNAMENT = 0.15
"""Share of letters that may stand in a face of their own, such as 楷体 for quotations."""


def font_faults(deck: Deck) -> Iterator[Fault]:
    """K240 text without a language, K241 faces written into text, K242 Chinese without an East Asian face.

    One fault of a kind for the whole file.
    """
    silent = {page.number: count for page in deck.pages if (count := _silent(page))}
    if silent:
        yield deck.of_file("K240", slides=tuple(silent), count=sum(silent.values()))
    yield from _fixed_faults(deck)
    faceless = tuple(page.number for page in deck.pages if _faceless(page))
    if faceless:
        yield deck.of_file("K242", slides=faceless)


def _silent(page: Page) -> int:
    """Runs of a slide that name no language."""
    runs = (r for r in elements(page.tree, f"{A}r", f"{A}fld") if (r.findtext(f"{A}t") or "").strip())
    looks = (run.find(f"{A}rPr") for run in runs)
    return sum(look is None or not look.get("lang") for look in looks)


def _fixed_faults(deck: Deck) -> Iterator[Fault]:
    """Faces that runs name instead of the theme's, where they are more than an ornament."""
    slides: dict[int, None] = {}
    letters: Counter[str] = Counter()
    for page in deck.pages:
        for run in elements(page.tree, f"{A}r"):
            look = run.find(f"{A}rPr")
            faces = () if look is None else look.iterchildren(f"{A}latin", f"{A}ea")
            named = [face for e in faces if (face := e.get("typeface") or "") and not face.startswith("+")]
            count = len(run.findtext(f"{A}t") or "")
            letters[""] += count
            letters.update(dict.fromkeys(named[:1], count))
            if named and count:
                slides[page.number] = None
    fixed = {face: count for face, count in letters.items() if face}
    if sum(fixed.values()) > ORNAMENT * letters[""]:
        yield deck.of_file("K241", fonts=tuple(sorted(fixed)), slides=tuple(slides))


def _faceless(page: Page) -> bool:
    """Whether Chinese text has no East Asian face from anywhere: each program then takes one of its own."""
    runs = (run for block in page.blocks for para in block.body.paras for run in para.runs)
    return any(not run.ea and any(map(is_ideograph, run.words)) for run in runs)
