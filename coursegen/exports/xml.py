"""XML elements by the names of their tags: `Q.p("text", Q.br(), "more")`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from lxml import etree

Element = etree._Element  # noqa: SLF001 - lxml has no other name for the type
Content = str | Element | Mapping[str, str]


class Maker:
    """Makes elements of one namespace; `prefixes` are those declared on each of them."""

    def __init__(self, namespace: str = "", prefixes: Mapping[str | None, str] | None = None) -> None:
        self._before = f"{{{namespace}}}" if namespace else ""
        self._prefixes: Any = dict(prefixes or {})

    def __getattr__(self, name: str) -> Callable[..., Element]:
        return partial(self.make, name)

    def make(self, name: str, *content: Content) -> Element:
        """An element with attributes, texts and elements in the order in which they come."""
        element = etree.Element(self._before + name, nsmap=self._prefixes)
        for part in content:
            match part:
                case str():
                    add_text(element, part)
                case Mapping():
                    element.attrib.update(tuple(part.items()))
                case _:
                    element.append(part)
        return element


def add_text(element: Element, text: str) -> None:
    """Put a text at the end of an element."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def as_bytes(root: Element) -> bytes:
    """A document in UTF-8."""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)
