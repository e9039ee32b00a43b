"""Items of lists: put in, taken out, and nothing else moves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursegen.errors import FaultError
from coursegen.reading.edit import read_back
from coursegen.reading.edit_items import entry_added, item_added, item_removed

LISTS = """\
flow: [一, "二, 三", 四]  # 流
block:
  # 第一条
  - 一   # 尾注
  - "二: 三"

  - 四
maps:
  - {file: a.pptx, slides: "1"}   # 甲
  - file: b.pptx
    slides: "2"
end: 完
"""


@pytest.mark.parametrize("key", ["flow", "block"])
@pytest.mark.parametrize("turn", range(3))
@pytest.mark.parametrize("value", ["五", "a: b", "[x", "- y", "#z"])
def test_an_item_comes_behind_the_one_named(key: str, turn: int, value: str) -> None:
    new = item_added(LISTS, (key, turn), value)
    found, old = read_back(new), read_back(LISTS)
    assert isinstance(found, dict)
    assert isinstance(old, dict)
    assert found[key] == [*old[key][: turn + 1], value, *old[key][turn + 1 :]]
    assert {k: v for k, v in found.items() if k != key} == {k: v for k, v in old.items() if k != key}
    assert [comment for comment in ("# 流", "# 第一条", "# 尾注", "# 甲") if comment not in new] == []


@pytest.mark.parametrize("key", ["flow", "block"])
@pytest.mark.parametrize("turn", range(3))
def test_an_item_goes_and_the_others_stay(key: str, turn: int) -> None:
    new = item_removed(LISTS, (key, turn))
    found, old = read_back(new), read_back(LISTS)
    assert isinstance(found, dict)
    assert isinstance(old, dict)
    assert found[key] == [*old[key][:turn], *old[key][turn + 1 :]]
    assert "# 第一条" in new


@pytest.mark.parametrize("turn", range(2))
def test_a_mapping_comes_behind_the_one_named(turn: int) -> None:
    entry = {"file": "单位 1.pptx", "slides": "1,3", "at": "after-a.b"}
    found = read_back(entry_added(LISTS, ("maps", turn), entry))
    assert isinstance(found, dict)
    assert found["maps"][turn + 1] == entry
    assert len(found["maps"]) == 3


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1), st.integers(0, 2)
)
def test_whatever_is_added_reads_back_or_is_refused(value: str, turn: int) -> None:
    try:
        new = item_added(LISTS, ("block", turn), value)
    except FaultError:
        return
    found = read_back(new)
    assert isinstance(found, dict)
    assert found["block"][turn + 1] == value


def test_what_is_no_item_of_a_list_is_refused() -> None:
    with pytest.raises(FaultError, match="C116"):
        item_added(LISTS, ("end",), "x")
