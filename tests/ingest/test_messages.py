"""What exports and imports have to say, in both languages."""

from __future__ import annotations

import re
import string
import tomllib
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "coursegen"
SOURCES = [
    *sorted((PACKAGE / "ingest").glob("*.py")), *sorted((PACKAGE / "exports").glob("*.py")),
    PACKAGE / "build" / "exporting.py", PACKAGE / "cli" / "items.py",
    PACKAGE / "cli" / "exam.py", PACKAGE / "cli" / "sat.py", PACKAGE / "exam" / "marking.py",
    PACKAGE / "reading" / "profiles.py",
]  # fmt: skip
OWN = tomllib.loads((PACKAGE / "messages" / "exports.toml").read_text("utf-8"))
CODE = re.compile(r'"([CTAKOU]\d{3})"')


def test_every_sentence_is_said_somewhere() -> None:
    used = {code for path in SOURCES for code in CODE.findall(path.read_text("utf-8"))}
    twins = {f"{code[:-1]}1" for code in used if code[0] == "U" and code.endswith("0")}
    assert OWN
    assert set(OWN) <= used | twins


@pytest.mark.parametrize("code", sorted(OWN))
def test_cause_and_remedy_have_the_same_facts_in_both_languages(code: str) -> None:
    assert set(OWN[code]) == {"zh", "en"}
    facts = {}
    for language, parts in OWN[code].items():
        assert set(parts) == {"cause", "remedy"}
        facts[language] = {field for part in parts.values() for _, field, _, _ in string.Formatter().parse(part)}
    assert facts["zh"] == facts["en"]
