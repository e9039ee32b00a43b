import os
import re
import tomllib
from pathlib import Path

import pytest

import coursegen.document
import coursegen.templating
from coursegen.errors import FaultError
from coursegen.templating import render


def unstamped(markup):
    return re.sub(r' at="[^"]*"', "", markup)


def test_values_are_escaped_and_their_newlines_are_breaks(run):
    assert run("{{ x }}", x='甲<乙>&"\n丙\r\n丁') == "甲&lt;乙&gt;&amp;&#34;<br/>丙<br/>丁"


def test_escaping_is_on_for_every_file_name(run):
    assert "&lt;" in run('{% include "part.txt" %}', files={"part.txt": "{{ x }}"}, x="<")


@pytest.mark.parametrize(("value", "shown"), [(3, "3"), (2.0, "2"), (1.5, "1.5"), ("", ""), (-4, "-4")])
def test_numbers_are_printed_as_people_write_them(run, value, shown):
    assert run("{{ x }}", x=value) == shown


def test_markup_a_template_makes_stays_markup(run):
    assert (
        unstamped(run("{% set x %}<b>{{ y }}</b>{% endset %}{{ x }}{{ x ~ y }}", y="<")) == "<b>&lt;</b><b>&lt;</b>&lt;"
    )


def test_a_macro_sees_the_context_without_being_told(run):
    macros = "{% macro m() %}{{ course }}{% endmacro %}"
    assert run('{% import "_m.xml.j2" as m %}{{ m.m() }}', files={"_m.xml.j2": macros}, course="课") == "课"


def test_an_if_without_else_prints_nothing(run):
    assert run("甲{{ 'a' if x }}", x=0) == "甲"


def test_a_label_is_translated_and_filled(run):
    def english(text):
        return {"用时{n}分钟": "{n} min, {other}"}[text]

    assert run('{{ _("用时{n}分钟", n=3) }}', _=english) == "3 min, {other}"


def test_a_label_takes_markup_as_markup_and_text_as_text(run):
    assert run('{{ _("{a}<{text}", a="**甲**"|md, text="<") }}', _=str) == "<b>甲</b>&lt;&lt;"


@pytest.mark.parametrize(
    ("source", "code", "line", "facts"),
    [
        ("甲\n{{ lesson }}", "T105", 2, {"name": "lesson"}),
        ("{% for item in items %}\n{{ itme }}{% endfor %}", "T105", 2, {"name": "itme"}),
        ("\n\n{{ unit.name }}", "T106", 3, {"name": "name", "object": "dict"}),
        ("{% if %}", "T104", 1, {}),
        ("甲\n{% endfor %}", "T104", 2, {}),
        ("甲\n{{ 乙", "T104", 2, {}),
        ("{{ 99" + "9" * 5000 + " }}", "T104", 0, {}),
        ("{{ nothing }}", "T111", 1, {"name": "nothing"}),
        ("{{ unit.nothing }}", "T111", 1, {"name": "unit.nothing"}),
        ("{{ items }}", "T112", 1, {"name": "items", "type": "list"}),
        ("{{ true }}", "T112", 1, {"type": "bool"}),
        ("{{ items ~ 'a' }}", "T112", 1, {"type": "list"}),
        ("甲\n{{ bad }}", "T113", 2, {"name": "bad", "character": "U+0000"}),
        ("{{ surrogate }}", "T113", 1, {"character": "U+D800"}),
        ("{{ 1 / 0 }}", "T116", 1, {}),
        ("{{ items + 1 }}", "T116", 1, {}),
        ("{% for x in 3 %}{% endfor %}", "T116", 1, {}),
        ("{{ items|frist }}", "T114", 1, {"name": "frist"}),
        ("{{ items is definde }}", "T115", 1, {"name": "definde"}),
        ('甲\n{% include "part" %}', "T101", 2, {"name": "part"}),
        ('{% include ["part", "other"] %}', "T101", 1, {}),
        ('{% extends "parent:t.xml.j2" %}', "T119", 1, {"name": "t.xml.j2"}),
        ('{% extends "t.xml.j2" %}', "T118", 0, {}),
        ("{% extends unit.name %}", "T117", 1, {}),
        ("{% autoescape false %}{{ x }}{% endautoescape %}", "T117", 1, {}),
        ("{% set y | default(z) %}{% endset %}", "T104", 0, {}),
        ("{{ 1|md }}", "T122", 1, {"name": "md"}),
        ("{{ ('a'|md)|md }}", "T122", 1, {"name": "md"}),
        ("{{ 1000|cn }}", "T122", 1, {"name": "cn"}),
        ("甲\n\x01", "T121", 2, {"character": "U+0001"}),
        ("甲\n甲".encode() + b"\xb0\xa1", "T103", 2, {}),
        ("甲" * 200_000, "T120", 0, {}),
    ],
)
def test_what_is_wrong_is_one_fault_at_its_line(faults, source, code, line, facts):
    (fault,) = faults(
        source, unit={"names": "甲", "nothing": None}, items=["甲"], nothing=None, bad="a\0", surrogate="\ud800"
    )
    assert (fault.code, fault.place.line) == (code, line)
    assert facts.items() <= dict(fault.facts).items()
    assert fault.place.file == "unit0/t.xml.j2"


