"""The one way to a compiled document base; python-docx is imported only when the base is not in the cache."""

from __future__ import annotations

from functools import partial
from typing import Literal

from coursegen.layout.pages.geometry import Form
from coursegen.office.cache import compiled
from coursegen.office.document.compiled import CompiledDocument


def compile_document(
    base: bytes,
    name: str,
    language: str = "zh-Hans",
    sheet: Literal["A4", "Letter"] = "A4",
    forms: tuple[Form, ...] = (),
) -> CompiledDocument:
    """A document base (.docx, .dotx …) ready to be filled in all forms, or in these; `name` is what faults call it.

    A base that the house made is made for the language of what is printed and its sheet.

    House styles that it lacks are added, and the exam paper's page set-up when it has only one. Raises A501 to A507 for
    files that are unsafe or damaged, T511 for such as are no Word document.
    """
    also = also_of(language, sheet, forms)
    return compiled(CompiledDocument, base, name, partial(_open, language, sheet, forms), also)


def also_of(language: str, sheet: str, forms: tuple[Form, ...]) -> str:
    """What a compiled base hangs on beside its file."""
    return f"{language} {sheet} {forms}"


def _open(
    language: str, sheet: Literal["A4", "Letter"], forms: tuple[Form, ...], base: bytes, name: str
) -> CompiledDocument:
    from coursegen.office.document.base import open_base
    from coursegen.office.house.document import Print

    return open_base(base, name, Print(language, sheet), forms)
