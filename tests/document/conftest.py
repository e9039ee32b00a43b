"""Markup as a template would have made it: every line of a fragment stamped, whole decks and documents around it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coursegen.document import parse_deck, parse_document
from coursegen.document.nodes import Block, Document
from coursegen.errors import FaultError

PROPERTIES = "<properties><title>题</title><language>zh-Hans</language></properties>"


def stamp(markup: str) -> str:
    from coursegen.templating.stamp import stamped

    return stamped(markup, 1, "t.xml.j2")[0]


def document_of(fragment: str) -> str:
    """A document; line 2 is the first line of the fragment."""
    return stamp(f'<document form="handout">{PROPERTIES}\n{fragment}</document>')


def deck_of(slides: str) -> str:
    """A deck with one section; line 2 is the first line of the slides."""
    return stamp(f'<deck>{PROPERTIES}<section id="s"><name>节</name>\n{slides}</section></deck>')


@pytest.fixture
def document() -> Callable[..., Document]:
    return lambda fragment, audience="facilitator": parse_document(document_of(fragment), audience)


@pytest.fixture
def blocks(document: Callable[..., Document]) -> Callable[..., tuple[Block, ...]]:
    return lambda fragment, audience="facilitator": document(fragment, audience).blocks


@pytest.fixture
def faults() -> Callable[..., list[tuple[str, int]]]:
    """(code, line of the fragment) of all faults, every one shown in both languages."""

    def faults_of(fragment: str, audience: str = "facilitator") -> list[tuple[str, int]]:
        slides = fragment.lstrip().startswith("<slide")
        with pytest.raises(FaultError) as caught:
            (parse_deck if slides else parse_document)((deck_of if slides else document_of)(fragment), audience)
        assert all(fault.line("zh") and fault.line("en") for fault in caught.value.faults)
        assert {fault.place.file for fault in caught.value.faults} <= {"t.xml.j2"}
        return [(fault.code, fault.place.line - 1) for fault in caught.value.faults]

    return faults_of
