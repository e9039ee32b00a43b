"""What the command line says besides faults, in Chinese and English: help pages, headings, summaries."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pkgutil import get_data

from coursegen.errors import UiLanguage, in_ui_language
from coursegen.text import counted


def say(key: str, language: UiLanguage, **facts: object) -> str:
    """A piece of text in the user's language."""
    return counted(in_ui_language(_words()[key], language), facts).format_map(facts)


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((get_data("coursegen.cli", "words.toml") or b"").decode())


def ui_language(arguments: Sequence[str], environment: Mapping[str, str]) -> UiLanguage:
    """The user's language: `--ui-lang`, else COURSEGEN_UI_LANG, else the locale; Chinese unless that is English.

    Traditional Chinese where it is that of Taiwan, Hong Kong or Macao.
    """
    asked = option_value(arguments, "--ui-lang") or environment.get("COURSEGEN_UI_LANG", "")
    if not asked:
        names = (environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
        asked = next(filter(None, names), "") or _system_locale()
    if asked.lower().startswith("en"):
        return "en"
    return "zh-Hant" if re.match(r"(?i)zh[-_](hant|tw|hk|mo)", asked) else "zh"


def option_value(arguments: Sequence[str], name: str) -> str:
    """Value of an option in arguments not yet parsed (the last one given), or an empty string."""
    value = ""
    for position, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == name and position + 1 < len(arguments):
            value = arguments[position + 1]
        elif argument.startswith(f"{name}="):
            value = argument.removeprefix(f"{name}=")
    return value


def _system_locale() -> str:
    """Name of the system's locale on Windows ("English_United States"), where no variable says it."""
    if os.name != "nt":
        return ""
    import locale

    return locale.getlocale()[0] or ""
