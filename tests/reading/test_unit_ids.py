"""Ids of units from their names: always ids, always free, and what a reader would type."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursegen.reading.unit_chain import UNIT_ID
from coursegen.reading.unit_ids import id_of


@pytest.mark.parametrize(
    ("name", "unit_id"),
    [
        ("云岭县税务局", "yun-ling-xian-shui-wu-ju"),
        ("重庆市第一医院", "chong-qing-shi-di-yi-yi-yuan"),
        ("绿城集团（Green City）3号", "lv-cheng-ji-tuan-green-city-3-hao"),
        ("！！", "unit"),
        ("NUL", "nul-2"),
        ("Con", "con-2"),
    ],
)
def test_an_id_is_the_pinyin_of_the_name(name: str, unit_id: str) -> None:
    assert id_of(name) == unit_id


def test_an_id_that_is_taken_gets_the_first_free_number() -> None:
    assert id_of("甲局", {"jia-ju", "jia-ju-2"}) == "jia-ju-3"


@given(st.text(max_size=120), st.integers(0, 12))
def test_whatever_a_unit_is_called_its_id_is_one(name: str, others: int) -> None:
    taken: set[str] = set()
    for _ in range(others + 1):
        unit_id = id_of(name, taken)
        assert UNIT_ID.fullmatch(unit_id)
        assert unit_id not in taken
        taken.add(unit_id)
