"""The words of anybody's presentation, slide by slide: title, texts of shapes, groups, tables and diagrams, notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from lxml import etree

from coursegen.errors import Place, fail
from coursegen.office.outline import Words
from coursegen.office.package import OFFICE_RELATIONS, read_package

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_TITLE_MOST = 40
"""Characters of a first text that stands for a title where a slide has none."""


def deck_words(data: bytes, file: str) -> tuple[Words, ...]:
    """What every slide of a presentation says, below its title. Raises A501 to A507 and T501."""
    read_package(data, file)
    import pptx

    try:
        slides = list(pptx.Presentation(BytesIO(data)).slides)
        return tuple(words for number, slide in enumerate(slides, 1) for words in _slide(slide, number, file))
    except (KeyError, ValueError, SyntaxError) as error:  # lxml's faults of syntax are Python's
        raise fail("T501", Place(file)) from error


def _slide(slide: Any, number: int, file: str) -> Iterator[Words]:
    """A slide: its heading (empty where it has none, so that nothing falls under the one before it), then the rest."""
    place, title = Place(file, inside=f"slide {number}"), slide.shapes.title
    own = title.shape_id if title is not None else None
    heading = " ".join(title.text_frame.text.split()) if title is not None else ""
    texts = [text for shape in _read(slide.shapes) if shape.shape_id != own for text in _texts(shape)]
    if not heading and len(texts) > 1 and len(texts[0]) <= _TITLE_MOST:
        heading = texts.pop(0)
    yield Words(heading, number, place, level=1, heads=False)
    notes = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
    for text in (*texts, *(_lines(notes) if notes is not None else ())):
        yield Words(text, number, place, heads=False)


def _read(shapes: Iterable[Any]) -> Iterator[Any]:
    """Shapes in their order, those of groups in their place."""
    for shape in shapes:
        yield from _read(shape.shapes) if hasattr(shape, "shapes") else (shape,)


def _texts(shape: Any) -> Iterator[str]:
    if shape.has_text_frame:
        yield from _lines(shape.text_frame)
    elif getattr(shape, "has_table", False):
        for cell in (cell for row in shape.table.rows for cell in row.cells if not cell.is_spanned):
            yield from _lines(cell.text_frame)
    else:
        yield from _of_diagram(shape)


def _lines(frame: Any) -> Iterator[str]:
    return (paragraph.text for paragraph in frame.paragraphs if paragraph.text.strip())


def _of_diagram(shape: Any) -> Iterator[str]:
    """Texts of a SmartArt, from the part that holds its points."""
    for found in shape.element.iter(f"{_DIAGRAM}relIds"):
        relation = shape.part.rels.get(found.get(f"{{{OFFICE_RELATIONS}}}dm", ""))
        if relation is None or relation.is_external:
            continue
        for paragraph in etree.fromstring(relation.target_part.blob).iter(f"{_A}p"):
            if text := "".join(run.text or "" for run in paragraph.iter(f"{_A}t")).strip():
                yield text
