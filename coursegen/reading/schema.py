"""The model → pydantic adapters and JSON Schemas.

The model knows nothing of pydantic: its annotations are turned into core schemas here. Every scalar arrives as text and
is read strictly by the type of its field; a text without a default must not be empty; unknown keys are refused; a union
is told apart by `kind`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from inspect import getdoc
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, cast, get_args, get_origin, get_type_hints

from msgspec import NODEFAULT, Struct, to_builtins
from msgspec.structs import FieldInfo, fields
from pydantic import GetPydanticSchema, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import PydanticCustomError, core_schema

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
from coursegen.workspace import write_atomic

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


class _Limit(NamedTuple):
    """Fewest and most: characters of a text, entries of a list."""

    least: int | None
    most: int | None


_LIMITS: Mapping[tuple[type, str], _Limit] = {
    (Quote, "text"): _Limit(1, QUOTE_LIMIT),
    (Quote, "hant"): _Limit(None, QUOTE_LIMIT),
    (Entry, "key"): _Limit(None, 2),
    (Cards, "items"): _Limit(2, 6),
    (Hub, "items"): _Limit(3, 6),
    (Steps, "items"): _Limit(2, 6),
    (Ring, "items"): _Limit(3, 8),
    (Ladder, "items"): _Limit(2, 8),
    (Cycle, "items"): _Limit(3, 8),
    (Timeline, "items"): _Limit(2, 8),
    (Pyramid, "items"): _Limit(2, 6),
    (Chain, "items"): _Limit(2, 8),
    (Tree, "branches"): _Limit(2, 8),
    (Nested, "items"): _Limit(2, 5),
    (TableFigure, "rows"): _Limit(0, None),
    (Chart, "categories"): _Limit(2, 12),
    (Chart, "series"): _Limit(1, 2),
    (Series, "values"): _Limit(2, 12),
    (Form, "rows"): _Limit(0, None),
    (Brief, "sayings"): _Limit(3, 3),
    (Brief, "questions"): _Limit(1, 4),
    **dict.fromkeys([(Names, name) for name in Names.__struct_fields__], _Limit(None, NAME_LIMIT)),
    (UnitFile, "terms"): _Limit(None, NAME_LIMIT),
    (UnitFile, "replace"): _Limit(None, NAME_LIMIT),
    (UnitFile, "phrases"): _Limit(None, PHRASE_LIMIT),
}
"""What the annotations cannot say; of a mapping, of each of its texts. A least of 0 lets the texts in a list be empty,
as cells of a table may be.

