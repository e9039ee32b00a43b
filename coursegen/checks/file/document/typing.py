"""What a typist does where Word has something better: empty lines for space, numbers by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coursegen.checks.file.document.styles import value_of
from coursegen.checks.file.document.text import Document, Paragraph
from coursegen.checks.package_document import W
from coursegen.errors import Fault
from coursegen.late import regex
from coursegen.text import chinese_number

_NUMBER = regex(
    r"(?P<open>[（(]?)(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3})(?P<close>[）)、.．])(?!\d)|(?P<ring>[①-⑳])"
)
_CHINESE = {chinese_number(n): n for n in range(1, 100)}
_PLAIN_STYLES = frozenset({"normal", "body text", "list paragraph", "normal indent", "正文", "正文文本", "列表段落"})
_LEAST = 2
"""Steps of one that make a list: first, second, third."""


def typing_faults(document: Document) -> Iterator[Fault]:
    """K307 empty paragraphs in a row, K308 lists numbered by hand; one fault of each, at its first place."""
    rows = list(_empty_rows(document))
    if rows:
        yield document.fault("K307", f"paragraph {rows[0][0]}", count=len(rows), length=max(n for _, n in rows))
    typed = list(_typed(document))
    if typed:
        yield document.fault("K308", f"paragraph {typed[0].number}", text=typed[0].words[:20], count=len(typed))


def _empty_rows(document: Document) -> Iterator[tuple[int, int]]:
    """First number and length of each row of two empty paragraphs or more."""
    start, length, last = 0, 0, None
    for paragraph in document.paragraphs:
        parent = paragraph.element.getparent()
        if paragraph.bare and paragraph.cell is None and (not length or parent is last):
            start, length = (start or paragraph.number), length + 1
        else:
            if length > 1:
                yield start, length
            start, length = 0, 0
        last = parent
    if length > 1:
        yield start, length


def _typed(document: Document) -> Iterator[Paragraph]:
    """Paragraphs that count on by hand, in lists that count at least three."""
    lists: dict[str, list[tuple[int, Paragraph]]] = {}
    for paragraph in document.paragraphs:
        found = _NUMBER.match(paragraph.words)
        if not found or paragraph.cell is not None or not _is_plain(document, paragraph) or _is_numbered(paragraph):
            continue
        kind, number = _read(found)
        row = lists.setdefault(kind, [])
        if row and number != row[-1][0] + 1:
            yield from _if_list(row)
            row.clear()
        if number:
            row.append((number, paragraph))
    for row in lists.values():
        yield from _if_list(row)


def _if_list(row: list[tuple[int, Paragraph]]) -> list[Paragraph]:
    return [paragraph for _, paragraph in row] if len(row) > _LEAST else []


def _read(found: re.Match[str]) -> tuple[str, int]:
    """Kind of a number (its signs, its digits) and its value."""
    if found["ring"]:
        return "ring", ord(found["ring"]) - ord("①") + 1
    text = found["number"]
    digits = text.isascii()
    return f"{found['open']}{digits}{found['close']}", int(text) if digits else _CHINESE.get(text, 0)


def _is_plain(document: Document, paragraph: Paragraph) -> bool:
    """Whether a paragraph is in the style of plain text: who made a style for questions or headings chose to count."""
    named = value_of(paragraph.element.find(f"{W}pPr/{W}pStyle"))
    name = value_of(paragraph.styles[0].find(f"{W}name")).lower() if paragraph.styles else ""
    return named in ("", document.styles.default) or name in _PLAIN_STYLES


def _is_numbered(paragraph: Paragraph) -> bool:
    """Whether Word counts a paragraph itself."""
    marks = (e.find(f"{W}pPr/{W}numPr/{W}numId") for e in (paragraph.element, *paragraph.styles))
    found = next((m for m in marks if m is not None), None)
    return found is not None and value_of(found) != "0"
