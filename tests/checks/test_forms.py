"""Slides of one form are judged as if each were read by itself, however their words are written."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from plain_files import deck, file_of, run, shape, table, title

from coursegen.checks import parts
from coursegen.checks.file import check_file
from coursegen.checks.file.deck.page import open_deck
from coursegen.checks.forms import Words, form_of
from coursegen.checks.package import check_made, open_made
from coursegen.errors import Fault

PIECES = ["急事", "难事", "，", " ", "R&amp;D", "&#20808;", "&#32;", "&#xE000;0", "\ue0000", "\u2003", "0", "\t", "\r"]
PIECES += [
    "<![CDATA[<a:t>先</a:t>]]>",
    "<!--<a:t>先</a:t>-->",
    "Word",
    "办公室主任先办急事再办要事。" * 12,
    "办" * 3000,
]

HEAD = b'<?xml version="1.0" encoding="UTF-8"?>'

words = st.lists(st.sampled_from(PIECES), max_size=3).map("".join)


def slide(head: str, first: str, second: str) -> str:
    runs = "<a:br/>".join((run(first), run(second, lang="")))
    return title(head) + shape(3, runs, (1, 2, 4, 1)) + table(4, [[run(second), run(first)], [run(head), ""]])


def by_itself(data: bytes) -> tuple[bytes, Words]:
    """A slide that shares its form with none."""
    return data, {}


def seen(data: bytes) -> tuple[list[Fault], list[tuple[object, ...]]]:
    """Faults of a deck, and what is read of its texts."""
    package = open_made(data, "deck.pptx")
    blocks = [(b.rect, b.body, b.fill, b.ink, b.high) for page in open_deck(package).pages for b in page.blocks]
    return [*check_file(data, "deck.pptx", mono=True), *check_made(package)], blocks


@settings(max_examples=60)
@example(("\u2003",) * 3, ("急事",) * 3)
@example(("<!--<a:t>先</a:t>-->急事",) * 3, ("难事",) * 3)
@given(st.tuples(words, words, words), st.tuples(words, words, words))
def test_slides_that_differ_in_words_are_judged_as_each_by_itself(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    made = deck(slide("分清轻重", "急事", "难事"), slide(*one), slide(*other))
    data = file_of({name: HEAD + part if name.startswith("ppt/slides/slide") else part for name, part in made.items()})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "form_of", by_itself)
        expected = seen(data)
    assert len(expected[1]) > 0
    assert seen(data) == expected


def test_slides_that_differ_in_words_and_name_have_one_form_and_others_have_not() -> None:
    first, second, third = (
        HEAD + f'<p:sld><p:cSld name="{name}"><a:t>{text}</a:t></p:cSld></p:sld>'.encode()
        for name, text in (("lesson.1", "急事"), ("lesson.2", "难事"), ("lesson.3", " "))
    )
    assert form_of(first)[0] == form_of(second)[0] != form_of(third)[0]
    assert [list(form_of(data)[1].values()) for data in (first, second, third)] == [["急事"], ["难事"], []]
