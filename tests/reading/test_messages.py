from __future__ import annotations

import re
import string
import tomllib
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "coursegen"
SOURCES = sorted(
    [
        *(PACKAGE / "reading").glob("*.py"),
        *(PACKAGE / "checks" / "course").glob("*.py"),
        PACKAGE / "checks" / "unit.py",
        PACKAGE / "checks" / "classes.py",
        PACKAGE / "classes" / "agenda.py",
        PACKAGE / "sheets.py",
    ]
)
CODE = re.compile(r'"([CTAK]\d{3})"')


def messages() -> dict[str, dict[str, dict[str, str]]]:
    """The sentences of reading, and of the checks of courses (K1)."""
    reading, classes, checks = (
        tomllib.loads((PACKAGE / "messages" / name).read_text("utf-8"))
        for name in ("content.toml", "classes.toml", "check.toml")
    )
    return {**reading, **classes, **{code: message for code, message in checks.items() if code.startswith("K1")}}


def elsewhere() -> set[str]:
    """Codes whose sentences belong to other stages."""
    files = [f for f in (PACKAGE / "messages").glob("*.toml") if f.name not in ("content.toml", "classes.toml")]
    found = {code for file in files for code in tomllib.loads(file.read_text("utf-8"))}
    return {code for code in found if not code.startswith("K1")}


def test_every_code_has_its_sentences_and_every_sentence_its_code() -> None:
    used = {code for path in SOURCES for code in CODE.findall(path.read_text("utf-8"))}
    assert len(used) > 80
    assert used - elsewhere() == set(messages())


@pytest.mark.parametrize("code", sorted(messages()))
def test_a_message_says_cause_and_remedy_with_the_same_facts_in_both_languages(code: str) -> None:
    message = messages()[code]
    assert set(message) == {"zh", "en"}
    facts = {}
    for language, parts in message.items():
        assert set(parts) == {"cause", "remedy"}
        assert all(parts.values())
        fields = {field for part in parts.values() for _, field, _, _ in string.Formatter().parse(part)}
        facts[language] = fields - {None}
    assert facts["zh"] == facts["en"]
