"""Filters, tests and globals a template may use: a closed list, each entry bounded or guarded by the budget."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from itertools import accumulate, islice
from typing import cast

from jinja2.filters import FILTERS as JINJA_FILTERS
from jinja2.tests import TESTS as JINJA_TESTS
from markupsafe import Markup

from coursegen.classes import Day, day_of
from coursegen.classes.days import minutes_of
from coursegen.late import regex
from coursegen.templating.markdown import md
from coursegen.templating.printing import bounded, joined, markup_of
from coursegen.templating.refusal import RefusalError
from coursegen.text import chinese_number, counted, is_han, is_wide, last_clause

MAX_RANGE = 1000
MAX_PLACES = 6

_COLON = regex("：|: +")
"""A colon that parts a name from what is said of it; that of a time of day has no blank behind it."""

_PLAIN = (
    "abs", "count", "d", "default", "first", "groupby", "int", "items", "last", "length", "list", "map", "max", "min",
    "reject", "rejectattr", "reverse", "select", "selectattr", "sort", "sum", "trim", "unique",
)  # fmt: skip
_TESTS = (
    "!=", "<", "<=", "==", ">", ">=", "defined", "divisibleby", "eq", "equalto", "even", "false", "ge", "gt", "in",
    "le", "lt", "mapping", "ne", "none", "number", "odd", "string", "true", "undefined",
)  # fmt: skip


def cn(number: int) -> str:
    """A number from 0 to 999 as a Chinese numeral."""
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number <= 999:
        raise RefusalError("T122", name="cn", value=str(number))
    return chinese_number(number)


def clock(minutes: int) -> str:
    """Minutes from the beginning as hours and minutes: 65 → 1:05."""
    return f"{minutes // 60}:{minutes % 60:02d}"


def hour(time: int | str, language: str) -> str:
    """A time of day, in minutes since midnight or as it was typed, as a language tells it: 14:00, 2:00 p.m."""
    minutes = minutes_of(time) if isinstance(time, str) else time
    if minutes is None:
        return str(time)
    if not language.startswith("en"):
        return clock(minutes)
    return f"{(minutes // 60 + 11) % 12 + 1}:{minutes % 60:02d} {'p.m.' if minutes // 60 % 24 >= 12 else 'a.m.'}"


def day(iso: str) -> Day | None:
    """A date such as 2026-03-09 as year, month, day and weekday (0 is Monday); none for anything else."""
    return day_of(iso)


def periods(minutes: int, length: int) -> str:
    """Minutes as teaching periods of `length` minutes, to the nearest half: 290 and 45 → 6.5."""
    if length < 1:
        raise RefusalError("T122", name="periods", value=str(length))
    return f"{round(2 * minutes / length) / 2:g}"


def batch(values: Iterable[object], size: int) -> list[list[object]]:
    """Values in groups of `size`, the last one perhaps smaller."""
    if size < 1:
        raise RefusalError("T122", name="batch", value=str(size))
    rest = iter(values)
    groups: list[list[object]] = []
    while group := list(islice(rest, size)):
        groups.append(group)
    return groups


def decimals(number: float, places: int = 0) -> str:
    """A number with so many decimals, up to six, halves away from zero as people round: 12.25 and 1 → 12.3."""
    if isinstance(number, bool) or not isinstance(number, int | float) or not 0 <= places <= MAX_PLACES:
        raise RefusalError("T122", name="decimals", value=str(number))
    step = Decimal(1).scaleb(-places)
    return f"{Decimal(repr(number)).quantize(step, ROUND_HALF_UP):zf}"  # and no zero below zero


def clip(text: str, length: int) -> str:
    """A text as wide as so many Chinese characters at most, with …… at the end of one that was longer.

    A Latin letter is half as wide; Latin text is cut between words and ends with three dots.
    """
    plain = " ".join(_plain(text, "clip").split())
    ends = list(accumulate(1.0 if is_wide(char) else 0.5 for char in plain))
    if not plain or ends[-1] <= length:
        return plain
    kept = plain[: bisect_right(ends, length - 2)]
    if any(map(is_han, plain)):
        return kept.rstrip() + "……"
    return (kept if plain[len(kept)] == " " else kept.rpartition(" ")[0] or kept).rstrip(" ,;:") + "…"


def position(value: object, values: Sequence[object]) -> int:
    """Place of a value in a sequence, from 1; 0 when it is not there."""
    return values.index(value) + 1 if value in values else 0


def replace(text: str, old: str, new: str) -> str:
    """Plain text with `old` replaced by `new`."""
    found = _plain(text, "replace").count(_plain(old, "replace"))
    bounded(len(text) + found * len(_plain(new, "replace")))
    return text.replace(old, new)


def join(values: Iterable[object], separator: object = "") -> str:
    """Printable values with a separator between them."""
    return joined(values, separator)


def blanks(text: str) -> Markup:
    """Text with each run of two or more underscores made a blank to fill."""
    return Markup("<blank/>").join(markup_of(part) for part in re.split("_{2,}", _plain(text, "blanks")))


def gap(text: str) -> Markup:
    """A sentence whose last clause is to be filled in by participants; one without such a clause stays whole."""
    return _gapped(_plain(text, "gap"))


@lru_cache(maxsize=2048)
def _gapped(text: str) -> Markup:
    parts = last_clause(text)
    if parts is None:
        return markup_of(text)
    before, clause, end = map(markup_of, parts)
    return Markup("{}<fill>{}</fill>{}").format(before, clause, end)


def has_gap(text: str) -> bool:
    """Whether `gap` finds a clause to take out."""
    return "<fill>" in gap(text)


def parted(text: str) -> tuple[str, ...]:
    """A text as what it names and what it says of it, parted at its first colon; nothing for one without a colon.

    What it says begins with a capital, for it stands under its name.
    """
    name, *said = _COLON.split(_plain(text, "parted"), maxsplit=1)
    return (name, said[0][0].upper() + said[0][1:]) if name and said and said[0] else ()


def named(text: str) -> str:
    """What a text names before it explains: all up to its first colon or bracket, without its full stop."""
    return re.split(r"[：（]|: | \(", _plain(text, "named"), maxsplit=1)[0].rstrip("。.")


_FIRST_WORD = regex(r"(A|[A-Z][a-z]+)(?![\w.’'-]| [A-Z])")
"""A first word that has its capital from standing first: no abbreviation, no name of several words."""

_NAMES = frozenset({"Excel", "Word", "Office", "Windows"})
"""Names that look like such words."""


def listed(texts: Iterable[str]) -> list[str]:
    """Texts as members of one sentence: all but the first begin small, unless they begin with a name."""
    return [text if n == 0 else _begun_small(_plain(text, "listed")) for n, text in enumerate(texts)]


def _begun_small(text: str) -> str:
    first = _FIRST_WORD.match(text)
    return text[0].lower() + text[1:] if first and first[0] not in _NAMES else text


def _plain(value: object, name: str) -> str:
    """A text that is no markup; T122 for anything else."""
    if not isinstance(value, str) or isinstance(value, Markup):
        raise RefusalError("T122", name=name, value=type(value).__name__)
    return value


def label_function(translate: Callable[[str], str]) -> Callable[..., str]:
    """`_`: a label in the product's language, its {names} filled from the arguments, markup among them or not."""
    translated = lru_cache(maxsize=512)(translate)

    def label(text: str, /, **values: object) -> str:
        said = translated(text) if type(text) is str else translate(text)
        if type(said) is str and "{" not in said:
            bounded(len(said))
            return said
        pieces = _pieces(counted(said, values))
        return joined([piece if name is None else values.get(name, piece) for piece, name in pieces])

    return label


