"""Sittings of the past for tests."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from coursegen.exam.history import Sat, Used
from coursegen.exam.marking import Result

ITEMS = ("q.1", "q.2", "q.3")


def result(learner: str, hits: Sequence[int], form: str = "A", name: str = "") -> Result:
    """Two points for each item that was right; A is right, B is not."""
    points = {item: 2.0 * hit for item, hit in zip(ITEMS, hits, strict=True)}
    return Result(learner, name, form, points, {item: "A" if hit else "B" for item, hit in points.items()})


def sitting(date: str = "2026-03-05", *results: Result, items: Sequence[str] = ITEMS, digest: str = "d1") -> Sat:
    """A sitting of one form."""
    used = tuple(Used("A", n, item, 2.0, f"obj.{n % 2}", "A", "ABC", digest) for n, item in enumerate(items, 1))
    return Sat("course", "final", "结业测试", "default", "", date, 2.0 * len(items), 60, used, results)


def class_of(size: int) -> tuple[Result, ...]:
    """Learners of whom the first know more."""
    return tuple(result(f"S{n:02d}", (1, int(n < size // 2), int(n < size // 4)), name=f"名{n}") for n in range(size))


def renamed(one: Sat, **changes: object) -> Sat:
    """The sitting with other facts."""
    return replace(one, **changes)  # type: ignore[arg-type]
