"""A course, a unit or a template damaged anywhere: what is left of it is built, or is faults that can be told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from minicourse import write_minicourse

from coursegen.build import Request, make
from coursegen.cli.commands import program
from coursegen.workspace import bundled_folder

UNIT = "names: {full: 云中咖啡店}\nterms: {staff: 咖啡师傅}\nphrases: {motto: 先看后用}\n"
TEMPLATE = """{% extends "parent:handout.xml.j2" %}
{% block opening %}
<para>{{ unit.names.full }}：{{ t.staff }}{% for lesson in lessons %}{{ lesson.title|md }}{% endfor %}</para>
{% endblock %}
"""
NOISE = (
    "", " ", "\n", "\t", ":", "：", "- ", "[", "]", "{", "}", "{{", "}}", "{%", "%}", "{{ t.x }}", "{{ t.staff }}",
    "'", '"',
    "#", "&a", "*a", "!!x", "|", ">", "<<: ", "---", "\u3000", "\ufeff", "\u2028", "\x00", "\u202e", "<b>", "&lt;",
    "]]>", "**",
    "9" * 400, "id: con", "true", "null", "~", "龘" * 60, "\U0001f468\u200d\U0001f469", "../..", "a\n  b\n c",
)  # fmt: skip
PLENTY = 400


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("fuzz")
    write_minicourse(root / "content" / "coffee-shop")
    unit = root / "templates" / "shop"
    unit.mkdir(parents=True)
    (unit / "unit.yaml").write_text(UNIT, "utf-8")
    (unit / "handout.xml.j2").write_text(TEMPLATE, "utf-8")
    return root


@pytest.fixture(scope="module")
def files(home: Path) -> tuple[Path, ...]:
    found = tuple(sorted(path for path in home.rglob("*") if path.suffix in (".yaml", ".j2")))
    assert len(found) > 8
    return found


def told(home: Path) -> Iterator[str]:
    """All that a build has to say, in both languages; a crash is raised."""
    roots = (home / "templates", bundled_folder() / "templates")
    kit = make(Request(home / "content" / "coffee-shop", "shop", roots, products=("handout", "quiz", "gift")))
    assert kit.files or kit.faults
    for fault in kit.faults:
        assert fault.severity == "warning" or fault.exit_code in (2, 3, 4, 5, 6)
        yield from (fault.line("zh"), fault.line("en"))


def damage_one(data: st.DataObject, home: Path, files: tuple[Path, ...]) -> None:
    """Damage one file, build, and mend it."""
    path = data.draw(st.sampled_from(files), label="file")
    sound = path.read_bytes()
    text = sound.decode()
    start = data.draw(st.integers(0, len(text)), label="from")
    end = min(len(text), start + data.draw(st.integers(0, 40), label="length"))
    noise = data.draw(st.one_of(st.sampled_from(NOISE), st.text(max_size=8)), label="noise")
    try:
        path.write_bytes((text[:start] + noise + text[end:]).encode("utf-8", "surrogatepass"))
        for line in told(home):
            assert "\n" not in line
            assert len(line) < 2000
    finally:
        path.write_bytes(sound)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_damage_is_faults_and_never_a_crash(home: Path, files: tuple[Path, ...], data: st.DataObject) -> None:
    damage_one(data, home, files)


@pytest.mark.long
@settings(max_examples=PLENTY * 5, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_much_damage_is_faults_and_never_a_crash(home: Path, files: tuple[Path, ...], data: st.DataObject) -> None:
    damage_one(data, home, files)


@pytest.mark.parametrize("step", [9, pytest.param(1, marks=pytest.mark.long)])
@pytest.mark.parametrize("way", ["the disk is full", "the folder has vanished", "the network drive is gone"])
def test_whatever_file_cannot_be_reached_a_build_ends_with_one_clear_line(
    home: Path, monkeypatch: pytest.MonkeyPatch, way: str, step: int
) -> None:
    from test_disk_faults import WAYS, failing

    monkeypatch.chdir(home)
    ends = []
    for at in range(0, 2000, step):
        with failing(home, WAYS[way], at, monkeypatch) as calls:
            result = CliRunner().invoke(
                program, ["build", "coffee-shop", "-u", "shop", "-f", "handout", "--log-format", "json"]
            )
        assert result.exit_code in (0, 2, 3, 4, 5, 6), (at, calls[at : at + 1], result.stderr)
        assert "Traceback" not in result.stderr
        ends.append(result.exit_code)
        if len(calls) <= at:
            break
    assert len(ends) > 3
