"""Options that a text names by their letters or their places: in another order it would name others.

“A有依据，B没有” and “A has grounds; B does not” name options. A letter that the stem or the material uses itself is a
name (“Supplier B”), and so is one with a word of rank beside it; “A director …” is no letter at all.
"""

from __future__ import annotations

from collections.abc import Iterator

from coursegen.late import regex
from coursegen.model import ChoiceItem
from coursegen.reading.items import LETTERS
from coursegen.text import is_ideograph

_LETTER = regex(r"(?<![A-Za-z0-9_.-])[A-J]+(?![A-Za-z0-9_-]|\.\w)")
"""A letter, or letters in a row, with no other beside it."""

_RANKED = regex(r"\s?[卷级类组股座栋区楼型档角]")
"""What follows a letter that is a name: A卷, B级, AB角."""

_TITLED = regex(
    r"\b(?:Sections?|Sites?|Forms?|Plans?|Grades?|Types?|Groups?|Teams?|Rooms?|Suppliers?|Units?|Annex|Appendix|Parts?"
    r"|Tables?|Figures?) (?:[A-J](?:, | and | or ))*$"
)
"""What stands before a letter that is a name."""

_VERB = regex(
    r" (?:is|has|was|had|does|did|can|could|will|would|may|might|must|should|and|or|nor|but|alone|only|also)\b"
    r"|[,;:)/]| (?!(?:means|series|gas|lens|canvas|species)\b)[a-z]+[^aisu’'\W]s\b"
)
"""What follows the letter A but never the article."""

_PLACED = regex(
    r"选项[A-J]|[A-J]项|(?:以上|上述)[各都均全皆三四]|前[一二三两]项"
    r"|\b(?i:options?|answers?|choices?) [A-J]\b|\b(?i:all|none|both|any|either|neither|each) of the above\b"
    r"|\b(?i:first|second|third|fourth|last)(?: two| three)? (?:options?|answers?|choices?)\b"
)
"""Texts that speak of options by place, whatever they are."""


def letters_named(item: ChoiceItem) -> str:
    """The letters of those options that the rationale or an option itself names; empty for none."""
    own = {letter for text in (item.stem, item.material) for letter in _letters(text, names=True)}
    said = {letter for text in (item.rationale, *item.options) for letter in _letters(text)}
    return "".join(letter for letter in LETTERS[: len(item.options)] if letter in said - own)


def names_places(item: ChoiceItem) -> bool:
    """Whether any text of an item speaks of its options by letter or by place."""
    return bool(letters_named(item)) or any(map(_PLACED.search, (item.stem, item.rationale, *item.options)))


def _letters(text: str, *, names: bool = False) -> Iterator[str]:
    """Letters that stand by themselves in a text and are no article, with `names` also those that are names."""
    chinese = any(map(is_ideograph, text))
    for found in _LETTER.finditer(text):
        before, after = text[: found.start()], text[found.end() :]
        name = not names and (_RANKED.match(after) or _TITLED.search(before))
        word = len(found[0]) > 1 and not (chinese and list(found[0]) == sorted(set(found[0])))
        article = found[0] == "A" and not chinese and after[:1] == " " and not _VERB.match(after)
        if not (name or word or article):
            yield from found[0]
