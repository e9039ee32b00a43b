"""Notes in the bank: the file stays as it was but for the line of the note."""

from __future__ import annotations

from pathlib import Path

import pytest

from coursegen.build.reviewing import bank_files, with_reviews
from coursegen.cli.saving import edited

NOTES = {"q.1": "2026-03-05 final：核对答案（p 0.40, r -0.12）", "q.9": "nobody"}


@pytest.mark.parametrize(("before", "after"), [
    ("items:\n  - id: q.1  # first\n    stem: 甲\n\n  # next\n  - id: q.2\n",
     "items:\n  - id: q.1  # first\n    stem: 甲\n    review: {note}\n\n  # next\n  - id: q.2\n"),
    ("items:\n  - {id: q.1, stem: 甲}  # short\n", "items:\n  - {id: q.1, stem: 甲, review: \"{note}\"}  # short\n"),
    ("items:\n  - id: q.1\n    review:\n    stem: 甲\n", "items:\n  - id: q.1\n    review: {note}\n    stem: 甲\n"),
    ("items:\r\n  - id: q.1\r\n    stem: 甲\r\n", "items:\r\n  - id: q.1\r\n    stem: 甲\r\n    review: {note}\r\n"),
    ("items:\n  - id: q.1\n    review: mine\n", "items:\n  - id: q.1\n    review: mine\n"),
    ("items:\n  - id: q.2\n", "items:\n  - id: q.2\n"),
    ("items: []\n", "items: []\n"),
])  # fmt: skip
def test_a_note_is_put_behind_what_an_item_says(before: str, after: str) -> None:
    assert with_reviews(before, NOTES) == after.replace("{note}", NOTES["q.1"])


def test_a_mark_at_the_start_of_a_file_stays(tmp_path: Path) -> None:
    file = tmp_path / "bank" / "a.yaml"
    file.parent.mkdir()
    file.write_bytes("\ufeffitems:\n  - id: q.1\n".encode())
    (file.parent / "notes.txt").write_text("no bank", "utf-8")
    assert bank_files(tmp_path) == (file,)
    data = edited(file, lambda text: with_reviews(text, NOTES))
    assert data.decode() == f"\ufeffitems:\n  - id: q.1\n    review: {NOTES['q.1']}\n"
