import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursegen.layout.geometry import Para, Run
from coursegen.layout.typeset import broken_at_stop, lines_in, para, pt


@pytest.mark.parametrize(
    ("text", "em", "lines"),
    [
        (
            "拟出牵头和时限的建议，电话请示，定下后交办并盯到报出",
            20.0,
            ("拟出牵头和时限的建议，电话请示，", "定下后交办并盯到报出"),
        ),
        ("先请领导定谁牵头再分头去办这件事", 10.0, None),
        ("好，其余各段都交给拿手的人去办", 10.0, None),
    ],
)
def test_two_lines_part_after_a_stop_where_both_stay_lines(text: str, em: float, lines: tuple[str, str] | None) -> None:
    width = pt(em * 20 + 2)
    plain = para(text, 20)
    assert lines_in(broken_at_stop(plain, width), width) == (lines or lines_in(plain, width))


@given(st.text("服务协调，。参谋督办：年A 2", min_size=1, max_size=60), st.integers(60, 900))
def test_a_break_at_a_stop_costs_no_line_and_loses_no_letter(text: str, points: int) -> None:
    before = Para((Run(text[:7], 18), Run(text[7:], 18, bold=True)))
    after = broken_at_stop(before, pt(points))
    assert len(lines_in(after, pt(points))) == len(lines_in(before, pt(points)))
    assert "".join(run.text for run in after.runs).replace("\n", "") == text
