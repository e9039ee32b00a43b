"""A document that is checked without its words and without what is like something before it: nothing is missed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from document_random import random_document
from document_samples import handout, paper, parts_of
from hypothesis import given, settings
from hypothesis import strategies as st
from remembering import forget_everything

from coursegen.build.condensed import condensed
from coursegen.build.sound import faults_of
from coursegen.checks.output import check_output

Parts = Mapping[str, bytes]
MAIN = "word/document.xml"
DOCUMENTS = (handout(3), paper(), paper(answers=True), *map(random_document, range(3)))
PARTS: tuple[Parts, ...] = tuple(map(parts_of, DOCUMENTS))

DEFECTS: Mapping[str, tuple[bytes, Callable[[bytes], bytes]]] = {
    "faint words": (b"<w:r>", lambda at: at + b'<w:rPr><w:color w:val="EEEEEE"/></w:rPr>'),
    "words that are no XML": (b"</w:t>", lambda at: b"&none;" + at),
    "an end that is missing": (b"</w:t>", lambda _: b""),
    "a style that is not there": (b"<w:pStyle ", lambda at: b'<w:pStyle w:val="Nowhere"/>' + at),
    "a list that is not there": (b"<w:pStyle ", lambda at: b'<w:numPr><w:numId w:val="9999"/></w:numPr>' + at),
    "a mark that is not closed": (b"</w:p>", lambda at: b'<w:bookmarkStart w:id="77777" w:name="x"/>' + at),
    "a field that does not end": (b"</w:p>", lambda at: b'<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + at),
    "a relationship that is not there": (b"</w:p>", lambda at: b'<w:hyperlink r:id="rId777"/>' + at),
    "a cell without a paragraph": (b"<w:tc>", lambda _: b"<w:tc></w:tc><w:tc>"),
    "a ground on which nothing can be read": (
        b"<w:pStyle ", lambda at: b'<w:shd w:val="clear" w:fill="222222"/>' + at,
    ),
    "nothing": (b"<w:t", lambda at: at),
}  # fmt: skip


def with_defect(parts: Parts, defect: str, place: int) -> Parts:
    """The parts with a defect at one of the places where it can be."""
    mark, change = DEFECTS[defect]
    pieces = parts[MAIN].split(mark)
    if len(pieces) < 2:
        return parts
    at = place % (len(pieces) - 1) + 1
    return {**parts, MAIN: mark.join(pieces[:at]) + change(mark) + mark.join(pieces[at:])}


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(PARTS), st.sampled_from(sorted(DEFECTS)), st.integers(0, 10_000))
def test_whatever_is_amiss_anywhere_is_found_as_in_the_whole(parts: Parts, defect: str, place: int) -> None:
    forget_everything()
    broken = with_defect(parts, defect, place)
    assert faults_of(broken, "handout.docx") == check_output(broken, "handout.docx")


def test_the_defects_are_found_somewhere() -> None:
    silent = {"nothing", "a ground on which nothing can be read"}
    found = {name for name in DEFECTS for n in range(9) if check_output(with_defect(PARTS[0], name, n), "h.docx")}
    assert found >= DEFECTS.keys() - silent


@pytest.mark.parametrize("parts", PARTS)
def test_a_document_becomes_shorter_and_keeps_all_that_has_a_partner(parts: Parts) -> None:
    whole, short = parts[MAIN], condensed(parts[MAIN])
    assert short is not None
    assert len(short) < len(whole)
    for kept in (b"<w:tbl>", b"<w:tc>", b"<w:bookmarkStart", b"<w:drawing", b"<w:fldChar", b"<w:sectPr"):
        assert short.count(kept) == whole.count(kept)


BODY = '<w:document xmlns:w="w"><w:body>{}</w:body></w:document>'
ROW = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
SAME = ROW.format("一") + ROW.format("二")


def short_of(body: str, head: str = "") -> str | None:
    found = condensed((head + BODY.format(body)).encode())
    return None if found is None else found.decode()


def test_like_paragraphs_of_the_body_are_one_and_blank_ones_another() -> None:
    start, blanks = "<w:p/>", ROW.format("　") + ROW.format(" ")
    assert short_of(start + SAME + SAME + blanks + SAME) == BODY.format(start + 2 * ROW.format("x") + blanks)


AROUND = ('<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:val="clear" w:fill="000000"/></w:tcPr>{}</w:tc></w:tr></w:tbl>',
          '<w:p><w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r></w:p>')  # fmt: skip


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("first", [True, False])
def test_what_reads_well_in_one_place_is_looked_at_in_another(around: str, first: bool) -> None:
    white = '<w:p><w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>a</w:t></w:r></w:p>'
    inside = around.format(white + white) + ROW.format("一")
    body = (inside + white if first else white + inside).encode()
    parts = {**PARTS[0], MAIN: PARTS[0][MAIN].replace(b"<w:body>", b"<w:body>" + body)}
    forget_everything()
    assert "K210" in {fault.code for fault in faults_of(parts, "handout.docx")}


def test_a_document_too_large_is_found_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    forget_everything()
    size = len(PARTS[0][MAIN])
    monkeypatch.setattr("coursegen.checks.package._MAX_XML", size)
    monkeypatch.setattr("coursegen.build.sound._LARGE", size // 2)
    assert [fault.code for fault in faults_of(PARTS[0], "handout.docx")] == ["O535"]


@pytest.mark.parametrize("around", ["<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", "<w:sdt>{}</w:sdt>", "<x>{}</x>"])
def test_what_stands_in_something_else_stays(around: str) -> None:
    body = ROW.format("一") + around.format(SAME + SAME)
    assert short_of(body) == BODY.format(ROW.format("x") + around.format(ROW.format("x") * 4))


@pytest.mark.parametrize(
    "body",
    ["<!-- x -->" + SAME, SAME.replace("一", "<![CDATA[一]]>"), SAME.replace("一", "&x;"), SAME.replace("一", "<b>一"),
     SAME.replace("一", "\x01"), "</w:tbl>" + SAME, SAME.replace("<w:t>", "<x><w:t>", 1), f"<?x {SAME} ?>" + SAME,
     SAME.replace("<w:r>", "\0<w:r>"), f'<w:tbl a="/>">{SAME}</w:tbl>', f"<é:tbl>{SAME}</é:tbl>"],
)  # fmt: skip
def test_what_is_written_in_an_unusual_way_is_left_whole(body: str) -> None:
    assert short_of(body) is None


def test_so_is_what_is_not_written_in_utf_8() -> None:
    assert short_of(SAME, '<?xml version="1.0" encoding="UTF-8"?>')
    assert short_of(SAME, '<?xml version="1.0" encoding="GB18030"?>') is None
    assert condensed(BODY.format(SAME).encode("utf-16")) is None