@pytest.mark.parametrize(
    ("source", "first"),
    [("{{ unit.name }}", "names"), ("{{ cuorse }}", "course"), ("{{ 'a'|jion }}", "join"), ("{{ x.titel }}", "title")],
)
def test_the_likeliest_name_comes_first(faults, source, first):
    from coursegen.model import Point

    (fault,) = faults(source, unit={"names": "甲", "office": "乙"}, course="课", x=Point("a", "b"))
    assert fault.facts["known"][0] == first


def test_names_of_loops_are_suggested_too(faults):
    (fault,) = faults("{% for principle in items %}{{ principel }}{% endfor %}", items=[1])
    assert fault.facts["known"][0] == "principle"


def test_all_that_can_be_seen_before_running_is_reported_at_once(faults):
    found = faults("{{ a|upperr }}\n{{ a|safe }}\n{{ a is nice }}\n{% autoescape true %}{% endautoescape %}")
    assert [(f.code, f.place.line) for f in found] == [("T114", 1), ("T114", 2), ("T115", 3), ("T117", 4)]


def test_a_fault_in_a_macro_stands_at_the_macros_line(faults):
    (fault,) = faults(
        '{% import "_m" as m %}\n{{ m.m() }}', files={"_m": "{% macro m() %}\n\n{{ nope }}{% endmacro %}"}
    )
    assert (fault.place.file, fault.place.line) == ("unit0/_m", 3)


def test_a_missing_template_names_the_folders_searched(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FaultError) as caught:
        render("deck.xml.j2", {}, [("a", tmp_path / "a"), ("b", tmp_path / "b")])
    assert caught.value.faults[0].facts["folders"] == ("a", "b")


PARENT = {"t.xml.j2": "<a>{% block one %}1{% endblock %}{% block two %}2{% endblock %}</a>"}


