"""What an analysis found → notes in the bank: `review` of the items that should be looked at before they are asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from coursegen.reading.edit_paths import put_text
from coursegen.reading.tree import ListNode, MapNode, ScalarNode
from coursegen.reading.yaml_tree import parse


def bank_files(course: Path) -> tuple[Path, ...]:
    """Files of a course's bank."""
    return tuple(path for path in sorted((course / "bank").glob("*.y*ml")) if path.suffix in (".yaml", ".yml"))


def with_reviews(text: str, notes: Mapping[str, str]) -> str:
    """The text of a file of the bank with the notes by item; one that has a note keeps it.

    Raises C116 for an item that is written in a way that cannot be followed.
    """
    for turn, name in _without_review(text):
        if name in notes:
            text = put_text(text, ("items", turn, "review"), notes[name])
    return text


def _without_review(text: str) -> Iterator[tuple[int, str]]:
    items = parse(text, "").root.entries.get("items", (None, None))[1]
    for turn, item in enumerate(items.items if isinstance(items, ListNode) else ()):
        name = item.entries["id"][1] if isinstance(item, MapNode) and "id" in item.entries else None
        note = item.entries["review"][1] if isinstance(item, MapNode) and "review" in item.entries else None
        if isinstance(name, ScalarNode) and not (isinstance(note, ScalarNode) and note.value):
            yield turn, name.value
