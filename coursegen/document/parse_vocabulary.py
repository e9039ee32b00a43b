"""The vocabulary of the markup as tables: which element may hold which others, how often, and with which attributes.

Elements of one name differ by where they stand (`item` of a list, of a figure), so rules have names of their own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, get_args

from msgspec import Struct, field

from coursegen.document.nodes import (
    ChartKind,
    DocumentForm,
    FigureKind,
    PaperSize,
    ParagraphStyle,
    Seal,
    SlideKind,
)
from coursegen.late import regex

ANY = 10_000
"""No upper bound."""

HIDDEN_BOXES = frozenset({"facilitator", "answer"})
"""Boxes that never reach participants; nor do paragraphs of style `answer`, `<answer>` and `<notes>`."""


class Attribute(Struct, frozen=True):
    """An attribute: what its value must look like, and `default` (None = it must be given)."""

    pattern: re.Pattern[str]
    example: tuple[str, ...]
    default: str | None = None


class Child(Struct, frozen=True):
    """An element inside another: its rule and how often it may stand there."""

    rule: str
    least: int = 0
    most: int = ANY


class Rule(Struct, frozen=True):
    """What an element holds: other elements, a line of text with inline elements, plain text, or nothing.

    `filled` = it may not be empty.
    """

    holds: Literal["elements", "inline", "plain", "nothing"]
    children: Mapping[str, Child] = field(default_factory=dict)
    attributes: Mapping[str, Attribute] = field(default_factory=dict)
    filled: bool = False


def _choice(*values: str, default: str | None = None) -> Attribute:
    return Attribute(regex("|".join(map(re.escape, values))), values, default)


def _number(example: str, default: str | None = None) -> Attribute:
    return Attribute(regex(r"[0-9]{1,4}"), (example,), default)


def _count(example: str, default: str | None = None) -> Attribute:
    return Attribute(regex(r"[1-9][0-9]{0,3}"), (example,), default)


_ID = Attribute(regex(r"\w[\w.:/-]{0,119}"), ("lesson.serve",))
_SLIDE_KINDS = tuple(kind for kind in get_args(SlideKind) if kind != "carried")
"""Slides of a unit's own file are named in its unit.yaml, not in templates."""
_OWN_ID = Attribute(_ID.pattern, _ID.example, "")
_LISTED = _choice("yes", "no", default="yes")
_YES = _choice("yes", "no", default="no")
_POINTS = Attribute(regex(r"[0-9]{1,4}(\.[0-9]{1,2})?"), ("20",))
_WIDTHS = Attribute(regex(r"[1-9][0-9]{0,2}(,[1-9][0-9]{0,2})*"), ("2,3,5",), "")

_SHARE = Attribute(regex(r"[2-8][0-9]"), ("40",), "50")

_VALUES = Attribute(regex(r"-?[0-9]{1,9}(\.[0-9]{1,4})?(,-?[0-9]{1,9}(\.[0-9]{1,4})?){1,11}"), ("12,8.5,-3",))

_AUDIENCE = _choice("facilitator", "participant")
_LINE = Child("line", 0, 1)
_NEEDED_LINE = Child("filled line", 1, 1)
_NEEDED_PLAIN = Child("filled plain", 1, 1)
_PLAIN = Child("plain", 0, 1)
_PARAS = {"para": Child("para", 1)}

INLINE = {
    "b": Child("style"),
    "term": Child("style"),
    "q": Child("style"),
    "small": Child("style"),
    "br": Child("br"),
    "blank": Child("blank"),
    "fill": Child("filled plain"),
}

_FLOW = {name: Child(name) for name in ("para", "list", "table", "figure")}
_EVIDENCE = {name: Child(name) for name in ("chart", "picture")}
_PAGE_BLOCKS = (
    "box", "lines", "heading", "contents", "cover", "page-break", "letterhead", "signature", "imprint", "card",
    "caption", "record",
    "paper-head", "paper-section", "question", "number-grid", "bubbles", "answer-box", "even-pages",
)  # fmt: skip
_BOXES = ("scene", "case", "question", "objectives", "task", "note", "facilitator", "material", "answer")

