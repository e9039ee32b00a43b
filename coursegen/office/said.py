"""What a finished Office file says, by the ids that its slides and blocks carry: titles, paragraphs, cells, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lxml import etree
from msgspec import Struct

from coursegen.errors import Place, fail
from coursegen.office.package import read_package, read_relations, relations_of, resolve

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PRESENTATION, _DOCUMENT = "ppt/presentation.xml", "word/document.xml"
_COUNTED = (f"{P}ph[@type='sldNum']", f"{P}ph[@type='dt']", f"{P}ph[@type='ftr']")
_CONTENTS = re.compile(r"(?i)(toc|contents) ?\d")
"""Styles in which programs write lists of contents."""

NOTES = "notes"
"""The spot of a slide's notes."""


class Block(Struct, frozen=True):
    """A slide, or what stands behind a bookmark: its id (empty where it has none), its number from 1.

    `spots` are its places by name, each with its paragraphs in order; paragraphs without words are left out.
    """

    id: str
    number: int
    spots: Mapping[str, tuple[str, ...]]


def read_said(data: bytes, name: str) -> tuple[Block, ...]:
    """Blocks of a presentation or a document in order.

    Raises A501 to A507 for a file that is unsafe or damaged, and A501 for one that is neither.
    """
    parts = read_package(data, name)
    try:
        if _PRESENTATION in parts:
            return tuple(_slides(parts))
        if _DOCUMENT in parts:
            return tuple(_sections(parts))
    except (KeyError, etree.XMLSyntaxError) as error:
        raise fail("A501", Place(name)) from error
    raise fail("A501", Place(name))


def _tree(data: bytes) -> Any:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))


def _slides(parts: Mapping[str, bytes]) -> Iterator[Block]:
    relations = {r.id: resolve(_PRESENTATION, r.target) for r in _relations(parts, _PRESENTATION)}
    for number, entry in enumerate(_tree(parts[_PRESENTATION]).iter(f"{P}sldId"), 1):
        part = relations[entry.get(_R_ID)]
        root = _tree(parts[part])
        spots = dict(_spots(root))
        for relation in _relations(parts, part):
            if relation.kind == "notesSlide":
                spots[NOTES] = tuple(
                    t for said in dict(_spots(_tree(parts[resolve(part, relation.target)]))).values() for t in said
                )
        yield Block(root.find(f"{P}cSld").get("name", ""), number, {k: v for k, v in spots.items() if v})


def _relations(parts: Mapping[str, bytes], part: str) -> Sequence[Any]:
    return read_relations(parts[relations_of(part)]) if relations_of(part) in parts else ()


def _spots(root: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Shapes with words and cells of tables, by number and name of the shape."""
    for shape in root.iter(f"{P}sp", f"{P}graphicFrame"):
        if any(shape.find(f"{P}nvSpPr/{P}nvPr/{path}") is not None for path in _COUNTED):
            continue
        about = next(shape.iter(f"{P}cNvPr"))
        key = f"{about.get('id')} {about.get('name')}"
        if shape.tag == f"{P}sp":
            yield key, _texts(shape.findall(f"{P}txBody/{A}p"))
        for row, cells in enumerate(shape.iter(f"{A}tr")):
            for column, cell in enumerate(cells.iter(f"{A}tc")):
                yield f"{key} {row},{column}", _texts(cell.iter(f"{A}p"))


def _texts(paragraphs: Sequence[Any] | Iterator[Any]) -> tuple[str, ...]:
    return tuple(text for paragraph in paragraphs if (text := _slide_text(paragraph)).strip())


def _slide_text(paragraph: Any) -> str:
    """Words of a paragraph; numbers that the program counts are not words."""
    pieces = (
        ("\n" if e.tag == f"{A}br" else "".join(t.text or "" for t in e.iter(f"{A}t")))
        for e in paragraph.iter(f"{A}r", f"{A}br")
    )
    return "".join(pieces)


def _sections(parts: Mapping[str, bytes]) -> Iterator[Block]:
    """What stands behind each bookmark on the start of a paragraph; lists of contents are left out."""
    body = _tree(parts[_DOCUMENT]).find(f"{W}body")
    current, number, texts = "", 1, list[str]()
    for paragraph in body.iter(f"{W}p"):
        for mark in paragraph.iter(f"{W}bookmarkStart"):
            yield Block(current, number, {"": tuple(texts)} if texts else {})
            current, number, texts = mark.get(f"{W}name", ""), number + 1, []
        text = _document_text(paragraph)
        texts += [text] if text.strip() else []
    yield Block(current, number, {"": tuple(texts)} if texts else {})


def _document_text(paragraph: Any) -> str:
    """Words of a paragraph as they stand when all changes are accepted; none of a line of contents."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    if style is not None and _CONTENTS.match(style.get(f"{W}val", "")):
        return ""
    if any("PAGEREF" in (code.text or "") for code in paragraph.iter(f"{W}instrText")):
        return ""
    own = [run for run in paragraph.iter(f"{W}r") if next(run.iterancestors(f"{W}p")) is paragraph]
    kept = (child for run in own for child in run if next(run.iterancestors(f"{W}del"), None) is None)
    return "".join({f"{W}t": e.text or "", f"{W}tab": "\t", f"{W}br": "\n"}.get(e.tag, "") for e in kept)
