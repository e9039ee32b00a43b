"""Two languages in one product: claims and headings of the second, smaller, below those of the first.

Both come from the same template and course, so they have the same slides and blocks; where they have not (a template
that asks for the language), the first stands alone.
"""

from __future__ import annotations

from msgspec.structs import replace

from coursegen.document.nodes import (
    Block,
    Box,
    Break,
    Deck,
    Document,
    Figure,
    FigureItem,
    Heading,
    Line,
    PaperHead,
    PaperSection,
    Paragraph,
    Slide,
    Table,
    Text,
)

_MOST_ITEMS = 6
"""Members of a figure that have room for two lines of a head."""


_NOTHING: Line = ()


def both_decks(first: Deck, second: Deck) -> Deck:
    """A deck with the titles of slides, figures and tables in both languages; everything else is the first one's."""
    slides = {slide.id: slide for section in second.sections for slide in section.slides}
    sections = tuple(
        replace(section, slides=tuple(_slide(one, slides.get(one.id)) for one in section.slides))
        for section in first.sections
    )
    return replace(first, sections=sections)


def both_documents(first: Document, second: Document) -> Document:
    """A document with headings and claims in both languages; everything else is the first one's.

    What must stand on one page has no room for another line: there the other language stands beside a heading, and
    beside what follows a title.
    """
    if any(isinstance(block, Heading) and block.one_page for block in first.blocks):
        return replace(first, blocks=_one_page(first.blocks, second.blocks))
    return replace(first, blocks=_blocks(first.blocks, second.blocks))


def _slide(first: Slide, second: Slide | None) -> Slide:
    if second is None:
        return first
    return replace(
        first,
        title=_line(first.title, second.title),
        subtitle=_line(first.subtitle, second.subtitle) if first.kind == "cover" else first.subtitle,
        blocks=_blocks(first.blocks, second.blocks),
    )


def _blocks(first: tuple[Block, ...], second: tuple[Block, ...]) -> tuple[Block, ...]:
    if [type(block) for block in first] != [type(block) for block in second]:
        return first
    return tuple(piece for one, two in zip(first, second, strict=True) for piece in _block(one, two))


def _block(first: Block, second: Block) -> tuple[Block, ...]:
    """A block in both languages: a claim as a paragraph of its own below the first's."""
    match first, second:
        case Heading(), Heading():
            return (replace(first, line=_line(first.line, second.line)),)
        case Paragraph(style="lead"), Paragraph() if first.line != second.line:
            return (first, Paragraph(_small(second.line), "note", second.at))
        case Box(), Box():
            return (replace(first, title=_line(first.title, second.title)),)
        case Figure(), Figure() if len(first.items) == len(second.items) <= _MOST_ITEMS:
            return (replace(first, items=tuple(map(_item, first.items, second.items))),)
        case Table(), Table() if len(first.header) == len(second.header):
            return (replace(first, header=tuple(map(_line, first.header, second.header))),)
        case PaperHead(), PaperHead():
            return (replace(first, title=_line(first.title, second.title)),)
        case PaperSection(), PaperSection():
            lines = (_line(first.line, second.line), _line(first.instruction, second.instruction))
            return (replace(first, line=lines[0], instruction=lines[1]),)
        case _:
            return (first,)


def _one_page(first: tuple[Block, ...], second: tuple[Block, ...]) -> tuple[Block, ...]:
    if [type(block) for block in first] != [type(block) for block in second]:
        return first
    blocks, title = list[Block](), _NOTHING
    for one, two in zip(first, second, strict=True):
        other, title = title, _NOTHING
        match one, two:
            case Heading(one_page=True), Heading() if one.line != two.line:
                title = _small(two.line)
            case Heading(), Heading():
                one = replace(one, line=_beside(one.line, _small(two.line)))
            case Paragraph(), Paragraph():
                one = replace(one, line=_beside(other, one.line))
        blocks.append(one)
    return tuple(blocks)


def _beside(first: Line, second: Line) -> Line:
    return (*first, Text("\u3000"), *second) if first and second and first != second else second


def _item(first: FigureItem, second: FigureItem) -> FigureItem:
    return replace(first, head=_line(first.head, second.head)) if first.text or first.points else first


def _line(first: Line, second: Line) -> Line:
    """A line with that of the other language below it, unless both say the same (a number, a name)."""
    return (*first, Break(), *_small(second)) if first and second and first != second else first


def _small(line: Line) -> Line:
    return tuple(Text(piece.text, "small") if isinstance(piece, Text) else piece for piece in line)
