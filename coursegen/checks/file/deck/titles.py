"""Titles: one a slide, with words, each its own; placeholders that nobody filled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from coursegen.checks.file.deck.cascade import is_furniture
from coursegen.checks.file.deck.page import Deck, Page
from coursegen.checks.file.deck.shape import Shape
from coursegen.errors import Fault


def title_faults(deck: Deck) -> Iterator[Fault]:
    """K230 to K232 no title, an empty one, several; K233 the same twice; K234 placeholders left empty."""
    same: dict[str, list[int]] = defaultdict(list)
    for page in deck.pages:
        titles = [shape for shape in page.shapes if shape.is_title]
        filled = [shape for shape in titles if shape.words]
        yield from _of_page(deck, page, titles, filled)
        if filled:
            same[" ".join(filled[0].words.split())].append(page.number)
        for shape in page.shapes:
            if _left_empty(shape):
                yield deck.fault("K234", page, shape.name, severity="warning")
    for words, numbers in same.items():
        if len(numbers) > 1:
            yield deck.of_file("K233", text=words[:30], slides=tuple(numbers))


def _of_page(deck: Deck, page: Page, titles: list[Shape], filled: list[Shape]) -> Iterator[Fault]:
    if len(titles) > 1:
        yield deck.fault("K232", page, titles[1].name, count=len(titles))
    elif not titles:
        yield deck.fault("K230", page)
    elif not filled:
        yield deck.fault("K231", page, titles[0].name)


def _left_empty(shape: Shape) -> bool:
    """A placeholder that shows its prompt to whoever edits the slide."""
    return (
        shape.kind == "sp" and shape.mark is not None and not shape.is_title and not is_furniture(shape)
    ) and not shape.words
