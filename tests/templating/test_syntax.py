"""Syntax errors of templates, told in the user's language."""

from __future__ import annotations

import pytest
from jinja2 import Environment, TemplateSyntaxError

from coursegen.errors import Said
from coursegen.templating.syntax import syntax_said


def said_of(source: str) -> Said | str:
    with pytest.raises(TemplateSyntaxError) as caught:
        Environment(autoescape=True).from_string(source)
    return syntax_said(caught.value.message or "")


@pytest.mark.parametrize(
    ("source", "chinese"),
    [
        ("{% block a %}", "到文件末尾还没有 {% endblock %}"),
        ("{% if x %}{% else %}", "到文件末尾还没有 {% endif %}"),
        ("甲 {{ b", "到文件末尾还没有“}}”"),
        ("甲{% endfor %}", "这里不能有 {% endfor %}"),
        ("{% if x %}{% for i in y %}{% endif %}", "这里不能有 {% endif %}，先要写 {% endfor %}"),
        ("{{ a b }}", "这里应是“}}”，却是“b”"),
        ("{% for x on y %}{% endfor %}", "这里应是“in”，却是“on”"),
        ("{{ x| }}", "这里应是“名称”，却是“}}”"),
        ("{{ }}", "“}}”前面缺少内容"),
        ("{{ a[ }}", "这里应是“]”，却是“}”"),
        ("{{ a } }}", "这里不该有“}”"),
        ("{{ a ! b }}", "这里不该有“!”"),
        ("{# a", "注释没有写完，缺 #}"),
        ("{% block a %}{% endblock %}{% block a %}{% endblock %}", "区块“a”写了两遍"),
    ],
)
def test_what_jinja_cannot_read_is_told_in_chinese_too(source: str, chinese: str) -> None:
    said = said_of(source)
    assert isinstance(said, Said)
    assert said.zh == chinese
    assert said.en.isascii()


def test_what_is_not_known_stays_as_jinja_wrote_it() -> None:
    assert said_of("{% set 1 = 2 %}") == "can't assign to 'const'"
