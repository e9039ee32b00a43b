"""Inline Markdown of content: **strong**, *term*, `code`; nothing else is special."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from coursegen.templating.printing import markup_of
from coursegen.templating.refusal import RefusalError

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

_TAGS = {"strong_open": "<b>", "strong_close": "</b>", "em_open": "<term>", "em_close": "</term>"}


def md(text: object) -> Markup:
    """A text of the content as markup; `` `code` `` comes out plain. T122 when it is markup already."""
    if not isinstance(text, str) or isinstance(text, Markup):
        raise RefusalError("T122", name="md", value=type(text).__name__)
    return _read(text)


@lru_cache(maxsize=4096)
def _read(text: str) -> Markup:
    markup_of(text)
    tokens = _markdown().parseInline(text)[0].children or ()
    pieces = (_TAGS.get(token.type) or str(markup_of(token.content)) for token in tokens)
    return Markup("".join(pieces))  # noqa: S704 (made of the tags above and of escaped text)


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("zero").enable(["emphasis", "backticks", "escape"])
    parser.inline.ruler.at("emphasis", _stars)
    return parser


def _stars(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (markdown-it's signature)
    """Stars open before and close after anything but white space.

    CommonMark's own rule looks at punctuation as well, and leaves `**“甲”**乙` as it is.
    """
    from markdown_it.rules_inline.state_inline import Delimiter

    if silent or state.src[state.pos] != "*":
        return False
    end = state.pos
    while end < state.posMax and state.src[end] == "*":
        end += 1
    opens = end < state.posMax and not state.src[end].isspace()
    closes = state.pos > 0 and not state.src[state.pos - 1].isspace()
    for _ in range(end - state.pos):
        state.push("text", "", 0).content = "*"
        state.delimiters.append(Delimiter(ord("*"), end - state.pos, len(state.tokens) - 1, -1, opens, closes))
    state.pos = end
    return True
