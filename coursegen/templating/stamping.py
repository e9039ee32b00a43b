"""Jinja's extension that stamps a template: loaded where one is compiled, not where it is only rendered."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import TemplateSyntaxError
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

from coursegen.templating.stamp import stamped

MAX_TOKENS = 200
MAX_BRACKETS = 20

_BRACKETS = {"lparen": 1, "lbracket": 1, "lbrace": 1, "rparen": -1, "rbracket": -1, "rbrace": -1}


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
