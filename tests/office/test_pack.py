from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursegen.office.pack import Compressor, available_compressor, pack

PARTS = {
    "ppt/b.xml": b"<b/>" * 500,
    "_rels/.rels": b"<r/>",
    "[Content_Types].xml": b"<t/>",
    "名.xml": b"",
    "a.bin": bytes(range(256)),
}


@pytest.mark.parametrize("compressor", ["isal", "zlib", "store"])
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


def test_isal_is_found_where_it_is_installed() -> None:
    assert available_compressor() == "isal"
