"""The environment that compiles templates, and stamps them: not loaded where templates are only rendered."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import TemplateSyntaxError
from jinja2.lexer import Token, TokenStream

from coursegen.templating.budget import Budget
from coursegen.templating.sandbox import Sandbox
from coursegen.templating.stamp import stamped

MAX_TOKENS = 200
MAX_BRACKETS = 20

_BRACKETS = {"lparen": 1, "lbracket": 1, "lbrace": 1, "rparen": -1, "rbracket": -1, "rbrace": -1}


class Compiling(Sandbox):
    """Compiles, and renders nothing. Jinja's extensions would do, but load its own."""

    def __init__(self) -> None:
        super().__init__(None, Budget(), {})

    def _tokenize(
        self, source: str, name: str | None, filename: str | None = None, state: str | None = None
    ) -> TokenStream:
        return TokenStream(stamped_tokens(super()._tokenize(source, name, filename, state)), name, filename)


def stamped_tokens(stream: TokenStream) -> Iterator[Token]:
    """The tokens of a template, tags stamped; the stream's file name is the path as the user knows it.

    Works on the lexer's tokens, so Jinja itself tells `{{ }}`, `{% %}`, `{# #}` and raw blocks from text. Also bounds
    what one tag of the template may hold, so that no expression drives the parser into its recursion limit: raises
    TemplateSyntaxError for an expression that is too long or too nested.
    """
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
