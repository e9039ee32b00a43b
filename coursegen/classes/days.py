"""Days and times of the clock."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from coursegen.late import regex

_TIME = regex(r"([01]?[0-9]|2[0-3])[:：]([0-5][0-9])")
_DATE = regex(r"\d{4}-\d{2}-\d{2}")


class Day(Struct, frozen=True):
    """A day of the calendar; Monday is weekday 0."""

    year: int
    month: int
    day: int
    weekday: int


def day_of(iso: str) -> Day | None:
    """The day that `2026-03-09` names; None for anything else."""
    try:
        found = date.fromisoformat(iso if _DATE.fullmatch(iso) else "")
    except ValueError:
        return None
    return Day(found.year, found.month, found.day, found.weekday())


def minutes_of(time: str) -> int | None:
    """Minutes since midnight of `8:30`; None for anything else."""
    found = _TIME.fullmatch(time)
    return int(found[1]) * 60 + int(found[2]) if found else None
