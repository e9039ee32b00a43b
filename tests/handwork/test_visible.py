"""What readers see of a typed text, and changes of it put back into what was typed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coursegen.build.handwork.visible import difference, glyphs, seen, slot_touched, spliced, squeezed

TERMS = {"staff": "咖啡师", "office": "办公室"}
PIECES = st.sampled_from(
    ["{{ t.staff }}", "{{t.office}}", "**", "*", "`", " ", "\n", "甲", "乙丙", "word ", "，", "。"]
)


def test_slots_are_filled_and_marks_and_white_space_are_not_seen() -> None:
    assert seen(glyphs("**米粒**大 的\n{{ t.staff }}，`a b`", TERMS)) == "米粒大的咖啡师，ab"


@given(st.lists(PIECES, max_size=12).map("".join), st.data())
def test_a_change_put_back_shows_what_was_typed_over(typed: str, data: st.DataObject) -> None:
    row = glyphs(typed, TERMS)
    before = seen(row)
    start = data.draw(st.integers(0, len(before)))
    end = data.draw(st.integers(start, len(before)))
    after = before[:start] + data.draw(st.text("子丑寅 x", max_size=4)) + before[end:]
    what = difference(before, after)
    assert before[: what.start] + squeezed(what.new) + before[what.end :] == squeezed(after)
    if row and not slot_touched(row, what):
        new = spliced(typed, row, what)
        assert seen(glyphs(new, TERMS)) == squeezed(after)
        assert new.count("{{") == typed.count("{{")


@given(st.text("甲乙 \n", max_size=8), st.text("甲乙 \n", max_size=8))
def test_white_space_alone_is_no_difference(before: str, after: str) -> None:
    what = difference(before, after)
    assert (what.start, what.end, squeezed(what.new)) != (0, 0, "") or squeezed(before) == squeezed(after)
