"""The parts of one slide: its XML, its notes, and the relationships of both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from coursegen.layout.geometry import (
    Filling,
    Para,
    PlacedDeck,
    PlacedSlide,
    PlaceholderRole,
    Run,
    SlideRole,
    TextBody,
)
from coursegen.office.deck.base import CompiledDeck, CompiledLayout, CompiledPlaceholder
from coursegen.office.deck.draw import Sheet
from coursegen.office.deck.text import TextWriter
from coursegen.office.package import OFFICE_RELATIONS, Relation, relations_of, relative, write_relations
from coursegen.office.prototype import escape

_PRESENTATION = "application/vnd.openxmlformats-officedocument.presentationml"
_LAST: tuple[PlaceholderRole, ...] = ("footer", "slide-number")
"""What stands in the foot comes last in reading order."""


@dataclass(frozen=True, slots=True)
class Context:
    """What all slides of a deck have in common: text writers by layout, file names of pictures by key."""

    placed: PlacedDeck
    compiled: CompiledDeck
    writers: Mapping[SlideRole, TextWriter]
    pictures: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SlideParts:
    """Parts of one slide, their content types, and the keys of the pictures on it."""

    parts: dict[str, bytes]
    types: dict[str, str]
    media: tuple[str, ...]


def slide_parts(number: int, slide: PlacedSlide, context: Context) -> SlideParts:
    """The `number`th slide."""
    part = f"ppt/slides/slide{number}.xml"
    layout = context.compiled.layouts[slide.role]
    sheet = Sheet(context.compiled.prototypes, context.writers[slide.role])
    shapes = _shapes(slide, number, layout, context.placed.footer, sheet)
    xml = context.compiled.prototypes["slide"].fill(name=escape(slide.id), shapes=shapes, override=layout.override)
    relations = [Relation("rId1", f"{OFFICE_RELATIONS}/slideLayout", relative(part, layout.part))]
    made = SlideParts({part: xml.encode()}, {part: f"{_PRESENTATION}.slide+xml"}, tuple(sheet.media))
    if slide.notes:
        notes = f"ppt/notesSlides/notesSlide{number}.xml"
        relations.append(Relation("rId2", f"{OFFICE_RELATIONS}/notesSlide", relative(part, notes)))
        made.parts.update(_notes_parts(notes, part, slide, context))
        made.types[notes] = f"{_PRESENTATION}.notesSlide+xml"
    relations += [
        Relation(key, f"{OFFICE_RELATIONS}/image", relative(part, f"ppt/media/{context.pictures[name]}"))
        for name, key in sheet.media.items()
    ]
    made.parts[relations_of(part)] = write_relations(relations)
    return made


def _shapes(slide: PlacedSlide, number: int, layout: CompiledLayout, footer: str, sheet: Sheet) -> str:
    """Placeholders in reading order, drawings, and last what stands in the foot."""
    found = _fillings(slide, number, layout.placeholders, footer)
    order = sorted(found, key=lambda role: (role != "title", layout.placeholders[role].spec.rect.y))
    text = [sheet.placeholder(found[role], layout.placeholders[role]) for role in order if role not in _LAST]
    drawn = [sheet.draw(drawing) for drawing in slide.drawings]
    foot = [sheet.placeholder(found[role], layout.placeholders[role]) for role in _LAST if role in found]
    return "".join((*text, *drawn, *foot))


def _fillings(
    slide: PlacedSlide, number: int, offered: Mapping[PlaceholderRole, CompiledPlaceholder], footer: str
) -> dict[PlaceholderRole, Filling]:
    """Texts for the placeholders that the layout has; title, footer and number are seen to when left unsaid."""
    found = {f.role: f for f in slide.fillings if f.role in offered and _has_words(f)}
    if "title" not in found:
        found["title"] = _plain("title", slide.title, offered["title"])
    if "footer" in offered and footer:
        found.setdefault("footer", _plain("footer", footer, offered["footer"]))
    if "slide-number" in offered:
        placed = found.get("slide-number") or _plain("slide-number", "", offered["slide-number"])
        found["slide-number"] = _saying(placed, str(number))
    return found


def _saying(filling: Filling, text: str) -> Filling:
    """A filling of one run with another text."""
    para = filling.text.paras[0]
    run = replace(para.runs[0], text=text)
    return replace(filling, text=replace(filling.text, paras=(replace(para, runs=(run,)),)))


def _has_words(filling: Filling) -> bool:
    return any(run.text.strip() for para in filling.text.paras for run in para.runs)


def _plain(role: PlaceholderRole, text: str, placeholder: CompiledPlaceholder) -> Filling:
    """Text as the placeholder sets it."""
    spec = placeholder.spec
    run = Run(text, spec.size, spec.color, spec.bold, "heading" if role == "title" else "body")
    return Filling(role, TextBody((Para((run,), spec.align),), spec.anchor, spec.insets))


def _notes_parts(notes: str, part: str, slide: PlacedSlide, context: Context) -> dict[str, bytes]:
    writer = context.writers[slide.role]
    rows = [row for note in slide.notes for row in note.split("\n")]
    xml = context.compiled.prototypes["notes"].fill(paragraphs="".join(writer.note(row) for row in rows))
    relations = (
        Relation("rId1", f"{OFFICE_RELATIONS}/notesMaster", relative(notes, context.compiled.notes_master)),
        Relation("rId2", f"{OFFICE_RELATIONS}/slide", relative(notes, part)),
    )
    return {notes: xml.encode(), relations_of(notes): write_relations(relations)}
