"""The texts of a slide in the order in which they are read."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from coursegen.layout.geometry import (
    Filling,
    Para,
    PlacedDeck,
    PlacedSlide,
    PlaceholderRole,
    PlaceholderSpec,
    Run,
    SlideRole,
    TextBody,
)

_FOOT: tuple[PlaceholderRole, ...] = ("footer", "slide-number")


Offered = Mapping[PlaceholderRole, PlaceholderSpec]
"""The placeholders that a layout has."""


def texts_of(slide: PlacedSlide, offered: Offered) -> tuple[Filling, ...]:
    """Texts for the placeholders that a layout has, in reading order; the title is seen to when left unsaid."""
    found = {f.role: f for f in slide.fillings if f.role in offered and _has_words(f)}
    if "title" not in found:
        found["title"] = _as_set("title", slide.title, offered["title"])
    order = sorted(found, key=lambda role: (role != "title", offered[role].rect.y))
    return tuple(found[role] for role in order)


def foot_of(role: SlideRole, number: int, offered: Offered, deck: PlacedDeck) -> tuple[Filling, ...]:
    """What stands in the foot of the `number`th slide of a deck, which comes last in reading order."""
    found = {filling.role: filling for filling in deck.feet.get(role, ())}
    if "footer" in offered and deck.footer:
        found.setdefault("footer", _as_set("footer", deck.footer, offered["footer"]))
    if "slide-number" in offered:
        placed = found.get("slide-number") or _as_set("slide-number", "", offered["slide-number"])
        found["slide-number"] = _saying(placed, str(number))
    return tuple(found[role] for role in _FOOT if role in found)


def _saying(filling: Filling, text: str) -> Filling:
    """A filling of one run with another text."""
    para = filling.text.paras[0]
    run = replace(para.runs[0], text=text)
    return replace(filling, text=replace(filling.text, paras=(replace(para, runs=(run,)),)))


def _has_words(filled: Filling) -> bool:
    return any(run.text.strip() for para in filled.text.paras for run in para.runs)


def _as_set(role: PlaceholderRole, text: str, spec: PlaceholderSpec) -> Filling:
    """Text as its placeholder sets it."""
    run = Run(text, spec.size, spec.color, spec.bold, "heading" if role == "title" else "body")
    return Filling(role, TextBody((Para((run,), spec.align),), spec.anchor, spec.insets))
