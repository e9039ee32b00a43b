"""Ids of units from their names, by pinyin; the only door to pypinyin, loaded when used."""

from __future__ import annotations

import re
from collections.abc import Container
from itertools import count

from coursegen.reading.unit_chain import UNIT_ID

_MOST = 60
"""Characters, so that a number still fits into the 64 an id may have."""


def id_of(name: str, taken: Container[str] = ()) -> str:
    """An id for a unit: the syllables of its name between hyphens, with a number behind it where that is taken."""
    from pypinyin import lazy_pinyin

    syllables = re.findall(r"[a-z0-9]+", " ".join(lazy_pinyin(name, v_to_u=False)).lower())
    while len("-".join(syllables)) > _MOST and len(syllables) > 1:
        syllables.pop()
    stem = "-".join(syllables)[:_MOST] or "unit"
    numbered = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
    return next(name for name in numbered if name not in taken and UNIT_ID.fullmatch(name))
