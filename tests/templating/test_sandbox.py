import pytest
from modelcourse import context
from msgspec import Struct

from coursegen.errors import FaultError
from coursegen.model import Point
from coursegen.templating.budget import MAX_CHARACTERS, MAX_STEPS, Budget
from coursegen.templating.refusal import RefusalError


class Thing(Struct, frozen=True):
    name: str = "甲"

    def say(self, word):
        return self.name + word


ESCAPES = [
    "{{ ''.__class__.__mro__ }}",
    "{{ ''['__class__'] }}",
    "{{ ''|attr('__class__') }}",
    "{{ x.__init__.__globals__ }}",
    "{{ x['__class__'] }}",
    "{{ x.say.__func__ }}",
    "{{ x.say['__globals__'] }}",
    "{{ '{0.__class__}'.format(x) }}",
    "{{ '%s' % x }}",
    "{{ '{a.__class__}'.format_map({'a': x}) }}",
    "{{ ''.format }}",
    "{{ 'a'|format(x) }}",
    "{{ [x]|map('attr', '__class__')|list }}",
    "{{ [x]|map(attribute='__class__')|join }}",
    "{{ [x]|map(attribute='say.__globals__')|join }}",
    "{{ [x]|sort(attribute='__class__') }}",
    "{{ [x]|selectattr('__class__')|list }}",
    "{{ [x]|groupby('__class__') }}",
    "{{ [x]|sum(attribute='__class__') }}",
    "{{ self.__class__ }}",
    "{{ self._TemplateReference__context }}",
    "{% block b %}{{ self.b.__class__ }}{% endblock %}",
    "{% macro m() %}{% endmacro %}{{ m.__globals__ }}",
    "{% macro m() %}{% endmacro %}{{ m._func }}",
    "{% for i in [1] %}{{ loop._iterator }}{{ loop.__class__ }}{% endfor %}",
    "{{ namespace.__init__ }}",
    "{{ namespace().__class__ }}",
    "{{ range.__self__ }}",
    "{{ _.__globals__ }}",
    "{{ _.__closure__ }}",
    "{{ cycler }}",
    "{{ joiner }}",
    "{{ lipsum }}",
    "{{ dict(a=1) }}",
    "{{ {}.update({'a': 1}) }}",
    "{{ {}.setdefault('a', 1) }}",
    "{{ [].append(1) }}",
    "{{ 'a'.join(['b']) }}",
    "{{ 'a'.encode() }}",
    "{{ 'a'.translate({}) }}",
    "{{ 'a'.center(3) }}",
    "{{ 'a'|safe }}",
    "{{ 'a'|tojson }}",
    "{{ 'a'|pprint }}",
    "{{ 'a'|xmlattr }}",
    "{{ [1]|random }}",
    "{{ 'a'|center(9) }}",
    "{{ 'a'|indent(9) }}",
    "{{ 'a'|wordwrap }}",
    "{{ 'a'|urlize }}",
    "{{ 'a'|string }}",
    "{% import 't.xml.j2' as me %}{{ me.__class__ }}",
    "{% from 't.xml.j2' import _body_stream %}",
    "{% do x.say('a') %}",
    "{% debug %}",
    "{{ x.say }}",
    "{{ kind('a') }}",
]


@pytest.mark.parametrize("source", ESCAPES)
def test_nothing_leads_out_of_the_sandbox(faults, source):
    (fault,) = faults(source, x=Thing(), kind=Thing, _=str)
    assert fault.code in {"T104", "T105", "T106", "T107", "T110", "T112", "T114", "T116"}


