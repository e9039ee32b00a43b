"""A text in one look is set as the same text taken character by character: most of it is like other text."""

from __future__ import annotations

from document_samples import house
from hypothesis import given
from hypothesis import strategies as st

from coursegen.document.nodes import InlineStyle, Text
from coursegen.layout.pages.geometry import ParaRole
from coursegen.layout.pages.glyphs import clusters

SPEC = house().spec.forms["handout"]
CHARACTERS = st.sampled_from("办公鿿㐀豈0aZé①。，、；：？！,.;:-'\"“”‘’（）()《》—…·%￥  \u3000\u2007\u200b\u00a0あ")


@given(
    st.text(CHARACTERS, max_size=40), st.sampled_from(["body", "heading1", "cell", "lead"]),
    st.sampled_from(["plain", "strong", "small"]), st.booleans(),
)  # fmt: skip
def test_one_text_is_set_as_its_characters(text: str, role: ParaRole, style: InlineStyle, hang: bool) -> None:
    metrics = SPEC.paras[role]
    whole = clusters((Text(text, style),), metrics, SPEC, hang=hang)
    assert whole == clusters((Text("", style), *(Text(char, style) for char in text)), metrics, SPEC, hang=hang)
