"""The whole line, from a request to files: `build` reads as the pipeline, each step is a function of another layer."""

from __future__ import annotations

from coursegen.build.bases import Look
from coursegen.build.kit import Output
from coursegen.build.line import Result, build, make
from coursegen.build.papers import Forms, Printing
from coursegen.build.products import PRODUCTS, Product
from coursegen.build.request import Request

__all__ = ["PRODUCTS", "Forms", "Look", "Output", "Printing", "Product", "Request", "Result", "build", "make"]
