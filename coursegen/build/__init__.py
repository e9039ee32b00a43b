"""The whole line, from a request to files: `build` reads as the pipeline, each step is a function of another layer.

The names below are loaded when first asked for: a kit that is only put back needs none of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursegen.late import names

if TYPE_CHECKING:
    from coursegen.build.bases import Look
    from coursegen.build.kit import Output
    from coursegen.build.line import Kit, Result, build, make, put
    from coursegen.build.papers import Forms, Printing
    from coursegen.build.products import PRODUCTS, Product
    from coursegen.build.request import Request

__all__ = [
    "PRODUCTS", "Forms", "Kit", "Look", "Output", "Printing", "Product", "Request", "Result", "build", "make", "put",
]  # fmt: skip

__getattr__ = names(__name__, {
    "bases": ("Look",), "kit": ("Output",), "line": ("Kit", "Result", "build", "make", "put"),
    "papers": ("Forms", "Printing"), "products": ("PRODUCTS", "Product"), "request": ("Request",),
})  # fmt: skip
