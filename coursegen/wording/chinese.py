"""Simplified and traditional Chinese, by OpenCC."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Literal

Script = Literal["s2t", "t2s"]


@cache
def converter(script: Script) -> Callable[[str], str]:
    """A function that turns Chinese text into the other script; text without Chinese comes back as it is."""
    from opencc import OpenCC

    convert = OpenCC(script).convert

    def to_script(text: str) -> str:
        return text if text.isascii() else str(convert(text))

    return to_script


def in_script(language: str) -> Callable[[str], str]:
    """A function that turns simplified Chinese into the script of a language; text is left alone where that is it."""
    return converter("s2t") if language == "zh-Hant" else str
