"""The list of faults has every code in both languages, and is what the program says now."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

from coursegen.errors import Fault

ROOT = Path(__file__).parents[2]
SCRIPT = runpy.run_path(str(ROOT / "scripts" / "make_faults.py"), run_name="script")
DOC = (ROOT / "docs" / "faults.md").read_text("utf-8")
ROWS = {row[1]: row[0].split(" | ") for row in re.finditer(r'^\| <a id="(\w+)"></a>.*$', DOC, re.MULTILINE)}
CODE = re.compile(r'"([CTALOKU]\d{3})"')


def test_the_page_is_as_the_script_writes_it() -> None:
    assert SCRIPT["page"]() == DOC, "run `make faults`"


def test_every_code_that_the_program_uses_has_a_row_with_five_cells() -> None:
    used = {code for path in (ROOT / "coursegen").rglob("*.py") for code in CODE.findall(path.read_text("utf-8"))}
    assert len(used) > 300
    assert used - ROWS.keys() == set()
    assert set(SCRIPT["messages"]()) == set(ROWS)
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
