"""Some slides of a presentation as a presentation of their own: what only the others used is left behind."""

from __future__ import annotations

from collections.abc import Collection
from io import BytesIO
from typing import Any

from coursegen.errors import Place, fail
from coursegen.office.pack import pack
from coursegen.office.package import read_package

_SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
"""Extension of a presentation that lists slides by section ([MS-PPTX] 2.3.13)."""


def only_slides(data: bytes, name: str, numbers: Collection[int]) -> bytes:
    """The presentation with these slides only (numbers from 1), the same bytes each time.

    Raises A501 to A507 for a file that is unsafe or damaged.
    """
    from lxml import etree
    from pptx import Presentation

    read_package(data, name)
    try:
        deck = Presentation(BytesIO(data))
        entries = deck.slides._sldIdLst  # noqa: SLF001 - the library removes no slides
        for number, entry in reversed(list(enumerate(list(entries), 1))):
            if number not in numbers:
                deck.part.drop_rel(entry.rId)
                entries.remove(entry)
        root: Any = deck.part._element  # noqa: SLF001
        for extension in [e for e in root.iter("{*}ext") if e.get("uri") == _SECTIONS]:
            extension.getparent().remove(extension)
        for left in [e for e in root.iter("{*}extLst", "{*}custShowLst") if not len(e) or "custShow" in str(e.tag)]:
            left.getparent().remove(left)
        out = BytesIO()
        deck.save(out)
    except (KeyError, ValueError, AttributeError, etree.XMLSyntaxError) as error:
        raise fail("A501", Place(name)) from error
    return pack(read_package(out.getvalue(), name))