class TestSearchPath:
    def test_the_nearest_file_wins(self, run):
        assert run('{% include "p" %}', {"p": "far"}, {"p": "farther"}, files={"p": "near"}) == "near"
        assert run('{% include "q" %}', {"q": "far"}, {"q": "farther"}) == "far"

    def test_parent_reaches_the_template_that_is_shadowed(self, run):
        child = '{% extends "parent:t.xml.j2" %}{% block two %}zwei{% endblock %}'
        assert unstamped(run(child, PARENT)) == "<a>1zwei</a>"

    def test_parent_works_through_the_whole_chain(self, run):
        child = '{% extends "parent:t.xml.j2" %}{% block one %}{{ super() }}!{% endblock %}'
        middle = {"t.xml.j2": '{% extends "parent:t.xml.j2" %}{% block one %}{{ super() }}?{% endblock %}'}
        assert unstamped(run(child, middle, PARENT)) == "<a>1?!2</a>"

    def test_a_block_that_nothing_further_up_has_is_a_fault_that_names_the_likeliest(self, run):
        middle = {
            "t.xml.j2": '{% extends "parent:t.xml.j2" %}\n{% block tow %}{% block new %}{% endblock %}{% endblock %}'
        }
        child = '{% extends "parent:t.xml.j2" %}{% block one %}{% block inner %}!{% endblock %}{% endblock %}'
        with pytest.raises(FaultError) as caught:
            run(child, middle, PARENT)
        (fault,) = caught.value.faults
        assert (fault.code, fault.place.line) == ("T130", 2)
        assert (fault.facts["name"], fault.facts["known"][0]) == ("tow", "two")

    def test_parent_skips_folders_without_the_file(self, run):
        assert unstamped(run('{% extends "parent:t.xml.j2" %}', {}, {}, PARENT)) == "<a>12</a>"

    def test_a_template_of_the_default_extends_what_the_unit_overrides(self, run):
        guide = {"guide": '{% extends "t.xml.j2" %}{% block two %}guide{% endblock %}', **PARENT}
        near = '{% extends "parent:t.xml.j2" %}{% block one %}unit{% endblock %}'
        unit = run(near, guide, files={"start": '{% include "guide" %}'})
        assert unstamped(unit) == "<a>unit2</a>"

    def test_macros_follow_the_search_path(self, run):
        far = {"_m": "{% macro m() %}far{% endmacro %}", "t.xml.j2": '{% import "_m" as m %}{{ m.m() }}'}
        near = {"_m": "{% macro m() %}near{% endmacro %}"}
        assert run('{% extends "parent:t.xml.j2" %}', far, files=near) == "near"

    @pytest.mark.parametrize(
        "name",
        [
            "../secret",
            "/etc/passwd",
            "a/../../secret",
            "./secret",
            "a//b",
            "c:secret",
            "a\\b",
            "",
            "link",
            "folder/link",
        ],
    )
    def test_no_template_outside_the_folders_is_reached(self, faults, tmp_path, name):
        (tmp_path / "secret").write_text("secret")
        (tmp_path / "unit0" / "folder").mkdir(parents=True)
        (tmp_path / "unit0" / "link").symlink_to(tmp_path / "secret")
        (tmp_path / "unit0" / "folder" / "link").symlink_to("../../secret")
        for asking in ("include", "extends", "import"):
            tail = " as other" if asking == "import" else ""
            (fault,) = faults(f'\n{{% {asking} "{name}"{tail} %}}'.replace("\\", "\\\\"))
            assert (fault.code, fault.place.line) == ("T102", 2)

    def test_a_link_within_the_folder_is_fine(self, run, tmp_path):
        (tmp_path / "unit0").mkdir()
        (tmp_path / "unit0" / "link").symlink_to("real")
        assert run('{% include "link" %}', files={"real": "甲"}) == "甲"

    def test_a_folder_is_no_template(self, faults, tmp_path):
        (tmp_path / "unit0" / "part").mkdir(parents=True)
        assert faults('{% include "part" %}')[0].code == "T101"

    def test_a_circle_of_two_templates_is_found(self, faults):
        (fault,) = faults('{% extends "b" %}', files={"b": '{% extends "t.xml.j2" %}'})
        assert fault.code == "T118"

    def test_a_mark_of_byte_order_is_no_text(self, run):
        assert run(b"\xef\xbb\xbf\xe7\x94\xb2") == "甲"

    def test_missing_includes_may_be_ignored_when_the_author_says_so(self, run):
        assert run('{% include "nope" ignore missing %}甲{% include ["nope", "p"] %}', files={"p": "乙"}) == "甲乙"


def test_the_result_does_not_depend_on_the_cache(run, tmp_path, own_cache):
    from coursegen.templating.loader import compiled_source

    source = "<a>{% for x in items %}<b>{{ x }}</b>{% endfor %}</a>" + str(tmp_path)
    fresh = run(source, items=[1, 2])
    kept = sorted(own_cache.rglob("*.code"))
    assert kept
    compiled_source.cache_clear()
    assert run(source, items=[1, 2]) == fresh
    for file in kept:
        file.write_bytes(os.urandom(99))
    compiled_source.cache_clear()
    assert run(source, items=[1, 2]) == fresh


def test_without_a_cache_folder_templates_are_compiled_each_time(run, tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert run("{{ x }} without", x=1) == "1 without"


def test_every_code_has_its_sentences_in_both_languages():
    messages = tomllib.loads(Path("coursegen/messages/template.toml").read_text("utf-8"))
    folders = [Path(package.__file__).parent for package in (coursegen.templating, coursegen.document)]
    source = "".join(file.read_text("utf-8") for folder in folders for file in folder.glob("*.py"))
    used = set(re.findall(r'"(T\d{3})"', source))
    assert len(used) > 30
    assert used == set(messages)
    for code, languages in messages.items():
        assert {language: set(parts) for language, parts in languages.items()} == {
            "zh": {"cause", "remedy"},
            "en": {"cause", "remedy"},
        }, code
