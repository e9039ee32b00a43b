"""The one way to a compiled document base; python-docx is imported only when the base is not in the cache."""

from __future__ import annotations

from coursegen.office.cache import compiled
from coursegen.office.document.compiled import CompiledDocument


def compile_document(base: bytes, name: str) -> CompiledDocument:
    """A document base (.docx, .dotx …) ready to be filled; `name` is what faults call it.

    House styles that it lacks are added, and the exam paper's page set-up when it has only one. Raises A501 to A507 for
    files that are unsafe or damaged, T511 for such as are no Word document.
    """
    return compiled(CompiledDocument, base, name, _open)


def _open(base: bytes, name: str) -> CompiledDocument:
    from coursegen.office.document.base import open_base

    return open_base(base, name)
