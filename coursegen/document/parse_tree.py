"""The markup as a tree for one audience: what the other audience alone may see is not in it."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import Literal

from lxml import etree
from msgspec import Struct, field

from coursegen.document.nodes import Line
from coursegen.document.parse_vocabulary import HIDDEN_BOXES
from coursegen.errors import NOWHERE, FaultError, Place, fail
from coursegen.late import regex
from coursegen.text import unescaped

Audience = Literal["facilitator", "participant"]

MAX_ELEMENTS = 50_000
"""Elements of one markup: the largest product of a long course has 6,000, and each costs layout time and memory."""

_OPENING = regex(r"<[^/]")
_UNCLOSED = regex(r"(?:Opening and ending tag mismatch:|Premature end of data in tag) (\S+) line (\d+)")
_STAMP = regex(r' at="([^"<]*):(\d+)"')


class Element(Struct):
    """An element as one audience sees it: texts and elements inside it in order, `<only>` opened or left out.

    `at` is the place of the nearest literal tag of a template, its own first. `wrappers` are the `<only>` elements that
    stood inside it; `secret` says that its words are not for this audience (`<fill>`). `line` keeps its inline
    content once it was asked for.
    """

    tag: str
    attributes: dict[str, str]
    at: Place
    parent: str = ""
    parts: list[str | Element] = field(default_factory=list)
    wrappers: list[Element] = field(default_factory=list)
    secret: bool = False
    line: Line | None = None

    def children(self, *tags: str) -> list[Element]:
        """Elements inside this one, of these names or all."""
        return [part for part in self.parts if not isinstance(part, str) and (not tags or part.tag in tags)]

    def child(self, tag: str) -> Element | None:
        """The first element of that name."""
        for part in self.parts:
            if not isinstance(part, str) and part.tag == tag:
                return part
        return None

    def everything(self) -> list[Element]:
        """The element and all below it, in document order."""
        found = [self]
        for part in self.parts:
            if not isinstance(part, str):
                found += part.everything()
        return found


def read_tree(markup: str, audience: Audience) -> Element:
    """The root of well-formed markup; nothing is ever fetched.

    Raises T216 for a DOCTYPE, T223 for more elements than any course needs, T219 for a tag left open, T201 for all
    else that is ill-formed.
    """
    return tree_of(source_of(markup), audience)


def tree_of(source: etree._Element, audience: Audience) -> Element:
    """The tree below a root, as one audience sees it."""
    return _element(source, audience, NOWHERE, "")


def framed(source: etree._Element, audience: Audience, tag: str) -> Element:
    """A frame of that name round one element, as one audience sees it."""
    frame = Element(tag, {}, NOWHERE)
    _put(frame, source, audience, tag)
    return frame


def _element(source: etree._Element, audience: Audience, above: Place, parent: str) -> Element:
    attributes = {str(name): str(value) for name, value in source.attrib.items()}
    stamp = attributes.pop("at", "")
    element = Element(str(source.tag), attributes, (stamp and _place(stamp)) or above, parent)
    element.secret = source.tag == "fill" and audience == "participant"
    _fill(element, source, audience)
    return element


def _fill(element: Element, source: etree._Element, audience: Audience) -> None:
    """Put what a source element holds for an audience into `element`."""
    parent = element.parent if element.tag == "only" else element.tag
    if source.text:
        element.parts.append(source.text)
    for child in source:
        _put(element, child, audience, parent)
        if child.tail:
            element.parts.append(child.tail)


def _put(element: Element, child: etree._Element, audience: Audience, parent: str) -> None:
    """Put one source element into `element`, or what it holds, as far as it is for an audience."""
    if child.tag == "only":
        inner = _element(child, audience, element.at, parent)
        element.wrappers += (inner, *inner.wrappers)
        if child.get("audience") == audience:
            element.parts += inner.parts
    elif not _hidden(child, audience):
        element.parts.append(_element(child, audience, element.at, parent))


def _hidden(source: etree._Element, audience: Audience) -> bool:
    """Whether an element is for lecturers by what it is; participants get no such thing, wrapped or not."""
    if audience == "facilitator":
        return False
    match source.tag:
        case "notes" | "answer":
            return True
        case "box":
            return source.get("kind") in HIDDEN_BOXES
        case "para":
            return source.get("style") == "answer"
        case _:
            return False


@lru_cache(maxsize=4096)
def _place(stamp: str) -> Place:
    """`file:line` as a place; NOWHERE for anything else."""
    file, _, line = stamp.rpartition(":")
    return Place(file, int(line)) if line.isdecimal() else NOWHERE


_PARSER = etree.XMLParser(
    encoding="utf-8", resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True, remove_pis=True
)


def source_of(markup: str) -> etree._Element:
    """The root of well-formed markup as it is written. Raises as `read_tree` does."""
    text = markup.lstrip()
    if "<!DOCTYPE" in text:
        raise fail("T216", _before(text, text.index("<!DOCTYPE")))
    if text.count("<") - text.count("</") > MAX_ELEMENTS:
        last = next(islice(_OPENING.finditer(text), MAX_ELEMENTS, None))
        raise fail("T223", _before(text, text.find(">", last.start())), limit=MAX_ELEMENTS)
    try:
        return etree.fromstring(text.encode("utf-8", "surrogatepass"), _PARSER)
    except etree.XMLSyntaxError as error:
        raise _ill_formed(text, error) from error


def _ill_formed(text: str, error: etree.XMLSyntaxError) -> FaultError:
    """T219 at the tag that was left open, T201 at the last tag before anything else that is wrong."""
    unclosed = _UNCLOSED.match(error.msg)
    if unclosed:
        tag, line = unclosed[1], int(unclosed[2])
        opening = re.compile(rf'<{re.escape(tag)} at="([^"<]*):(\d+)"')
        here = list(opening.finditer(text.split("\n")[line - 1]))
        place = _stamped(here[-1]) if here else _before(text, _end_of_line(text, line))
        return fail("T219", place, tag=tag)
    detail = error.msg.partition(", line ")[0]
    return fail("T201", _before(text, _end_of_line(text, error.position[0])), detail=detail)


def _end_of_line(text: str, line: int) -> int:
    """Offset of the end of a line (from 1)."""
    return sum(len(each) + 1 for each in text.split("\n")[: max(line, 1)])


def _before(text: str, offset: int) -> Place:
    """Place of the last stamped tag that begins before an offset, or else of the first one."""
    place = NOWHERE
    for match in _STAMP.finditer(text):
        if place != NOWHERE and match.start() > offset:
            break
        place = _stamped(match)
    return place


def _stamped(match: re.Match[str]) -> Place:
    return Place(unescaped(match[1]), int(match[2]))
