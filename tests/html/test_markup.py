"""Whatever a text holds, it comes out of the page as that text and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from coursegen.html.markup import Markup, tag

TEXTS = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=60)
HOSTILE = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\" onclick='alert(1)' x=\"",
    "<!-- &amp; &lt; -->",
    "]]></style>",
    "{{ 7*7 }}{% raw %}",
)


@given(TEXTS)
def test_words_come_back_from_content_and_from_attributes(words: str) -> None:
    element = html.fragment_fromstring(tag("p", words, attributes={"title": words}))
    assert element.tag == "p"
    assert len(element) == 0
    assert (element.text or "") == words
    assert element.get("title") == words


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_make_no_element(words: str) -> None:
    element = html.fragment_fromstring(tag("p", words, attributes={"aria-label": words}))
    assert len(element) == 0
    assert element.text == words
    assert element.attrib == {"aria-label": words}


def test_characters_html_forbids_are_left_out() -> None:
    assert tag("p", "a\x00b\x0bc\ud800d\x85e\ufffff") == "<p>abcdef</p>"


def test_markup_is_not_escaped_twice() -> None:
    assert tag("p", tag("b", "1 < 2")) == "<p><b>1 &lt; 2</b></p>"
    assert tag("p", Markup("<br>"), attributes={"hidden": "", "id": None}) == "<p hidden><br></p>"


@pytest.mark.parametrize("name", ["p onclick", "p>", "", "1a"])
def test_a_name_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="no name"):
        tag(name)
    with pytest.raises(ValueError, match="no name"):
        tag("p", attributes={name: "x"})
