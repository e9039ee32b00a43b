"""`1-3,5` → the numbers of slides it means."""

from __future__ import annotations

import re

from coursegen.late import regex

_PART = regex(r"(\d{1,4})(?:\s*[-–—~～至到]\s*(\d{1,4}))?")


def slide_numbers(text: str) -> tuple[int, ...]:
    """Numbers of slides in the order in which they are named; none for a text that means none."""
    parts = [_PART.fullmatch(part.strip()) for part in re.split(r"[,，、;；]", text)]
    spans = [(int(part[1]), int(part[2] or part[1])) for part in parts if part]
    if len(spans) < len(parts) or any(first < 1 or last < first for first, last in spans):
        return ()
    return tuple(number for first, last in spans for number in range(first, last + 1))
