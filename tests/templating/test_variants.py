"""Templates that one lesson or principle is shown by, and the list of what may be overridden."""

from __future__ import annotations

from pathlib import Path

import pytest
from modelcourse import TEMPLATES, bundle, context
from msgspec.structs import replace

from coursegen.document import parse_deck, parse_document
from coursegen.errors import FaultError
from coursegen.templating import blocks_of, override, render
from coursegen.templating.stamp import without_stamps

CORE = ("deck", "handout", "guide", "quiz", "answers", "toolkit", "check", "check-answers")


def shown(search: list[tuple[str, Path]], template: str = "deck", audience: str = "facilitator", **owners: str) -> str:
    """Markup of the model course, in which things of these ids (dots as `_`) name a variant."""
    course = bundle()
    by_id = {key.replace("_", "."): name for key, name in owners.items()}
    lessons = tuple(replace(lesson, template=by_id.get(lesson.id, "")) for lesson in course.lessons)
    principles = {k: replace(p, template=by_id.get(k, "")) for k, p in course.principles.items()}
    course = replace(course, lessons=lessons, principles=principles)
    values = {**context(audience), "bundle": course, "lessons": lessons}
    return without_stamps(render(f"{template}.xml.j2", values, search))


def slides(markup: str) -> dict[str, str]:
    found = (part.partition("</slide>")[0] for part in markup.split('<slide id="')[1:])
    return {part.partition('"')[0]: "".join(part.split()) for part in found}


@pytest.fixture
def own(tmp_path: Path) -> list[tuple[str, Path]]:
    (tmp_path / "deck.plain.xml.j2").write_text(
        '{% extends "deck.xml.j2" %}{% block recap %}<slide id="{{ lesson.id }}.recap"><title>只此一讲</title>'
        "{{ m.bands('x', lesson.recap.items) }}</slide>{% endblock %}"
        '{% block claim %}{{ super() }}<slide id="{{ principle.id }}.more"><title>再说一遍</title>'
        "<para>{{ principle.claim }}</para></slide>{% endblock %}",
        "utf-8",
    )
    return [("unit", tmp_path), ("default", TEMPLATES)]


def test_only_the_lesson_that_names_a_variant_is_shown_by_it(own: list[tuple[str, Path]]) -> None:
    usual, varied = slides(shown(own)), slides(shown(own, lesson_1="plain"))
    changed = {key for key in varied if usual.get(key) != varied[key]}
    assert "lesson.1.recap" in changed
    assert "只此一讲" in varied["lesson.1.recap"]
    assert changed - {"lesson.1.recap"} == {f"{p.id}.more" for p in bundle().of(bundle().lessons[0], "core")}
    assert usual.keys() <= varied.keys()


def test_a_principle_names_its_own_and_super_is_what_others_get(own: list[tuple[str, Path]]) -> None:
    first, *others = [p.id for p in bundle().of(bundle().lessons[0], "core")]
    usual = slides(shown(own))
    varied = slides(shown(own, **{first.replace(".", "_"): "plain"}))
    assert {key for key in varied if usual.get(key) != varied[key]} == {f"{first}.more"}
    assert others


def test_a_unit_overrides_the_variant_of_another(own: list[tuple[str, Path]], tmp_path: Path) -> None:
    near = tmp_path / "near"
    near.mkdir()
    (near / "deck.plain.xml.j2").write_text(
        '{% extends "parent:deck.plain.xml.j2" %}{% block recap %}<!-- -->{{ super() }}{% endblock %}', "utf-8"
    )
    found = slides(shown([("near", near), *own], lesson_1="plain"))
    assert "只此一讲" in found["lesson.1.recap"]


def test_a_handbook_takes_the_variant_of_the_handout_it_extends(tmp_path: Path) -> None:
    (tmp_path / "handout.plain.xml.j2").write_text(
        '{% extends "handout.xml.j2" %}{% block recap %}<para>读一遍就好</para>{% endblock %}', "utf-8"
    )
    search = [("unit", tmp_path), ("default", TEMPLATES)]
    for template in ("handout", "guide"):
        assert shown(search, template, lesson_2="plain").count("读一遍就好") == 1


@pytest.mark.parametrize("audience", ["facilitator", "participant"])
def test_case_study_puts_the_case_before_the_claim(audience: str) -> None:
    course = bundle()
    principle = next(p for p in course.of(course.lessons[0], "core") if p.cases)
    search = [("default", TEMPLATES)]
    markup = shown(search, audience=audience, **{principle.id.replace(".", "_"): "case-study"})
    order = list(slides(markup))
    case = principle.cases[0].id
    assert order.index(f"{case}.scene") < order.index(f"{case}.case") < order.index(f"{principle.id}.claim")
    assert parse_deck(markup, audience).sections  # type: ignore[arg-type]
    assert order.count(f"{principle.id}.claim") == 1


@pytest.mark.parametrize("template", CORE)
def test_every_block_shown_overrides_itself_without_a_change(template: str, tmp_path: Path) -> None:
    search = [("unit", tmp_path), ("default", TEMPLATES)]
    name, values = f"{template}.xml.j2", context()
    blocks = blocks_of(name, search)
    assert len(blocks) > 2
    assert all(block.place.line and block.makes for block in blocks if block.text.count("\n"))
    usual = without_stamps(render(name, values, search))
    for block in blocks:
        (tmp_path / name).write_text(override(name, block, blocks), "utf-8")
        assert "".join(without_stamps(render(name, values, search)).split()) == "".join(usual.split()), block.name
    assert (parse_deck if template == "deck" else parse_document)(usual, "facilitator")


def test_a_block_is_shown_as_it_is_nearest(tmp_path: Path) -> None:
    (tmp_path / "deck.xml.j2").write_text(
        '{% extends "parent:deck.xml.j2" %}\n\n{% block closing %}{# {% block no %} #}<slide id="end">'
        "{% endblock %}\n{% raw %}{% block neither %}{% endraw %}",
        "utf-8",
    )
    found = {b.name: b for b in blocks_of("deck.xml.j2", [("unit", tmp_path), ("default", TEMPLATES)])}
    assert found["closing"].place.line == 3
    assert found["closing"].makes == '<slide id="end">'
    assert "no" not in found
    assert "neither" not in found
    assert found["lesson_title"].inner[0][0] == "objectives"


def test_a_template_that_is_nowhere_is_a_fault() -> None:
    with pytest.raises(FaultError) as caught:
        blocks_of("dek.xml.j2", [("default", TEMPLATES)])
    assert [fault.code for fault in caught.value.faults] == ["T101"]
