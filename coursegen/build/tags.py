"""What may be typed into a base between double braces, and what it stands for in one product."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from coursegen.build.products import Product
from coursegen.build.request import Prepared
from coursegen.document.nodes import Properties
from coursegen.wording import long_date

_BLANK = "＿＿＿＿＿＿"
"""Where nothing is known of the class: a line to write on."""

_CLASS = ("name", "place", "trainers", "organiser")


def tag_texts(prepared: Prepared, product: Product, properties: Properties) -> Mapping[str, str]:
    """Texts by tag."""
    unit, course = prepared.unit, prepared.bundle.course
    held = prepared.context(product).get("class")
    return {
        "unit.name": unit.names.full, "unit.short": unit.names.short or unit.names.full,
        "unit.office": unit.names.office, "unit.english": unit.names.english,
        "course.title": course.title, "course.subtitle": course.subtitle, "course.audience": course.audience,
        "course.version": course.version,
        "class.dates": _dates(getattr(held, "dates", ()), prepared.language),
        **{f"class.{name}": _said(getattr(held, name, "")) for name in _CLASS},
        "date": long_date(prepared.date, prepared.language) or _BLANK,
        "title": properties.title, "subject": properties.subject, "author": properties.author,
        "header": getattr(properties, "header", "") or properties.title, "footer": properties.footer,
        **{f"t.{name}": text for name, text in unit.terms.items()},
    }  # fmt: skip


def sample_texts(terms: Mapping[str, str]) -> Mapping[str, str]:
    """Texts by tag for a sample: what each stands for, in its own name."""
    names = ("name", "short", "office", "english")
    courses = ("title", "subtitle", "audience", "version")
    own = ("date", "title", "subject", "author", "header", "footer")
    return {
        **{f"unit.{name}": f"unit.{name}" for name in names},
        **{f"course.{name}": f"course.{name}" for name in courses},
        **{f"class.{name}": f"class.{name}" for name in ("dates", *_CLASS)},
        **{name: name for name in own},
        **{f"t.{name}": text for name, text in terms.items()},
    }  # fmt: skip


def _dates(days: Any, language: str) -> str:
    found = (days,) if isinstance(days, str | date) else tuple(days)
    return "、".join(long_date(str(day), language) or str(day) for day in found if day) or _BLANK


def _said(value: Any) -> str:
    if isinstance(value, str):
        return value or _BLANK
    return "、".join(str(getattr(member, "name", member)) for member in value) or _BLANK
