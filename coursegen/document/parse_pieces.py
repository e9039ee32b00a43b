"""Slides of a deck and blocks of a document, parsed one by one: one that was parsed before comes back as it was.

Only what is sound goes this way. Where anything is amiss there is no answer, and the whole is parsed to say what.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from coursegen.document.nodes import Block, Deck, Document, Section, Slide
from coursegen.document.parse_build import build_blocks, build_deck, build_document, build_slides
from coursegen.document.parse_check import dangling_in, faults_in, faults_inside, names_in
from coursegen.document.parse_tree import Audience, Element, framed, source_of, tree_of
from coursegen.errors import FaultError
from coursegen.once import Asked

_HEAD = "<properties><title>-</title><language>zh-Hans</language></properties>"
_NO_SLIDE = '<slide id="stub" kind="section"><title>-</title></slide>'
_END_OF_HEAD = "</properties>"
_STUB = "stub{}"


class _Piece(Struct, frozen=True):
    """Nodes of one piece, what names it gives and what it refers to."""

    slides: tuple[Slide, ...]
    blocks: tuple[Block, ...]
    names: tuple[tuple[str, str], ...]
    captioned: frozenset[str]
    references: frozenset[str]


def deck_in_pieces(markup: str, audience: Audience) -> Deck | None:
    """The deck that sound markup stands for."""
    head, end, rest = markup.partition(_END_OF_HEAD)
    cut = _slides_cut(rest) if end else None
    titled = _skeleton(f'{head}{end}<section id="frame"><name>-</name>{_NO_SLIDE}</section></deck>', audience)
    deck = _skeleton(f"<deck>{_HEAD}{cut.skeleton}", audience) if cut else None
    stubs = [slide.id for section in deck.sections for slide in section.slides] if deck else []
    if cut is None or deck is None or titled is None or not cut.written.keys() >= set(stubs):
        return None
    pieces = {stub: _slide(cut.written[stub], audience) for stub in stubs}
    if not _sound(list(pieces.values())):
        return None

    def with_slides(section: Section) -> Section:
        own = (pieces[slide.id] for slide in section.slides)
        return replace(section, slides=tuple(slide for piece in own if piece for slide in piece.slides))

    return replace(titled, sections=tuple(map(with_slides, deck.sections)))


@lru_cache(maxsize=64)
def _skeleton(written: str, audience: Audience) -> Deck | None:
    root = _tree(written, "deck", audience)
    return None if root is None or faults_in(root, "deck") else build_deck(root)


def document_in_pieces(markup: str, audience: Audience) -> Document | None:
    """The document that sound markup stands for, its captions not yet numbered."""
    head, end, rest = markup.partition(_END_OF_HEAD)
    skeleton = _tree(f"{head}{end}</document>", "document", audience)
    blocks = _blocks(rest, audience) if end else None
    if not blocks or skeleton is None or faults_in(skeleton, "document") or skeleton.children()[1:]:
        return None
    return replace(build_document(skeleton), blocks=blocks)


class _Cut(Struct, frozen=True):
    """A deck after its head with stubs in the place of its slides, and what is written in each."""

    skeleton: str
    written: Mapping[str, str]


@lru_cache(maxsize=8)
def _slides_cut(rest: str) -> _Cut | None:
    """A deck after its head, cut up, if it is well-formed."""
    root = _source(f"<deck>{rest}")
    if root is None or not all(slide.get("at") for slide in root.iter("slide")):
        return None
    slides = {_STUB.format(number): slide for number, slide in enumerate(root.iter("slide"))}
    written = {stub: _cut(slide, stub) for stub, slide in slides.items()}
    return _Cut(etree.tostring(root, encoding="unicode").removeprefix("<deck>"), written)


@lru_cache(maxsize=8)
def _blocks(rest: str, audience: Audience) -> tuple[Block, ...] | None:
    """The blocks of a document after its head, if all are sound."""
    root = _source(f"<document>{rest}")
    if root is None or not all(block.get("at") for block in root):
        return None
    if any((text or "").strip() for text in (root.text, *(block.tail for block in root))):
        return None
    pieces = [_block(_asked(block, audience)) for block in root]
    return tuple(block for piece in pieces if piece for block in piece.blocks) if _sound(pieces) else None


def _source(markup: str) -> etree._Element | None:
    try:
        return source_of(markup)
    except FaultError:
        return None


def _tree(markup: str, tag: str, audience: Audience) -> Element | None:
    source = _source(markup)
    return None if source is None or source.tag != tag else tree_of(source, audience)


def _cut(slide: etree._Element, stub: str) -> str:
    """What is written in a slide; in its place a stub stays that is sound, and known by its id."""
    written = etree.tostring(slide, encoding="unicode", with_tail=False)
    tail = slide.tail
    slide.clear()
    slide.set("id", stub)
    slide.set("kind", "section")
    etree.SubElement(slide, "title").text = "-"
    slide.tail = tail
    return written


def _sound(pieces: Sequence[_Piece | None]) -> bool:
    """Whether all pieces are sound, no name is given twice, and every reference leads somewhere."""
    found = [piece for piece in pieces if piece]
    names = [name for piece in found for name in piece.names]
    captioned = frozenset[str]().union(*(piece.captioned for piece in found))
    references = frozenset[str]().union(*(piece.references for piece in found))
    return len(found) == len(pieces) and len(names) == len(set(names)) and references <= captioned


@lru_cache(maxsize=1024)
def _slide(written: str, audience: Audience) -> _Piece | None:
    frame = framed(source_of(written), audience, "section")
    if faults_inside(frame, "deck section") or dangling_in(frame):
        return None
    return _Piece(build_slides(frame), (), tuple(names_in(frame)), frozenset(), frozenset())


_Block = tuple[list[etree._Element], Audience]  # noqa: SLF001 - the only name lxml has for the type
"""A block, to be taken out of its list when it is read: what is remembered must not keep whole trees."""


def _asked(block: etree._Element, audience: Audience) -> Asked[_Block]:
    return Asked((etree.tostring(block, encoding="unicode", with_tail=False), audience), ([block], audience))


@lru_cache(maxsize=4096)
def _block(asked: Asked[_Block]) -> _Piece | None:
    block, audience = asked.held
    frame = framed(block.pop(), audience, "document")
    if faults_inside(frame, "document") or frame.child("properties"):  # one head is enough
        return None
    names = tuple(names_in(frame))
    captioned = frozenset(name for kind, name in names if kind == "caption")
    references = frozenset(str(fault.facts["to"]) for fault in dangling_in(frame))
    return _Piece((), build_blocks(frame), names, captioned, references)
