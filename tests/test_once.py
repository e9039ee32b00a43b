"""What a process keeps of its answers."""

from __future__ import annotations

from coursegen.once import AtMoment, Latest


def test_of_more_than_it_may_hold_what_was_put_in_longest_ago_goes() -> None:
    latest: Latest[str, int] = Latest(2)
    latest["a"], latest["b"] = 1, 2
    latest["a"] = 3
    latest["c"] = 4
    assert list(latest.items()) == [("a", 3), ("c", 4)]


def test_of_one_moment_a_question_is_asked_once_and_without_one_always() -> None:
    asked: list[str] = []

    def answer(name: str, *, loud: bool = False) -> str:
        asked.append(name)
        return name.upper() if loud else name

    once = AtMoment(answer, 8)
    assert [once("now", "a"), once("now", "a"), once("now", "a", loud=True), once("later", "a")] == ["a", "a", "A", "a"]
    assert [once("", "b"), once("", "b")] == ["b", "b"]
    assert asked == ["a", "a", "a", "b", "b"]
    once.cache_clear()
    assert once("now", "a") == "a"
    assert len(asked) == 6
