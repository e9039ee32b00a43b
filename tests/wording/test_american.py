"""English is spelled in one way, as in America, wherever the program or a shipped course speaks it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from babel.messages.pofile import read_po

from coursegen.workspace import bundled_folder

ROOT = bundled_folder()
BRITISH = re.compile(
    r"\b((un)?(colou|behaviou|favou|neighbou|honou|labou)r|(re)?organis|recognis|summaris|normalis|standardis|"
    r"(un)?label(led|ling)|cancelled|travell|centred|judgement|practise|licence|analys(e|ed|ing)\b|grey\b|per cent\b)",
    re.IGNORECASE,
)
CODE = re.compile(r"```.*?```|`[^`]*`|\{[^{}]*\}|exam analyse", re.DOTALL)
"""Names of keys, elements and commands, which stay as they are."""


def sentences() -> Iterator[tuple[str, str]]:
    """Every English text with the name of its file."""
    package = ROOT / "coursegen"
    for file in (
        *sorted((package / "messages").glob("*.toml")),
        package / "cli" / "words.toml",
        package / "reasons.toml",
    ):
        yield from (
            (file.name, text) for said in tomllib.loads(file.read_text("utf-8")).values() for text in english(said)
        )
    for file in sorted(ROOT.glob("*/**/locale/en/LC_MESSAGES/*.po")):
        with file.open("rb") as opened:
            yield from ((file.name, str(entry.string)) for entry in read_po(opened) if entry.id)
    yield "README.md", (ROOT / "README.md").read_text("utf-8")


def english(said: object) -> Iterator[str]:
    """The English of one entry of a catalogue in TOML."""
    own = said.get("en", "") if isinstance(said, dict) else ""
    yield from map(str, own.values()) if isinstance(own, dict) else [str(own)]


def test_english_is_spelled_as_in_america() -> None:
    found = list(sentences())
    assert len({Path(name).suffix for name, _ in found}) == 3
    assert len(found) > 3000
    wrong = {(name, match[0]) for name, text in found for match in BRITISH.finditer(CODE.sub("", text))}
    assert not wrong
