"""What a base has before and after the paragraph `{{ body }}`: it stays in every product made from that section."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from coursegen.office.document.markup import W
from coursegen.office.tags import BODY

BODY_MARK = "<w:p><w:r><w:t>\u00a7body\u00a7</w:t></w:r></w:p>"
"""How the place of the body is written in document.xml."""

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PLACED = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_DECORATIVE = (
    f'<a:extLst xmlns:a="{_DRAWING}"><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}"><adec:decorative'
    ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)

_WORDS = re.compile(r"\s*\{\{\s*" + BODY + r"\s*\}\}\s*")
_OUT = (
    "sectPr", "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "commentReference",
    "footnoteReference", "endnoteReference", "dataBinding", "proofErr", "permStart", "permEnd",
)  # fmt: skip
"""What leads to parts that went, or bears numbers that the body gives out again."""


def around_body(body: Any, sections: Sequence[Any], number: int) -> list[Any]:
    """Children of w:body to keep for a section, the body's place among them; none when nobody typed `{{ body }}`."""
    own = _children(body, sections, number)
    place = next(
        (n for n, child in enumerate(own) if child.tag == f"{{{W}}}p" and _WORDS.fullmatch(_text(child))), None
    )
    if place is None:
        return []
    kept = [*own[:place], _mark(body), *own[place + 1 :]]
    for child in kept:
        for name in _OUT:
            for element in list(child.iter(f"{{{W}}}{name}")):
                if element.getparent() is not None:
                    element.getparent().remove(element)
        _mark_decoration(child)
    return kept


def _mark_decoration(child: Any) -> None:
    """Pictures that the base has no words for are ornaments: readers of screens pass them over."""
    from lxml import etree

    for named in child.iter(f"{{{_PLACED}}}docPr"):
        if not (named.get("descr") or named.get("title") or len(named.findall(f"{{{_DRAWING}}}extLst"))):
            named.append(etree.fromstring(_DECORATIVE))


def leading_pages(kept: Sequence[Any]) -> int:
    """Pages that stand before the body: as many as are turned before its place."""
    count = 0
    for child in kept:
        if _text(child) == "\u00a7body\u00a7":
            return count
        count += sum(1 for e in child.iter(f"{{{W}}}br") if e.get(f"{{{W}}}type") == "page")
    return 0


def _children(body: Any, sections: Sequence[Any], number: int) -> list[Any]:
    """Children of the body that belong to one section."""
    out: list[Any] = []
    at = 0
    for child in body:
        if child in sections:
            continue
        if at == number:
            out.append(child)
        at += any(section in sections for section in child.iter(f"{{{W}}}sectPr"))
    return out


def _is_place(child: Any) -> bool:
    return child.tag == f"{{{W}}}p" and _WORDS.fullmatch(_text(child)) is not None


def _text(paragraph: Any) -> str:
    return "".join(t.text or "" for t in paragraph.iter(f"{{{W}}}t"))


def _mark(body: Any) -> Any:
    mark = body.makeelement(f"{{{W}}}p", {})
    run = mark.makeelement(f"{{{W}}}r", {})
    text = run.makeelement(f"{{{W}}}t", {})
    text.text = "\u00a7body\u00a7"
    run.append(text)
    mark.append(run)
    return mark
