"""Styles of a Word document: which properties apply to a paragraph and a run, nearest first; colours of Word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree
from msgspec import Struct, field

from coursegen.checks.file.scheme import Color, Scheme, blended, moved
from coursegen.checks.package_document import W
from coursegen.checks.parts import whole
from coursegen.late import regex

_SCHEME_NAMES = {
    "dark1": "dk1", "light1": "lt1", "dark2": "dk2", "light2": "lt2", "text1": "tx1", "background1": "bg1",
    "text2": "tx2", "background2": "bg2", "hyperlink": "hlink", "followedHyperlink": "folHlink",
}  # fmt: skip
_HEX = regex(r"[0-9A-Fa-f]{6}")
_MAX_DEPTH = 20


class Styles(Struct, frozen=True):
    """Styles by their ids; `default` is the paragraph style of text that names none."""

    known: dict[str, etree._Element]
    default: str
    run_defaults: etree._Element | None
    _chains: dict[str, tuple[etree._Element, ...]] = field(default_factory=dict)
    levels: dict[str, int] = field(default_factory=dict)
    """Levels of headings by the id of the style, as far as they have been found."""

    @classmethod
    def read(cls, tree: etree._Element | None) -> Styles:
        """The styles of a part; none at all for a part that is not there."""
        if tree is None:
            return cls({}, "", None)
        known = {s.get(f"{W}styleId") or "": s for s in tree.iterfind(f"{W}style")}
        defaults = (k for k, s in known.items() if s.get(f"{W}default") in ("1", "true") and _kind(s) == "paragraph")
        return cls(known, next(defaults, ""), tree.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))

    def chain(self, name: str) -> tuple[etree._Element, ...]:
        """A style and those it is based on."""
        if name not in self._chains:
            self._chains[name] = tuple(self._climb(name))
        return self._chains[name]

    def _climb(self, name: str) -> Iterator[etree._Element]:
        for _ in range(_MAX_DEPTH):
            style = self.known.get(name)
            if style is None:
                return
            yield style
            name = value_of(style.find(f"{W}basedOn"))

    def of_paragraph(self, properties: Mapping[str, etree._Element]) -> tuple[etree._Element, ...]:
        """Styles of a paragraph with these properties."""
        named = value_of(properties.get(f"{W}pStyle"))
        return self.chain(named if named in self.known else self.default)


def _kind(style: etree._Element) -> str:
    return style.get(f"{W}type") or ""


def value_of(element: etree._Element | None) -> str:
    """The `w:val` of an element, "" for none."""
    return (element.get(f"{W}val") or "") if element is not None else ""


def on(element: etree._Element | None) -> bool:
    """Whether a switch such as `w:b` is there and not turned off."""
    return element is not None and element.get(f"{W}val") not in ("0", "false", "off")


def color_of(element: etree._Element | None, scheme: Scheme, name: str = "val", theme: str = "theme") -> Color:
    """A colour of Word: of the theme with tint and shade where it says so, else as written; "" for auto or none.

    Attributes are `w:val` and `w:themeColor`, of shading `w:fill` and `w:themeFill`.
    """
    if element is None:
        return ""
    asked = element.get(f"{W}{theme}{'Color' if theme == 'theme' else ''}") or ""
    base = scheme.colors.get(_SCHEME_NAMES.get(asked, asked))
    if base:
        tint, shade = (element.get(f"{W}{theme}{change}") for change in ("Tint", "Shade"))
        if tint:
            return moved(base, "word tint", _byte(tint))
        return moved(base, "word shade", _byte(shade)) if shade else base
    written = element.get(f"{W}{name}") or ""
    return written.upper() if _HEX.fullmatch(written) else ""


def _byte(text: str) -> int:
    """A share written as two hexadecimal digits, in per cent."""
    return round(int(text, 16) / 2.55) if re.fullmatch(r"[0-9A-Fa-f]{2}", text) else 100


def shading_of(element: etree._Element | None, scheme: Scheme) -> Color:
    """What a `w:shd` looks like, "" where one sees what is below: a pattern is the mean of its two colours."""
    if element is None:
        return ""
    pattern = value_of(element)
    fill = color_of(element, scheme, "fill", "themeFill")
    if pattern in ("", "nil", "clear"):
        return fill
    color = color_of(element, scheme, "color") or "000000"
    share = 100 if pattern == "solid" else whole(pattern.removeprefix("pct"), 50)
    return blended(fill or "FFFFFF", color, min(100, max(0, share)))
