"""The template guide says all there is to say, and every example in it works."""

import re
import shlex
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner
from modelcourse import TEMPLATES, context
from msgspec.structs import replace
from PIL import Image

from coursegen.cli.commands import program
from coursegen.document import parse_deck, parse_document
from coursegen.document.parse_vocabulary import INLINE, RULES
from coursegen.model import Choices, Extra, Names, UnitFile
from coursegen.model.unit import Aspect, Mode
from coursegen.office.faces import PROFILES
from coursegen.office.theme import BRAND_COLORS, BRAND_FONTS, check_brand
from coursegen.reading import read_unit
from coursegen.reading.validate import read_document
from coursegen.templating import render
from coursegen.templating.filters import filters
from coursegen.templating.filters import tests as known_tests
from coursegen.templating.stamp import without_stamps

DOC = (Path(__file__).parents[2] / "docs" / "templates.md").read_text("utf-8")
XML = re.findall(r"```xml\n(.*?)```", DOC, re.DOTALL)
JINJA = re.findall(r"```jinja\n(.*?)```", DOC, re.DOTALL)
WORDS = set(re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", DOC, flags=re.DOTALL)))
ROWS = [line for line in DOC.splitlines() if line.startswith("| `<")]


def vocabulary():
    """Every element with its attributes: (tag, rule)."""
    yield from ((tag, RULES[tag]) for tag in ("deck", "document", "only"))
    for rule in RULES.values():
        yield from ((tag, RULES[child.rule]) for tag, child in rule.children.items())
    yield from ((tag, RULES[child.rule]) for tag, child in INLINE.items())


def rows_of(tag):
    return [row for row in ROWS if f"`<{tag}>`" in row.split("|")[1]]


def test_every_element_has_its_row():
    tags = {tag for tag, _ in vocabulary()}
    assert len(tags) > 50
    assert {tag for tag in tags if not rows_of(tag)} == set()


def test_no_row_is_about_an_element_that_is_not_there():
    documented = {tag for row in ROWS for tag in re.findall(r"`<([\w-]+)>`", row.split("|")[1])}
    assert documented == {tag for tag, _ in vocabulary()}


def test_every_attribute_and_every_value_is_in_the_row_of_its_element():
    missing = []
    for tag, rule in vocabulary():
        row = " ".join(rows_of(tag))
        for name, attribute in rule.attributes.items():
            values = attribute.example if len(attribute.example) > 1 else ()
            missing += [(tag, name, word) for word in (name, *values) if f"`{word}`" not in row]
    assert missing == []


def test_every_element_and_attribute_stands_in_an_example():
    examples = "".join(XML)
    assert {tag for tag, _ in vocabulary() if f"<{tag}" not in examples} == set()
    attributes = {name for _, rule in vocabulary() for name in rule.attributes}
    assert {name for name in attributes if f' {name}="' not in examples} == set()
    kinds = RULES["figure"].attributes["kind"].example
    assert {kind for kind in kinds if f'<figure kind="{kind}"' not in examples} == set()


@pytest.mark.parametrize("audience", ["facilitator", "participant"])
@pytest.mark.parametrize("example", XML)
def test_every_piece_of_markup_is_valid(example, audience):
    properties = "<properties><title>题</title><language>zh-Hans</language></properties>"
    if example.startswith("<deck"):
        assert parse_deck(example, audience).sections
    elif example.startswith("<document"):
        assert parse_document(example, audience).blocks
    else:
        assert parse_document(f'<document form="handout">{properties}{example}</document>', audience).blocks


@pytest.mark.parametrize("example", JINJA)
def test_every_template_works_as_a_units_own(example, tmp_path):
    name = re.match(r"{# (\S+) #}", example)[1]
    (tmp_path / name).write_text(example, "utf-8")
    plain, variant = re.fullmatch(r"(\w+)(?:\.([\w-]+))?\.xml\.j2", name).groups()
    for audience in ("facilitator", "participant"):
        values = context(audience)
        usual = render(f"{plain}.xml.j2", values, [("default", TEMPLATES)])
        values = of_variant(values, variant) if variant else values
        markup = render(f"{plain}.xml.j2", values, [("unit", tmp_path), ("default", TEMPLATES)])
        assert (parse_deck if name.startswith("deck") else parse_document)(markup, audience)
        assert without_stamps(markup) != without_stamps(usual)


def of_variant(values, name):
    """The context with a course in which every lesson names a variant."""
    lessons = tuple(replace(lesson, template=name) for lesson in values["lessons"])
    return {**values, "lessons": lessons, "bundle": replace(values["bundle"], lessons=lessons)}


def test_all_filters_and_tests_are_listed():
    assert set(filters()) <= WORDS
    assert set(known_tests()) <= WORDS


def test_all_names_of_the_context_are_listed():
    assert {name for name in context() if name != "_"} | {"_()"} <= WORDS


def test_all_macros_are_listed():
    files = [path.read_text("utf-8") for path in sorted(TEMPLATES.glob("_*.xml.j2"))]
    macros = [name for text in files for name in re.findall(r"{% macro (\w+)\(", text)]
    assert len(files) == 3
    assert len(macros) > 40
    assert set(macros) <= WORDS


@pytest.mark.parametrize("template", sorted(path.name for path in TEMPLATES.glob("[!_]*.xml.j2")))
def test_all_blocks_are_listed(template):
    (row,) = [line for line in DOC.splitlines() if line.startswith(f"| `{template}`")]
    inherited = {
        "guide.xml.j2": "handout.xml.j2",
        "answers.xml.j2": "quiz.xml.j2",
        "check-answers.xml.j2": "check.xml.j2",
    }.get(template)
    row += "".join(line for line in DOC.splitlines() if inherited and line.startswith(f"| `{inherited}`"))
    blocks = set(re.findall(r"{% block (\w+)", (TEMPLATES / template).read_text("utf-8")))
    assert blocks
    assert {name for name in blocks if f"`{name}`" not in row} == set()


def test_all_keys_of_a_unit_are_listed():
    written = {name for kind in (UnitFile, Choices, Extra, Names) for name in kind.__struct_fields__}
    assert len(written) > 15
    keys = WORDS | {
        key for example in re.findall(r"```yaml\n(.*?)```", DOC, re.DOTALL) for key in re.findall(r"\w+", example)
    }
    assert written - keys == set()


@pytest.mark.parametrize("example", re.findall(r"```yaml\n(.*?)```", DOC[: DOC.index("## 10. ")], re.DOTALL))
def test_every_piece_of_a_unit_is_one(example):
    assert read_document(UnitFile, example.encode(), "unit.yaml").value != UnitFile()


def test_commands_and_settings_of_the_section_on_brands_work(tmp_path, monkeypatch):
    section = DOC[DOC.index("## 8. ") : DOC.index("## 9. ")]
    (command,) = re.findall(r"```sh\ncoursegen (.*)\n```", section)
    monkeypatch.chdir(tmp_path)
    Image.new("RGB", (64, 36), "navy").save(tmp_path / "标志.png")
    result = CliRunner().invoke(program, shlex.split(command))
    assert result.exit_code == 0, result.output
    (yaml,) = re.findall(r"```yaml\n(.*?)```", section, re.DOTALL)
    (tmp_path / "templates" / "my-unit" / "unit.yaml").write_text(yaml, "utf-8")
    unit, _ = read_unit("my-unit", (tmp_path / "templates", TEMPLATES.parent))
    assert check_brand(unit.brand) == ()
    assert (unit.brand.mode, unit.choices.aspect, unit.brand.fonts["profile"]) == ("dark", "4:3", "wps-linux")


def test_every_key_of_a_brand_is_listed():
    section = DOC[DOC.index("## 8. ") : DOC.index("## 9. ")]
    rows = {key: line for line in section.splitlines() for key in re.findall(r"^\| `([a-z.]+)` \|", line)}
    values = {key: set(re.findall(r"`([\w:-]+)`", row)) - {key} for key, row in rows.items()}
    assert values == {
        "brand.colors": set(BRAND_COLORS),
        "brand.fonts": {*BRAND_FONTS, *PROFILES},
        "brand.mode": set(get_args(Mode)),
        "choices.aspect": set(get_args(Aspect)),
    }
