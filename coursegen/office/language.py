"""Language tags as Office writes them."""

from __future__ import annotations

from collections.abc import Mapping

_TAGS: Mapping[str, str] = {"zh-Hans": "zh-CN", "zh-Hant": "zh-TW", "zh-HK": "zh-HK", "en": "en-US"}


def office_language(tag: str) -> str:
    """The tag of a run: with a region, for proofing tools and the choice of a face go by it (`zh-Hans` → `zh-CN`)."""
    return _TAGS.get(tag, tag)
