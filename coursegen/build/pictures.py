"""The pictures that a product shows: their sizes for the layout, their bytes for the writers."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TypeVar

from coursegen.build.prepared import Prepared
from coursegen.document.nodes import Deck, Document, Picture
from coursegen.document.pictures import files_in, with_sizes
from coursegen.errors import Fault, FaultError, gather
from coursegen.reading import PictureFile, read_picture

_Whole = TypeVar("_Whole", Deck, Document)


def with_pictures(whole: _Whole, prepared: Prepared) -> tuple[_Whole, Mapping[str, bytes]]:
    """Nodes with the sizes of their pictures, and all media by key: these pictures and the unit's logo.

    Pictures of the course were read before; those that a template names itself are read now, and their faults raised.
    """
    faults: list[Fault] = []
    found: dict[str, PictureFile] = {}
    media = dict(prepared.media())
    for file, place in files_in(whole).items():
        read = partial(read_picture, file, prepared.picture_folders, place)
        picture = prepared.pictures.get(file) or gather(read, faults)
        if picture:
            found[file] = picture
    if faults:
        raise FaultError(faults)
    sized = with_sizes(whole, {file: (picture.width, picture.height) for file, picture in found.items()})
    for file, picture in found.items():
        node = Picture(file, "")
        media |= {node.raster: picture.data} | ({node.vector: picture.vector} if node.vector else {})
    return sized, media
