"""Captions count in the order they are read, and references say their numbers."""

from __future__ import annotations

import pytest

from coursegen.document import nodes as n
from coursegen.document import parse_deck, parse_document
from coursegen.errors import FaultError

HEAD = "<properties><title>题</title><language>{}</language></properties>"
TABLE = '<table id="{0}"><caption>表{0}</caption><header><cell>一</cell></header><row><cell>二</cell></row></table>'
FIGURE = '<figure kind="steps"><alt>图</alt><item><head>一</head></item><item><head>二</head></item></figure>'


def parsed(body: str, language: str = "zh-Hans") -> n.Document:
    return parse_document(f'<document form="handout">{HEAD.format(language)}{body}</document>', "facilitator")


def said(document: n.Document) -> list[str]:
    lines = (block.line for block in document.blocks if isinstance(block, n.Paragraph))
    return [piece.text for line in lines for piece in line if isinstance(piece, n.Reference)]


def test_tables_and_figures_count_for_themselves_in_the_order_they_are_read() -> None:
    body = (
        '<para>见<ref to="b"/>、<ref to="c"/>、<ref to="f"/>和<ref to="g"/></para>' + TABLE.format("a")
        + f'<box kind="note">{TABLE.format("b")}</box>{FIGURE}<caption id="f">图一</caption>' + TABLE.format("c")
        + f'{FIGURE}<caption id="g">图二</caption>'
    )  # fmt: skip
    assert said(parsed(body)) == ["表\u00a02", "表\u00a03", "图\u00a01", "图\u00a02"]


def test_a_table_without_an_id_is_not_counted() -> None:
    plain = TABLE.format("x").replace(' id="x"', "")
    document = parsed(plain + TABLE.format("a") + '<para><ref to="a"/></para>')
    assert said(document) == ["表\u00a01"]
    assert [block.number for block in document.blocks if isinstance(block, n.Table)] == [
        None,
        n.Number("表\u00a0", 1, "a"),
    ]


@pytest.mark.parametrize(
    ("language", "label"), [("zh-Hant", "圖\u00a01"), ("en", "Figure\u00a01"), ("zh-Hans", "图\u00a01")]
)
def test_labels_are_those_of_the_language(language: str, label: str) -> None:
    body = f'{FIGURE}<caption id="f">图</caption><para><ref to="f"/></para>'
    assert said(parsed(body, language)) == [label]


def test_what_is_not_there_cannot_be_referred_to() -> None:
    with pytest.raises(FaultError) as error:
        parsed(TABLE.format("steps") + '<para>见<ref to="stpes"/></para>')
    (fault,) = error.value.faults
    assert (fault.code, fault.facts["known"]) == ("T232", ("steps",))


def test_two_captions_have_not_one_id() -> None:
    with pytest.raises(FaultError) as error:
        parsed(TABLE.format("a") + f'{FIGURE}<caption id="a">图</caption>')
    assert [fault.code for fault in error.value.faults] == ["T210"]


def test_slides_have_no_references() -> None:
    slide = '<slide id="s"><title>题</title><para>见<ref to="a"/></para>' + TABLE.format("a") + "</slide>"
    markup = f'<deck>{HEAD.format("zh-Hans")}<section id="s"><name>节</name>{slide}</section></deck>'
    with pytest.raises(FaultError) as error:
        parse_deck(markup, "facilitator")
    assert [fault.code for fault in error.value.faults] == ["T232"]
