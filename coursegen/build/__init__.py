"""The whole line, from a request to files: `build` reads as the pipeline, each step is a function of another layer.

Names are loaded when first asked for: whoever only looks where a kit stands (`build.state`) loads none of the line.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coursegen.build.bases import Look
    from coursegen.build.kit import Output
    from coursegen.build.line import Result, build, make
    from coursegen.build.papers import Forms, Printing
    from coursegen.build.products import PRODUCTS, Product
    from coursegen.build.request import Request

__all__ = ["PRODUCTS", "Forms", "Look", "Output", "Printing", "Product", "Request", "Result", "build", "make"]

_HOMES = {
    "Look": "bases", "Output": "kit", "Result": "line", "build": "line", "make": "line", "Forms": "papers",
    "Printing": "papers", "PRODUCTS": "products", "Product": "products", "Request": "request",
}  # fmt: skip


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
