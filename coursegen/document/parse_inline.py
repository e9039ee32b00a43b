"""A line of text: runs in their styles, white space collapsed over all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from math import ceil

from coursegen.document.nodes import Blank, Break, Inline, InlineStyle, Line, Reference, Text
from coursegen.document.parse_tree import Element
from coursegen.text import is_han, is_wide

_STYLES: dict[str, InlineStyle] = {"b": "strong", "term": "term", "q": "quote", "small": "small"}
_SPACE = re.compile(r"[ \t\r\n]+")
"""White space of XML; others (an ideographic space, a no-break space) are characters like any other."""

_BLANK_AS_CHAR = "　"
"""A blank to fill behaves like this character where white space is concerned."""

_LEAST_BLANK = 3
"""Em; a shorter blank cannot be written into."""


def line_of(element: Element | None) -> Line:
    """The inline content of an element; breaks at its ends are dropped."""
    if element is None:
        return ()
    if element.line is None:
        match element.parts:
            case [str(text)] if not _SPACE.search(text):
                element.line = (Text(text),)
            case _:
                element.line = collapsed(_pieces(element, "plain"))
    return element.line


def plain_of(element: Element | None) -> str:
    """The text of an element that holds nothing but text; breaks count as blanks."""
    match line_of(element):
        case ():
            return ""
        case (Text(text, _),):
            return text
    blanks = (Text(" ") if isinstance(piece, Break) else piece for piece in line_of(element))
    return "".join(piece.text for piece in collapsed(blanks) if isinstance(piece, Text))


def _pieces(element: Element, style: InlineStyle) -> Iterator[Inline]:
    for part in element.parts:
        if isinstance(part, str):
            yield Text(part, style)
            continue
        match part.tag:
            case "br":
                yield Break()
            case "blank":
                yield Blank(int(part.attributes.get("width") or Blank().width))
            case "fill":
                yield _filled(part)
            case "ref":
                yield Reference(part.attributes.get("to") or "")
            case tag:
                yield from _pieces(part, _STYLES.get(tag, style))


def _filled(element: Element) -> Inline:
    """Words for lecturers, for participants a blank as wide."""
    words = plain_of(element)
    if not element.secret:
        return Text(words, "answer")
    return Blank(max(_LEAST_BLANK, ceil(sum(1 if is_wide(char) else 0.5 for char in words))))


def collapsed(pieces: Iterable[Inline]) -> Line:
    """Pieces with white space as `text.collapse` has it, across their borders; neighbours of one style joined."""
    out: list[Inline] = []
    last, waiting = "", False
    for piece in pieces:
        match piece:
            case Break():
                out += [piece] if out else []
                last, waiting = "", False
            case Blank() | Reference():
                if waiting and _apart(last, _BLANK_AS_CHAR):
                    _add(out, " ", "plain")
                out.append(piece)
                last, waiting = _BLANK_AS_CHAR, False
            case Text(text, style):
                for number, word in enumerate(_SPACE.split(text)):
                    waiting = waiting or number > 0
                    if word:
                        _add(out, f" {word}" if waiting and _apart(last, word[0]) else word, style)
                        last, waiting = word[-1], False
    while out and isinstance(out[-1], Break):
        out.pop()
    return tuple(out)


def _apart(left: str, right: str) -> bool:
    """Whether white space between two characters counts: not at a beginning, not between Han and another wide one."""
    return bool(left) and not (
        (is_han(left) or is_han(right)) and all(is_han(char) or is_wide(char) for char in (left, right))
    )


def _add(out: list[Inline], text: str, style: InlineStyle) -> None:
    """Append text, to the piece before when that has the same style."""
    match out[-1] if out else None:
        case Text(before, same) if same == style:
            out[-1] = Text(before + text, style)
        case _:
            out.append(Text(text, style))
