"""A document as whoever checks it need see it: nothing that is looked for hangs on words, and like is like."""

from __future__ import annotations

import re
from functools import lru_cache

from coursegen.build.pieces import pieces_of
from coursegen.checks.package import is_well_formed

_END_OF_WORDS = b"</w:t>"
_BLANK = re.compile(rb"(?:\s|\xe3\x80\x80|\xc2\xa0)*")

_USUAL = re.compile(rb"(?:<\?xml[^<>]*encoding=[\"']UTF-8[\"'][^<>]*\?>\s*)?<w:document[^<>]*><w:body>")
_ODD = re.compile(rb"<(?!/?[A-Za-z_])")
_TAG = re.compile(rb"<(/?[\w:]+)")
_OPEN_OR_CLOSE = re.compile(rb"<(/?[\w:]++)[^<>]*+(?<!/)>")
_STARTS = b"<w:p>", b"<w:p "
_BODY = [b"w:document", b"w:body"]

_PLAIN = frozenset(
    slash + b"w:" + name
    for slash in (b"", b"/")
    for name in (
        b"p", b"pPr", b"pStyle", b"keepNext", b"keepLines", b"numPr", b"ilvl", b"numId", b"pBdr", b"top", b"left",
        b"bottom", b"right", b"shd", b"tabs", b"tab", b"spacing", b"ind", b"jc", b"r", b"rPr", b"rStyle", b"rFonts",
        b"b", b"bCs", b"i", b"iCs", b"u", b"color", b"sz", b"szCs", b"highlight", b"lang", b"t", b"br",
    )
)  # fmt: skip
"""What a paragraph may hold of which any number may be alike: nothing with a number or a partner elsewhere."""


@lru_cache(maxsize=8)
def without_words(part: bytes) -> tuple[bytes, bytes]:
    """A part of a document with x for all words that are not blank; and these words."""
    *pieces, last = part.split(_END_OF_WORDS)
    starts = [piece.rfind(b">") + 1 for piece in pieces]
    words = [piece[at:] for piece, at in zip(pieces, starts, strict=True)]
    blank = [_BLANK.fullmatch(one) is not None for one in words]
    bare = (p if empty else p[:at] + b"x" for p, at, empty in zip(pieces, starts, blank, strict=True))
    return _END_OF_WORDS.join((*bare, last)), b" ".join(words)


def condensed(document: bytes) -> bytes | None:
    """The main part of a document without its words, and without paragraphs of the body that are then like one before.

    None of one that is written in an unusual way, or whose words cannot be read as XML.
    """
    bare, words = without_words(document)
    if not _is_usual(bare) or b"<" in words or not is_well_formed(b"<w>%b</w>" % words):
        return None
    kept, seen, around = list[bytes](), set[bytes](), list[bytes]()
    for piece in pieces_of(bare):
        if piece in seen and around == _BODY:
            continue
        kept.append(piece)
        if piece.startswith(_STARTS) and _is_plain(piece):
            if around == _BODY:
                seen.add(piece)
        elif not _follow(piece, around):
            return None
    return b"".join(kept)


def _is_usual(document: bytes) -> bool:
    """Whether every < and > of a document belongs to a tag with an ordinary name, but for its head."""
    head = _USUAL.match(document)
    signs = document.count(b"<") == document.count(b">") and b"\0" not in document
    return signs and head is not None and not _ODD.search(document, head.end())


def _is_plain(piece: bytes) -> bool:
    """Whether a piece is one whole paragraph that is like any other of the same markup."""
    names = _TAG.findall(piece)
    return _PLAIN.issuperset(names) and names.count(b"w:p") == names.count(b"/w:p") == 1


def _follow(piece: bytes, around: list[bytes]) -> bool:
    """Keep up with the elements that stand open after a piece; False where that fails."""
    for name in _OPEN_OR_CLOSE.findall(piece):
        if name[:1] != b"/":
            around.append(name)
        elif not around or around.pop() != name[1:]:
            return False
    return True
