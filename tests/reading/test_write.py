"""YAML as we write it reads back as it was."""

from __future__ import annotations

from bank_samples import HOSTILE, TEXTS
from hypothesis import given, settings
from hypothesis import strategies as st

from coursegen.reading.tree import data
from coursegen.reading.write import written
from coursegen.reading.yaml_tree import parse
from coursegen.text import CONTROL

NASTY = ("yes", "No", "1:30", "010", "~", "null", "- a", "a: b", "a #b", "：", "{", "[", "*x", "&x", "!x", "%", "@",
         "`", "|", ">",
         "“引”", "〇", "甲 - 乙", "甲：", "?", "...", "---", "2026-03-01", "")  # fmt: skip
ANY = st.one_of(
    st.sampled_from((*HOSTILE, *NASTY)), TEXTS, st.text(max_size=12).filter(lambda t: not CONTROL.search(t))
)
"""Texts that a file may hold; blanks around them are theirs too."""

KEYS = st.from_regex(r"[a-z][a-z_]{0,8}", fullmatch=True)
VALUES = st.recursive(
    ANY,
    lambda inner: st.one_of(
        st.lists(st.dictionaries(KEYS, ANY, min_size=1), min_size=1, max_size=3),
        st.lists(ANY, min_size=1, max_size=3),
        st.dictionaries(KEYS, inner, min_size=1, max_size=3),
    ),
    max_leaves=8,
)


@settings(max_examples=60)
@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=4))
def test_whatever_is_written_reads_back_as_it_was(value: dict[str, object]) -> None:
    text = written(value)  # type: ignore[arg-type]
    assert data(parse(text, "x.yaml").root) == value


def test_it_looks_as_a_person_would_write_it() -> None:
    value = {
        "id": "post.s02", "points": 1.5, "fixed": True, "stem": "哪一步是关键？", "options": ["甲，先办", "a: b"],
        "answers": [["杯口", "口"], ["杯底"]], "rubric": [{"text": "问了", "points": 3.0}],
    }  # fmt: skip
    assert written(value) == (  # type: ignore[arg-type]
        "id: post.s02\npoints: 1.5\nfixed: true\nstem: 哪一步是关键？\noptions:\n  - 甲，先办\n"
        '  - "a: b"\nanswers:\n  - [杯口, 口]\n  - [杯底]\nrubric:\n  - text: 问了\n    points: 3\n'
    )
