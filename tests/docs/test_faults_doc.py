"""The list of faults has every code in both languages, and is what the program says now."""

from __future__ import annotations

import json
import re
import runpy
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from coursegen.errors import UI_LANGUAGES, Fault, Place, UiLanguage

ROOT = Path(__file__).parents[2]
SCRIPT = runpy.run_path(str(ROOT / "scripts" / "make_faults.py"), run_name="script")
DOC = (ROOT / "docs" / "faults.md").read_text("utf-8")
ROWS = {row[1]: row[0].split(" | ") for row in re.finditer(r'^\| <a id="(\w+)"></a>.*$', DOC, re.MULTILINE)}
CODE = re.compile(r'"([CTALOKU]\d{3})"')
STEM = re.compile(r'"([CT]80)"')


def test_the_page_is_as_the_script_writes_it() -> None:
    assert SCRIPT["page"]() == DOC, "run `make faults`"


def made_of(used: set[str]) -> Iterator[str]:
    """Codes that no file spells out: of a name without a suggestion, and of one thing said of a course or a unit."""
    yield from (f"{code[:-1]}1" for code in used if code.endswith("0"))
    stems = {stem for path in (ROOT / "coursegen").rglob("*.py") for stem in STEM.findall(path.read_text("utf-8"))}
    assert stems == {"C80", "T80"}
    yield from (f"{stem}{number}" for stem in stems for number in (1, 2, 3))


@pytest.mark.parametrize("language", UI_LANGUAGES)
def test_every_code_can_be_told_and_is_a_record_of_json(language: UiLanguage) -> None:
    messages = SCRIPT["messages"]()
    assert len(messages) > 500
    for code, sentences in messages.items():
        names = {name for said in sentences[UI_LANGUAGES[0]].values() for _, name, _, _ in Formatter().parse(said)}
        fault = Fault(code, Place("f.yaml", 3, 7), {name: f"<{name}>" for name in names if name})
        record = json.loads(json.dumps(fault.record(language)))
        assert list(record) == ["file", "line", "column", "code", "severity", "message", "remedy"]
        assert record["message"] in fault.line(language)
        assert all(f"<{name}>" in record["message"] + record["remedy"] for name in names if name)


def test_every_code_that_the_program_uses_has_a_row_with_five_cells() -> None:
    used = {code for path in (ROOT / "coursegen").rglob("*.py") for code in CODE.findall(path.read_text("utf-8"))}
    assert len(used) > 300
    assert used - ROWS.keys() == set()
    assert set(SCRIPT["messages"]()) == set(ROWS)
    assert ROWS.keys() - used - set(made_of(used)) == set()
    assert [code for code, cells in ROWS.items() if len(cells) != 5 or not all(cells)] == []


def test_every_family_says_its_exit_code() -> None:
    families = dict(re.findall(r"^## (\w).*\n\n.*exit code (\d+)。$", DOC, re.MULTILINE))
    assert set(families) == {code[0] for code in ROWS}
    assert {family: int(code) for family, code in families.items()} == {
        family: Fault(f"{family}101").exit_code for family in families
    }


def test_the_example_is_a_record_of_the_program() -> None:
    assert '"code": "U252"' in DOC
    assert '"remedy": ' in DOC
