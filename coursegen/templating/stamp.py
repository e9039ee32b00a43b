"""Stamps every literal tag of a template with the line its author wrote it on: `<para>` → `<para at="file:line">`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from jinja2 import TemplateSyntaxError
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

MAX_TOKENS = 200
MAX_BRACKETS = 20

_MARK = re.compile(r"<(?:(?P<name>[^\W\d][\w.:-]*)|(?P<skip>!--|!\[CDATA\[|\?))")
_SKIP_ENDS = {"!--": "-->", "![CDATA[": "]]>", "?": "?>"}
STAMP = ' at="'
"""How the stamp of a tag begins."""

_STAMP = re.compile(STAMP + '[^"]*"')
_BRACKETS = {"lparen": 1, "lbracket": 1, "lbrace": 1, "rparen": -1, "rbracket": -1, "rbrace": -1}


def without_stamps(markup: str) -> str:
    """The markup as its author wrote it."""
    return _STAMP.sub("", markup) if STAMP in markup else markup


class Stamp(Extension):
    """Jinja extension; the stream's file name is the path as the user knows it.

    Works on the lexer's tokens, so Jinja itself tells `{{ }}`, `{% %}`, `{# #}` and raw blocks from text. Also bounds
    what one tag of the template may hold, so that no expression drives the parser into its recursion limit.
    """

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """The tokens, tags stamped. Raises TemplateSyntaxError for an expression that is too long or too nested."""
        file = stream.filename or stream.name or ""
        skipping, length, brackets = "", 0, 0
        for token in stream:
            if token.type == "data":
                text, skipping = stamped(token.value, token.lineno, file, skipping)
                yield Token(token.lineno, "data", text)
                continue
            length = 0 if token.type in ("variable_begin", "block_begin") else length + 1
            brackets += _BRACKETS.get(token.type, 0)
            if length > MAX_TOKENS or brackets > MAX_BRACKETS:
                message = "expression too long or too deeply nested"
                raise TemplateSyntaxError(message, token.lineno, stream.name, stream.filename)
            yield token


def stamped(text: str, line: int, file: str, skipping: str = "") -> tuple[str, str]:
    """Text whose first line is `line`, with its opening tags stamped; and the end mark of what it leaves open.

    `skipping` is the end mark of a comment, CDATA section or instruction that the text before it left open.
    """
    shown, out = escape(file), list[str]()
    done = position = 0
    while True:
        if skipping:
            end = text.find(skipping, position)
            if end < 0:
                break
            position, skipping = end + len(skipping), ""
        match = _MARK.search(text, position)
        if match is None:
            break
        position = match.end()
        if match["name"]:
            line += text.count("\n", done, position)
            out.append(f'{text[done:position]} at="{shown}:{line}"')
            done = position
        else:
            skipping = _SKIP_ENDS[match["skip"]]
    return "".join(out) + text[done:], skipping
