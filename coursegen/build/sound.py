"""Slides and documents that were found sound are not looked into again while what they hang on is the same.

Of a slide that is itself with its notes, and all it stands on: layouts, masters, pictures. Two things may change, as
they do from unit to unit: the colours of the theme, for what a slide demands of them is known, and the footer, which
is looked at on one slide for each place that layouts have for it. Of a document the colours and the words may change:
nothing that is looked for in documents hangs on words, but for whether there are any and can be read as XML. Lists are
those of a file of the same pieces that was found sound, or are checked; properties are checked every time. Whatever is
found, the whole is looked into again, so that faults are those of the whole.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256

from msgspec import Struct

from coursegen.build.condensed import condensed, without_words
from coursegen.build.pieces import shared_and_own
from coursegen.checks.output import NO_DEMANDS, Demands, look_into, met
from coursegen.checks.package import is_well_formed
from coursegen.errors import Fault
from coursegen.once import Latest

_SLIDE = re.compile(r"ppt/(?:slides|notesSlides)/(?:_rels/)?(?:slide|notesSlide)(\d+)\.xml(?:\.rels)?")
_PROPERTIES = "docProps/core.xml"
_INDEX = frozenset({"docProps/app.xml", "_rels/.rels", "[Content_Types].xml", "ppt/_rels/presentation.xml.rels"})
_DOCUMENT = "document"
_LISTS = re.compile(rb"<p:(sldIdLst|extLst)>.*?</p:\1>", re.DOTALL)
_LISTING = "ppt/presentation.xml"
_JUMP = b'relationships/slide"'
_SPOKEN = re.compile(r"word/(?:document|header\d+|footer\d+|footnotes)\.xml")
_ID = re.compile(rb'<p:cNvPr id="\d+"')
_LAYOUT = re.compile(rb'/slideLayouts/([^"/]*)"')
_FOOTER, _SHAPE, _SHAPE_END = b'type="ftr"', b"<p:sp>", b"</p:sp>"

_LARGE = 1 << 26
"""Bytes of a package, a half of what is too large for one."""

_FOUND_SOUND: Latest[Hashable, Demands] = Latest(8192)
"""What slides, footers and whole files demand, by their hashes."""


class _Keys(Struct, frozen=True):
    """What a slide is but for its footer, with all it hangs on; and its footer on its layout."""

    slide: Hashable
    foot: Hashable


class _Pieces(Struct, frozen=True):
    """The pieces of a package by their numbers: names of their parts, their keys; and the key of the whole.

    The whole is all but footers, colours and properties. A slide that leads to others has no key.
    """

    parts: Mapping[str, Sequence[str]]
    keys: Mapping[str, _Keys]
    whole: Hashable

    @classmethod
    def of(cls, parts: Mapping[str, bytes]) -> _Pieces:
        """The pieces of a deck are its slides; a document is one piece."""
        names = tuple(parts)
        slides = _slides_in(names)
        keys = _keys_of_slides(parts, slides) if slides else _key_of_document(parts)
        lists = [name for name in names if _is_index(name) and name != _PROPERTIES]
        listed = tuple(_digest(parts[name]) for name in (*lists, *filter(parts.__contains__, (_LISTING,))))
        whole = names, listed, tuple(key.slide for key in keys.values())
        return cls(slides or {_DOCUMENT: [name for name in names if not _is_index(name)]}, keys, whole)


def faults_of(parts: Mapping[str, bytes], name: str) -> tuple[Fault, ...]:
    """What is wrong with the parts of a package of ours."""
    pieces = _Pieces.of(parts)
    known = _known(pieces.keys, parts)
    if _DOCUMENT in known and not all(is_well_formed(shared_and_own(parts[part])[0]) for part in _spoken(parts)):
        known = frozenset()
    sound = frozenset(part for number in known for part in pieces.parts[number])
    shown = parts if known else _condensed(parts)
    faults, demands = look_into(shown, name, sound, listed=bool(known) and pieces.whole in _FOUND_SOUND)
    if faults:
        return look_into(parts, name)[0] if known or shown is not parts else faults
    for number, key in pieces.keys.items():
        if number not in known:
            _FOUND_SOUND[key.slide] = demands.get(_part(number), NO_DEMANDS)
            _FOUND_SOUND[key.foot] = NO_DEMANDS
    if len(pieces.keys) == len(pieces.parts):
        _FOUND_SOUND[pieces.whole] = NO_DEMANDS
    return ()


def _condensed(parts: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The parts, of a document without what need not be looked at twice; all of what might be too large as it is."""
    main = _part(_DOCUMENT)
    small = main in parts and sum(map(len, parts.values())) < _LARGE
    document = condensed(parts[main]) if small else None
    return parts if document is None else {**parts, main: document}


