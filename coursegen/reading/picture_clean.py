"""Bytes of a picture → bytes without anything but the picture: no EXIF, no thumbnails, no comments, no second frame.

PNG and JPEG files that are upright and not too large are copied piece by piece, so nothing is lost and every machine
makes the same bytes; all else is decoded and written anew. The only door to Pillow's decoders for course pictures; they
load when a picture is not plain.
"""

from __future__ import annotations

import re
import struct
import warnings
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from coursegen.errors import FaultError, Place, fail
from coursegen.reading.picture_file import FORMATS, PictureFile
from coursegen.reading.picture_png import plain_size, png_copy, png_packed

if TYPE_CHECKING:
    from PIL import Image

LONGEST = 2560
"""Pixels of the longer side: a slide 13.33 in wide has 192 dpi with them."""

SMALLEST = 8
"""Pixels under which a side shows nothing."""

QUALITY = 90
_JPEG_EXTRA = frozenset({*range(0xE0, 0xF0), 0xFE})
"""Segments of applications, and comments."""

_JPEG_KEPT = (b"\xff\xe0\x00\x10JFIF\0", b"\xff\xe2", b"\xff\xee")
_PROFILE = b"ICC_PROFILE\0"

_ORIENTATION = 0x0112
_OTHERS = (
    (b"%!PS", "EPS"), (b"\xc5\xd0\xd3\xc6", "EPS"), (b"%PDF", "PDF"), (b"RIFF", "WebP"), (b"<svg", "SVG"),
    (b"<?xml", "XML"), (b"<", "HTML"), (b"8BPS", "PSD"), (b"PK", "ZIP"), (b"\xd7\xcd\xc6\x9a", "WMF"),
)  # fmt: skip
"""What files under a picture's name often are instead, by their first bytes."""


def clean_picture(data: bytes, file: str, place: Place) -> PictureFile:
    """The picture upright, at most `LONGEST` pixels long, as PNG or JPEG.

    Raises A313 (not what the extension says), A314 (damaged), A315 (too many pixels), A318 (too few).
    """
    if plain := plain_picture(data, file):
        return plain
    wanted, picture = _wanted(file), _opened(data, file, place)
    kind = "JPEG" if picture.format == "MPO" else picture.format
    if kind != wanted:
        raise fail("A313", place, value=file, found=kind)
    if min(picture.size) < SMALLEST:
        raise fail("A318", place, value=file, size=f"{picture.width}×{picture.height} px", least=SMALLEST)
    try:
        return _cleaned(data, picture)
    except FaultError:
        raise
    except Exception as error:  # decoders raise whatever a damaged file makes of them
        raise fail("A314", place, value=file) from error


def plain_picture(data: bytes, file: str) -> PictureFile | None:
    """The picture if it is a PNG that need not be decoded to be clean."""
    size = plain_size(data, LONGEST) if _wanted(file) == "PNG" else None
    return PictureFile(png_copy(data), *size) if size and min(size) >= SMALLEST else None


def _wanted(file: str) -> str:
    """What a file of this name must hold."""
    return FORMATS[PurePosixPath(file).suffix.lower()]


def _opened(data: bytes, file: str, place: Place) -> Image.Image:
    """The picture with its head read, and none of its pixels."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return Image.open(BytesIO(data), formats=sorted({*FORMATS.values()}))
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        pixels = re.search(r"\d+", str(error))
        raise fail("A315", place, value=file, size=f"{pixels[0] if pixels else '?'} px") from error
    except Exception as error:
        other = next((name for head, name in _OTHERS if data.lstrip()[:8].startswith(head)), "")
        if other:
            raise fail("A313", place, value=file, found=other) from error
        raise fail("A314", place, value=file) from error


def _cleaned(data: bytes, picture: Image.Image) -> PictureFile:
    kind = picture.format
    upright = picture.getexif().get(_ORIENTATION, 1) in (0, 1)
    as_it_is = upright and max(picture.size) <= LONGEST
    if kind in ("JPEG", "MPO"):
        picture.draft(picture.mode, (LONGEST, LONGEST))
    picture.load()
    if as_it_is and kind == "PNG":
        return PictureFile(png_copy(data), *picture.size)
    if as_it_is and kind in ("JPEG", "MPO") and picture.mode in ("L", "RGB"):
        return PictureFile(b"".join(_jpeg_pieces(data)), *picture.size)
    return _rewritten(picture, photo=kind in ("JPEG", "MPO"))


def _rewritten(picture: Image.Image, *, photo: bool) -> PictureFile:
    from PIL import Image, ImageOps

    clear = "A" in picture.getbands() or "transparency" in picture.info
    grey = picture.mode in ("1", "L") and not clear
    mode = "L" if grey else "RGBA" if clear and not photo else "RGB"
    image = ImageOps.exif_transpose(picture).convert(mode)
    scale = min(1.0, LONGEST / max(image.size))
    if scale < 1:
        size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
        image = image.resize(size, Image.Resampling.LANCZOS)
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    out = BytesIO()
    if photo:
        bare.save(out, "JPEG", quality=QUALITY)
        return PictureFile(out.getvalue(), *bare.size)
    bare.save(out, "PNG", compress_level=0)
    return PictureFile(png_packed(out.getvalue()), *bare.size)


def _jpeg_pieces(data: bytes) -> Iterator[bytes]:
    """The segments of a JPEG that make the picture; what follows its end (previews, films) is left out."""
    yield data[:2]
    at = 2
    while data[at + 1] != 0xD9:
        if data[at + 1] == 0xFF:  # a fill byte
            at += 1
            continue
        (size,) = struct.unpack_from(">H", data, at + 2)
        end = at + 2 + size
        if data[at + 1] == 0xDA:
            found = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]").search(data, end)
            end = found.start() if found else len(data)
        if not _tells_more(data[at:end]):
            yield data[at:end]
        at = end
    yield b"\xff\xd9"


def _tells_more(segment: bytes) -> bool:
    """Whether a segment of a JPEG is no part of the picture.

    A head without a preview (16 bytes), colour profiles (APP2) and Adobe's colour transform (APP14) are.
    """
    if segment[1] not in _JPEG_EXTRA:
        return False
    profile = segment[1] != 0xE2 or segment[4:].startswith(_PROFILE)
    return not (segment.startswith(_JPEG_KEPT) and profile)
