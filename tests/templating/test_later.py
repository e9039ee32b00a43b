"""What a template may not know yet: one that asks for it is told so, and no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from coursegen.templating import LATER, TooEarly, render

FILES = {
    "main.xml.j2": "{% import 'macros.xml.j2' as m with context %}{% include 'part.xml.j2' %}{{ here }}{{ m.one() }}",
    "macros.xml.j2": "{% macro one() %}{{ here }}{% endmacro %}",
    "part.xml.j2": "{{ here }}",
}
ASKS = {
    "shown": "{{ asked }}",
    "defined": "{% if asked is defined %}x{% endif %}",
    "in a loop": "{% for one in asked %}x{% endfor %}",
    "in a macro": "{% macro two() %}{{ asked|length }}{% endmacro %}{{ two() }}",
    "given another name": "{% set other = asked %}x",
}


def made(folder: Path, text: str = "", file: str = "main.xml.j2", **context: object) -> str:
    for name, content in FILES.items():
        (folder / name).write_text(content + (text if name == file else ""), "utf-8")
    return render("main.xml.j2", {"here": "yes", **context}, [("unit", folder)])


def test_a_template_that_does_not_ask_is_the_same(tmp_path: Path) -> None:
    assert made(tmp_path, asked=LATER) == made(tmp_path, asked=("x",)) == "yesyesyes"


@pytest.mark.parametrize("file", ["main.xml.j2", "part.xml.j2"])
@pytest.mark.parametrize("text", ASKS.values(), ids=ASKS)
def test_a_template_that_asks_is_stopped_wherever_it_does(tmp_path: Path, text: str, file: str) -> None:
    with pytest.raises(TooEarly):
        made(tmp_path, text, file, asked=LATER)
    assert made(tmp_path, text, file, asked="x")
