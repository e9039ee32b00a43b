"""The model → pydantic adapters.

The model knows nothing of pydantic: its annotations are turned into core schemas here. Every scalar arrives as text and
is read strictly by the type of its field; a text without a default must not be empty; unknown keys are refused; a union
is told apart by `kind`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from inspect import getdoc
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, cast, get_args, get_origin, get_type_hints

from msgspec import NODEFAULT
from msgspec.structs import FieldInfo, fields
from pydantic import GetPydanticSchema, TypeAdapter
from pydantic_core import PydanticCustomError, core_schema

from coursegen.model import Number
from coursegen.reading.rules import FORMS, ID_PATTERN, Limit, is_model, limit_of, tags


@cache
def adapter(expected: Any) -> TypeAdapter[Any]:
    """The pydantic adapter for a struct of the model."""
    return TypeAdapter(Annotated[expected, GetPydanticSchema(lambda source, _: _struct_schema(source))])


def _schema(hint: Any, limit: Limit) -> core_schema.CoreSchema:
    """Core schema of an annotation of the model."""
    if hint in FORMS:
        name, pattern = FORMS[hint]
        return core_schema.no_info_before_validator_function(_reader(pattern, name), _SCHEMAS[hint]())
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
        return core_schema.dict_schema(core_schema.str_schema(), _schema(args[1], Limit(None, limit.most)))
    if hint is object:
        return core_schema.any_schema()
    raise TypeError(f"no YAML form for {hint}")


def _struct_schema(kind: Any) -> core_schema.CoreSchema:
    """Core schema of a struct: its fields as pydantic reads those of a dataclass, then the struct made from them."""
    hints = get_type_hints(kind)
    members = [core_schema.dataclass_field(f.name, _field_schema(kind, f, hints[f.name])) for f in fields(kind)]
    arguments = core_schema.dataclass_args_schema(kind.__name__, members, extra_behavior="forbid")
    said = {"pydantic_js_updates": {"additionalProperties": False, "description": getdoc(kind)}}
    return core_schema.no_info_after_validator_function(lambda found: kind(**found[0]), arguments, metadata=said)


def _field_schema(kind: type, field: FieldInfo, hint: Any) -> core_schema.CoreSchema:
    limit = limit_of(kind, field.name, required=field.required)
    if field.name == "id":
        return core_schema.str_schema(pattern=ID_PATTERN, regex_engine="python-re")
    schema = _schema(hint, limit)
    if field.required:
        return schema
    if field.default_factory is NODEFAULT:
        return core_schema.with_default_schema(schema, default=field.default)
    return core_schema.with_default_schema(schema, default_factory=cast("Callable[[], Any]", field.default_factory))


def _tuple_schema(args: tuple[Any, ...], limit: Limit) -> core_schema.CoreSchema:
    each = limit if limit.least == 0 else Limit(1, None)
    if Ellipsis in args:
        least = limit.least if limit.most else None
        return core_schema.tuple_variable_schema(_schema(args[0], each), min_length=least, max_length=limit.most)
    return core_schema.tuple_positional_schema([_schema(arg, each) for arg in args])


def _union_schema(members: list[Any], limit: Limit) -> core_schema.CoreSchema:
    if len(members) == 1:
        return _schema(members[0], Limit(None, None))
    if not all(map(is_model, members)):
        return core_schema.union_schema([_schema(member, Limit(None, limit.most)) for member in members])
    choices = {tag: _struct_schema(member) for member in members for tag in tags(member)}
    return core_schema.tagged_union_schema(choices, discriminator="kind")


_SCHEMAS: Mapping[Any, Callable[[], core_schema.CoreSchema]] = {
    int: core_schema.int_schema,
    float: core_schema.float_schema,
    Number: core_schema.float_schema,
    bool: core_schema.bool_schema,
}


def _reader(pattern: str, name: Literal["number", "truth"]) -> Callable[[object], object]:
    """A function that passes a text of the right form and refuses all else (pydantic alone would read `yes`, `1_0`)."""

    def read(value: object) -> object:
        if isinstance(value, str) and re.fullmatch(pattern, value):
            return value
        raise PydanticCustomError(name, "not written as this type is")

    return read
