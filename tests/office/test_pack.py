from __future__ import annotations

import sys
import zipfile
import zlib
from io import BytesIO

import pytest
from deflate import deflate_compress
from hypothesis import given
from hypothesis import strategies as st

from coursegen.office.pack import Compressor, available_compressor, pack, parts_hash

PARTS = {
    "ppt/b.xml": b"<b/>" * 500,
    "_rels/.rels": b"<r/>",
    "[Content_Types].xml": b"<t/>",
    "名.xml": b"",
    "a.bin": bytes(range(256)),
}


@pytest.mark.parametrize("compressor", ["libdeflate", "zlib", "store"])
def test_any_zip_reader_reads_it(compressor: Compressor) -> None:
    with zipfile.ZipFile(BytesIO(pack(PARTS, compressor))) as archive:
        assert archive.testzip() is None
        assert {n: archive.read(n) for n in archive.namelist()} == PARTS


def test_the_order_is_fixed_and_the_date_too() -> None:
    with zipfile.ZipFile(BytesIO(pack(PARTS))) as archive:
        assert archive.namelist() == ["[Content_Types].xml", "_rels/.rels", "a.bin", "ppt/b.xml", "名.xml"]
        assert {m.date_time for m in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@given(st.permutations(sorted(PARTS)))
def test_the_order_of_the_parts_given_does_not_matter(order: list[str]) -> None:
    assert pack({name: PARTS[name] for name in order}) == pack(PARTS)


def test_content_types_and_root_relations_come_before_names_that_sort_before_them() -> None:
    parts = dict.fromkeys(("A.xml", "_rels/.rels", "Z/a.xml", "[Content_Types].xml", "a.xml"), b"")
    with zipfile.ZipFile(BytesIO(pack(parts))) as archive:
        assert archive.namelist() == ["[Content_Types].xml", "_rels/.rels", "A.xml", "Z/a.xml", "a.xml"]


def squeezed(compressor: Compressor, data: bytes) -> bytes:
    if compressor == "libdeflate":
        return bytes(deflate_compress(data, 6))
    squeezer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return squeezer.compress(data) + squeezer.flush()


@pytest.mark.parametrize("compressor", ["libdeflate", "zlib"])
def test_a_part_is_compressed_as_the_named_compressor_does_it_at_one_level(compressor: Compressor) -> None:
    data = "".join(f"<a:t>第{n}页 {n * n}</a:t>" for n in range(3000)).encode()
    assert squeezed(compressor, data) in pack({"a.xml": data}, compressor)


@pytest.mark.parametrize(
    ("compressor", "data", "method"),
    [("zlib", b"a" * 900, 8), ("store", b"a" * 900, 0), ("zlib", bytes(range(256)), 0), ("zlib", b"", 0)],
)
def test_only_what_gets_smaller_is_compressed(compressor: Compressor, data: bytes, method: int) -> None:
    with zipfile.ZipFile(BytesIO(pack({"a": data}, compressor))) as archive:
        (member,) = archive.infolist()
    assert member.compress_type == method
    assert (member.compress_size < len(data)) == (method == 8)


def test_the_heads_say_what_a_zip_of_2_0_made_on_dos_says() -> None:
    made = pack({"a": b"xyz"}, "store")
    with zipfile.ZipFile(BytesIO(made)) as archive:
        (member,) = archive.infolist()
    assert (member.create_version, member.create_system, member.extract_version) == (20, 0, 20)
    assert (member.volume, member.internal_attr, member.external_attr, member.extra, member.comment) == (
        0,
        0,
        0,
        b"",
        b"",
    )
    assert made[-22:-12] == b"PK\x05\x06\0\0\0\0\1\0"
    assert made.endswith(b"\0\0")


def test_files_may_be_said_to_come_from_unix_with_their_rights() -> None:
    with zipfile.ZipFile(BytesIO(pack({"a": b"x"}, origin=(3 << 8, 0o644 << 16)))) as archive:
        (member,) = archive.infolist()
    assert (member.create_system, member.external_attr) == (3, 0o644 << 16)


def test_without_libdeflate_zlib_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "deflate", None)
    assert available_compressor() == "zlib"


def test_libdeflate_is_found_where_it_is_installed() -> None:
    assert available_compressor() == "libdeflate"


def test_the_same_parts_have_one_hash_however_they_are_compressed() -> None:
    parts = {"[Content_Types].xml": b"<x/>" * 50, "a/b.xml": "要点".encode() * 99}
    ways: tuple[Compressor, ...] = ("libdeflate", "zlib", "store")
    assert len({pack(parts, way) for way in ways}) > 1
    assert len({parts_hash(pack(parts, way)) for way in ways}) == 1


@pytest.mark.parametrize("other", [{"a": b"xyy"}, {"b": b"xyz"}, {"a": b"xyz", "b": b""}, {}])
def test_other_parts_have_another_hash(other: dict[str, bytes]) -> None:
    assert parts_hash(pack(other)) != parts_hash(pack({"a": b"xyz"}))
