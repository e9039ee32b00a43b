"""What a picture file may be, and what is kept of it."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

FORMATS: Mapping[str, str] = {
    ".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".gif": "GIF", ".bmp": "BMP", ".tif": "TIFF", ".tiff": "TIFF",
}  # fmt: skip
"""What a file must hold, by its extension."""


class PictureFile(Struct, frozen=True):
    """A clean PNG or JPEG and its size in pixels; `vector` is the SVG it stands in for, if there is one."""

    data: bytes
    width: int
    height: int
    vector: bytes = b""
