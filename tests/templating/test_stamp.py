import re

from hypothesis import given
from hypothesis import strategies as st

from coursegen.templating.stamp import stamped, without_stamps
from coursegen.templating.stamping import Compiling, stamped_tokens

TAG = re.compile(r'<(\w+)(?: at="([^"]*)")?')

PIECES = [
    ("<para>", "para"),
    ("</para>", None),
    ('<list kind="do">', "list"),
    ("<br/>", "br"),
    ('<box kind="{{ k }}">', "box"),
    ("{{ x }}", None),
    ('{{ "<b>" }}', None),
    ('{{ "}}<b>" }}', None),
    ("{# <c> {{ x }} #}", None),
    ("{#\n<c>\n#}", None),
    ("{%- if x %}", None),
    ("{%- endif -%}", None),
    ("{% set y %}<term>{% endset %}", "term"),
    ("{% raw %}<q>{{ no }}{% endraw %}", "q"),
    ("<!-- <d> {{ x }} <e> -->", None),
    ("<!--\n{% if x %}<d>{% endif %}\n-->", None),
    ("<![CDATA[<f>]]>", None),
    ("<?pi <g>?>", None),
    ("甲 < 乙 &lt;b&gt; ", None),
    ("\n", None),
    ("\n\n  ", None),
    (" ", None),
]


@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_every_literal_tag_and_nothing_else_carries_its_line(pieces):

    source, wanted, open_ifs = "", [], 0
    for text, tag in pieces:
        if "endif -" in text and not open_ifs:
            continue
        open_ifs += ("{%- if" in text) - ("endif -" in text)
        if tag:
            wanted.append((tag, source.count("\n") + 1))
        source += text
    source += "{% endif %}" * open_ifs
    tokens = Compiling().lexer.tokenize(source, "t", "a/t")
    data = [token.value for token in stamped_tokens(tokens) if token.type == "data"]
    found = [(m[1], m[2]) for m in TAG.finditer("".join(data)) if m[2]]
    assert found == [(tag, f"a/t:{line}") for tag, line in wanted]


def test_a_tag_cut_in_two_by_an_expression_is_stamped_once():
    assert stamped('<a b="', 3, "t") == ('<a at="t:3" b="', "")
    assert stamped('" c="d">', 3, "t") == ('" c="d">', "")


def test_what_a_comment_leaves_open_stays_open():
    assert stamped("<!-- a ", 1, "t") == ("<!-- a ", "-->")
    assert stamped("<b> --><c>", 1, "t", "-->") == ('<b> --><c at="t:1">', "")


def test_file_names_are_escaped():
    assert stamped("<a>", 1, 'x"&<.j2')[0] == '<a at="x&quot;&amp;&lt;.j2:1">'


@given(st.text(alphabet="<>ab/ \n=\"'!-[]?", max_size=60))
def test_taking_the_stamps_off_gives_back_the_text(text):
    assert without_stamps(stamped(text, 1, "t")[0]) == text


def test_the_stamps_of_a_rendered_template_are_relative_to_the_current_folder(run):
    assert run("甲\n<a/>") == '甲\n<a at="unit0/t.xml.j2:2"/>'
