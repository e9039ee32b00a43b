"""Widths of text and where its lines break. Sizes and widths are points.

A Han character and full-width punctuation take 1 em, a picture character 1.4; Latin letters what Arial, Calibri and
Times New Roman give them (the widest of the family, rounded up), so what is measured here is never narrower than what
Office draws.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from coursegen.layout.font_widths import CHARACTERS, WIDTHS
from coursegen.text import NO_LINE_END, NO_LINE_START, is_wide

MeasureFace = Literal["sans", "serif"]

LINE_HEIGHT = 1.45
"""Height of a line at 100 % spacing in em: Noto Sans CJK 1.448 (its hhea table), the tallest of the faces in use;
微软雅黑 has 1.32."""

_TABLES = {face: dict(zip(CHARACTERS, numbers, strict=True)) for face, numbers in WIDTHS.items()}


AUTOSPACE = 0.25
"""Space in em that Word and LibreOffice put between a Han character and a Latin letter or digit (JLREQ 3.2.6).
LibreOffice's slides have it after full-width punctuation as well.
"""

EMOJI = 1400
"""Thousandths of an em of a picture character: Noto Color Emoji 1245, Segoe UI Emoji 1370, rounded up."""

_JOINER = "\u200d"
_GLUED = frozenset((_JOINER, "\ufe0e", "\ufe0f", *map(chr, range(0x1F3FB, 0x1F400))))
"""What belongs to the picture character before it: joiner, choice of style, tone of skin (UTS 51)."""


_WIDE = "“”‘’…—·\u3000-\u303e\u4e00-\u9fff\uff01-\uff60"
_HAN_ALONE = re.compile(f"[{_WIDE}]*")
"""What most texts are: characters that all take 1 em, with no space between them."""
_LATIN = re.compile("[ -~]+")
"""What nearly all others have besides. (One pattern for both would take half a millisecond more to compile.)"""
_START, _END = (re.escape("".join(sorted(marks))) for marks in (NO_LINE_START, NO_LINE_END))
_CLUSTER = re.compile(f".(?:[ {_START}]|(?<=[{_END}]).|(?<=[!-~])[!-~])*")
"""What stays on one line in a usual text: `_sticks` in one pattern."""


@lru_cache(maxsize=16384)
def em_width(text: str, face: MeasureFace = "sans", *, bold: bool = False) -> float:
    """Width of one line of text in em."""
    if _HAN_ALONE.fullmatch(text):
        return float(len(text))
    look = f"{face}-bold" if bold else face
    letters = sum([_thousandths(char, look) for char in text]) / 1000
    return letters + sum(_joint(a, b) for a, b in pairwise(text)) if len(text) > 1 else letters


@lru_cache(maxsize=16384)
def _thousandths(char: str, look: str) -> int:
    """Width of a character in thousandths of an em."""
    return _wide(char) if is_wide(char) else _TABLES[look].get(char, _strange(char))


def _strange(char: str) -> int:
    """Thousandths of an em of a character that no table has."""
    return 0 if char in _GLUED else 1000


def _wide(char: str) -> int:
    """Thousandths of an em of a character that is no narrower than a Han character."""
    return EMOJI if "\U0001f000" <= char < "\U0001fb00" or "\u2300" <= char < "\u2c00" else 1000


@lru_cache(maxsize=16384)
def _joint(before: str, after: str) -> float:
    """Space between two neighbours in em."""
    wide = is_wide(before)
    return AUTOSPACE if wide != is_wide(after) and (after if wide else before).isalnum() else 0.0


@lru_cache(maxsize=8192)
def wrap(
    text: str,
    width: float,
    size: float,
    *,
    bold: bool = False,
    first_indent: float = 0.0,
) -> tuple[str, ...]:
    """Lines of `text` in a column of `width` points, by the rules Office follows for Chinese (kinsoku).

    A newline breaks a line; Latin words stay whole unless one is wider than the column: it begins on a line of its own
    and is cut letter by letter. No stop hangs outside the column: the writers say so too. At least one line.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        indent = first_indent if not lines else 0.0
        lines += _wrap_paragraph(paragraph, width / size, indent / size, bold=bold)
    return tuple(lines)


def _wrap_paragraph(text: str, room: float, indent: float, *, bold: bool) -> list[str]:
    if not indent and _HAN_ALONE.fullmatch(text) and (alike := _wrap_alike(text, room)):
        return alike
    lines, line, used = [], "", indent
    for cluster, bare, whole, joint in _measured(text, bold):
        if line and used + (bare + joint) > room:
            lines.append(line.rstrip(" "))
            line, used = "", 0.0
        if bare <= room:
            used += (joint if line else 0.0) + whole
            line += cluster
            continue
        for letter in cluster:  # which no line can hold whole
            gap, wide = _joint(line[-1], letter) if line else 0.0, em_width(letter, bold=bold)
            if line and letter != " " and used + gap + wide > room:
                lines.append(line.rstrip(" "))
                line, used, gap = "", 0.0, 0.0
            used += gap + wide
            line += letter
    return [*lines, line.rstrip(" ")]


def _wrap_alike(text: str, room: float) -> list[str]:
    """Lines of a text whose characters all take 1 em; none where what must stay whole is wider than a line."""
    lines, start = [], 0
    while len(text) - start > room:
        end = start + int(room)
        while end > start and (text[end] in NO_LINE_START or text[end - 1] in NO_LINE_END):
            end -= 1
        if end == start:
            return []
        lines.append(text[start:end])
        start = end
    return [*lines, text[start:]]


@lru_cache(maxsize=4096)
def _measured(text: str, bold: bool) -> tuple[tuple[str, float, float, float], ...]:  # noqa: FBT001 - a key
    """Clusters, their widths in em without blanks at their end and with them, and the space before each."""
    found, last = [], ""
    for cluster in clusters(text):
        whole, plain = em_width(cluster, bold=bold), cluster.rstrip(" ")
        bare = whole if plain == cluster else em_width(plain, bold=bold)
        found.append((cluster, bare, whole, _joint(last, cluster[0]) if last else 0.0))
        last = cluster[-1]
    return tuple(found)


@lru_cache(maxsize=4096)
def clusters(text: str) -> tuple[str, ...]:
    """Text cut wherever a line may break: each piece stays on one line."""
    if _HAN_ALONE.fullmatch(_LATIN.sub("", text)):
        return tuple(_CLUSTER.findall(text))
    out: list[str] = []
    for char in text:
        if out and _sticks(out[-1], char):
            out[-1] += char
        else:
            out.append(char)
    return tuple(out)


def _sticks(before: str, char: str) -> bool:
    last = before[-1]
    if char in NO_LINE_START or last in NO_LINE_END or char == " " or char in _GLUED or last == _JOINER:
        return True
    return last != " " and not is_wide(last) and not is_wide(char)
