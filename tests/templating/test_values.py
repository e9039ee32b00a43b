"""Any text that stands in the content arrives in the nodes as it is, or is one clear fault."""

import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coursegen.document import parse_deck
from coursegen.document.nodes import Break, Text
from coursegen.errors import FaultError
from coursegen.templating import render
from coursegen.text import is_han, is_wide

DECK = """<deck>
<properties><title>{{ x }}</title><language>zh-Hans</language></properties>
<section id="s"><name>甲</name>
  <slide id="a">
    <title>{{ x }}</title>
    <para>{{ y }}
      {{ x }}<b>{{ x }}</b>
    </para>
    <notes><para>甲</para></notes>
  </slide>
</section>
</deck>
"""

XML_CHARACTER = re.compile("[\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*")
MARKUP = st.text(alphabet="<>&;\"'{}%#/=甲a \n\t\r\\*`_-[]!?", max_size=40)


def expected(text):
    """A text as it should arrive, by the rule in words: newlines break, other white space is one blank or none."""
    lines = [one_line(line) for line in re.split("\r\n|\r|\n", text)]
    return "\n".join(lines).strip("\n")


def one_line(line):
    words = [word for word in re.split("[ \t]+", line) if word]
    out = "".join(words[:1])
    for word in words[1:]:
        ends = out[-1], word[0]
        wide = all(is_han(char) or is_wide(char) for char in ends) and any(map(is_han, ends))
        out += word if wide else f" {word}"
    return out


def shown(line):
    return "".join("\n" if isinstance(piece, Break) else piece.text for piece in line)


def parsed(folder, **context):
    Path(folder, "t").write_text(DECK, "utf-8")
    return parse_deck(render("t", context, [("u", Path(folder))]), "facilitator")


def codes_of(folder, text):
    """Codes of what is wrong with a text, every fault having its sentences and a line of the template."""
    try:
        parsed(folder, x=text, y="Y")
    except FaultError as error:
        found = error.faults
    else:
        found = ()
    assert all(fault.line("zh") and fault.line("en") for fault in found)
    assert {fault.place.line for fault in found} <= {2, 5}
    return {fault.code for fault in found}


@settings(deadline=None)
@given(st.one_of(st.text(max_size=60), MARKUP))
def test_any_text_arrives_as_it_is_or_is_one_clear_fault(text):
    with tempfile.TemporaryDirectory() as folder:
        codes = codes_of(folder, text)
        if codes:
            assert codes == ({"T209"} if XML_CHARACTER.fullmatch(text) else {"T113"})
            assert codes == {"T113"} or not expected(text)
            return
        deck = parsed(folder, x=text, y="Y")
    (slide,) = deck.sections[0].slides
    assert shown(slide.title) == expected(text)
    assert deck.properties.title == one_line(expected(text).replace("\n", " "))
    assert [piece.style for piece in slide.blocks[0].line if isinstance(piece, Text)][-1] == "strong"


def test_white_space_between_an_expression_and_the_next_vanishes_beside_han():
    with tempfile.TemporaryDirectory() as folder:
        (slide,) = parsed(folder, x="甲", y="乙").sections[0].slides
        assert shown(slide.blocks[0].line) == "乙甲甲"
        (slide,) = parsed(folder, x="a", y="b").sections[0].slides
        assert shown(slide.blocks[0].line) == "b aa"


RARE = [
    "第一讲　题目",
    "a\u00a0b",
    "甲\u2003乙",
    "\u200b",
    "\U0001f469\u200d\U0001f3eb",
    "𠮷野家",
    "e\u0301",
    "\u202e反",
]


@pytest.mark.parametrize("text", RARE)
def test_rare_characters_arrive_unchanged(text):
    with tempfile.TemporaryDirectory() as folder:
        (slide,) = parsed(folder, x=text, y="Y").sections[0].slides
    assert shown(slide.title) == text


def test_line_breaks_at_the_ends_of_a_value_are_dropped():
    with tempfile.TemporaryDirectory() as folder:
        (slide,) = parsed(folder, x="\n甲\n乙\n", y="Y").sections[0].slides
    assert slide.title == (Text("甲"), Break(), Text("乙"))
