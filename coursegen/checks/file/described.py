"""Alternative texts of drawings, on slides and in documents."""

from __future__ import annotations

import re

from lxml import etree

from coursegen.checks.parts import said
from coursegen.late import regex

_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"

_POOR = regex(
    r"(image|picture|photo|graphic|img|图片|图像|图)?[ _-]?\d*(\.(png|jpe?g|gif|svg|bmp|emf|wmf))?"
    r"|.*\.(png|jpe?g|gif|svg|bmp|emf|wmf)",
    re.IGNORECASE,
)
"""Names of files and "picture 3": they stand in the place of a text and say nothing."""


def alt_in(named: etree._Element) -> str:
    """The alternative text of a drawing, by the element that names it."""
    return (named.get("descr") or named.get("title") or "").strip()


def describes(named: etree._Element) -> bool:
    """Whether a drawing has an alternative text or is marked as decoration."""
    return bool(alt_in(named)) or any(said(e.get("val")) for e in named.iter(_DECORATIVE))


def is_poor(alt: str) -> bool:
    """Whether an alternative text is there and says nothing."""
    return bool(alt) and _POOR.fullmatch(alt) is not None
