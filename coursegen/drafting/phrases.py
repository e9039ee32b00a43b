"""What a passage asks to do and not to do, and what of it can be quoted: always words exactly as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coursegen.drafting.essay import Passage
from coursegen.model.principle import QUOTE_LIMIT

_CLAUSE = re.compile(r"[^，；：。！？,;:.!?、]+")
_LEAD = re.compile(
    r"^(?:[一二三四五六七八九十](?:是|要|则|則)|首先|其次|再次|最后|最後|就|也|都|更|还|還|而且|因此|所以|同时|同時)+"
)
_DONT = re.compile(
    r"不要|不能|不可|不得|不应|不應|切忌|切不可|[决绝決絕]不|防止|避免|杜绝|杜絕|never|do not|don['’]t|must not|avoid",
    re.IGNORECASE,
)
_DO = re.compile(
    r"(?:要|应|应当|应该|應|必须|必須|需要|做到|学会|學會|坚持|堅持|善于|善於|努力|注重|注意|must|should|always)(?!是|不)",
    re.IGNORECASE,
)
_LEAST, _MOST = 4, 40
"""Characters of a phrase."""


def dos_and_donts(passage: Passage) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Phrases that say what to do, and what not to do, each once."""
    do, dont = dict[str, None](), dict[str, None]()
    for clause in _clauses(passage):
        asked = _LEAD.sub("", clause)
        if not _LEAST <= len(asked) <= _MOST:
            continue
        if _DONT.search(asked):
            dont[asked] = None
        elif _DO.match(asked) or _DO.match(clause.removeprefix(passage.marker)):
            do[asked] = None
    return tuple(do), tuple(dont)


def quotable(passage: Passage, damaged: tuple[str, ...], most: int = 3) -> tuple[str, ...]:
    """Up to `most` phrases short enough to be quoted, without damaged words: whole sentences, or the start of one."""
    found: dict[str, None] = {}
    for sentence in passage.sentences:
        text = sentence.strip().rstrip("。！？；.!?;")
        best = text if len(text) <= QUOTE_LIMIT else _longest_start(text)
        if len(best) >= 2 * _LEAST and not any(bad in best or best in bad for bad in damaged):
            found[best] = None
    return tuple(sorted(found, key=passage.text.index))[:most]


def _longest_start(text: str) -> str:
    """The longest run of whole clauses from the beginning that may be quoted."""
    ends = [match.end() for match in _CLAUSE.finditer(text) if match.end() <= QUOTE_LIMIT]
    return text[: ends[-1]] if ends else ""


def _clauses(passage: Passage) -> Iterator[str]:
    for sentence in passage.sentences:
        yield from (match[0].strip("“”‘’（）()\"' ") for match in _CLAUSE.finditer(sentence))
