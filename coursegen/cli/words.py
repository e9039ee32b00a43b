"""What the command line says besides faults, in Chinese and English: help pages, headings, summaries."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from coursegen.errors import UiLanguage, in_ui_language
from coursegen.shipped import ship, shipped
from coursegen.text import counted


def say(key: str, language: UiLanguage, **facts: object) -> str:
    """A piece of text in the user's language."""
    return counted(in_ui_language(_words()[key], language), facts).format_map(facts)


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    source = _source()
    compiled = shipped(lambda: (_KIND, source))
    read: Mapping[str, Mapping[str, str]] = json.loads(compiled) if compiled else _read(source)
    return read


_KIND = "words as JSON"


def ship_words(folder: Path) -> None:
    """Put the texts where they are read in a tenth of the time that TOML takes."""
    source = _source()
    ship((_KIND, source), json.dumps(_read(source), ensure_ascii=False).encode(), folder)


def _source() -> bytes:
    return Path(__file__).with_name("words.toml").read_bytes()


def _read(source: bytes) -> dict[str, Any]:
    import tomllib

    return tomllib.loads(source.decode())


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