What a unit says stands in a course hundreds of times, so a long text would become an endless one.
"""


@cache
def adapter(expected: Any) -> TypeAdapter[Any]:
    """The pydantic adapter for a struct of the model."""
    return TypeAdapter(Annotated[expected, GetPydanticSchema(lambda source, _: _struct_schema(source))])


def _schema(hint: Any, limit: _Limit) -> core_schema.CoreSchema:
    """Core schema of an annotation of the model."""
    if hint in _FORMS:
        name, pattern, schema = _FORMS[hint]
        return core_schema.no_info_before_validator_function(_reader(pattern, name), schema())
    if hint is str:
        return core_schema.str_schema(strip_whitespace=True, min_length=limit.least or None, max_length=limit.most)
    if is_model(hint):
        return _struct_schema(hint)
    origin, args = get_origin(hint), get_args(hint)
    if origin is Literal:
        return core_schema.literal_schema(list(args))
    if origin is tuple:
        return _tuple_schema(args, limit)
    if origin in (Union, UnionType):
        return _union_schema([arg for arg in args if arg is not NoneType], limit)
    if origin is Mapping:
        return core_schema.dict_schema(core_schema.str_schema(), _schema(args[1], _Limit(None, limit.most)))
    if hint is object:
        return core_schema.any_schema()
    raise TypeError(f"no YAML form for {hint}")


def is_model(hint: object) -> bool:
    """Whether an annotation is a struct of the model."""
    return isinstance(hint, type) and issubclass(hint, Struct)


def _struct_schema(kind: Any) -> core_schema.CoreSchema:
    """Core schema of a struct: its fields as pydantic reads those of a dataclass, then the struct made from them."""
    hints = get_type_hints(kind)
    members = [core_schema.dataclass_field(f.name, _field_schema(kind, f, hints[f.name])) for f in fields(kind)]
    arguments = core_schema.dataclass_args_schema(kind.__name__, members, extra_behavior="forbid")
    said = {"pydantic_js_updates": {"additionalProperties": False, "description": getdoc(kind)}}
    return core_schema.no_info_after_validator_function(lambda found: kind(**found[0]), arguments, metadata=said)


def _field_schema(kind: type, field: FieldInfo, hint: Any) -> core_schema.CoreSchema:
    limit = _LIMITS.get((kind, field.name), _Limit(1 if field.required else None, None))
    if field.name == "id":
        return core_schema.str_schema(pattern=ID_PATTERN, regex_engine="python-re")
    schema = _schema(hint, limit)
    if field.required:
        return schema
    if field.default_factory is NODEFAULT:
        return core_schema.with_default_schema(schema, default=field.default)
    return core_schema.with_default_schema(schema, default_factory=cast("Callable[[], Any]", field.default_factory))


def _tuple_schema(args: tuple[Any, ...], limit: _Limit) -> core_schema.CoreSchema:
    each = limit if limit.least == 0 else _Limit(1, None)
    if Ellipsis in args:
        least = limit.least if limit.most else None
        return core_schema.tuple_variable_schema(_schema(args[0], each), min_length=least, max_length=limit.most)
    return core_schema.tuple_positional_schema([_schema(arg, each) for arg in args])


def _union_schema(members: list[Any], limit: _Limit) -> core_schema.CoreSchema:
    if len(members) == 1:
        return _schema(members[0], _Limit(None, None))
    if not all(map(is_model, members)):
        return core_schema.union_schema([_schema(member, _Limit(None, limit.most)) for member in members])
    choices = {tag: _struct_schema(member) for member in members for tag in tags(member)}
    return core_schema.tagged_union_schema(choices, discriminator="kind")


def tags(member: Any) -> tuple[str, ...]:
    """Values of `kind` that a member of a union has."""
    return get_args(get_type_hints(member)["kind"])


_FORMS: Mapping[Any, tuple[Literal["number", "truth"], str, Callable[[], core_schema.CoreSchema]]] = {
    int: ("number", r"[0-9]{1,9}", core_schema.int_schema),
    float: ("number", r"[0-9]{1,9}(\.[0-9]{1,4})?", core_schema.float_schema),
    Number: ("number", r"-?[0-9]{1,9}(\.[0-9]{1,4})?", core_schema.float_schema),
    bool: ("truth", "true|false", core_schema.bool_schema),
}
"""How a value of a type is written, and the error when it is not."""


def _reader(pattern: str, name: Literal["number", "truth"]) -> Callable[[object], object]:
    """A function that passes a text of the right form and refuses all else (pydantic alone would read `yes`, `1_0`)."""

    def read(value: object) -> object:
        if isinstance(value, str) and re.fullmatch(pattern, value):
            return value
        raise PydanticCustomError(name, "not written as this type is")

    return read


def schemas() -> dict[str, dict[str, Any]]:
    """JSON Schema (draft 2020-12) of every kind of content file."""
    return {kind: _json_schema(kind, expected) for kind, expected in KINDS.items()}


def write_schemas(folder: Path) -> tuple[Path, ...]:
    """Write `<kind>.schema.json` for editors into a folder; the files written, in order."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for kind, schema in schemas().items():
        paths.append(folder / f"{kind}.schema.json")
        write_atomic(paths[-1], (json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode())
    return tuple(paths)


class _Generator(GenerateJsonSchema):
    def encode_default(self, dft: Any) -> Any:
        """A default as YAML has it; pydantic does not know structs."""
        return to_builtins(dft)


def _json_schema(kind: str, expected: type) -> dict[str, Any]:
    found = _plain(adapter(expected).json_schema(schema_generator=_Generator))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"{kind}.schema.json", **found}


def _plain(schema: Any) -> Any:
    """A schema without titles made of names, and without OpenAPI's `discriminator`, which repeats whole unions."""
    if isinstance(schema, list):
        return [_plain(part) for part in schema]
    if isinstance(schema, dict):
        return {key: _plain(part) for key, part in schema.items() if not _is_noise(key, part)}
    return schema


def _is_noise(key: str, part: Any) -> bool:
    return key == "discriminator" or (key == "title" and isinstance(part, str))
