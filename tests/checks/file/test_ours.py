"""What we make ourselves has nothing to remark, not even in black and white."""

from __future__ import annotations

from pathlib import Path

import pytest
from plain_files import deck, file_of, picture, run, shape, solid, title

from coursegen.build import Request, make
from coursegen.checks.file import SUFFIXES, check_file
from coursegen.checks.output import check_output
from coursegen.errors import Fault

ROOT = Path(__file__).parents[3]
PRODUCTS = ("deck", "handout", "quiz", "toolkit")


def test_the_bundled_course_has_no_fault_and_no_warning() -> None:
    roots = (ROOT / "templates",)
    kit = make(Request(ROOT / "content" / "office-director", "county-tax", roots, products=PRODUCTS))
    assert [Path(file.name).suffix in SUFFIXES for file in kit.files] == [True] * len(PRODUCTS)
    for file in kit.files:
        assert [fault.line("en") for fault in check_file(file.data, file.name, mono=True)] == []


FAINT = title() + shape(3, run("太淡", "", solid("EEEEEE")), (1, 2, 4, 1))


def test_an_output_with_an_error_fails_with_the_code_of_outputs_and_small_things_are_left_out() -> None:
    found = [(f.code, f.exit_code) for f in check_output(file_of(deck(title() + picture(3))), "deck.pptx")]
    assert found == [("K220", 6)]
    small = shape(3, run("小字", ' sz="900"'), None, mark='<p:ph idx="1"/>')
    assert check_output(file_of(deck(title() + small)), "deck.pptx") == ()


def test_a_faint_colour_which_comes_from_the_base_is_told_and_stops_nothing() -> None:
    parts = deck(FAINT.replace("srgbClr", "schemeClr").replace("EEEEEE", "bg2"))
    assert [(f.code, f.severity) for f in check_output(file_of(parts), "deck.pptx")] == [("K210", "warning")]


def test_what_cannot_be_opened_is_one_fault_of_the_output() -> None:
    assert [(f.code, f.exit_code) for f in check_output(b"", "deck.pptx")] == [("O501", 6)]


def test_builds_leave_the_small_checks_out(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, object]] = []

    def judge(_: object, **look: object) -> tuple[Fault, ...]:
        asked.append(look)
        return ()

    monkeypatch.setattr("coursegen.checks.file.deck.judge_slides", judge)
    check_output(file_of(deck(title())), "deck.pptx")
    assert asked == [{"small": False}]
