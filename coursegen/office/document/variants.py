"""Styles for what paragraphs set beside the style of their role: each combination in use becomes a style of its own.

So a paragraph that stays with the next one, or has tab stops that were measured, bears a name and no formatting of its
own, and follows when somebody changes the style it is based on.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from itertools import count

from coursegen.office.prototype import escape
from coursegen.wording.chinese import Convert

_WORDS = {
    "keepNext": ("KeepNext", "接下段"),
    "pageBreakBefore": ("NewPage", "另页"),
    "tabs": ("Tabs", "定位"),
    "spacing": ("Space", "段距"),
    "ind": ("Indent", "缩进"),
    "jc": ("Left", "左齐"),
}
"""Properties that styles may differ in → words for the id of a style that has them (and an English name), its name."""

_ELEMENT = re.compile(r"<w:(\w+)")


class Variants:
    """The variants of one document.

    `names` are those of its styles by id, `taken` ids and names (small letters), `script` turns Chinese into its own.
    """

    def __init__(self, names: Mapping[str, str], taken: Container[str], script: Convert = str) -> None:
        self._names, self._taken, self._script = names, taken, script
        self._tongue = int(any(not name.isascii() for name in names.values()))
        self._keys: dict[tuple[str, tuple[str, ...]], str] = {}
        self._given: set[str] = set()
        self._made: list[str] = []

    def key(self, style: str, props: Sequence[str]) -> str:
        """Id of the style that is this one with these properties, which stand in schema order; one is made if need be.

        A heading keeps its style, for fields and readers of screens know it by name: then the answer is empty.
        """
        if style not in self._names:
            return ""
        key = self._keys.get((style, tuple(props)))
        return key or self._make(style, tuple(props))

    def xml(self) -> str:
        """The w:style elements of all variants."""
        return "".join(self._made)

    def _make(self, style: str, props: tuple[str, ...]) -> str:
        words = [_WORDS[_ELEMENT.match(prop).group(1)] for prop in props]  # type: ignore[union-attr]
        ending = next(e for e in map(_ending, count(1)) if self._free(style, words, e))
        key, name = self._named(style, words, ending)
        self._given |= {key, name.lower()}
        self._keys[style, props] = key
        self._made.append(
            f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{key}"><w:name w:val="{escape(name)}"/>'
            f'<w:basedOn w:val="{style}"/><w:next w:val="{style}"/><w:uiPriority w:val="99"/>'
            f"<w:pPr>{''.join(props)}</w:pPr></w:style>"
        )
        return key

    def _named(self, style: str, words: Sequence[tuple[str, str]], ending: str) -> tuple[str, str]:
        key = style + "".join(word for word, _ in words) + ending
        return key, "·".join((self._names[style], *(self._script(word[self._tongue]) for word in words))) + ending

    def _free(self, style: str, words: Sequence[tuple[str, str]], ending: str) -> bool:
        key, name = self._named(style, words, ending)
        return not any(word in self._taken or word in self._given for word in (key, name.lower()))


def _ending(turn: int) -> str:
    return "" if turn == 1 else str(turn)
