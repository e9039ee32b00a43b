"""What a base has before and after the paragraph `{{ body }}`: it stays in every product made from that section."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from coursegen.office.document.markup import W
from coursegen.office.tags import BODY

BODY_MARK = "<w:p><w:r><w:t>\u00a7body\u00a7</w:t></w:r></w:p>"
"""How the place of the body is written in document.xml."""

_WORDS = re.compile(r"\s*\{\{\s*" + BODY + r"\s*\}\}\s*")
_TAGGED = re.compile(r"\{\{\s*" + BODY + r"\s*\}\}")
_OUT = (
    "sectPr", "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "commentReference",
    "footnoteReference", "endnoteReference", "dataBinding", "proofErr", "permStart", "permEnd",
)  # fmt: skip
"""What leads to parts that went, or bears numbers that the body gives out again."""


def around_body(body: Any, sections: Sequence[Any], number: int) -> list[Any]:
    """Children of w:body to keep for a section, the body's place among them; none when nobody typed `{{ body }}`."""
    own = _children(body, sections, number)
    place = next((n for n, child in enumerate(own) if child.tag == f"{{{W}}}p" and _is_place(child)), None)
    if place is None:
        return []
    kept = [*own[:place], _mark(body), *own[place + 1 :]]
    for child in kept:
        for name in _OUT:
            for element in list(child.iter(f"{{{W}}}{name}")):
                if element.getparent() is not None:
                    element.getparent().remove(element)
    return kept


def is_misplaced(root: Any) -> bool:
    """Whether a part has `{{ body }}` anywhere but once, in a paragraph of its own straight in the body."""
    found = [p for p in root.iter(f"{{{W}}}p") if _TAGGED.search(_own_text(p))]
    return bool(found) and (len(found) > 1 or found[0].getparent().tag != f"{{{W}}}body" or not _is_place(found[0]))


def _is_place(paragraph: Any) -> bool:
    return _WORDS.fullmatch(_text(paragraph)) is not None


def _own_text(paragraph: Any) -> str:
    """Text of a paragraph without that of text boxes in it."""
    texts = paragraph.iter(f"{{{W}}}t")
    return "".join(t.text or "" for t in texts if next(t.iterancestors(f"{{{W}}}p")) is paragraph)


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
