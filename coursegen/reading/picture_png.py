"""The pieces of a PNG: which of them are kept, and whether all is sound and plain, so that nothing need decode it."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Sequence

_SIGN = b"\x89PNG\r\n\x1a\n"
_KEPT = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT"})

_Piece = tuple[bytes, bytes]
"""Kind and content."""

_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Samples of a pixel, by the type of colors."""

_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
"""Bits that a sample may have, by the type of colors."""

_SIZES = {b"gAMA": 4, b"cHRM": 32, b"sRGB": 1, b"pHYs": 9, b"tIME": 7}
"""Bytes of what a plain PNG may have besides its pixels."""

_SAID = (b"Title", b"Author", b"Description", b"Copyright", b"Creation Time", b"Software", b"Source", b"Comment")
"""What the texts of a plain PNG are about: none of it says how the picture is to be shown."""

_MOST_FILTERS = 4

_AT_ONCE = 1 << 16
"""Bytes that are unpacked at a time."""


def plain_size(data: bytes, longest: int) -> tuple[int, int] | None:
    """Size of a PNG at most so long, in which nothing is wrong, turned, animated or interlaced; None for any other.

    Stricter than decoders are: all sums must be right, and there must be as many pixels as the head says, none more.
    """
    pieces = _whole(data)
    if len(pieces) < 3 or pieces[0][0] != b"IHDR" or len(pieces[0][1]) != 13 or pieces[-1] != (b"IEND", b""):
        return None
    width, height, depth, colors, *ways = struct.unpack(">LLBBBBB", pieces[0][1])
    if not min(width, height) > 0 or max(width, height) > longest:
        return None
    if depth not in _DEPTHS.get(colors, ()) or any(ways):
        return None
    pixels = [content for kind, content in pieces if kind == b"IDAT"]
    beside = pieces[1 : -1 - len(pixels)]
    if not pixels or any(kind == b"IDAT" for kind, _ in beside) or not _is_plain(beside, colors):
        return None
    row = 1 + (width * depth * _SAMPLES[colors] + 7) // 8
    return (width, height) if _are_pixels(b"".join(pixels), row, height) else None


def _whole(data: bytes) -> Sequence[_Piece]:
    """All pieces up to the end, if their sums are right; else none."""
    pieces: list[_Piece] = []
    at = len(_SIGN)
    while data.startswith(_SIGN) and at + 12 <= len(data):
        (size,) = struct.unpack_from(">L", data, at)
        kind, content = data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        if data[at + 8 + size : at + 12 + size] != struct.pack(">L", zlib.crc32(data[at + 4 : at + 8 + size])):
            return ()
        pieces.append((kind, content))
        if kind == b"IEND":
            return pieces
        at += 12 + size
    return ()


def _is_plain(pieces: Sequence[_Piece], colors: int) -> bool:
    """Whether what stands between head and pixels is well formed, each thing once, and turns nothing."""
    bare = [piece for piece in pieces if not (piece[0] == b"tEXt" and piece[1].split(b"\0")[0] in _SAID)]
    found = dict(bare)
    palette = len(found.pop(b"PLTE", b""))
    indexed = colors == 3
    sound = palette % 3 == 0 and 3 <= palette <= 768 if indexed else not palette
    return sound and len(bare) == len(dict(bare)) and all(_SIZES.get(kind) == len(found[kind]) for kind in found)


def _are_pixels(packed: bytes, row: int, height: int) -> bool:
    """Whether packed bytes are so many rows, each filtered in one of the known ways, and nothing else.

    They are unpacked bit by bit, which takes half as long as all at once: the same few pages of memory serve for all.
    """
    unpacking, left, found = zlib.decompressobj(), packed, 0
    while not unpacking.eof:
        try:
            rows = unpacking.decompress(left, _AT_ONCE)
        except zlib.error:
            return False
        if not (rows or unpacking.eof) or max(rows[-found % row :: row], default=0) > _MOST_FILTERS:
            return False
        found, left = found + len(rows), unpacking.unconsumed_tail
        if found > row * height:
            return False
    return found == row * height and not unpacking.unused_data


def _pieces(data: bytes) -> Iterator[_Piece]:
    """Every piece of a PNG that is picture and nothing else."""
    at = len(_SIGN)
    while at < len(data):
        (size,) = struct.unpack_from(">L", data, at)
        kind, content = data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        if kind in _KEPT:
            yield kind, content
        if kind == b"IEND":
            return
        at += 12 + size


def _piece(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">L", len(content)) + kind + content + struct.pack(">L", zlib.crc32(kind + content))


def png_copy(data: bytes) -> bytes:
    """A PNG without anything but the picture, its pixels as they were packed."""
    return _SIGN + b"".join(_piece(kind, content) for kind, content in _pieces(data))


def png_packed(data: bytes) -> bytes:
    """A PNG that Pillow wrote, its pixels packed by Python's zlib: Pillow's own differs from build to build."""
    pieces = list(_pieces(data))
    pixels = zlib.compress(zlib.decompress(b"".join(content for kind, content in pieces if kind == b"IDAT")), 6)
    head, tail = [p for p in pieces if p[0] not in (b"IDAT", b"IEND")], (b"IEND", b"")
    return _SIGN + b"".join(_piece(*piece) for piece in (*head, (b"IDAT", pixels), tail))
