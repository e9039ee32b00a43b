"""What the sample slides of a base tell of its design: which layouts they use, where they put text, what recurs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct
from pptx.oxml.ns import qn

from coursegen.layout.geometry import Rect
from coursegen.office.deck.anatomy import Use, mark_of, rect_of

_GRID = 100
"""Shapes that stand at the same place to a hundredth of the slide are one shape that recurs."""

_LARGE = 0.03
"""Least part of the slide of a drawing that makes the look of a cover."""

_BODIES = frozenset({"obj", "body", "tbl", "chart", "pic"})


class Motif(Struct, frozen=True):
    """Drawings of a sample slide that belong to the design, the part they are from, and the slide's background."""

    part: Any
    shapes: tuple[Any, ...]
    background: Any

    @property
    def empty(self) -> bool:
        """Whether there is nothing to take over."""
        return self.background is None and not self.shapes


def uses(presentation: Any) -> dict[str, Use]:
    """Use of layouts by the samples, by part name."""
    found: dict[str, Use] = {}
    whole = int(presentation.slide_width) * int(presentation.slide_height)
    for number, slide in enumerate(presentation.slides):
        part = str(slide.slide_layout.part.partname)
        old, places = found.get(part, Use()), _places(slide)
        if number == 0:
            found[part] = Use(opens=True, places=places)
            continue
        room = max((rect.w * rect.h / whole for kind, rect in places.items() if kind in _BODIES), default=0)
        found[part] = Use(old.opens, old.later + 1, max(old.room, room), old.places)
    return found


def _places(slide: Any) -> dict[str, Rect]:
    found: dict[str, Rect] = {}
    for shape in slide.shapes._spTree.iter(qn("p:sp")):  # noqa: SLF001
        mark, rect = mark_of(shape), rect_of(shape)
        if mark is not None and rect is not None:
            found.setdefault(mark.get("type") or "obj", rect)
    return found


def bear_design(presentation: Any) -> bool:
    """Whether at least half of the sample slides are drawn freely: four shapes or more and at most one placeholder."""
    slides = list(presentation.slides)
    free = [s for s in slides if len(s.placeholders) <= 1 and len(s.shapes) - len(s.placeholders) >= 4]
    return len(slides) >= 3 and len(free) * 2 >= len(slides)


def opening(presentation: Any) -> Motif:
    """What the first sample is drawn on: its background, and the larger drawings that touch the edges."""
    slide = presentation.slides[0]
    size = int(presentation.slide_width), int(presentation.slide_height)
    shapes = tuple(s for s in _drawings(slide) if (rect := rect_of(s)) and _at_edge(rect, *size))
    return Motif(slide.part, shapes, _background(slide))


def recurring(presentation: Any) -> Motif:
    """What most of the later samples have in common: the commonest background, and wordless shapes at one place."""
    slides = list(presentation.slides)[1:]
    size = int(presentation.slide_width), int(presentation.slide_height)
    keys = Counter(key for slide in slides for key in {_key(s, slide.part, *size) for s in _drawings(slide)})
    often = {key for key, count in keys.items() if count >= max(2, 0.3 * len(slides))}
    best = max(slides, key=lambda slide: sum(_key(s, slide.part, *size) in often for s in _drawings(slide)))
    return Motif(best.part, tuple(_firsts(_drawings(best), best.part, often, size)), _background(best))


def _firsts(shapes: Sequence[Any], part: Any, often: set[str], size: tuple[int, int]) -> Iterator[Any]:
    seen: set[str] = set()
    for shape in shapes:
        key = _key(shape, part, *size)
        if key in often and key not in seen:
            seen.add(key)
            yield shape


def _drawings(slide: Any) -> list[Any]:
    """Pictures and wordless shapes that the slide itself draws, with a place."""
    kinds = (qn("p:sp"), qn("p:pic"), qn("p:cxnSp"), qn("p:grpSp"))
    return [s for s in slide.shapes._spTree if s.tag in kinds and mark_of(s) is None and not _wordy(s) and rect_of(s)]  # noqa: SLF001


def _wordy(shape: Any) -> bool:
    return any((text.text or "").strip() for text in shape.iter(qn("a:t")))


def _key(shape: Any, part: Any, width: int, height: int) -> str:
    rect = rect_of(shape)
    if rect is None:
        return ""
    place = (
        rect.x * _GRID // width, rect.y * _GRID // height, rect.w * _GRID // width, rect.h * _GRID // height
    )  # fmt: skip
    picture = next(shape.iter(qn("a:blip")), None)
    embedded = picture.get(qn("r:embed")) if picture is not None else None
    return repr((shape.tag, place, str(part.related_part(embedded).partname) if embedded else ""))


def _at_edge(rect: Rect, width: int, height: int) -> bool:
    near = width // 100
    if rect.w * rect.h < _LARGE * width * height:
        return False
    return rect.x <= near or rect.y <= near or rect.right >= width - near or rect.bottom >= height - near


def _background(slide: Any) -> Any:
    return slide._element.cSld.find(qn("p:bg"))  # noqa: SLF001