@lru_cache(maxsize=2048)
def _pieces(label: str) -> tuple[tuple[str, str | None], ...]:
    """A label in pieces; those that name a value with its name."""
    pieces = re.split(r"(\{\w+\})", label)
    return tuple((piece, piece[1:-1] if piece.startswith("{") else None) for piece in pieces)


def small_range(*bounds: int) -> range:
    """Python's range, at most 1,000 long."""
    found = range(*bounds)
    if len(found) > MAX_RANGE:
        raise RefusalError("T108", limit=MAX_RANGE)
    return found


def filters() -> Mapping[str, Callable[..., object]]:
    """All filters by name, before they are guarded."""
    own: dict[str, Callable[..., object]] = {
        "batch": batch, "blanks": blanks, "clip": clip, "clock": clock, "cn": cn, "day": day, "decimals": decimals,
        "e": markup_of, "escape": markup_of,
        "gap": gap, "hour": hour, "join": join, "listed": listed, "md": md, "named": named,
        "parted": parted, "periods": periods, "position": position,
        "replace": replace,
    }  # fmt: skip
    jinja = cast("Mapping[str, Callable[..., object]]", JINJA_FILTERS)
    return {**{name: jinja[name] for name in _PLAIN}, **own}


def tests() -> Mapping[str, Callable[..., object]]:
    """All tests by name, before they are guarded."""
    jinja = cast("Mapping[str, Callable[..., object]]", JINJA_TESTS)
    return {**{name: jinja[name] for name in _TESTS}, "gapped": has_gap}
