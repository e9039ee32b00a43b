"""Files that a unit supplies: bases and pictures read with care, its logo cleaned."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from coursegen.errors import Place, fail, reason_of
from coursegen.office.package import MAX_BYTES, picture_extension
from coursegen.reading.pictures import cleaned, picture_bytes
from coursegen.workspace import place_of, shown


def read_asset(path: Path) -> bytes:
    """Bytes of a base or picture; A850 when it cannot be read, A509 when it is larger than any package may be."""
    try:
        if (size := path.stat().st_size) > MAX_BYTES:
            raise fail("A509", place_of(path), megabytes=size >> 20, limit=MAX_BYTES >> 20)
        return path.read_bytes()
    except OSError as error:
        raise fail("A850", place_of(path), reason=reason_of(error)) from error


def logo_media(file: str) -> Mapping[str, bytes]:
    """A logo as pictures by key; none without a file. Raises C003 and what `clean_logo` does."""
    if not file:
        return {}
    path = Path(file)
    return {"logo": clean_logo(picture_bytes(path, path.name, place_of(path)), shown(path))}


def clean_logo(data: bytes, file: str) -> bytes:
    """A logo cleaned as every picture is, whatever the name of its file ends in.

    Raises A508 for what is no picture, and what cleaning raises.
    """
    name = f"{Path(file).stem}.{picture_extension(data, file)}"
    return cleaned(data, name, Place(file)).data
