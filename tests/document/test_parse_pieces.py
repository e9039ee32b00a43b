"""Slides and blocks are parsed one by one; what comes of it is what comes of the whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coursegen.document.captions import with_numbers
from coursegen.document.nodes import Deck, Document
from coursegen.document.parse import parse_deck, parse_document
from coursegen.document.parse_build import build_deck, build_document
from coursegen.document.parse_check import faults_in
from coursegen.document.parse_pieces import deck_in_pieces, document_in_pieces
from coursegen.document.parse_tree import Audience, read_tree
from coursegen.errors import Fault, FaultError

HEAD = '<properties at="t:1"><title at="t:1">题</title><language at="t:1">zh-Hans</language></properties>'
DECK = (
    f'<deck at="t:1">{HEAD}<section at="t:2" id="s"><name at="t:2">节</name>'
    '<slide at="t:3" id="a"><title at="t:3">一</title><para at="t:4">甲</para></slide>'
    '<only at="t:5" audience="facilitator"><slide at="t:6" id="b"><title at="t:6">二</title>'
    '<list at="t:7" kind="bullet"><item at="t:7">乙</item></list>'
    '<notes at="t:8"><para at="t:8">说</para></notes></slide></only>'
    "</section></deck>"
)
DOCUMENT = (
    f'<document at="t:1" form="handout">{HEAD}<heading at="t:2" level="1" id="h">章</heading>'
    '<para at="t:3">见<ref at="t:3" to="tab"/></para>'
    '<only at="t:4" audience="facilitator"><para at="t:5">只给讲师</para></only>'
    '<table at="t:6" id="tab"><caption at="t:6">表</caption><header at="t:7"><cell at="t:7">列</cell></header>'
    '<row at="t:8"><cell at="t:8">值</cell></row></table></document>'
)


def whole_deck(markup: str, audience: Audience) -> Deck:
    root = read_tree(markup, audience)
    if faults := faults_in(root, "deck"):
        raise FaultError(faults)
    return build_deck(root)


def whole_document(markup: str, audience: Audience) -> Document:
    root = read_tree(markup, audience)
    if faults := faults_in(root, "document"):
        raise FaultError(faults)
    return with_numbers(build_document(root))


def faults_of(parse: Callable[[str, Audience], object], markup: str, audience: Audience) -> tuple[Fault, ...]:
    with pytest.raises(FaultError) as error:
        parse(markup, audience)
    return error.value.faults


@pytest.mark.parametrize("audience", ["facilitator", "participant"])
def test_pieces_make_the_same_nodes_as_the_whole(audience: Audience) -> None:
    assert deck_in_pieces(DECK, audience) == whole_deck(DECK, audience)
    assert document_in_pieces(DOCUMENT, audience) is not None
    assert parse_document(DOCUMENT, audience) == whole_document(DOCUMENT, audience)


def test_what_did_not_change_is_the_very_same() -> None:
    other = parse_deck(DECK.replace("甲", "丙"), "facilitator")
    first = parse_deck(DECK, "facilitator")
    assert other.sections[0].slides[1] is first.sections[0].slides[1]
    assert other.sections[0].slides[0] != first.sections[0].slides[0]
    named = parse_document(DOCUMENT.replace("题", "别的题"), "facilitator")
    assert named.blocks is parse_document(DOCUMENT, "facilitator").blocks


BROKEN_DECKS = {
    "an id twice": DECK.replace('id="b"', 'id="a"'),
    "text between slides": DECK.replace("</slide><only", "</slide>字<only"),
    "a slide without a title": DECK.replace('<title at="t:3">一</title>', ""),
    "an unknown tag in a slide": DECK.replace("甲", '<x at="t:4">甲</x>'),
    "a tag left open in the head": DECK.replace("</language>", ""),
    "a tag left open at the end": DECK.replace("</section></deck>", "</deck>"),
    "a section without slides": DECK.replace(
        "</section>", "</section><section at='t:9' id='t'><name>空</name></section>"
    ),
    "a wrong audience": DECK.replace('audience="facilitator"', 'audience="nobody"'),
}
BROKEN_DOCUMENTS = {
    "a reference to nothing": DOCUMENT.replace('to="tab"', 'to="other"'),
    "text after the head": DOCUMENT.replace("</properties>", "</properties>字"),
    "text between blocks": DOCUMENT.replace("</heading>", "</heading>字"),
    "a heading twice": DOCUMENT.replace("</heading>", '</heading><heading at="t:9" level="1" id="h">又</heading>'),
    "two heads": DOCUMENT.replace("</properties>", f"</properties>{HEAD}"),
    "no head": DOCUMENT.replace(HEAD, ""),
    "a row too wide": DOCUMENT.replace("值</cell>", "值</cell><cell>多</cell>"),
    "a tag left open": DOCUMENT.replace("</table>", ""),
}


@pytest.mark.parametrize("case", BROKEN_DECKS)
def test_faults_of_a_deck_are_those_of_the_whole(case: str) -> None:
    parse_deck(DECK, "facilitator")
    expected = faults_of(whole_deck, BROKEN_DECKS[case], "facilitator")
    assert faults_of(parse_deck, BROKEN_DECKS[case], "facilitator") == expected


@pytest.mark.parametrize("case", BROKEN_DOCUMENTS)
def test_faults_of_a_document_are_those_of_the_whole(case: str) -> None:
    parse_document(DOCUMENT, "facilitator")
    expected = faults_of(whole_document, BROKEN_DOCUMENTS[case], "facilitator")
    assert faults_of(parse_document, BROKEN_DOCUMENTS[case], "facilitator") == expected


def test_blocks_before_the_head_are_not_lost() -> None:
    early = DOCUMENT.replace(HEAD, f'<para at="t:1">早</para>{HEAD}')
    assert parse_document(early, "facilitator") == whole_document(early, "facilitator")
    deck = DECK.replace(HEAD, "").replace("</section></deck>", f"</section>{HEAD}</deck>")
    assert parse_deck(deck, "facilitator") == whole_deck(deck, "facilitator")