RULES: Mapping[str, Rule] = {
    "line": Rule("inline"),
    "filled line": Rule("inline", filled=True),
    "plain": Rule("plain"),
    "filled plain": Rule("plain", filled=True),
    "style": Rule("inline"),
    "br": Rule("nothing"),
    "blank": Rule("nothing", {}, {"width": _count("6", "6")}),
    "only": Rule("elements", {}, {"audience": _AUDIENCE}),
    "para": Rule(
        "inline", {"ref": Child("ref")}, {"style": _choice(*get_args(ParagraphStyle), default="body")}, filled=True
    ),
    "ref": Rule("nothing", {}, {"to": _ID}),
    "list": Rule(
        "elements",
        {"item": Child("filled line", 1)},
        {"kind": _choice("bullet", "number", "do", "dont", "check", default="bullet")},
    ),
    "table": Rule(
        "elements",
        {"caption": _PLAIN, "header": Child("header", 0, 1), "row": Child("row", 1)},
        {
            "widths": _WIDTHS,
            "lines": _number("2", "0"),
            "look": _choice("data", "form", "labels", "record", "dense", default="data"),
            "id": _OWN_ID,
        },
    ),
    "header": Rule("elements", {"cell": Child("filled line", 1)}),
    "row": Rule("elements", {"cell": Child("line", 1)}, {"tone": _choice("plain", "good", default="plain")}),
    "figure": Rule(
        "elements",
        {"alt": _NEEDED_PLAIN, "label": _LINE, "pole": Child("filled line", 0, 4), "item": Child("figure item", 1)},
        {"kind": _choice(*get_args(FigureKind))},
    ),
    "figure item": Rule(
        "elements",
        {"key": _PLAIN, "head": _LINE, "text": _LINE, "point": Child("filled line")},
        {"tone": _choice("plain", "good", "bad", "strong", default="plain")},
    ),
    "chart": Rule(
        "elements",
        {
            "alt": _NEEDED_PLAIN,
            "caption": _LINE,
            "label": _LINE,
            "category": Child("filled plain", 2, 12),
            "series": Child("series", 1, 2),
            "unit": _PLAIN,
            "note": _LINE,
        },
        {"type": _choice(*get_args(ChartKind))},
    ),
    "series": Rule("plain", {}, {"values": _VALUES}),
    "picture": Rule(
        "elements",
        {
            "file": _NEEDED_PLAIN,
            "alt": _NEEDED_PLAIN,
            "caption": _LINE,
            "text": _LINE,
            "point": Child("filled line"),
        },
        {"id": _OWN_ID, "width": _number("180", "0")},
    ),
    "figure caption": Rule("inline", {}, {"id": _ID}, filled=True),
    "record": Rule("elements", {"caption": _NEEDED_PLAIN, "entry": Child("record entry", 1)}),
    "record entry": Rule(
        "elements", {"name": _NEEDED_LINE, **{name: Child(name) for name in ("para", "list", "lines")}}
    ),
    "box": Rule(
        "elements",
        {"title": _LINE, **_FLOW, "lines": Child("lines")},
        {"kind": _choice(*_BOXES)},
    ),
    "columns": Rule("elements", {"column": Child("column", 2, 2)}, {"share": _SHARE}),
    "column": Rule("elements", {**_FLOW, **_EVIDENCE, "box": Child("box")}),
    "lines": Rule("nothing", {}, {"count": _count("4")}),
    "heading": Rule(
        "inline",
        {},
        {"level": _choice("1", "2", "3"), "id": _ID, "new-page": _YES, "one-page": _YES, "listed": _LISTED},
        filled=True,
    ),
    "contents": Rule("elements", {"title": _NEEDED_LINE}, {"depth": _choice("1", "2", "3", default="2")}),
    "cover": Rule(
        "elements",
        {"title": _NEEDED_LINE, "subtitle": _LINE, "kicker": _LINE, "organiser": _LINE, "field": Child("filled line")},
    ),
    "page-break": Rule("nothing"),
    "letterhead": Rule("elements", {"title": _NEEDED_LINE, "number": _LINE}),
    "signature": Rule("elements", {"name": _NEEDED_LINE, "date": _LINE}),
    "imprint": Rule("elements", {"copies": _LINE, "printer": _LINE, "date": _LINE}),
    "card": Rule("elements", {"title": _NEEDED_LINE, "subtitle": _LINE}),
    "paper-head": Rule("elements", {"title": _NEEDED_LINE, "rules": _LINE, "section": Child("paper part", 1)}),
    "paper part": Rule("plain", {}, {"points": _POINTS}, filled=True),
    "paper-section": Rule("elements", {"title": _NEEDED_LINE, "instruction": _LINE}),
    "question": Rule(
        "elements",
        {
            "material": Child("paras", 0, 1),
            "stem": _NEEDED_LINE,
            "option": Child("filled line"),
            "answer": Child("paras", 0, 1),
        },
        {"number": _count("3"), "bracket": _YES, "lines": _number("6", "0")},
    ),
    "number-grid": Rule(
        "elements",
        {
            "field": Child("filled line", 1, 6),
            "name": _NEEDED_LINE,
            "form": _LINE,
            "letter": Child("filled line", 0, 10),
            "note": Child("filled line"),
        },
        {"digits": Attribute(regex(r"[1-9]|1[0-2]"), ("6",), "6")},
    ),
    "bubbles": Rule("elements", {"row": Child("bubble row", 1)}),
    "bubble row": Rule("elements", {"option": Child("filled line", 2, 10)}, {"number": _count("3")}),
    "answer-box": Rule("elements", {"title": _NEEDED_LINE}, {"number": _count("3"), "lines": _count("6", "6")}),
    "even-pages": Rule("inline", filled=True),
    "paras": Rule("elements", _PARAS),
    "properties": Rule(
        "elements",
        {
            "title": _NEEDED_PLAIN,
            "subject": _PLAIN,
            "author": _PLAIN,
            "language": _NEEDED_PLAIN,
            "footer": _PLAIN,
            "header": _PLAIN,
        },
    ),
    "slide": Rule(
        "elements",
        {
            "title": _NEEDED_LINE,
            "subtitle": _LINE,
            "kicker": _LINE,
            "organiser": _LINE,
            "number": _PLAIN,
            **_FLOW,
            **_EVIDENCE,
            "box": Child("box"),
            "columns": Child("columns"),
            "notes": Child("paras", 0, 1),
        },
        {"id": _ID, "kind": _choice(*_SLIDE_KINDS, default="content"), "minutes": _number("3", "0")},
    ),
    "deck section": Rule("elements", {"name": _NEEDED_PLAIN, "short": _PLAIN, "slide": Child("slide", 1)}, {"id": _ID}),
    "deck": Rule("elements", {"properties": Child("properties", 1, 1), "section": Child("deck section", 1)}),
    "document": Rule(
        "elements",
        {
            "properties": Child("properties", 1, 1),
            **_FLOW,
            **_EVIDENCE,
            **{name: Child("figure caption" if name == "caption" else name) for name in _PAGE_BLOCKS},
        },
        {
            "form": _choice(*get_args(DocumentForm)),
            "paper": _choice(*get_args(PaperSize), default="A4"),
            "seal": _choice(*get_args(Seal), default="textbox"),
        },
    ),
}
"""Every rule by name; `deck` and `document` are roots."""
