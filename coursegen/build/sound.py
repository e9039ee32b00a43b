"""Slides that were found sound are not looked into again while all that is around them is the same.

A check of a slide looks at the slide, its notes, and what it stands on: layouts, masters, themes, pictures. Lists of
slides are checked every time. Whatever is found, the whole is looked at again, so that faults are those of the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b

from coursegen.checks.output import check_output
from coursegen.errors import Fault

LIMIT = 8192
"""Slides remembered, by their hashes."""

_SLIDE = re.compile(r"ppt/(?:slides|notesSlides)/(?:_rels/)?(?:slide|notesSlide)(\d+)\.xml(?:\.rels)?")
_INDEX = re.compile(r"docProps/|_rels/\.rels|\[Content_Types\]|ppt/_rels/presentation\.xml\.rels")
_LISTS = re.compile(rb"<p:(sldIdLst|extLst)>.*?</p:\1>", re.DOTALL)
_JUMP = b'relationships/slide"'

_FOUND_SOUND: dict[bytes, None] = {}


def faults_of(parts: Mapping[str, bytes], name: str) -> tuple[Fault, ...]:
    """What is wrong with the parts of a package of ours."""
    slides: dict[str, list[str]] = {}
    for part in parts:
        if found := _SLIDE.fullmatch(part):
            slides.setdefault(found[1], []).append(part)
    keys = _keys(parts, slides) if slides else {}
    sound = frozenset(part for number, key in keys.items() if key in _FOUND_SOUND for part in slides[number])
    faults = check_output(parts, name, sound)
    if faults and sound:
        return check_output(parts, name)
    if not faults:
        _remember(keys.values())
    return faults


def _keys(parts: Mapping[str, bytes], slides: Mapping[str, Sequence[str]]) -> dict[str, bytes]:
    """A hash of each slide with its notes and all that is around them; a slide that leads to others has none."""
    own = {part for members in slides.values() for part in members}
    around = blake2b(digest_size=20)
    for part in sorted(parts):
        if part not in own and not _INDEX.match(part):
            _add(around, part, _LISTS.sub(b"", parts[part]) if part == "ppt/presentation.xml" else parts[part])
    keys = {}
    for number, members in slides.items():
        key = around.copy()
        for part in sorted(members):
            _add(key, part, parts[part])
        if _JUMP not in parts.get(f"ppt/slides/_rels/slide{number}.xml.rels", _JUMP):
            keys[number] = key.digest()
    return keys


def _add(digest: blake2b, part: str, data: bytes) -> None:
    digest.update(f"{part}\0{len(data)}\0".encode())
    digest.update(data)


def _remember(keys: Iterable[bytes]) -> None:
    for key in keys:
        _FOUND_SOUND.pop(key, None)
        _FOUND_SOUND[key] = None
    while len(_FOUND_SOUND) > LIMIT:
        del _FOUND_SOUND[next(iter(_FOUND_SOUND))]
