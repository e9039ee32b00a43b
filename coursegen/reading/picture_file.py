"""What a picture file may be, and what is kept of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

FORMATS: Mapping[str, str] = {
    ".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".gif": "GIF", ".bmp": "BMP", ".tif": "TIFF", ".tiff": "TIFF",
}  # fmt: skip
"""What a file must hold, by its extension."""


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A clean PNG or JPEG and its size in pixels; `vector` is the SVG it stands in for, if there is one."""

    data: bytes
    width: int
    height: int
    vector: bytes = b""
