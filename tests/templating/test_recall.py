"""What is remembered of macros changes neither what is printed nor what a template may do."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import nodes
from jinja2.runtime import Context
from markupsafe import Markup
from msgspec import Struct

from coursegen.errors import FaultError
from coursegen.templating import LATER, TooEarly, recall
from coursegen.templating.budget import CHARACTERS_PER_STEP, MAX_NESTING, Budget
from coursegen.templating.calls import called
from coursegen.templating.loader import SearchPath
from coursegen.templating.refusal import RefusalError
from coursegen.templating.sandbox import Sandbox
from coursegen.templating.stamp import without_stamps


class Thing(Struct, frozen=True):
    name: str = "甲"
    parts: tuple[object, ...] = ()


class Loose(Struct):
    name: str = "甲"


class Witness(Struct, frozen=True):
    """Sees how often a macro is run; only a test has such an object."""

    seen: list[object]

    def say(self, what: object) -> str:
        self.seen.append(what)
        return str(what)


@pytest.fixture(autouse=True)
def forgotten() -> None:
    recall.forget()


@pytest.fixture
def made(tmp_path: Path):
    """Markup of a template beside macros, and what is left of its budget; what is wrong is raised as it is."""

    def make(source: str, macros: str, budget: Budget | None = None, **values: object) -> tuple[str, Budget]:
        (tmp_path / "t").write_text('{% import "m" as m %}' + source, "utf-8")
        (tmp_path / "m").write_text(macros, "utf-8")
        budget = budget or Budget()
        environment = Sandbox(SearchPath([tmp_path]), budget, values)
        template = environment.get_template("0:t")
        return without_stamps("".join(template.root_render_func(template.new_context()))), budget

    return make


def test_a_macro_is_run_once_for_equal_arguments_and_takes_as_much_each_time(made):
    macros = "{% macro a(w, x, y=2) %}<b>{{ w.say(x) }}{{ y }}{{ course }}</b>{% endmacro %}"
    witness = Witness([])
    both = [made("{{ m.a(w, 'x') }}{{ m.a(w, x='x', y=2) }}", macros, w=witness, course="课") for _ in range(2)]
    assert both[0] == both[1]
    assert both[0][0] == "<b>x2课</b><b>x2课</b>"
    assert len(witness.seen) == 2  # once without a second argument, once with it


ALIKE = (1, True, 0, False, "", "1", "<", Markup("<"), None, (), (1,), (True,), ("1",), ((1,),), {}, [], [1], 1.0, 2.0)
"""Values of which several are equal for Python, and none for a template."""

TELLING = (
    (
        "{% macro a(x) %}{{ x is string }}{{ 'n' if x is number else 's' }}{{ 't' if x is true else 'f' }}"
        "{% if x is string %}{{ x }}{% elif x is iterable %}{% for y in x %}{{ 't' if y is true else y }}{% endfor %}"
        "{% endif %}{% endmacro %}"
    )
    .replace("{{ x is string }}", "{{ 's' if x is string else '-' }}")
    .replace("x is iterable", "x is not number and x")
)


def test_values_that_python_takes_for_equal_are_told_apart(made):
    alone = []
    for value in ALIKE:
        recall.forget()
        alone.append(outcome(made, value))
    recall.forget()
    assert [outcome(made, value) for value in (*ALIKE, *ALIKE)] == alone * 2


def outcome(made, value: object) -> object:
    try:
        return made("{{ m.a(x) }}", TELLING, x=value)
    except Exception as error:
        return type(error), str(error)


def test_the_variables_that_a_macro_names_are_part_of_the_question(made):
    macros = "{% macro a(x) %}{{ b(x) }}{% endmacro %}{% macro b(x) %}{{ x }}{{ thing.name }}{% endmacro %}"
    said = [made("{{ m.a(1) }}", macros, thing=Thing(name))[0] for name in ("甲", "乙", "甲")]
    assert said == ["1甲", "1乙", "1甲"]


def test_objects_are_told_apart_by_what_they_hold(made):
    macros = "{% macro a(x) %}{{ x.name }}{% for y in x.parts %}{{ y.name }}{% endfor %}{% endmacro %}"
    things = [Thing("甲", (Thing("乙"),)), Thing("甲", (Thing("丙"),)), Thing("甲"), Thing("丁")]
    said = [made("{{ m.a(x) }}", macros, x=thing)[0] for thing in (*things, *things)]
    assert said == ["甲乙", "甲丙", "甲", "丁"] * 2


def test_objects_that_may_change_are_never_remembered(made):
    macros = "{% macro a(x) %}{{ x.name }}{% endmacro %}"
    thing = Loose()
    assert made("{{ m.a(x) }}", macros, x=thing)[0] == "甲"
    thing.name = "乙"
    assert made("{{ m.a(x) }}", macros, x=thing)[0] == "乙"


def test_labels_are_part_of_the_question(made):
    macros = "{% macro a(x) %}{{ _('用时{n}分钟', n=x) }}{% endmacro %}"

    def short(label: str) -> str:
        return label.replace("分钟", "分")

    assert [made("{{ m.a(3) }}", macros, _=asked)[0] for asked in (str, short, str)] == [
        "用时3分钟", "用时3分", "用时3分钟",
    ]  # fmt: skip


def test_a_label_that_cannot_be_told_is_only_told_where_it_is_asked_for(made):
    macros = "{% macro a(x) %}{{ _('甲') if x else '乙' }}{% endmacro %}"

    def nothing(label: str) -> str:
        raise KeyError(label)

    assert made("{{ m.a(0) }}", macros, _=nothing)[0] == "乙"
    with pytest.raises(KeyError):
        made("{{ m.a(1) }}", macros, _=nothing)


def test_what_is_not_defined_reaches_a_macro_as_such(made):
    macros = "{% macro a(x, y) %}{{ x|default('-') }}{{ y|default('+') }}{% endmacro %}"
    assert [made("{{ m.a(nope) }}{{ m.a('甲') }}", macros)[0] for _ in range(2)] == ["-+甲+", "-+甲+"]


def test_what_is_not_known_yet_is_asked_for_only_by_who_needs_it(made):
    macros = "{% macro a(x) %}{{ x }}{{ '' if x else b() }}{% endmacro %}{% macro b() %}{{ later }}{% endmacro %}"
    assert [made("{{ m.a(1) }}", macros, later=later)[0] for later in (LATER, "甲", LATER)] == ["1", "1", "1"]
    assert made("{{ m.a(0) }}", macros, later="甲")[0] == "0甲"
    with pytest.raises(TooEarly):
        made("{{ m.a(0) }}", macros, later=LATER)


def test_a_namespace_is_written_to_each_time(made):
    macros = "{% macro a(n) %}{% set n.x = n.x + 1 %}{% endmacro %}{% macro b() %}{% set k.x = k.x + 1 %}{% endmacro %}"
    source = "{% set n = namespace(x=0) %}{{ m.a(n) }}{{ m.a(n) }}{{ n.x }}"
    assert [made(source, macros)[0] for _ in range(2)] == ["2", "2"]
    outer = '{% set k = namespace(x=0) %}{% import "m" as m with context %}{{ m.b() }}{{ m.b() }}{{ k.x }}'
    assert [made(outer, macros)[0] for _ in range(2)] == ["2", "2"]


@pytest.mark.parametrize("left", range(40))
def test_limits_are_met_at_the_same_place(made, left):
    """With so little left, a rendering ends as one does in a process that remembers nothing."""
    inner = "{% macro b(y) %}<b>{{ y }}</b>{% endmacro %}"
    macros = "{% macro a(x) %}\n{% for y in x %}\n{{ b(y) }}{% endfor %}{% endmacro %}" + inner
    source, values = "{{ m.a(x) }}\n{{ m.a(x) }}", {"x": (1, 2, 3)}

    def ends(budget: Budget) -> object:
        try:
            return made(source, macros, budget, **values), budget
        except RefusalError as refusal:
            return refusal.code, lines_of(refusal), budget.steps, budget.characters

    def both() -> Iterator[object]:
        for budget in (Budget(steps=left), Budget(characters=2 * left), Budget(depth=60 - left)):
            yield ends(budget)

    fresh = []
    for budget in (Budget(steps=left), Budget(characters=2 * left), Budget(depth=60 - left)):
        recall.forget()
        fresh.append(ends(budget))
    made(source, macros, **values)
    assert list(both()) == fresh


def lines_of(error: Exception) -> list[int]:
    lines, trace = [], error.__traceback__
    while trace:
        if trace.tb_frame.f_globals.get("__jinja_template__"):
            lines.append(trace.tb_lineno)
        trace = trace.tb_next
    return lines


def test_values_too_large_to_look_at_are_run(made):
    macros = "{% macro a(x) %}{{ 1 if x else 0 }}{% endmacro %}"
    deep = "{% set n = namespace(s=1) %}{% for i in range(90) %}{% set n.s = (n.s, n.s) %}{% endfor %}{{ m.a(n.s) }}"
    assert made(deep, macros)[0] == "1"
    made("{{ m.a(x) }}", macros, x="甲" * (recall.MAX_GIVEN + 1))
    made("{{ m.a(x) }}", macros, x=(1,) * (recall.MAX_MEMBERS + 1))
    made("{{ m.b(x, x) }}", "{% macro b(x, y) %}{% endmacro %}", x=(1,) * (recall.MAX_MEMBERS // 2 + 1))
    assert not recall._texts


@pytest.mark.parametrize(
    "macros",
    [
        "{% macro a() %}{{ caller() }}{% endmacro %}",
        "{% macro a() %}{{ varargs|length }}{% endmacro %}",
        "{% macro a() %}{{ kwargs|length }}{% endmacro %}",
        "{% macro a() %}{% include 'x' %}{% endmacro %}",
        "{% macro a() %}{% import 'x' as x %}{% endmacro %}",
        "{% macro a() %}{% from 'x' import x %}{% endmacro %}",
        "{% macro a() %}{% block b %}{% endblock %}{% endmacro %}",
        "{% macro a() %}{% call a() %}{% endcall %}{% endmacro %}",
        "{% macro a() %}{% macro b() %}{% endmacro %}{% endmacro %}",
        "{% macro a() %}{{ self.b() }}{% endmacro %}",
        "{% macro a(x) %}{{ _(x) }}{% endmacro %}",
        "{% macro a(x) %}{{ x|map(_) }}{% endmacro %}",
        "{% macro a(_) %}{{ _('甲') }}{% endmacro %}",
    ],
)
def test_macros_that_read_more_than_can_be_told_are_open(macros):
    (macro, *_) = Sandbox(None, Budget(), {}).parse(macros).find_all(nodes.Macro)
    assert recall.closed_names(macro) is None


@pytest.mark.parametrize(
    ("source", "closed"),
    [
        ("{# 甲 #}\n{% macro a() %}{% endmacro %}\n<a>", True),
        ("{% set x = 1 %}{% macro a() %}{% endmacro %}", False),
        ("{% macro a() %}{% endmacro %}{{ a() }}", False),
        ("{% if x %}{% macro a() %}{% endmacro %}{% endif %}", False),
        ("{% import 'x' as x %}{% macro a() %}{% endmacro %}", False),
        ("{% extends 'x' %}{% macro a() %}{% endmacro %}", False),
    ],
)
def test_only_templates_of_nothing_but_macros_have_closed_ones(source, closed):
    assert recall.only_macros(Sandbox(None, Budget(), {}).parse(source)) is closed


ARGUMENTS = st.lists(st.sampled_from(["甲", 1, None]), max_size=4)
KEYWORDS = st.dictionaries(st.sampled_from(["x", "y", "z", "caller", "_loop_vars"]), st.just("乙"), max_size=3)
MACROS = {
    "plain": "{% macro a(x, y=2) %}{{ x or '-' }}{{ y or '-' }}{% endmacro %}",
    "others": "{% macro a(x, y=2) %}{{ x or '-' }}{{ varargs|length }}{{ kwargs|length }}{% endmacro %}",
    "caller": "{% macro a(x, caller=none) %}{{ x or '-' }}{{ caller or '-' }}{% endmacro %}",
}


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(sorted(MACROS)), ARGUMENTS, KEYWORDS)
def test_arguments_reach_a_macro_as_jinja_passes_them(which, args, kwargs):
    environment = Sandbox(None, Budget(), {})
    tree = environment.parse(MACROS[which])
    module = environment.template_class.from_code(environment, environment.compile(tree), {}).make_module()
    macro, scope = module.a, Context(environment, {}, None, {})

    def result(call: object, *given: object, **named: object) -> object:
        try:
            return call(*given, **named)  # type: ignore[operator]
        except Exception as error:
            return type(error), str(error)

    assert result(lambda: called(scope, macro, tuple(args), dict(kwargs))) == result(scope.call, macro, *args, **kwargs)


def weight(value: object, nesting: int = 0) -> Iterator[int]:
    """The steps of a value by the rule in words, one by one."""
    if isinstance(value, str):
        yield len(value) // CHARACTERS_PER_STEP
    elif isinstance(value, list | tuple | dict):
        if nesting > MAX_NESTING:
            raise RefusalError("T110")
        yield 1 + len(value)
        members = [*value, *value.values()] if isinstance(value, Mapping) else value
        for member in members:
            yield from weight(member, nesting + 1)


LEAVES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(max_size=3), st.just("甲" * 250), st.just(Markup("乙" * 120)),
    st.just(Thing()), st.just("甲" * 99),
)  # fmt: skip
NESTED = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.lists(inner, max_size=3).map(tuple),
        st.dictionaries(st.text(max_size=2), inner, max_size=2),
    ),
)  # fmt: skip


@given(NESTED)
def test_values_weigh_what_the_rule_says(value):
    budget, other = Budget(), Budget()
    budget.weigh(value)
    other.weigh_all((value, 1, ""))
    assert budget == other
    assert budget.steps == Budget().steps - sum(weight(value))


def test_what_is_nested_too_deep_is_refused_by_either_way():
    deep: object = ()
    for _ in range(MAX_NESTING + 1):
        deep = (deep,)
    for weigh in (Budget().weigh, lambda value: Budget().weigh_all([value])):
        with pytest.raises(RefusalError) as caught:
            weigh(deep)
        assert caught.value.code == "T110"


def test_a_fault_in_a_macro_that_was_remembered_elsewhere_has_its_line(run):
    macros = "{% macro a(x) %}\n{{ x.name }}{% endmacro %}"
    assert run('{% import "m" as m %}{{ m.a(x) }}', files={"m": macros}, x=Thing()).strip() == "甲"
    with pytest.raises(FaultError) as caught:
        run('{% import "m" as m %}{{ m.a(x) }}', files={"m": macros}, x=1)
    (fault,) = caught.value.faults
    assert (fault.code, fault.place.file, fault.place.line) == ("T106", "unit0/m", 2)
