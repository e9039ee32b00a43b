"""What `coursegen doctor` finds; the fonts of other systems are told from what they list."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from coursegen.checks import machine
from coursegen.checks.machine import examine, fonts, programs
from coursegen.checks.machine.fonts import installed_families, registered
from coursegen.checks.machine.programs import Need
from coursegen.cli.commands import program
from coursegen.model import Brand
from coursegen.office.render import VARIABLE

WINDOWS = Brand(fonts={"profile": "windows"})


def states(brand: Brand = WINDOWS) -> dict[str, str]:
    return {finding.name: finding.state for finding in examine(brand) if finding.kind == "font"}


def test_this_computer_lists_its_fonts() -> None:
    assert "noto sans cjk sc" in installed_families()


def test_the_same_fonts_are_found_in_folders_when_nobody_lists_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts.shutil, "which", lambda _: None)
    assert "liberation serif" in installed_families()


def test_names_in_the_registry_of_windows() -> None:
    assert registered("Microsoft YaHei & Microsoft YaHei UI (TrueType)") == ("Microsoft YaHei", "Microsoft YaHei UI")
    assert registered("宋体 & 新宋体 (TrueType)") == ("宋体", "新宋体")
    assert registered("Arial") == ("Arial",)


def test_a_font_is_there_under_any_of_its_names(monkeypatch: pytest.MonkeyPatch) -> None:
    there = frozenset(
        {"方正小标宋简体", "microsoft yahei", "simsun", "黑体", "kaiti", "fangsong", "arial", "times new roman"}
    )
    monkeypatch.setattr(machine, "installed_families", lambda: there)
    assert set(states().values()) == {"ok"}
    assert "微软雅黑" in states()


def test_a_font_that_is_missing_is_told_with_what_stands_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "installed_families", frozenset)
    monkeypatch.setattr(machine, "stand_in", lambda face, chinese: "Noto" if chinese else "")
    assert states()["宋体"] == "replaced"
    assert states()["Arial"] == "missing"


def test_fontconfig_says_what_stands_in_whatever_the_name_is() -> None:
    assert fonts.stand_in("没有这种字体", chinese=True).startswith("Noto")
    assert fonts.stand_in("a-b:c,d\\e", chinese=False)


def test_libraries_are_told_by_version() -> None:
    assert Need("x", "3.1.5", "3.1.5").enough
    assert Need("x", "3.9", "3.10rc1").enough
    assert not Need("x", "3.1.5", "3.1.4").enough
    assert not Need("x", "3", "").enough


def test_doctor_says_how_things_stand_and_is_content(monkeypatch: pytest.MonkeyPatch) -> None:
    result = CliRunner().invoke(program, ["doctor", "--ui-lang", "zh"])
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("Python\t有\t3.")
    assert "微软雅黑\t" in result.stdout
    english = CliRunner().invoke(program, ["doctor", "--log-format", "json", "--ui-lang", "en"]).stdout.splitlines()
    rows = [json.loads(line) for line in english]
    assert {"python", "office", "font"} <= {row["kind"] for row in rows}
    assert all(row["meaning"] for row in rows if row["state"] != "ok")
    told = CliRunner().invoke(program, ["doctor", "--ui-lang", "en"])
    assert "微软雅黑 (Microsoft YaHei)\t" in told.stdout
    assert "、" not in told.output


def test_without_office_it_is_content_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "")
    result = CliRunner().invoke(program, ["doctor", "--ui-lang", "zh"])
    assert result.exit_code == 0
    assert "LibreOffice\t没有\t不影响生成" in result.stdout


def test_a_library_that_is_missing_or_old_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = (Need("lxml", "5.3", ""), Need("click", "8.1", "7.0"))
    monkeypatch.setattr(machine, "needs", lambda: broken)
    result = CliRunner().invoke(program, ["doctor", "--ui-lang", "zh"])
    assert result.exit_code == 5
    assert "A340 lxml 没有或太旧：现在是 -，至少要 5.3" in result.stderr
    assert "click\t太旧\t7.0\t至少要 8.1" in result.stdout


def test_the_requirements_of_the_program_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ["lxml>=5.3", "nothing-like-this>=1", "pytest>=8; extra == 'dev'"]
    monkeypatch.setattr(programs.metadata, "requires", lambda _: lines)
    found = {need.name: need for need in programs.needs()}
    assert found.keys() == {"lxml", "nothing-like-this"}
    assert found["lxml"].enough
    assert not found["nothing-like-this"].version


def test_the_unit_decides_which_fonts_are_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "templates" / "shop"
    folder.mkdir(parents=True)
    (folder / "unit.yaml").write_text("brand: {fonts: {profile: mac}}\n", "utf-8")
    result = CliRunner().invoke(program, ["doctor", "-u", "shop", "--ui-lang", "zh"])
    assert "PingFang SC\t" in result.stdout
    assert "微软雅黑" not in result.stdout
