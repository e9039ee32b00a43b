"""Course kits for every unit, from teaching principles kept once in YAML.

The names below are what other programs may rely on; all else may change with any version. They are loaded when first
asked for, so that `import coursegen` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coursegen.build import Request, Result
    from coursegen.build import build as build_kit
    from coursegen.errors import Fault, FaultError
    from coursegen.reading import read_course, read_unit
    from coursegen.workspace import find_workspace

__version__ = "0.1.0"
__all__ = ["Fault", "FaultError", "Request", "Result", "build_kit", "find_workspace", "read_course", "read_unit"]

_HOMES = {
    "Fault": "errors.Fault", "FaultError": "errors.FaultError", "Request": "build.Request", "Result": "build.Result",
    "build_kit": "build.build", "find_workspace": "workspace.find_workspace",
    "read_course": "reading.read_course", "read_unit": "reading.read_unit",
}  # fmt: skip


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, _, own = _HOMES[name].partition(".")
    return getattr(import_module(f"{__name__}.{module}"), own)
