"""What the readers of all formats share: the kind a question says it is, and where the ids of its tags come from."""

from __future__ import annotations

from msgspec.structs import replace

from coursegen.exchange import Kind, Question
from coursegen.exchange.texts import with_both, with_tags

_OPEN: tuple[Kind, ...] = ("short", "case", "correct", "judge-reason", "blank")


def open_question(question: Question, text: str, tags: tuple[str, ...]) -> Question:
    """A question that a person marks, of the kind its tags say, with what its feedback says of the key."""
    said = next((tag.removeprefix("kind:") for tag in tags if tag.startswith("kind:")), "")
    kind: Kind = next((kind for kind in _OPEN if kind == said), "short")
    return with_tags(with_both(replace(question, kind=kind), text), tags)
