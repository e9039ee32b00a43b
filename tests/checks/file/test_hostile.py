"""Files that are broken, dangerous or made to hurt: one clear fault, never a traceback, never a long wait."""

from __future__ import annotations

import random
import re
import struct
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plain_files import (
    LAYOUT,
    MAIN,
    PAGE,
    SLIDE,
    SLIDE_RELATIONS,
    THEME,
    Parts,
    deck,
    doc_table,
    document,
    drawing,
    file_of,
    para,
    picture,
    run,
    shape,
    table,
    title,
)

from coursegen.checks.file import check_file
from coursegen.checks.output import check_output
from coursegen.checks.package import check_package
from coursegen.office.package import CONTENT_TYPES, OFFICE_RELATIONS

SLIDES = title() + shape(3, run("先办急事"), None, mark='<p:ph idx="1"/>') + picture(4, "会议室", (8, 5, 2, 1))
RICH = SLIDES + table(5, [[run("甲"), run("乙")], [run("一"), run("二")]])
TEXT = (
    para("岗位职责", style="H1")
    + para("办公室是枢纽。")
    + doc_table([[para("甲"), para("乙")]] * 2)
    + drawing(7, "会议室的座次")
)
TYPES, DTD = CONTENT_TYPES, b'<!DOCTYPE x [<!ENTITY a "b">]>'


def sound(name: str) -> Parts:
    return deck(SLIDES) if name.endswith(".pptx") else document(TEXT)


def codes(data: bytes, name: str = "deck.pptx") -> list[str]:
    return [fault.code for fault in check_file(data, name)]


