"""What a process keeps of its answers."""

from __future__ import annotations

from coursegen.once import Latest


def test_of_more_than_it_may_hold_what_was_put_in_longest_ago_goes() -> None:
    latest: Latest[str, int] = Latest(2)
    latest["a"], latest["b"] = 1, 2
    latest["a"] = 3
    latest["c"] = 4
    assert list(latest.items()) == [("a", 3), ("c", 4)]
