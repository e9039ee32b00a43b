"""Labels of the studio's pages in both languages."""

from __future__ import annotations

import re
import string
from pathlib import Path

from babel.messages.pofile import read_po

import coursegen.studio
import coursegen.wording

CALL = re.compile(r"""(?:\b_|label)\(\s*(["'])((?:\\.|(?!\1).)*)\1""")
CATALOGUE = Path(coursegen.wording.__file__).parent / "locale" / "en" / "LC_MESSAGES" / "studio.po"
HAN = re.compile(r"[\u4e00-\u9fff]")


def in_use() -> set[str]:
    files = sorted(Path(coursegen.studio.__file__).parent.glob("*.py"))
    assert len(files) > 10
    return {found[2] for file in files for found in CALL.finditer(file.read_text("utf-8"))}


def catalogue() -> dict[str, str]:
    with CATALOGUE.open("rb") as file:
        return {str(entry.id): str(entry.string) for entry in read_po(file) if entry.id}


def slots(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_label_has_an_english_entry_and_no_entry_is_idle() -> None:
    used, entries = in_use(), catalogue()
    assert len(used) > 200
    assert used - entries.keys() == set()
    assert entries.keys() - used == set()


def test_english_labels_are_english_and_fill_the_same_slots() -> None:
    entries = catalogue()
    assert entries
    for label, english in entries.items():
        assert english, label
        assert not HAN.search(english), label
        assert slots(english) == slots(label), label
