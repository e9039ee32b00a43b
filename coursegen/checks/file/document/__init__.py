"""A Word document of anybody's → what a reader, a listener or the next editor will trip over."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from coursegen.checks.file.document.contrast import contrast_faults, mono_faults
from coursegen.checks.file.document.structure import alt_faults, heading_faults, table_faults
from coursegen.checks.file.document.text import Document, open_document
from coursegen.checks.parts import Package
from coursegen.errors import Fault

_GRAVE = (table_faults, alt_faults, contrast_faults)


def _small() -> tuple[Callable[[Document], Iterator[Fault]], ...]:
    """Checks that find no errors; what a build makes is not put to them."""
    from coursegen.checks.file.document.looks import look_faults
    from coursegen.checks.file.document.typing import typing_faults

    return heading_faults, look_faults, typing_faults


def judge_document(package: Package, *, mono: bool = False, small: bool = True) -> Iterator[Fault]:
    """Faults K210 to K223 and K301 to K308 of a Word document, with `mono` also K402.

    Without `small` only the checks that can find errors.
    """
    yield from judge_text(open_document(package), mono=mono, small=small)


def judge_text(document: Document, *, mono: bool = False, small: bool = True) -> Iterator[Fault]:
    """The same of a document that was opened."""
    for check in (*_GRAVE, *(_small() if small else ()), *((mono_faults,) if mono else ())):
        yield from check(document)
