"""From markup to nodes, for one audience; whatever the vocabulary does not know is a fault at the template's line."""

from __future__ import annotations

from coursegen.document.captions import with_numbers
from coursegen.document.nodes import Deck, Document
from coursegen.document.parse_build import build_deck, build_document
from coursegen.document.parse_check import faults_in
from coursegen.document.parse_pieces import deck_in_pieces, document_in_pieces
from coursegen.document.parse_tree import Audience, Element, read_tree
from coursegen.errors import FaultError, fail


def parse_deck(markup: str, audience: Audience) -> Deck:
    """The deck that markup stands for. Raises FaultError with all T2xx faults at once."""
    return deck_in_pieces(markup, audience) or build_deck(_checked(markup, audience, "deck"))


def parse_document(markup: str, audience: Audience) -> Document:
    """The document that markup stands for, its captions numbered. Raises FaultError with all T2xx faults at once."""
    found = document_in_pieces(markup, audience) or build_document(_checked(markup, audience, "document"))
    return with_numbers(found)


def _checked(markup: str, audience: Audience, root_tag: str) -> Element:
    root = read_tree(markup, audience)
    if root.tag != root_tag:
        raise fail("T221", root.at, tag=root.tag, wanted=root_tag)
    faults = faults_in(root, root_tag)
    if faults:
        raise FaultError(faults)
    return root
