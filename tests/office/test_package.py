from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursegen.errors import FaultError
from coursegen.office import package
from coursegen.office.package import (
    CONTENT_TYPES,
    Relation,
    picture_extension,
    read_content_types,
    read_package,
    read_relations,
    relations_of,
    relative,
    resolve,
    time_stamp,
    write_content_types,
    write_relations,
)

names = st.lists(st.sampled_from(["ppt", "slides", "media", "a b", "课"]), min_size=1, max_size=4).map("/".join)


def zipped(members: dict[str, bytes], **options: int) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data, **options)  # type: ignore[arg-type]
    return out.getvalue()


def codes(data: bytes) -> list[str]:
    with pytest.raises(FaultError) as caught:
        read_package(data, "base.pptx")
    assert all(f.place.file == "base.pptx" for f in caught.value.faults)
    return [f.code for f in caught.value.faults]


GOOD = {CONTENT_TYPES: b"<Types/>", "ppt/x.xml": b"<x/>"}


def test_a_sound_package_is_read() -> None:
    assert read_package(zipped(GOOD), "base.pptx") == GOOD


def test_what_is_no_package_is_refused() -> None:
    assert codes(b"hello") == ["A501"]
    assert codes(zipped({"a.txt": b"x"})) == ["A501"], "a zip, but not of Office"


def test_files_with_a_password_and_old_files_are_refused() -> None:
    assert codes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600) == ["A502"]


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/passwd", "a\\b.xml", "C:x.xml"])
def test_unsafe_names_are_refused(name: str) -> None:
    data = zipped({**GOOD, "NAME": b"x"}).replace(b"NAME", name.encode()[:4].ljust(4, b"_"))
    if len(name) > 4:
        data = zipped({**GOOD, name.replace("\\", "/"): b"x"}).replace(name.replace("\\", "/").encode(), name.encode())
    assert "A505" in codes(data)


def test_double_names_are_refused() -> None:
    assert codes(zipped({**GOOD, "PPT/X.xml": b"<x/>"})) == ["A505"]


def test_bombs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert codes(zipped({**GOOD, "big.bin": b"\0" * (9 * 2**20)})) == ["A504"]
    monkeypatch.setattr(package, "MAX_MEMBERS", 2)
    assert codes(zipped({**GOOD, "third.xml": b"<x/>"})) == ["A503"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_document_type_declarations_are_refused(encoding: str) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x/>'.encode(encoding)
    assert codes(zipped({**GOOD, "ppt/y.xml": bomb})) == ["A506"]


def test_damaged_members_are_named() -> None:
    data = bytearray(zipped({**GOOD, "ppt/z.xml": b"<z>" + bytes(range(65, 91)) * 40 + b"</z>"}))
    place = data.find(b"ppt/z.xml") + len("ppt/z.xml")
    data[place : place + 4] = b"\xff\xff\xff\xff"
    assert codes(bytes(data)) == ["A507"]


def test_relations_are_written_and_read_back() -> None:
    rows = (
        Relation("rId1", "http://x/slide", "slides/slide1.xml"),
        Relation("rId2", "http://x/hyperlink", "http://a?b&c", external=True),
    )
    assert read_relations(write_relations(rows)) == rows
    assert [row.kind for row in rows] == ["slide", "hyperlink"]


@given(names, names)
def test_a_relative_target_leads_back_to_the_part(part: str, target: str) -> None:
    assert resolve(f"{part}/x.xml", relative(f"{part}/x.xml", f"{target}/y.xml")) == f"{target}/y.xml"


def test_names_of_relationship_parts() -> None:
    assert relations_of("") == "_rels/.rels"
    assert relations_of("ppt/slides/slide1.xml") == "ppt/slides/_rels/slide1.xml.rels"


def test_content_types_are_written_and_read_back() -> None:
    types = {
        "ppt/a.xml": "application/a+xml",
        "ppt/media/p.png": "image/png",
        "x/_rels/a.rels": package.read_content_types.__name__,
    }
    types["x/_rels/a.rels"] = "application/vnd.openxmlformats-package.relationships+xml"
    parts = {CONTENT_TYPES: write_content_types(types), **dict.fromkeys(types, b"")}
    assert read_content_types(parts) == types
    assert parts[CONTENT_TYPES].count(b"Override") == 1, "pictures and relationships go by their extension"


def test_pictures_are_known_by_their_bytes() -> None:
    assert picture_extension(b"\x89PNG\r\n\x1a\n...", "logo") == "png"
    assert picture_extension(b"\xff\xd8\xff\xe0", "logo") == "jpg"
    with pytest.raises(FaultError):
        picture_extension(b"%PDF", "logo")


def test_the_day_or_a_fixed_one() -> None:
    assert time_stamp("2026-03-01") == "2026-03-01T00:00:00Z"
    assert time_stamp("") == "2000-01-01T00:00:00Z"


def test_a_member_without_a_name_is_refused_in_one_line() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("x.xml", "<x/>")
    data = bytearray(out.getvalue())
    directory = data.rindex(b"PK\x01\x02")
    data[directory + 46] = 0  # a name that begins with NUL is no name to zipfile
    with pytest.raises(FaultError) as raised:
        read_package(bytes(data), "x.pptx")
    assert [fault.code for fault in raised.value.faults] == ["A505"]
