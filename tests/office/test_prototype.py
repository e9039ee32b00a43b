from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from coursegen.office.prototype import Prototype, escape

xml_text = st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufffe\uffff")) | st.just(
    "a\tb\nc\r"
)


def test_slots_are_filled_where_the_sentinels_stood() -> None:
    prototype = Prototype.split('<a x="§one§">100% of §two§ and §one§ %s</a>')
    assert prototype.slots == ("one", "two", "one")
    assert prototype.fill(one="1", two="<b/>") == '<a x="1">100% of <b/> and 1 %s</a>'


def test_a_slot_left_open_is_an_error() -> None:
    with pytest.raises(KeyError):
        Prototype.split("<a>§one§</a>").fill(two="2")


def test_values_are_not_read_as_patterns() -> None:
    assert Prototype.split("<a>§one§</a>").fill(one="%(two)s §two§ 50%") == "<a>%(two)s §two§ 50%</a>"


@given(xml_text)
def test_any_text_comes_back_from_xml(text: str) -> None:
    tree = etree.fromstring(Prototype.split('<a x="§t§">§t§</a>').fill(t=escape(text)))
    assert tree.get("x") == text
    assert (tree.text or "") == text


@pytest.mark.parametrize("bad", ["\0", "\x0b", "\ufffe", "\ud800"])
def test_what_xml_cannot_hold_is_refused(bad: str) -> None:
    with pytest.raises(ValueError, match="not an XML character"):
        escape(f"a{bad}b")
