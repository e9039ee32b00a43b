"""Slides and documents that were found sound are not looked into again while what they hang on is the same.

Of a slide that is itself with its notes, and all it stands on: layouts, masters, pictures. Two things may change, as
they do from unit to unit: the colours of the theme, for what a slide demands of them is known, and the text in the
foot, which is looked at on one slide of each layout. Of a document only the colours may change. Lists and properties
are checked every time. Whatever is found, the whole is looked into again, so that faults are those of the whole.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import sha256

from msgspec import Struct

from coursegen.build.pieces import without_colors
from coursegen.checks.output import NO_DEMANDS, Demands, look_into, met
from coursegen.errors import Fault

LIMIT = 4096
"""Slides and feet remembered, by their hashes."""

_SLIDE = re.compile(r"ppt/(?:slides|notesSlides)/(?:_rels/)?(?:slide|notesSlide)(\d+)\.xml(?:\.rels)?")
_INDEX = re.compile(r"docProps/|_rels/\.rels|\[Content_Types\]|ppt/_rels/presentation\.xml\.rels")
_DOCUMENT = "document"
_LISTS = re.compile(rb"<p:(sldIdLst|extLst)>.*?</p:\1>", re.DOTALL)
_JUMP = b'relationships/slide"'
_FOOT, _SHAPE, _SHAPE_END = b'type="ftr"', b"<p:sp>", b"</p:sp>"
_ID = re.compile(rb'<p:cNvPr id="\d+"')
_LAYOUT = re.compile(rb'[^"]*/slideLayouts/[^"]*')

_FOUND_SOUND: dict[bytes, Demands] = {}


class _Keys(Struct, frozen=True):
    """Hashes of a slide but for its foot, with all it hangs on; and of its foot on its layout."""

    slide: bytes
    foot: bytes


def faults_of(parts: Mapping[str, bytes], name: str) -> tuple[Fault, ...]:
    """What is wrong with the parts of a package of ours."""
    slides: dict[str, list[str]] = {}
    for part in parts:
        if found := _SLIDE.fullmatch(part):
            slides.setdefault(found[1], []).append(part)
    if not slides:
        slides = {_DOCUMENT: [part for part in parts if not _INDEX.match(part)]}
    keys = _keys(parts, slides)
    known = _known(keys, parts)
    faults, demands = look_into(parts, name, frozenset(part for number in known for part in slides[number]))
    if faults:
        return look_into(parts, name)[0] if known else faults
    for number, key in keys.items():
        if number not in known:
            _remember(key.slide, demands.get(_part(number), NO_DEMANDS))
            _remember(key.foot, NO_DEMANDS)
    return ()


def _known(keys: Mapping[str, _Keys], parts: Mapping[str, bytes]) -> frozenset[str]:
    """Numbers of the slides that need not be looked into; of each foot that is new one slide is."""
    known = {number: key.foot for number, key in keys.items() if key.slide in _FOUND_SOUND}
    if not met((_FOUND_SOUND[keys[number].slide] for number in known), parts):
        return frozenset()
    shown = {foot: number for number, foot in known.items() if foot not in _FOUND_SOUND}
    shown = {foot: number for foot, number in shown.items() if not _looked_into(foot, known, keys)}
    return frozenset(known) - frozenset(shown.values())


def _looked_into(foot: bytes, known: Mapping[str, bytes], keys: Mapping[str, _Keys]) -> bool:
    """Whether a foot stands on a slide that is looked into anyway."""
    return any(key.foot == foot for number, key in keys.items() if number not in known)


def _keys(parts: Mapping[str, bytes], slides: Mapping[str, Sequence[str]]) -> dict[str, _Keys]:
    """Keys of slides by their numbers; a slide that leads to others has none."""
    own = {part for members in slides.values() for part in members}
    if _DOCUMENT in slides:
        whole = _hash(*(_hash_around(part, parts[part]) for part in sorted(slides[_DOCUMENT])))
        return {_DOCUMENT: _Keys(whole, _hash(whole))}
    around = _hash(*(_hash_around(part, parts[part]) for part in sorted(parts.keys() - own) if not _INDEX.match(part)))
    keys = {}
    for number, members in slides.items():
        relations = parts.get(f"ppt/slides/_rels/slide{number}.xml.rels", _JUMP)
        if _JUMP not in relations:
            slide, foot = _in_two(parts[_part(number)])
            rest = [_hash_around(part, parts[part]) for part in sorted(members) if part != _part(number)]
            on_layout = _hash(around, _layout_in(relations), foot)
            keys[number] = _Keys(_hash(around, number.encode(), slide, *rest), on_layout)
    return keys


def _part(number: str) -> str:
    """The part of a slide, or the document, by its number."""
    return "word/document.xml" if number == _DOCUMENT else f"ppt/slides/slide{number}.xml"


@lru_cache(maxsize=512)
def _layout_in(relations: bytes) -> bytes:
    return b"".join(_LAYOUT.findall(relations))


@lru_cache(maxsize=512)
def _in_two(slide: bytes) -> tuple[bytes, bytes]:
    """A hash of a slide without what stands in its foot (but for its id), and that without its id."""
    at = slide.find(_FOOT)
    if at < 0 or slide.find(_FOOT, at + 1) >= 0:
        return _hash(slide), b""
    start, end = slide.rfind(_SHAPE, 0, at), slide.find(_SHAPE_END, at) + len(_SHAPE_END)
    foot = slide[start:end]
    return _hash(slide[:start], *_ID.findall(foot), slide[end:]), _ID.sub(b"", foot)


@lru_cache(maxsize=1024)
def _hash_around(part: str, data: bytes) -> bytes:
    """Of a part without the list of slides and without colours of the theme."""
    data = _LISTS.sub(b"", data) if part == "ppt/presentation.xml" else without_colors(data)
    return _hash(part.encode(), data)


def _hash(*pieces: bytes) -> bytes:
    digest = sha256()
    for piece in pieces:
        digest.update(len(piece).to_bytes(8, "big"))
        digest.update(piece)
    return digest.digest()


def _remember(key: bytes, demands: Demands) -> None:
    _FOUND_SOUND.pop(key, None)
    _FOUND_SOUND[key] = demands
    while len(_FOUND_SOUND) > LIMIT:
        del _FOUND_SOUND[next(iter(_FOUND_SOUND))]


def forget() -> None:
    """Forget what was found sound in this process."""
    _FOUND_SOUND.clear()
