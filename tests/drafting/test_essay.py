"""Essays taken apart by their own structure: every sentence under its heading, and word for word."""

from __future__ import annotations

import pytest
from drafting_essays import ENGLISH, ESSAY, HEADINGS

from coursegen.drafting.essay import Essay, numbered, read_essay, sentences_of
from coursegen.drafting.phrases import dos_and_donts, quotable


@pytest.fixture(scope="module")
def essay() -> Essay:
    return read_essay(numbered(ESSAY.splitlines(), "essay.txt"), "essay")


def test_the_title_is_the_first_line_with_the_one_that_begins_with_a_dash(essay: Essay) -> None:
    assert essay.title == "把仓库管成自己的家——浅谈怎样当好保管员"
    assert essay.parts[0].headings == ()


@pytest.mark.parametrize("words", HEADINGS)
def test_every_sentence_stands_under_its_headings(essay: Essay, words: str) -> None:
    found = [part for part in essay.parts if any(words in passage.text for passage in part.passages)]
    assert [part.headings for part in found] == [HEADINGS[words]]


def test_numbered_points_of_a_paragraph_are_passages_of_their_own(essay: Essay) -> None:
    part = next(part for part in essay.parts if part.heading == "一、摆放要有规矩")
    assert [passage.marker for passage in part.passages] == ["", "一是", "二是", "三是"]
    assert {passage.number for passage in part.passages} == {5}


def test_passages_are_the_essay_word_for_word(essay: Essay) -> None:
    lines = ESSAY.splitlines()
    passages = [passage for part in essay.parts for passage in part.passages]
    assert len(passages) > 10
    assert all(passage.text in lines[passage.number - 1] for passage in passages)


def test_a_heading_of_markdown_heads_english_too() -> None:
    found = read_essay(numbered(ENGLISH.splitlines(), "x.md"), "x")
    assert [part.headings for part in found.parts] == [(), ("Shelves",), ("Paper",)]
    assert [passage.marker for passage in found.parts[1].passages] == ["", "First", "Second"]


def test_sentences_together_are_the_text() -> None:
    for text in ("一句。两句！“三句？”尾巴", "One. Two! Three", "他说“好。”就走了。"):
        assert "".join(sentences_of(text)).replace(" ", "") == text.replace(" ", "")


def test_what_to_do_and_what_not_to_do_are_phrases_of_the_text(essay: Essay) -> None:
    passages = [passage for part in essay.parts for passage in part.passages]
    do, dont = ([p for passage in passages for p in dos_and_donts(passage)[n]] for n in (0, 1))
    assert "要写清标签" in do
    assert "怕潮的必须离地二十公分" not in dont
    assert {"通道上不得放任何东西", "不要签字"} <= set(dont)
    assert all(phrase in ESSAY for phrase in (*do, *dont))


def test_quotations_are_short_and_exact_and_free_of_damage(essay: Essay) -> None:
    passages = [passage for part in essay.parts for passage in part.passages]
    quotes = [quote for passage in passages for quote in quotable(passage, ())]
    assert len(quotes) > 10
    assert all(len(quote) <= 40 and quote in ESSAY for quote in quotes)
    first = quotable(passages[0], ())[0]
    assert first not in quotable(passages[0], (first[2:5],))
