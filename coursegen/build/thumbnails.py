"""Slides of the lecture as small pictures, drawn by LibreOffice from the very file, for the guide."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape

from msgspec import Struct, field

from coursegen.build.kit import Made
from coursegen.build.slides import numbers_in
from coursegen.errors import Fault
from coursegen.office.package import picture_size, read_package
from coursegen.office.pdf import page_pictures, pages_can_be_drawn
from coursegen.office.render import converted
from coursegen.reading import PictureFile

WIDTH = 480
"""Pixels of a thumbnail's width."""

_TITLE = re.compile(r'<p:sp>(?:(?!</p:sp>).)*?<p:ph[^>]*type="(?:title|ctrTitle)"(?:(?!</p:sp>).)*', re.DOTALL)
_TEXT = re.compile(r"<a:t>([^<]*)</a:t>")


class Thumbnail(Struct, frozen=True):
    """A slide as a picture: the file's name, and the title that the slide has."""

    file: str
    title: str


class Thumbnails(Struct, frozen=True):
    """Those of a deck by the slide's id, and their files."""

    shown: Mapping[str, Thumbnail] = field(default_factory=dict)
    files: Mapping[str, PictureFile] = field(default_factory=dict)


def thumbnails(deck: Made) -> tuple[Thumbnails, tuple[Fault, ...]]:
    """Every slide of a finished deck as LibreOffice draws it; none, and O184 (a warning), where it cannot."""
    drawn = converted({deck.name: deck.data}, "pdf", tries=2) if pages_can_be_drawn() else {}
    if not drawn:
        return Thumbnails(), (Fault("O184", severity="warning"),)
    pictures = tuple(page_pictures(drawn[deck.name], WIDTH, small=True))
    parts = read_package(deck.data, deck.name)
    shown, files = {}, {}
    for key, number in numbers_in(deck).items():
        if number <= len(pictures):
            file, data = f"slides/{number}.png", pictures[number - 1]
            shown[key] = Thumbnail(file, _title(parts[f"ppt/slides/slide{number}.xml"]))
            files[file] = PictureFile(data, *picture_size(data, file))
    return Thumbnails(shown, files), ()


def _title(slide: bytes) -> str:
    found = _TITLE.search(slide.decode())
    return unescape("".join(_TEXT.findall(found[0]))) if found else ""
