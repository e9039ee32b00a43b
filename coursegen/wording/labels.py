"""Labels of templates: `_("讲师手册")` in the language of the product."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from coursegen.translation.catalogue import read_words
from coursegen.wording.chinese import TRADITIONAL, converter
from coursegen.wording.replacing import Replacing

Domain = Literal["labels", "studio"]
"""Catalogues: labels of products, and those of the studio's pages."""


def labels(language: str, replaced: Mapping[str, str] | None = None, domain: Domain = "labels") -> Callable[[str], str]:
    """A gettext function for Chinese labels; a label without a translation comes back as it is (as gettext does).

    `replaced` has the words that a unit has instead of those of labels, as of the course.
    """
    change = Replacing(replaced or {}).text
    match language:
        case "zh-Hans":
            return change
        case _ if language in TRADITIONAL:
            script = converter("zh-Hans", language)
            return lambda label: script(change(label))
        case _:
            catalogue = _catalogue(language, domain)
            return lambda label: change(catalogue.get(label, label))


def long_date(day: str, language: str) -> str:
    """An ISO date as a document of that language writes it (2026年3月2日); nothing for no date."""
    if not day:
        return ""
    from babel.dates import format_date

    return format_date(date.fromisoformat(day), "long", locale=language.replace("-", "_"))


@cache
def _catalogue(language: str, domain: Domain) -> Mapping[str, str]:
    """Translations of a language by label; none for a language without a catalogue."""
    file = Path(__file__).parent / "locale" / language / "LC_MESSAGES" / f"{domain}.po"
    if not file.is_file():
        return {}
    return {label: text for label, text in read_words(file.read_bytes(), str(file)).items() if text}
