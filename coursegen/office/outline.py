"""The words of anybody's documents and decks in reading order, with what heads them: styles of headings, titles."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any, NamedTuple

from coursegen.errors import Place, fail
from coursegen.office.document.names import use_built_in_names
from coursegen.office.package import read_package


class Words(NamedTuple):
    """A paragraph: its text, the level it heads (0: none), the number of the paragraph or slide, and where that is."""

    text: str
    level: int
    number: int
    place: Place


def document_words(data: bytes, file: str) -> tuple[Words, ...]:
    """Paragraphs of a Word document; the title is of level 1, a heading of its own. Raises A501 to A507 and T511."""
    read_package(data, file)
    import docx

    try:
        document = docx.Document(BytesIO(data))
    except (KeyError, ValueError) as error:
        raise fail("T511", Place(file)) from error
    use_built_in_names(document.styles.element)
    found = ((p.text, _heads(p), n) for n, p in enumerate(document.paragraphs, 1))
    return tuple(
        Words(text, level, n, Place(file, inside=f"paragraph {n}")) for text, level, n in found if text.strip()
    )


def _heads(paragraph: Any) -> int:
    name = (paragraph.style.name if paragraph.style is not None else "").lower()
    digit = name.removeprefix("heading ").strip()
    return int(digit) if name.startswith("heading ") and digit.isdigit() else 0


def deck_words(data: bytes, file: str) -> tuple[Words, ...]:
    """Title (a heading), texts and notes of every slide of a presentation. Raises A501 to A507 and T501."""
    read_package(data, file)
    import pptx

    try:
        presentation = pptx.Presentation(BytesIO(data))
    except (KeyError, ValueError) as error:
        raise fail("T501", Place(file)) from error
    slides = list(presentation.slides)
    return tuple(words for number, slide in enumerate(slides, 1) for words in _slide(slide, number, file))


def _slide(slide: Any, number: int, file: str) -> Iterator[Words]:
    place, title = Place(file, inside=f"slide {number}"), slide.shapes.title
    if title is not None and title.text_frame.text.strip():
        yield Words(" ".join(title.text_frame.text.split()), 1, number, place)
    notes = [slide.notes_slide.notes_text_frame] if slide.has_notes_slide else []
    own = title.shape_id if title is not None else None
    frames = [s.text_frame for s in slide.shapes if s.has_text_frame and s.shape_id != own]
    for frame in (*frames, *filter(None, notes)):
        yield from (Words(p.text, 0, number, place) for p in frame.paragraphs if p.text.strip())
