"""Files → the model, checked and linked; the only door to YAML and pydantic, which load when a file must be parsed.

The names below are loaded when first asked for: most kits are for no class.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursegen.late import names

if TYPE_CHECKING:
    from coursegen.reading.classes import class_ids, read_class
    from coursegen.reading.course import read_course, read_course_of
    from coursegen.reading.picture_file import PictureFile
    from coursegen.reading.pictures import pictures_of, read_picture
    from coursegen.reading.unit_layers import Layer, UnitLayers
    from coursegen.reading.units import ids_of_chain, names_of_units, read_unit

__all__ = [
    "Layer",
    "PictureFile",
    "UnitLayers",
    "class_ids",
    "ids_of_chain",
    "names_of_units",
    "pictures_of",
    "read_class",
    "read_course",
    "read_course_of",
    "read_picture",
    "read_unit",
]

__getattr__ = names(__name__, {
    "classes": ("class_ids", "read_class"), "course": ("read_course", "read_course_of"),
    "picture_file": ("PictureFile",), "pictures": ("pictures_of", "read_picture"),
    "unit_layers": ("Layer", "UnitLayers"), "units": ("ids_of_chain", "names_of_units", "read_unit"),
})  # fmt: skip
