"""Tags typed into a base, `{{ unit.name }}`: found wherever a person can type, also split over runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct

from coursegen.errors import Fault, FaultError, Place
from coursegen.late import regex
from coursegen.office.prototype import Prototype, escape
from coursegen.text import did_you_mean

BODY = "body"
"""The tag that says where the body of a document goes."""

_TAG = regex(r"\{\{\s*([^{}]*?)\s*\}\}")
_SPLIT = regex(rb"\{(?:<[^>]*>|\s)*\{")
_MAIN = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_CORE = {
    "title": "{http://purl.org/dc/elements/1.1/}title",
    "subject": "{http://purl.org/dc/elements/1.1/}subject",
    "author": "{http://purl.org/dc/elements/1.1/}creator",
}
"""Core properties that every product has, and where a base says them."""


class Tag(Struct, frozen=True):
    """A tag: what stands in it, and the part of the base that has it."""

    name: str
    part: str


def may_have_tags(data: bytes) -> bool:
    """Whether XML may hold a tag, quickly told."""
    return _SPLIT.search(data) is not None


def slotted(xml: bytes, part: str, tags: list[Tag]) -> str:
    """XML with a slot for each tag, written to a paragraph's first run that has a piece of it; tags are noted."""
    from lxml import etree

    root: Any = etree.fromstring(xml)
    for space in (_MAIN, _DRAWING):
        for paragraph in list(root.iter(f"{space}p")):
            _slot_paragraph(paragraph, space, part, tags)
    return '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + str(etree.tostring(root, encoding="unicode"))


def _slot_paragraph(paragraph: Any, space: str, part: str, tags: list[Tag]) -> None:
    texts = [t for t in paragraph.iter(f"{space}t") if _owner(t, space) is paragraph]
    whole = "".join(t.text or "" for t in texts)
    for found in reversed(list(_TAG.finditer(whole))):
        tags.append(Tag(found[1], part))
        _replace(texts, found.start(), found.end(), f"§tag_{len(tags) - 1}§")


def _owner(text: Any, space: str) -> Any:
    return next((a for a in text.iterancestors(f"{space}p")), None)


def _replace(texts: list[Any], start: int, end: int, slot: str) -> None:
    """Put a slot where characters `start` to `end` of the texts together stand."""
    at = 0
    for text in texts:
        own = text.text or ""
        first, last = max(start - at, 0), min(end - at, len(own))
        if first < last:
            text.text = own[:first] + (slot if at + first == start else "") + own[last:]
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve") if text.tag.startswith(_MAIN) else None
        at += len(own)


def core_tags(parts: Mapping[str, bytes], tags: list[Tag]) -> dict[str, str]:
    """Core properties of a base that hold tags, with slots for them; tags are noted."""
    from lxml import etree

    data = parts.get("docProps/core.xml", b"")
    if not may_have_tags(data):
        return {}
    root: Any = etree.fromstring(data)
    said = {key: root.findtext(tag) or "" for key, tag in _CORE.items()}
    return {key: _slot_text(text, tags) for key, text in said.items() if _TAG.search(text)}


def _slot_text(text: str, tags: list[Tag]) -> str:
    def slot(found: re.Match[str]) -> str:
        tags.append(Tag(found[1], "docProps/core.xml"))
        return f"§tag_{len(tags) - 1}§"

    return _TAG.sub(slot, text)


def tag_values(tags: Iterable[Tag], values: Mapping[str, str], base: str) -> dict[str, str]:
    """Text of every slot. Raises T530 for a tag whose name is not among the values, once for each."""
    found = tuple(tags)
    wrong = dict.fromkeys(tag for tag in found if tag.name not in values)
    if wrong:
        raise FaultError(_fault(tag, values, base) for tag in wrong)
    return {f"tag_{number}": values[tag.name] for number, tag in enumerate(found)}


def _fault(tag: Tag, values: Mapping[str, str], base: str) -> Fault:
    known = tuple(sorted({*values, BODY}))
    likely = did_you_mean(tag.name, known)
    facts = {"name": tag.name, "part": tag.part, "suggestion": likely or "unit.name", "known": known}
    return Fault("T530", Place(base), facts)


def filled_part(xml: Prototype, slots: Mapping[str, str]) -> bytes:
    """A part with its tags filled."""
    return xml.fill(**{name: escape(slots[name]) for name in xml.slots}).encode()


def filled_text(text: str, slots: Mapping[str, str]) -> str:
    """A property with its tags filled (not escaped: whoever writes it does that)."""
    return re.sub(r"§(tag_\d+)§", lambda found: slots[found[1]], text)
