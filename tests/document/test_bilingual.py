"""Two languages in one deck or document: headings and claims in both, all else in the first."""

from __future__ import annotations

from coursegen.document.bilingual import both_decks, both_documents
from coursegen.document.nodes import Break, Figure, Heading, Paragraph, Text
from coursegen.document.parse import parse_deck, parse_document

DECK = (
    "<deck><properties><title>t</title><language>zh-Hans</language><footer>f</footer></properties>"
    '<section id="s"><name>n</name><short>n</short><slide id="a" kind="content"><title>{title}</title>{more}'
    "</slide></section></deck>"
)
CARDS = '<figure kind="cards"><alt>a</alt>{items}</figure>'
ITEM = "<item><head>{0}</head><text>{1}</text></item>"


def deck(title: str, *heads: str) -> object:
    items = "".join(ITEM.format(head, "text") for head in heads)
    return parse_deck(DECK.format(title=title, more=CARDS.format(items=items)), "facilitator")


def document(heading: str, claim: str, body: str) -> object:
    return parse_document(
        '<document form="handout"><properties><title>t</title><language>zh-Hans</language></properties>'
        f'<heading level="2" id="h">{heading}</heading><para style="lead">{claim}</para><para>{body}</para></document>',
        "participant",
    )


def test_a_title_has_the_other_language_below_it_in_small_type() -> None:
    slide = both_decks(deck("先看后用", "甲", "乙"), deck("Look first", "One", "Two")).sections[0].slides[0]
    assert slide.title == (Text("先看后用"), Break(), Text("Look first", "small"))
    figure = slide.blocks[0]
    assert isinstance(figure, Figure)
    assert figure.items[0].head == (Text("甲"), Break(), Text("One", "small"))
    assert figure.items[0].text == (Text("text"),)


def test_what_is_the_same_in_both_stands_once() -> None:
    slide = both_decks(deck("2026", "甲", "乙"), deck("2026", "One", "Two")).sections[0].slides[0]
    assert slide.title == (Text("2026"),)


def test_figures_that_have_not_the_same_members_stay_as_they_are() -> None:
    first = deck("先看后用", "甲", "乙")
    slide = both_decks(first, deck("Look first", "One", "Two", "Three")).sections[0].slides[0]
    assert slide.blocks == first.sections[0].slides[0].blocks


def test_a_claim_is_followed_by_itself_in_the_other_language() -> None:
    blocks = both_documents(document("主张", "先看后用", "正文"), document("Claim", "Look first", "Body")).blocks
    assert isinstance(blocks[0], Heading)
    assert blocks[0].line == (Text("主张"), Break(), Text("Claim", "small"))
    assert [b.line for b in blocks[1:] if isinstance(b, Paragraph)] == [
        (Text("先看后用"),), (Text("Look first", "small"),), (Text("正文"),),
    ]  # fmt: skip


def test_what_stands_on_one_page_has_both_languages_beside_each_other() -> None:
    text = (
        '<document form="sheet"><properties><title>t</title><language>zh-Hans</language></properties>'
        '<heading level="1" id="l" new-page="yes" one-page="yes">{0}</heading><para style="doc-number">25</para>'
        '<heading level="2" id="h">{1}</heading></document>'
    )
    first, second = (
        parse_document(text.format(*words), "facilitator") for words in (("认识", "三句"), ("Know", "Three"))
    )
    assert [block.line for block in both_documents(first, second).blocks] == [  # type: ignore[union-attr]
        (Text("认识"),),
        (Text("Know", "small"), Text("\u3000"), Text("25")),
        (Text("三句"), Text("\u3000"), Text("Three", "small")),
    ]
