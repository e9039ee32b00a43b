"""Term slots: `{{ t.NAME }}` in a text of the course becomes the unit's word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from coursegen.late import regex

_SLOT = regex(r"\{\{\s*t\.(\w+)\s*\}\}")
_LEFTOVER = regex(r"\{\{[^{}]*\}\}|\{\{|\}\}|\{%[^%]*%\}|\{%|%\}")


class SlotError(Struct, frozen=True):
    """What is wrong with a slot: the name of an unknown term, or (`name` empty) text that looks like a template."""

    name: str
    text: str


def has_slots(text: str) -> bool:
    """Whether a text needs looking at (quick)."""
    return "{" in text or "}" in text


def fill(text: str, terms: Mapping[str, str]) -> str:
    """Text with its slots filled; a slot that `terms` does not have stays (see `errors_in`)."""
    return _SLOT.sub(lambda found: terms.get(found[1], found[0]), text)


def filled_spans(text: str, terms: Mapping[str, str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """As `fill`, and where in the result the words of the unit stand (from, to)."""
    parts, spans, length, done = list[str](), list[tuple[int, int]](), 0, 0
    for found in _SLOT.finditer(text):
        before, word = text[done : found.start()], terms.get(found[1], found[0])
        parts += (before, word)
        length += len(before) + len(word)
        spans.append((length - len(word), length))
        done = found.end()
    return "".join((*parts, text[done:])), tuple(spans)


_SENTENCE_START = regex(r"(?:^|[.!?][”’\"')]*\s)[\s“‘\"'(*]*$")


def with_capitals(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """A text of Latin letters whose words at these places (from, to) have a capital where a sentence starts."""
    for start, _ in spans:
        if _SENTENCE_START.search(text[:start]):
            text = text[:start] + text[start : start + 1].upper() + text[start + 1 :]
    return text


def errors_in(text: str, terms: Mapping[str, str]) -> Iterator[SlotError]:
    """What cannot be filled in a text: unknown terms, and braces that are no slot."""
    for name in _SLOT.findall(text):
        if name not in terms:
            yield SlotError(name, f"{{{{ t.{name} }}}}")
    for found in _LEFTOVER.findall(_SLOT.sub("", text)):
        yield SlotError("", found)


def names_in(text: str) -> tuple[str, ...]:
    """Names of the slots of a text, and whatever in it looks like a template and is no slot."""
    return *_SLOT.findall(text), *_LEFTOVER.findall(_SLOT.sub("", text))


def slots_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Where each slot of a text stands (from, to), and its name."""
    return ((found.start(), found.end(), found[1]) for found in _SLOT.finditer(text))
