"""Files → the model, checked and linked; the only door to YAML and pydantic, which load when a file must be parsed."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from coursegen.reading.classes import class_ids, read_class
from coursegen.reading.course import read_course, read_course_of
from coursegen.reading.picture_file import PictureFile
from coursegen.reading.pictures import pictures_of, read_picture
from coursegen.reading.units import Layer, UnitLayers, names_of_units, read_unit

if TYPE_CHECKING:
    from coursegen.reading.edit import Edit, splice
    from coursegen.reading.schema import schemas, write_schemas

__all__ = [
    "Edit",
    "Layer",
    "PictureFile",
    "UnitLayers",
    "class_ids",
    "names_of_units",
    "pictures_of",
    "read_class",
    "read_course",
    "read_course_of",
    "read_picture",
    "read_unit",
    "schemas",
    "splice",
    "write_schemas",
]

_LATE = {"Edit": "edit", "splice": "edit", "schemas": "schema", "write_schemas": "schema"}
"""Names whose modules import YAML or pydantic, and are loaded when first asked for."""


def __getattr__(name: str) -> object:
    if name in _LATE:
        return getattr(import_module(f"{__name__}.{_LATE[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
