"""The guide to many units says what the program does, and its commands and examples work."""

import re
import shlex
from pathlib import Path

import click
import pytest
from odd_bases import saved
from own_slides import brochure

from coursegen.cli.commands import program
from coursegen.reading import read_unit
from coursegen.reading.extra import AFTER, AFTER_COVER, BEFORE_END, LAST
from coursegen.reading.unit_columns import COLUMNS
from coursegen.reading.unit_sheet import KEYS
from coursegen.workspace import bundled_folder

DOC = (Path(__file__).parents[2] / "docs" / "units.md").read_text("utf-8")
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in DOC.splitlines() if line.startswith("| ")]


def test_every_column_is_told_with_the_key_it_fills() -> None:
    told = {row[0]: row[1] for row in ROWS}
    assert len(COLUMNS) > 10
    for key, names in COLUMNS.items():
        assert names[0] in told
        assert key not in KEYS or f"`{'.'.join(KEYS[key])}`" in told[names[0]], key


def test_every_place_of_slides_is_told() -> None:
    told = " ".join(row[0] for row in ROWS)
    assert all(f"`{at}`" in told for at in (AFTER_COVER, BEFORE_END, LAST, AFTER))


def test_every_command_is_one_of_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    lines = [line for block in re.findall(r"```sh\n(.*?)```", DOC, re.DOTALL) for line in block.splitlines()]
    commands = [shlex.split(line, comments=True) for line in lines]
    assert len(commands) > 5
    for _, command, *arguments in commands:
        context = program.get_command(click.Context(program), command).make_context(
            command, arguments, obj=None, resilient_parsing=True
        )
        assert context.params


def test_the_example_of_slides_is_a_unit(tmp_path: Path) -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", DOC, re.DOTALL)
    folder = tmp_path / "yunling"
    folder.mkdir()
    (folder / "unit.yaml").write_text(example, "utf-8")
    (folder / "单位简介.pptx").write_bytes(saved(brochure()))
    unit, _ = read_unit("yunling", (tmp_path, bundled_folder() / "templates"))
    assert [(file.slides, file.at) for file in unit.extra] == [("1-3", AFTER_COVER), ("4,6", "after-serve")]
