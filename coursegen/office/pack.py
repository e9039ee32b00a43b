"""Zip writer of Office packages: fixed order, fixed dates, chosen compressor."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from struct import pack as struct_pack
from struct import unpack_from
from typing import Literal

from coursegen.workspace import sha256

Compressor = Literal["libdeflate", "zlib", "store"]

_DOS_TIME, _DOS_DATE = 0, 0x21  # 1980-01-01 00:00, the earliest date a zip can hold
_UTF8 = 0x800
_DOS = 0, 0

UNIX = 3 << 8, 0o100644 << 16
"""Origin of files that people take out themselves: of a name from DOS, Info-ZIP does not believe that it is UTF-8."""


_LEVEL = 6
"""Of libdeflate: twice as fast as zlib's own 6, and as small."""


def available_compressor() -> Compressor:
    """`libdeflate` when it is installed, else `zlib`."""
    try:
        import deflate  # noqa: F401
    except ImportError:
        return "zlib"
    return "libdeflate"


def pack(parts: Mapping[str, bytes], compressor: Compressor = "zlib", *, origin: tuple[int, int] = _DOS) -> bytes:
    """Bytes of an Office package from its parts (name without leading slash → content).

    `[Content_Types].xml` comes first, then `_rels/.rels`, then the rest by name: the same parts give the same file.
    `origin` is the system that files are said to come from, with their attributes there.
    """
    members, directory, at = list[bytes](), list[bytes](), 0
    for name in _in_order(tuple(parts)):
        member, entry, end = _member(name, parts[name], compressor, origin)
        members.append(member)
        directory += entry, struct_pack("<L", at), end
        at += len(member)
    count, size = len(parts), sum(map(len, directory))
    end = struct_pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, size, at, 0)
    return b"".join((*members, *directory, end))


def parts_hash(data: bytes) -> str:
    """One hash over the parts of a package of ours, by their names, sizes and checksums in its directory.

    However they are compressed: one zlib makes other bytes than another.
    """
    count, _, at = unpack_from("<H2L", data, len(data) - 12)
    said = []
    for _ in range(count):
        checksum, _, size, length, *more = unpack_from("<3L3H", data, at + 16)
        said.append(b"%s\0%d\0%d\n" % (data[at + 46 : at + 46 + length], size, checksum))
        at += 46 + length + sum(more)
    return sha256(b"".join(said))


@lru_cache(maxsize=32)
def _in_order(names: tuple[str, ...]) -> Sequence[str]:
    return sorted(names, key=_order)


def _order(name: str) -> tuple[int, str]:
    return {"[Content_Types].xml": 0, "_rels/.rels": 1}.get(name, 2), name


@lru_cache(maxsize=1024)
def _member(name: str, data: bytes, compressor: Compressor, origin: tuple[int, int]) -> tuple[bytes, bytes, bytes]:
    """A member as it stands in the file; and its entry in the directory, before and after where it stands."""
    squeezed, written = _compress(data, compressor), name.encode("utf-8")
    method = 8 if len(squeezed) < len(data) and compressor != "store" else 0
    body = squeezed if method else data
    sizes = zlib.crc32(data), len(body), len(data), len(written), 0
    common = struct_pack("<5H3L2H", 20, _UTF8, method, _DOS_TIME, _DOS_DATE, *sizes)
    system, attributes = origin
    entry = b"PK\x01\x02" + struct_pack("<H", system + 20) + common + struct_pack("<3HL", 0, 0, 0, attributes)
    return b"PK\x03\x04" + common + written + body, entry, written


def _compress(data: bytes, compressor: Compressor) -> bytes:
    if compressor == "libdeflate":
        from deflate import deflate_compress

        return bytes(deflate_compress(data, _LEVEL))
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()
