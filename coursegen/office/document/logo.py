"""The unit's logo at the head of a cover page: a picture in a header that only the first page has.

There it takes no room from the text, so page counts do not change.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from coursegen.office.document.markup import W
from coursegen.office.package import (
    CONTENT_TYPES,
    MEDIA_TYPES,
    OFFICE_RELATIONS,
    XML_HEAD,
    Relation,
    picture_extension,
    picture_size,
    write_relations,
)
from coursegen.office.prototype import escape

HEADER_PART = "word/headerCover.xml"
HEADER_ID = "rIdCoverHeader"
HEADER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
REFERENCE = f'<w:headerReference w:type="first" r:id="{HEADER_ID}"/>'

HIGHEST, WIDEST = 13 * 36000, 70 * 36000
"""EMU: the logo stands in the top margin, between 22 and 37 mm from the edge of the sheet."""

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"


class Logo(Struct, frozen=True):
    """A picture's bytes and what it shows."""

    data: bytes
    alt: str


def with_cover_logo(parts: Mapping[str, bytes], main: str, logo: Logo) -> dict[str, bytes]:
    """The parts with a first-page header that shows the logo; `main` is the name of the main part's relationships.

    Raises A508 for bytes that are no picture.
    """
    extension = picture_extension(logo.data, "logo")
    media = f"word/media/logo.{extension}"
    picture = Relation("rId1", f"{OFFICE_RELATIONS}/image", f"media/logo.{extension}")
    header = f'<Relationship Id="{HEADER_ID}" Type="{OFFICE_RELATIONS}/header" Target="headerCover.xml"/>'
    types = f'<Override PartName="/{HEADER_PART}" ContentType="{HEADER_TYPE}"/>'
    types += f'<Override PartName="/{media}" ContentType="{MEDIA_TYPES[extension]}"/>'
    return {
        **parts,
        media: logo.data,
        HEADER_PART: _header(logo).encode(),
        "word/_rels/headerCover.xml.rels": write_relations((picture,)),
        main: parts[main].replace(b"</Relationships>", f"{header}</Relationships>".encode()),
        CONTENT_TYPES: parts[CONTENT_TYPES].replace(b"</Types>", f"{types}</Types>".encode()),
    }


def _header(logo: Logo) -> str:
    wide, high = picture_size(logo.data, "logo")
    scale = min(HIGHEST / high, WIDEST / wide)
    size = f'cx="{max(1, round(wide * scale))}" cy="{max(1, round(high * scale))}"'
    shape = (
        '<pic:nvPicPr><pic:cNvPr id="1" name="logo"/><pic:cNvPicPr/></pic:nvPicPr>'
        '<pic:blipFill><a:blip r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
    )
    return (
        f'{XML_HEAD}<w:hdr xmlns:w="{W}" xmlns:r="{OFFICE_RELATIONS}" xmlns:a="{_DRAWING}/main"'
        f' xmlns:pic="{_DRAWING}/picture" xmlns:wp="{_DRAWING}/wordprocessingDrawing"><w:p><w:pPr>'
        '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:drawing>'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr id="1" name="logo" descr="{escape(logo.alt)}"/><a:graphic><a:graphicData uri="{_DRAWING}/picture">'
        f"<pic:pic>{shape}</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p></w:hdr>"
    )
