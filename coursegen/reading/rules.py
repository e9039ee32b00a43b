"""What a file of each kind holds, and what the annotations of the model cannot say of it."""

from __future__ import annotations

from ast import literal_eval
from collections.abc import Mapping
from typing import Any, Literal, get_args, get_type_hints

from msgspec import Struct

from coursegen.model import (
    Blueprint,
    Brief,
    Cards,
    Chain,
    Chart,
    ClassFile,
    Course,
    Cycle,
    Entry,
    ExtraCase,
    Form,
    Hub,
    Item,
    Ladder,
    Lesson,
    Names,
    Nested,
    Number,
    Point,
    Principle,
    Pyramid,
    Quote,
    Ring,
    Series,
    Steps,
    TableFigure,
    Timeline,
    Tree,
    UnitFile,
)  # fmt: skip
from coursegen.model.principle import QUOTE_LIMIT

ID_PATTERN = r"^(?!(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$))[a-z0-9](?:[a-z0-9.-]{0,78}[a-z0-9-])?$"
"""Ids name files and folders too, so none is a device of Windows or ends in a dot, which Windows drops."""


NAME_LIMIT, PHRASE_LIMIT = 100, 500
"""Characters of a name or word of a unit, and of one of its phrases."""


class PointsFile(Struct, frozen=True):
    """The points of the source that the course must teach."""

    points: tuple[Point, ...]


class BankFile(Struct, frozen=True):
    """Items of the bank, in order."""

    items: tuple[Item, ...]


class CasesFile(Struct, frozen=True):
    """Cases that a unit adds to principles of a course, in order."""

    cases: tuple[ExtraCase, ...]


KINDS: Mapping[str, type] = {
    "course": Course, "points": PointsFile, "lesson": Lesson, "principle": Principle, "bank": BankFile,
    "blueprint": Blueprint, "class": ClassFile, "cases": CasesFile, "unit": UnitFile,
}  # fmt: skip
"""What a file of each kind holds."""


class Limit(Struct, frozen=True):
    """Fewest and most: characters of a text, entries of a list."""

    least: int | None
    most: int | None


LIMITS: Mapping[tuple[type, str], Limit] = {
    (Quote, "text"): Limit(1, QUOTE_LIMIT),
    (Quote, "hant"): Limit(None, QUOTE_LIMIT),
    (Entry, "key"): Limit(None, 2),
    (Cards, "items"): Limit(2, 6),
    (Hub, "items"): Limit(3, 6),
    (Steps, "items"): Limit(2, 6),
    (Ring, "items"): Limit(3, 8),
    (Ladder, "items"): Limit(2, 8),
    (Cycle, "items"): Limit(3, 8),
    (Timeline, "items"): Limit(2, 8),
    (Pyramid, "items"): Limit(2, 6),
    (Chain, "items"): Limit(2, 8),
    (Tree, "branches"): Limit(2, 8),
    (Nested, "items"): Limit(2, 5),
    (TableFigure, "rows"): Limit(0, None),
    (Chart, "categories"): Limit(2, 12),
    (Chart, "series"): Limit(1, 2),
    (Series, "values"): Limit(2, 12),
    (Form, "rows"): Limit(0, None),
    (Brief, "sayings"): Limit(3, 3),
    (Brief, "questions"): Limit(1, 4),
    **dict.fromkeys([(Names, name) for name in Names.__struct_fields__], Limit(None, NAME_LIMIT)),
    (UnitFile, "terms"): Limit(None, NAME_LIMIT),
    (UnitFile, "replace"): Limit(None, NAME_LIMIT),
    (UnitFile, "phrases"): Limit(None, PHRASE_LIMIT),
}
"""What the annotations cannot say; of a mapping, of each of its texts. A least of 0 lets the texts in a list be empty,
as cells of a table may be.

What a unit says stands in a course hundreds of times, so a long text would become an endless one.
"""

FORMS: Mapping[Any, tuple[Literal["number", "truth"], str]] = {
    int: ("number", r"[0-9]{1,9}"),
    float: ("number", r"[0-9]{1,9}(\.[0-9]{1,4})?"),
    Number: ("number", r"-?[0-9]{1,9}(\.[0-9]{1,4})?"),
    bool: ("truth", "true|false"),
}
"""How a value of a type is written, and the error when it is not."""


_HINTS = "__annotations__"


def is_model(hint: object) -> bool:
    """Whether an annotation is a struct of the model."""
    return isinstance(hint, type) and issubclass(hint, Struct)


def tags(member: Any) -> tuple[str, ...]:
    """Values of `kind` that a member of a union has. The other annotations of all members are not even evaluated."""
    (hint,) = (vars(one)[_HINTS]["kind"] for one in member.__mro__ if "kind" in vars(one).get(_HINTS, ()))
    if not hint.startswith("Literal["):
        return get_args(get_type_hints(member)["kind"])
    return tuple(literal_eval(hint.removeprefix("Literal")))


def limit_of(kind: type, field: str, *, required: bool) -> Limit:
    """The limit of a field; a text that must be given is not empty."""
    return LIMITS.get((kind, field), Limit(1 if required else None, None))