def with_members(*members: tuple[str, bytes], base: Parts | None = None) -> bytes:
    """The deck with more members, put in without a look at their names."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (*(base or sound("deck.pptx")).items(), *members):
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def encrypted(data: bytes) -> bytes:
    """The same archive with the mark of encryption on its first member."""
    at = data.rindex(b"PK\x01\x02", 0, data.index(b"PK\x01\x02") + 4)
    flags = struct.unpack_from("<H", data, at + 8)[0]
    return data[: at + 8] + struct.pack("<H", flags | 1) + data[at + 10 :]


def damaged(data: bytes) -> bytes:
    at = data.index(b"PK\x01\x02") - 30
    return data[:at] + bytes(byte ^ 255 for byte in data[at : at + 20]) + data[at + 20 :]


def with_dtd(encoding: str) -> bytes:
    parts = sound("deck.pptx")
    text = f"<?xml version='1.0' encoding='{encoding}'?>{DTD.decode()}{parts[SLIDE].decode()}"
    return with_members(base={**parts, SLIDE: text.encode(encoding)})


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_hostile_files_are_refused_with_one_fault() -> None:
    plain = file_of(sound("deck.pptx"))
    noise = random.Random(1).randbytes(2**20).hex().encode()
    hostile = {
        "A501": [b"", b"not a zip", b"%PDF-1.7" + plain, plain[: len(plain) // 2]],
        "A502": [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, encrypted(plain)],
        "A503": [with_members(*((f"x/{n}.bin", b"") for n in range(5001)))],
        "A504": [with_members(("ppt/bomb.xml", b"<x>" + b"\0" * (40 * 2**20) + b"</x>"))],
        "A505": [with_members(("../evil.xml", b"<x/>")), with_members(("ppt/PRESENTATION.xml", b"<x/>"))],
        "A506": [with_dtd("utf-8"), with_dtd("utf-16")],
        "A507": [damaged(with_members(("zz.bin", noise)))],
    }
    for code, files in hostile.items():
        for data in files:
            assert codes(data) == [code]


def test_a_document_type_in_an_unusual_encoding_does_not_slip_through() -> None:
    parts = sound("deck.pptx")
    text = "<?xml version='1.0' encoding='UTF-7'?>+ADwAIQ-DOCTYPE x+AD4-" + parts[SLIDE].decode()
    found = codes(with_members(base={**parts, SLIDE: text.encode("ascii", "xmlcharrefreplace")}))
    assert found in (["A506"], ["O503"])


def test_a_refusal_ends_a_check_with_the_code_of_an_asset_and_an_error_with_that_of_a_check() -> None:
    assert [f.exit_code for f in check_file(b"", "deck.pptx")] == [5]
    parts = sound("deck.pptx")
    del parts[LAYOUT]
    found = check_file(file_of(parts), "deck.pptx")
    assert {f.exit_code for f in found if f.severity == "error"} == {1}
    assert {f.exit_code for f in check_output(file_of(parts), "deck.pptx") if f.severity == "error"} == {6}


def edit(name: str, old: str, new: str, count: int = -1) -> Callable[[Parts], Parts]:
    def change(parts: Parts) -> Parts:
        text = parts[name].decode()
        assert old in text, f"{name} holds no {old}"
        return {**parts, name: text.replace(old, new, count).encode()}

    return change


def at_end(inside: str) -> Callable[[Parts], Parts]:
    """One more paragraph in a document."""
    return edit(PAGE, "</w:body>", f"<w:p>{inside}</w:p></w:body>")


def without(name: str) -> Callable[[Parts], Parts]:
    return lambda parts: {key: value for key, value in parts.items() if key != name}


def relation(kind: str, target: str) -> str:
    row = f'<Relationship Id="rId9" Type="{OFFICE_RELATIONS}/{kind}" Target="{target}" TargetMode="External"/>'
    return f"{row}</Relationships>"


END = "</Relationships>"
NOWHERE = '<Override PartName="/no.xml" ContentType="a/b"/>'
DOC_RELATIONS = "word/_rels/document.xml.rels"
DEFECTS: list[tuple[str, str, str, Callable[[Parts], Parts]]] = [
    ("O502", "error", "deck.pptx", edit(TYPES, '<Default Extension="png" ContentType="image/png"/>', "")),
    ("O502", "warning", "deck.pptx", edit(TYPES, "</Types>", f"{NOWHERE}</Types>")),
    ("O503", "error", "deck.pptx", edit(SLIDE, "</p:sld>", "")),
    ("O504", "error", "deck.pptx", without("ppt/media/picture1.png")),
    ("O504", "error", "deck.pptx", without(THEME)),
    ("O504", "error", "deck.pptx", edit(SLIDE_RELATIONS, 'Id="rId3"', 'Id="rId2"')),
    ("O504", "error", "deck.pptx", edit(SLIDE_RELATIONS, "../media/", "..\\\\media\\\\")),
    ("O505", "error", "deck.pptx", edit(SLIDE, 'r:embed="rId2"', 'r:embed="rId7"')),
    ("O506", "error", "deck.pptx", edit(SLIDE_RELATIONS, END, relation("image", "http://x/y.png"))),
    ("O506", "warning", "deck.pptx", edit(SLIDE_RELATIONS, END, relation("video", "http://x/y.mp4"))),
    ("O506", "error", "a.docx", edit(DOC_RELATIONS, END, relation("attachedTemplate", "https://x/y.dotm"))),
    ("O506", "warning", "a.docx", edit(DOC_RELATIONS, END, relation("attachedTemplate", "file:///C:/N.dotm"))),
    ("O506", "error", "a.docx", at_end('<w:fldSimple w:instr="DDEAUTO cmd"/>')),
    ("O507", "error", "deck.pptx", lambda parts: {**parts, "ppt/vbaProject.bin": b"x"}),
    ("O508", "error", "deck.pptx", lambda parts: {**parts, "ppt/media/picture1.png": b"MZ not a picture"}),
    ("O508", "warning", "deck.pptx", lambda parts: {**parts, "ppt/media/picture1.png": b"GIF89a"}),
    ("O510", "error", "deck.pptx", edit(SLIDE, '<p:cNvPr id="3"', '<p:cNvPr id="2"')),
    ("O511", "error", "deck.pptx", edit(MAIN, 'id="256"', 'id="9"')),
    ("O512", "error", "rich.pptx", edit(SLIDE, "<a:tc>", '<a:tc gridSpan="2">', 1)),
    ("O512", "error", "rich.pptx", edit(SLIDE, "<a:tc>", '<a:tc gridSpan="two" rowSpan="-9">', 1)),
    ("O520", "error", "a.docx", edit(PAGE, "</w:p></w:tc>", "</w:p><w:tbl/></w:tc>", 1)),
    ("O522", "warning", "a.docx", edit(PAGE, "<w:tc><w:p>", '<w:tc><w:tcPr><w:gridSpan w:val="9"/></w:tcPr><w:p>', 1)),
    ("O523", "warning", "a.docx", edit(PAGE, 'w:val="H1"', 'w:val="H9"')),
    ("O524", "warning", "a.docx", at_end('<w:bookmarkStart w:id="1" w:name="a"/>')),
    ("O525", "error", "a.docx", at_end('<w:r><w:fldChar w:fldCharType="begin"/></w:r>')),
    ("O530", "error", "deck.docx", lambda parts: parts),
    ("O531", "error", "deck.pptx", edit(SLIDE, "</p:sld>", '<p:timing><p:spTgt spid="99"/></p:timing></p:sld>')),
    ("O532", "error", "deck.pptx", edit(MAIN, 'cx="12192000"', 'cx="5"')),
    ("O533", "error", "a.docx", at_end('<w:r><w:footnoteReference w:id="4"/></w:r>')),
]  # fmt: skip


def defective(name: str, change: Callable[[Parts], Parts]) -> bytes:
    base = deck(RICH) if name == "rich.pptx" else document(TEXT) if name == "a.docx" else sound("deck.pptx")
    return file_of(change(base))


@pytest.mark.parametrize(("code", "severity", "name", "change"), DEFECTS)
def test_each_planted_defect_of_a_package_is_found(
    code: str, severity: str, name: str, change: Callable[[Parts], Parts]
) -> None:
    found = check_file(defective(name, change), name)
    assert (code, severity) in [(fault.code, fault.severity) for fault in found]
    for fault in found:
        assert fault.line("zh")
        assert "{" not in fault.line("en")


def test_the_files_the_defects_are_planted_in_are_sound() -> None:
    assert codes(file_of(sound("deck.pptx"))) == []
    assert [c for c in codes(file_of(deck(RICH))) if c[0] == "O"] == []
    assert codes(file_of(document(TEXT)), "a.docx") == []


def test_of_our_own_files_what_office_puts_up_with_is_an_error_too() -> None:
    softened = [(code, name, change) for code, severity, name, change in DEFECTS if severity == "warning"]
    assert len(softened) >= 7
    for code, name, change in softened:
        found = check_package(defective(name, change), name)
        assert (code, "error") in [(fault.code, fault.severity) for fault in found]


def test_macros_are_what_the_name_of_the_file_announces() -> None:
    parts = {**sound("deck.pptx"), "ppt/vbaProject.bin": b"x"}
    types = parts[TYPES].replace(
        b"vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
        b"vnd.ms-powerpoint.presentation.macroEnabled.main+xml",
    )
    types = types.replace(
        b"<Override", b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/><Override', 1
    )
    found = check_file(file_of({**parts, TYPES: types}), "deck.pptm")
    assert [(fault.code, fault.severity) for fault in found] == [("O507", "warning")]


def test_core_properties_that_office_refuses_are_found() -> None:
    core = b'<c:p xmlns:c="urn:c" xmlns:d="urn:d"><d:created>yesterday</d:created><d:title/><d:title/></c:p>'
    types = sound("deck.pptx")[TYPES].replace(
        b"</Types>",
        b'<Override PartName="/docProps/core.xml"'
        b' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>',
    )
    found = check_file(file_of({**sound("deck.pptx"), TYPES: types, "docProps/core.xml": core}), "deck.pptx")
    assert [(fault.code, fault.facts["detail"]) for fault in found] == [("O534", "title"), ("O534", "created")]


def test_a_file_in_the_strict_format_is_told_not_to_be_judged() -> None:
    parts = {
        name: data.replace(
            b"http://schemas.openxmlformats.org/presentationml/2006/main",
            b"http://purl.oclc.org/ooxml/presentationml/main",
        )
        for name, data in sound("deck.pptx").items()
    }
    assert "K200" in codes(file_of(parts))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_attribute_may_hold_anything(data: st.DataObject) -> None:
    """Numbers too large, words for numbers, nothing: foreign programs write it all."""
    name = data.draw(st.sampled_from(["deck.pptx", "a.docx"]))
    parts = deck(RICH) if name == "deck.pptx" else document(TEXT)
    member = data.draw(st.sampled_from(sorted(n for n in parts if n.endswith((".xml", ".rels")))))
    text = parts[member].decode()
    places = [m.span(1) for m in re.finditer(r'="([^"]*)"', text)]
    odd = st.sampled_from(["", "-1", "0", "9" * 400, "1e9", "NaN", "²", "FFFFFF", "50%", "../..", "\u202e", "true"])
    for start, end in sorted(
        data.draw(st.lists(st.sampled_from(places), min_size=1, max_size=6, unique=True)), reverse=True
    ):
        text = text[:start] + data.draw(odd) + text[end:]
    for fault in check_file(file_of({**parts, member: text.encode()}), name, mono=True):
        assert fault.line("zh")


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_any_element_may_be_missing_or_twice(data: st.DataObject) -> None:
    from lxml import etree

    name = data.draw(st.sampled_from(["deck.pptx", "a.docx"]))
    parts = deck(RICH) if name == "deck.pptx" else document(TEXT)
    member = data.draw(st.sampled_from(sorted(n for n in parts if n.endswith(".xml"))))
    tree = etree.fromstring(parts[member])
    chosen = data.draw(st.sampled_from(list(tree.iter(etree.Element))[1:]))
    parent = chosen.getparent()
    assert parent is not None
    if data.draw(st.booleans()):
        parent.remove(chosen)
    else:
        parent.append(etree.fromstring(etree.tostring(chosen)))
    for fault in check_file(file_of({**parts, member: etree.tostring(tree)}), name, mono=True):
        assert fault.line("en")


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=8))
def test_any_bytes_may_be_overwritten(at: int, junk: bytes) -> None:
    data = file_of(sound("deck.pptx"))
    place = at % len(data)
    assert isinstance(check_file(data[:place] + junk + data[place + len(junk) :], "deck.pptx", mono=True), tuple)


def test_thousands_of_shapes_or_rows_are_judged_in_seconds() -> None:
    boxes = "".join(shape(n, run("先办急事" * 9), (1, 2, 2, 0.5)) for n in range(3, 1003))
    assert "K201" in codes(file_of(deck(title() + boxes)))
    rows = doc_table([[para("甲"), para("乙")]] * 2000, style="Dark")
    assert codes(file_of(document(para("名单", style="H1") + rows)), "a.docx") == []


def test_a_word_without_end_is_measured_in_no_time() -> None:
    slide = title() + shape(3, run("x" * 3_000_000), (1, 2, 4, 1))
    assert "K201" in codes(file_of(deck(slide)))
