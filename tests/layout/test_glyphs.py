"""A text in one look is set as the same text taken character by character: most of it is like other text."""

from __future__ import annotations

from document_samples import house
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from coursegen.document.nodes import InlineStyle, Text
from coursegen.layout.pages.geometry import FlowPara, ParaRole
from coursegen.layout.pages.glyphs import _facts, clusters
from coursegen.layout.pages.lines import line_count

SPEC = house().spec.forms["handout"]
CHARACTERS = st.sampled_from("办公鿿㐀豈0aZé①。，、；：？！,.;:-'\"“”‘’（）()《》—…·%￥  \u3000\u2007\u200b\u00a0あ")


@given(
    st.text(CHARACTERS, max_size=40), st.sampled_from(["body", "heading1", "cell", "lead"]),
    st.sampled_from(["plain", "strong", "small"]), st.booleans(),
)  # fmt: skip
def test_one_text_is_set_as_its_characters(text: str, role: ParaRole, style: InlineStyle, hang: bool) -> None:
    metrics = SPEC.paras[role]
    whole = clusters((Text(text, style),), metrics, SPEC, hang=hang)
    one_by_one = [replace(cluster, count=1) for cluster in whole for _ in range(cluster.count)]
    assert one_by_one == clusters(taken_apart(text, style), metrics, SPEC, hang=hang)


def taken_apart(text: str, style: InlineStyle) -> tuple[Text, ...]:
    """A text as its characters, none of which is set with others."""
    return (Text("", style), *(Text(char, style) for char in text))


@given(
    st.lists(CHARACTERS | st.just("办公室主任"), max_size=40).map("".join),
    st.sampled_from(["body", "heading1", "cell", "lead"]), st.floats(8, 400), st.booleans(),
)  # fmt: skip
def test_one_text_takes_as_many_lines_as_its_characters(text: str, role: ParaRole, width: float, hang: bool) -> None:
    metrics = replace(SPEC.paras[role], left=0.0, right=0.0)
    whole, apart = (FlowPara(role, line) for line in ((Text(text),), taken_apart(text, "plain")))
    assert line_count(whole, metrics, SPEC, width, hang=hang) == line_count(apart, metrics, SPEC, width, hang=hang)


def test_ideographs_among_others_are_all_set_alike() -> None:
    (first,) = clusters((Text("一"),), SPEC.paras["body"], SPEC)
    for code in range(0x4E00, 0xA000):
        assert clusters((Text(chr(code)),), SPEC.paras["body"], SPEC) == [first]
        assert _facts(chr(code)).free
