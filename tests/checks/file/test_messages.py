"""Every code of the checks of files has its sentences, and every sentence is used and documented."""

from __future__ import annotations

import re
import string
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[3]
CHECKS = ROOT / "coursegen" / "checks"


def messages() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads((ROOT / "coursegen" / "messages" / "file.toml").read_text("utf-8"))


def test_every_code_has_its_sentences_and_every_sentence_its_code() -> None:
    sources = sorted((CHECKS / "file").rglob("*.py"))
    used = {code for path in sources for code in re.findall(r'"(K[234]\d\d)"', path.read_text("utf-8"))}
    assert len(used) > 30
    assert used == set(messages())


def test_a_message_says_cause_and_remedy_with_the_same_facts_in_both_languages() -> None:
    assert messages()
    for message in messages().values():
        facts = {}
        for language in ("zh", "en"):
            parts = message[language]
            assert set(parts) == {"cause", "remedy"}
            fields = {field for part in parts.values() for _, field, _, _ in string.Formatter().parse(part)}
            facts[language] = fields - {None}
        assert facts["zh"] == facts["en"]


def test_the_guide_names_every_code() -> None:
    guide = (ROOT / "docs" / "checking.md").read_text("utf-8")
    listed = set(re.findall(r"^\| (K[234]\d\d) ", guide, re.MULTILINE))
    assert listed == set(messages())
