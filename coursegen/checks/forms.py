"""What a slide says, apart from its form: slides of one form differ in their words alone, and their look is one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import chain

Words = Mapping[str, str]
"""Texts of a slide by the marks that stand for them in its form."""

_MARK = "\ue000"
_USUAL = b'<?xml version="1.0" encoding="UTF-8"'
_TEXT = re.compile(rb"<a:t>(?!\s*<)([^<&\r]+)</a:t>")
_NAME = re.compile(rb'<p:cSld name="[^"]*"')
_ODD = (b"&#", b"<!", _MARK.encode())
"""What may hold text that is not seen as such."""


def form_of(slide: bytes) -> tuple[bytes, Words]:
    """A slide with a mark for each of its texts and without its name; one written in an unusual way as it is.

    Blank texts are of the form, for where nothing is said nothing is looked at.
    """
    if not slide.startswith(_USUAL) or any(odd in slide for odd in _ODD):
        return slide, {}
    pieces = _TEXT.split(slide)
    texts = [text.decode() for text in pieces[1::2]]
    if not all(map(str.strip, texts)):
        return slide, {}
    words = {f"{_MARK}{number}": text for number, text in enumerate(texts)}
    marks = [f"<a:t>{mark}</a:t>".encode() for mark in words]
    form = b"".join(chain.from_iterable(zip(pieces[::2], [*marks, b""], strict=True)))
    return _NAME.sub(b"<p:cSld", form, 1), words
