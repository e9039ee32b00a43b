"""The words of anybody's Markdown in reading order, without its signs, with the levels of its headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from coursegen.text import collapse, is_han

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TITLE = re.compile(r"^title:[ \t]*(.+?)[ \t]*$", re.MULTILINE)
_TASK = re.compile(r"^\[[ xX]\]\s+")


class Said(NamedTuple):
    """A paragraph: its text, its line, the level it heads (0: none), whether its looks may make it a heading."""

    text: str
    line: int
    level: int = 0
    heads: bool = False


def markdown_words(text: str) -> tuple[Said, ...]:
    """Headings, paragraphs, members of lists, cells and code of a text; its front matter tells its title."""
    front = _FRONT.match(text)
    head = front[0] if front else ""
    title = _TITLE.search(front[1]) if front else None
    body = tuple(_words(_parsed(text.removeprefix(head)), head.count("\n") + 1))
    if title is None:
        return body
    name = title[1].strip("\"'")
    return (Said(name, 1, heads=True), *(body[1:] if body and body[0].text == name else body))


def _parsed(text: str) -> list[Token]:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": True}).enable("table").parse(text)


def _words(tokens: list[Token], first: int) -> Iterator[Said]:
    """What stands in blocks; a line of a cell is that of its row."""
    level, line, listed = 0, first, 0
    for token in tokens:
        line = first + token.map[0] if token.map else line
        listed += token.nesting if token.type.startswith(("list_item", "table", "blockquote")) else 0
        if token.type == "heading_open":
            level = int(token.tag[1:])
        elif token.type == "inline":
            for row, said in _paragraphs(_TASK.sub("", _inline(token))):
                yield Said(said, line + row, level, heads=not listed)
            level = 0
        elif token.type in {"fence", "code_block"}:
            yield from (Said(row, line + n) for n, row in enumerate(token.content.splitlines(), 1) if row.strip())


def _inline(token: Token) -> str:
    """The lines of a text as they read: of links and pictures their words, of HTML what stands between its tags."""
    breaks = {"softbreak": "\n", "hardbreak": "\n", "html_inline": ""}
    return "".join(breaks.get(child.type, child.content) for child in token.children or ())


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Paragraphs with the number of their first line: Chinese is not wrapped, so there every line is one."""
    begun, first = "", 0
    for number, line in enumerate(text.split("\n")):
        if begun and line.strip() and is_han(begun.rstrip()[-1:]) and is_han(line.lstrip()[:1]):
            yield first, collapse(begun)
            begun = ""
        first = first if begun else number
        begun = f"{begun} {line}" if line.strip() else begun
    if begun:
        yield first, collapse(begun)