def _known(keys: Mapping[str, _Keys], parts: Mapping[str, bytes]) -> frozenset[str]:
    """Numbers of the slides that need not be looked into; of each footer that is new the shortest slide is."""
    known = {number: key.foot for number, key in keys.items() if key.slide in _FOUND_SOUND}
    if not met({_FOUND_SOUND[keys[number].slide] for number in known}, parts):
        return frozenset()
    looked_into = {key.foot for number, key in keys.items() if number not in known}
    new = {foot for foot in known.values() if foot not in _FOUND_SOUND} - looked_into
    shown: dict[Hashable, str] = {}
    for number, foot in known.items():
        if foot in new and (foot not in shown or len(parts[_part(number)]) < len(parts[_part(shown[foot])])):
            shown[foot] = number
    return frozenset(known) - frozenset(shown.values())


def _key_of_document(parts: Mapping[str, bytes]) -> Mapping[str, _Keys]:
    whole = tuple((name, _digest_around(name, data)) for name, data in parts.items() if not _is_index(name))
    return {_DOCUMENT: _Keys(whole, (whole,))}


def _keys_of_slides(parts: Mapping[str, bytes], slides: Mapping[str, Sequence[str]]) -> Mapping[str, _Keys]:
    """Keys of slides by their numbers; a slide that leads to others has none."""
    below = tuple((name, _digest_around(name, parts[name])) for name in _below(tuple(parts)))
    around = _digest(repr(below).encode())
    keys = {}
    for number, members in slides.items():
        relations = parts.get(f"ppt/slides/_rels/slide{number}.xml.rels", _JUMP)
        if _JUMP not in relations:
            slide = _part(number)
            shared, footer = shared_and_own(parts[slide])
            rest = tuple((part, _digest(parts[part])) for part in members if part != slide)
            ids, said = _told_apart(footer)
            foot = around, _footers_place(parts, _layout_in(relations)), said
            keys[number] = _Keys((around, number, _digest(shared), ids, rest), foot)
    return keys


@lru_cache(maxsize=16)
def _below(names: tuple[str, ...]) -> Sequence[str]:
    """Names of the parts that slides stand on."""
    own = {part for members in _slides_in(names).values() for part in members}
    return [name for name in names if name not in own and not _is_index(name)]


@lru_cache(maxsize=256)
def _told_apart(footer: bytes) -> tuple[tuple[bytes, ...], bytes]:
    """The numbers of a footer's shapes, and all else of it."""
    return tuple(_ID.findall(footer)), _ID.sub(b"", footer)


@lru_cache(maxsize=2048)
def _layout_in(relations: bytes) -> str:
    """The name of the layout that relationships of a slide lead to."""
    layout = _LAYOUT.search(relations)
    return layout[1].decode() if layout else ""


@lru_cache(maxsize=16)
def _slides_in(names: tuple[str, ...]) -> Mapping[str, Sequence[str]]:
    """Names of the parts of each slide, by its number."""
    slides: dict[str, list[str]] = {}
    for name in names:
        if found := _SLIDE.fullmatch(name):
            slides.setdefault(found[1], []).append(name)
    return slides


def _is_index(name: str) -> bool:
    return name in _INDEX or name.startswith("docProps/")


def _spoken(parts: Mapping[str, bytes]) -> list[str]:
    """Parts of a document that have words."""
    return [part for part in parts if _SPOKEN.fullmatch(part)]


def _part(number: str) -> str:
    """The part of a slide, or the document, by its number."""
    return "word/document.xml" if number == _DOCUMENT else f"ppt/slides/slide{number}.xml"


def _footers_place(parts: Mapping[str, bytes], layout: str) -> Hashable:
    """Where the footer of a slide goes: the shape of its layout for it, and what that layout stands on."""
    below = parts.get(f"ppt/slideLayouts/_rels/{layout}.rels", b"")
    return _footer_in(parts.get(f"ppt/slideLayouts/{layout}", b"")), below


@lru_cache(maxsize=64)
def _footer_in(layout: bytes) -> bytes:
    """The shape of a layout for the footer, without its number; all of the layout where there is not exactly one."""
    if layout.count(_FOOTER) != 1:
        return layout
    at = layout.index(_FOOTER)
    start, end = layout.rfind(_SHAPE, 0, at), layout.find(_SHAPE_END, at)
    return _ID.sub(b"", layout[start:end]) if 0 <= start < end else layout


def _digest_around(part: str, data: bytes) -> bytes:
    """Of a part without the list of slides, the words of a document, and what is a unit's own."""
    return _digest_of_common(part, shared_and_own(data)[0])


@lru_cache(maxsize=1024)
def _digest_of_common(part: str, shared: bytes) -> bytes:
    if part == _LISTING:
        return _digest(_LISTS.sub(b"", shared))
    return _digest(without_words(shared)[0] if _SPOKEN.fullmatch(part) else shared)


@lru_cache(maxsize=2048)
def _digest(data: bytes) -> bytes:
    return sha256(data).digest()


def forget() -> None:
    """Forget what was found sound in this process."""
    _FOUND_SOUND.clear()