WASTE = [
    "{% for i in range(999) %}{% for j in range(999) %}{% endfor %}{% endfor %}",
    "{% for i in range(999) recursive %}{{ loop(range(999)) }}{% endfor %}",
    "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
    "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(30) }}",
    "{% include 't.xml.j2' %}",
    "{% import 't.xml.j2' as me %}",
    "{% block b %}{{ self.b() }}{% endblock %}",
    "{{ range(1000000000) }}",
    "{{ 10 ** 100000000 }}",
    "{{ 9 ** 9 ** 9 ** 9 }}",
    "{{ 'a' * 1000000000 }}",
    "{{ 1000000000 * 'a' }}",
    "{{ [1] * 1000000000 }}",
    "{% set n = namespace(s='aaaaaaaaaa') %}{% for i in range(99) %}{% set n.s = n.s ~ n.s %}{% endfor %}",
    "{% set n = namespace(s='aaaaaaaaaa') %}{% for i in range(99) %}{% set n.s = n.s + n.s %}{% endfor %}",
    "{% set n = namespace(s=[1]) %}{% for i in range(99) %}{% set n.s = n.s + n.s %}{% endfor %}",
    "{% set n = namespace(s=[1]) %}{% for i in range(99) %}{% set n.s = [n.s, n.s] %}{% endfor %}{{ n.s == n.s }}",
    "{% set n = namespace(s=1) %}{% for i in range(99) %}{% set n.s = (n.s, n.s) %}{% endfor %}{{ {n.s: 1}|length }}",
    "{% set n = namespace(s='ab') %}{% for i in range(99) %}{% set n.s = n.s|replace('a', n.s) %}{% endfor %}",
    "{% set n = namespace(s='ab') %}{% for i in range(99) %}{% set n.s = [n.s, n.s, n.s]|join(n.s) %}{% endfor %}",
    "{% set s %}{% for i in range(900) %}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa{% endfor %}{% endset %}"
    "{% for i in range(999) %}{{ s }}{% endfor %}",
    "{% set long = 'a' * 900000 %}{% for i in range(999) %}{% for j in range(400) %}"
    "{{ 'x' if long == long[:-1] }}{% endfor %}{% endfor %}",
    "{% for i in range(900) %}" + "甲" * 100_000 + "{% endfor %}",
    "{% set a = 'a' %}" + "{% set b = a * 1000000 %}" * 60,
    "{% set a = [1] %}" + "{% set b = a * 300000 %}" * 2,
    "{{ [[1] * 1000] * 1000 == 1 }}",
    "{{ ([[1] * 999] * 999)|sum(start=[]) }}",
    "{{ " + "(" * 300 + "1" + ")" * 300 + " }}",
    "{{ " + "not " * 3000 + "1 }}",
    "{{ " + "1 + " * 3000 + "1 }}",
    "{{ 1" + "|abs" * 3000 + " }}",
    "{% if 1 %}" * 300 + "{% endif %}" * 300,
    "{% for i in [1] %}" * 100 + "{% endfor %}" * 100,
    "{% set a %}" * 400 + "{% endset %}" * 400,
]


@pytest.mark.parametrize("source", WASTE)
def test_what_would_not_end_or_not_fit_is_stopped(faults, source):
    (fault,) = faults(source)
    assert fault.code in {"T104", "T108", "T109", "T110"}


def steps_of(source, run):
    """How many steps are left when a template stops, by a counting object it is given."""
    seen = []

    class Counter(Struct, frozen=True):
        def count(self, number):
            seen.append(number)
            return 0

    with pytest.raises(FaultError):
        run(source, counter=Counter())
    return len(seen)


def test_it_stops_at_the_same_step_each_time(run):
    source = "{% for i in range(999) %}{% for j in range(999) %}{{ counter.count(j) }}{% endfor %}{% endfor %}"
    first = steps_of(source, run)
    assert first == steps_of(source, run)
    assert MAX_STEPS // 10 < first < MAX_STEPS


def test_stamps_do_not_count_so_the_folder_does_not_matter(run):
    from coursegen.templating.stamp import stamped

    short, long = Budget(), Budget()
    from markupsafe import Markup

    short.write(Markup(stamped("<a>甲</a>", 1, "t")[0]))
    long.write(Markup(stamped("<a>甲</a>", 1, "/a/very/long/folder/t")[0]))
    assert short == long
    assert short.characters == MAX_CHARACTERS - len("<a>甲</a>")


def test_a_filtered_block_cannot_pass_text_for_markup(run):
    assert run("{% filter default(x, true) %}{% endfilter %}", x="<b>") == "&lt;b&gt;"
    assert run("{% set y | default('<b>', true) %}{% endset %}{{ y }}") == "&lt;b&gt;"


def test_a_call_block_cannot_pass_text_for_markup(faults):
    assert faults('{% call _("<b>") %}{% endcall %}', _=str)[0].code == "T107"
    assert faults("{% call x.say('<b>') %}{% endcall %}", x=Thing())[0].code == "T107"


def test_public_fields_and_methods_of_the_model_may_be_used(run):
    assert (
        run("{{ x.name }}{{ x['name'] }}{{ x.say('乙') }}{{ p.title }}", x=Thing(), p=Point("a", "题")) == "甲甲甲乙题"
    )


def test_members_of_a_mapping_come_before_its_methods(run):
    assert (
        run("{{ t.items }}{{ t.keys }}{{ t.get('keys') }}{{ t.none|default('-') }}", t={"items": "甲", "keys": "乙"})
        == "甲乙乙-"
    )


def test_the_whole_course_is_far_below_the_limits():
    from modelcourse import TEMPLATES

    from coursegen.templating.loader import SearchPath
    from coursegen.templating.sandbox import Sandbox

    budget = Budget()
    environment = Sandbox(SearchPath([TEMPLATES]), budget, context())
    template = environment.get_template("0:guide.xml.j2")
    "".join(template.root_render_func(template.new_context()))
    assert budget.steps > MAX_STEPS * 0.97
    assert budget.characters > MAX_CHARACTERS * 0.85
    assert budget.depth == 0


def test_a_budget_says_what_ran_out():
    with pytest.raises(RefusalError) as caught:
        Budget(steps=1).iterate([1, 2])
    assert caught.value.code == "T108"
    with pytest.raises(RefusalError) as caught:
        list(Budget(steps=1).iterate(iter([1, 2])))
    assert caught.value.code == "T108"
