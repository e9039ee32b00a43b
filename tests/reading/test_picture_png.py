"""A plain PNG is taken without being decoded, and is then just what a decoder would have made of it."""

from __future__ import annotations

import struct
import sys
import zlib
from base64 import b64decode
from collections.abc import Sequence

import pytest
from evidence_samples import drawn
from hypothesis import given, settings
from hypothesis import strategies as st

from coursegen.errors import FaultError, Place
from coursegen.reading import picture_clean
from coursegen.reading.picture_clean import LONGEST, clean_picture
from coursegen.reading.picture_png import plain_size

SIGN = b"\x89PNG\r\n\x1a\n"
SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
BESIDE = (
    (b"tEXt", b"Software\0a program"), (b"tEXt", b"XML:com.adobe.xmp\0<x tiff:Orientation=\"6\"/>"),
    (b"tEXt", b"exif\0x"), (b"tEXt", b"Title"), (b"zTXt", b"Comment\0\0" + zlib.compress(b"x")),
    (b"eXIf", b"MM\0*\0\0\0\x08\0\0"), (b"gAMA", b"\0\0\xb1\x8f"), (b"gAMA", b"\0"), (b"cHRM", bytes(32)),
    (b"cHRM", bytes(30)), (b"sRGB", b"\0"), (b"sRGB", b""), (b"pHYs", bytes(9)), (b"pHYs", bytes(8)),
    (b"tIME", bytes(7)), (b"bKGD", b"\0\0"), (b"tRNS", b"\0\0"), (b"tRNS", b""), (b"PLTE", bytes(6)),
    (b"PLTE", bytes(5)), (b"iCCP", b"a\0\0" + zlib.compress(b"x")), (b"acTL", bytes(8)), (b"IHDR", bytes(13)),
    (b"quIt", b"own"),
)  # fmt: skip


def png(pieces: Sequence[tuple[bytes, bytes]], wrong: int = -1) -> bytes:
    """A PNG of these pieces, the sum of one of them `wrong`."""
    found = SIGN
    for n, (kind, content) in enumerate(pieces):
        found += struct.pack(">L", len(content)) + kind + content
        found += struct.pack(">L", zlib.crc32(kind + content) ^ (n == wrong))
    return found


def outcome(data: bytes) -> object:
    """The clean picture, or the code of the fault."""
    try:
        return clean_picture(data, "a.png", Place("a.yaml"))
    except FaultError as error:
        return error.faults[0].code


def decoded(data: bytes) -> object:
    """The same, decoded in any case."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(picture_clean, "plain_size", lambda *_: None)
        return outcome(data)


KINDS = ((2, 8), (6, 8), (0, 8), (3, 8), (4, 8), (0, 1), (3, 4), (2, 16), (1, 8), (3, 16))
"""Types of colors and depths; the last two do not go together."""

WAYS = ((0, 0, 0), (0, 0, 1), (1, 0, 0), (0, 1, 0), (0, 0, 2))


@st.composite
def pngs(draw: st.DrawFn) -> bytes:
    """PNGs that are plain, and such as are so but for a few things."""
    usual = draw(st.booleans())

    def one_of(*values: object, usually: object) -> object:
        return usually if usual else draw(st.sampled_from(values))

    beside = st.lists(st.sampled_from(BESIDE), max_size=1)
    colors, depth = draw(st.sampled_from(KINDS))
    width, height = draw(st.integers(7, 20)), draw(st.integers(7, 20))
    row = (width * depth * SAMPLES.get(colors, 1) + 7) // 8
    filters = [one_of(0, 4, 5, 255, usually=n % 5) for n in range(height)]
    pixels = b"".join(bytes((n,)) + bytes((i * 7 + n) % 256 for i in range(row)) for n in filters)
    pixels = pixels[: one_of(None, -1, -row, usually=None)] + one_of(b"", b"\0", usually=b"")
    packed = zlib.compress(pixels)
    packed = packed[: one_of(None, -1, -5, usually=None)] + one_of(b"", b"x", usually=b"")
    cut = draw(st.integers(0, len(packed)))
    pieces = [
        (b"IHDR", struct.pack(">LLBBBBB", width, height, depth, colors, *one_of(*WAYS, usually=WAYS[0]))),
        *([(b"PLTE", bytes(range(12)))] if colors == 3 else []), *draw(beside), *draw(beside), (b"IDAT", packed[:cut]),
        *([] if usual else draw(beside)), (b"IDAT", packed[cut:]), *([] if usual else draw(beside)),
        *one_of([(b"IEND", b"")], [(b"IEND", b"x")], [], usually=[(b"IEND", b"")]),
    ]  # fmt: skip
    return png(pieces, one_of(*range(-1, 5), usually=-1)) + draw(st.sampled_from((b"", b"tail")))


@settings(max_examples=600, deadline=None)
@given(pngs())
def test_whatever_a_png_is_like_it_is_taken_as_if_it_were_decoded(data: bytes) -> None:
    assert outcome(data) == decoded(data)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 500), st.integers(1, 255), st.booleans())
def test_so_is_one_with_a_changed_byte_or_cut_short(place: int, change: int, cut: bool) -> None:
    data = drawn(40, 30)
    place %= len(data)
    data = data[:place] if cut else data[:place] + bytes((data[place] ^ change,)) + data[place + 1 :]
    assert outcome(data) == decoded(data)


@pytest.mark.parametrize("size", [(8, 8), (2560, 12), (12, 2560)])
def test_plain_ones_need_no_decoder(size: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    data = drawn(*size)
    monkeypatch.setitem(sys.modules, "PIL", None)
    made = clean_picture(data, "a.png", Place("a.yaml"))
    assert (made.width, made.height) == size


def test_one_that_says_to_be_endless_is_not_unpacked() -> None:
    head = (b"IHDR", struct.pack(">LLBBBBB", 2**31 - 1, 2**31 - 1, 8, 6, 0, 0, 0))
    assert plain_size(png([head, (b"IDAT", zlib.compress(bytes(10**6))), (b"IEND", b"")]), LONGEST) is None
    assert plain_size(drawn(100, 50), 99) is None


ODD_CODES = (
    "iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAAAAAA6mKC9AAAAF0lEQVR4nGMYAwwMDAwMDAwMDAwMDAwAARAAAQvfbrYAAAAASUVORK5CYII="
)


def test_pixels_that_only_some_unpackers_take_are_refused() -> None:
    assert outcome(b64decode(ODD_CODES)) == "A314"


def test_many_rows_are_looked_at_bit_by_bit() -> None:
    size = 300, 400
    for depth, colors in ((8, 2), (16, 6)):
        row = (size[0] * depth * SAMPLES[colors] + 7) // 8
        for odd, whole in ((4, size), (5, None)):
            rows = b"".join(bytes((odd if n == 377 else 1,)) + bytes((n % 256,)) * row for n in range(size[1]))
            head = (b"IHDR", struct.pack(">LLBBBBB", *size, depth, colors, 0, 0, 0))
            assert plain_size(png([head, (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]), LONGEST) == whole
