"""`build --watch`: what has changed is built again, once it stands still."""

from __future__ import annotations

from pathlib import Path

import pytest

from coursegen.cli.report import Voice
from coursegen.cli.watching import build_again, wait_for_change
from coursegen.errors import fail


def test_a_change_is_waited_for_until_it_stands_still() -> None:
    looks = iter([{"a": [1, 1]}, {"a": [1, 1]}, {"a": [1, 2]}, {"a": [1, 3]}, {"a": [1, 3]}])
    pauses: list[float] = []
    wait_for_change({"a": [1, 1]}, lambda: next(looks), pauses.append)
    assert list(looks) == []
    assert len(pauses) == 4


def test_a_build_that_fails_is_told_and_watched_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def build() -> int:
        raise fail("U394")

    def pause(_: float) -> None:
        raise KeyboardInterrupt

    assert build_again(Voice("zh"), build, lambda: ((tmp_path,), ()), pause) == 2
    assert "U394" in capsys.readouterr().err


def test_every_change_is_one_more_build_until_the_user_breaks_off(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("a", "utf-8")
    built: list[str] = []
    turns = iter(["ab", None, None, "abc", None, None])

    def pause(_: float) -> None:
        text = next(turns, "")
        if text == "":
            raise KeyboardInterrupt
        if text:
            file.write_text(text, "utf-8")

    def build() -> int:
        built.append(file.read_text("utf-8"))
        return len(built)

    assert build_again(Voice("zh"), build, lambda: ((tmp_path,), ()), pause) == 3
    assert built == ["a", "ab", "abc"]
    assert capsys.readouterr().err.count("Ctrl+C") == 3
