"""Trees → objects of the model; what is wrong → faults at the marks of the file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

from msgspec import Struct

from coursegen.errors import Fault, Place
from coursegen.reading.decode import decode
from coursegen.reading.sound import UnsoundError, sound
from coursegen.reading.tree import Tree, data
from coursegen.reading.yaml_tree import parse
from coursegen.text import did_you_mean

T = TypeVar("T")


class Document(Struct, Generic[T], frozen=True):
    """A file: what it says, and the tree that knows where."""

    tree: Tree
    value: T


def read_document(expected: type[T], content: bytes, file: str) -> Document[T]:
    """What a file of this content and name describes; raises all its faults."""
    return validate(expected, parse(decode(content, file), file))


def validate(expected: type[T], tree: Tree) -> Document[T]:
    """The object that a file describes; raises all faults of its keys and values."""
    try:
        return Document(tree, sound(expected, data(tree.root)))
    except UnsoundError:
        from coursegen.reading.misfits import judged

        return Document(tree, judged(expected, tree))


def unknown(codes: tuple[str, str], place: Place, word: str, known: Iterable[str], **facts: object) -> Fault:
    """The fault of a word that is not among the known ones: the first code with a suggestion, the second without."""
    names = tuple(sorted(known))
    suggestion = did_you_mean(word, names)
    facts |= {"value": word, "suggestion": suggestion, "known": names}
    return Fault(codes[0 if suggestion else 1], place, facts)
