"""What may be typed into a base between double braces, and what it stands for in one product."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coursegen.build.prepared import Prepared
from coursegen.document.nodes import Properties
from coursegen.model import Unit
from coursegen.model.classes import Trainer
from coursegen.wording import long_date

_BLANK = "_" * 12
"""Where nothing is known of the class: a line to write on."""

_CLASS = {"name": "title", "place": "place", "trainers": "trainers", "organiser": "organiser"}
"""What tags call the fields of a class."""


def tag_texts(prepared: Prepared, properties: Properties) -> Mapping[str, str]:
    """Texts by tag."""
    unit, course = prepared.unit, prepared.bundle.course
    held = prepared.held.class_.file
    return {
        **unit_texts(unit),
        "course.title": course.title, "course.subtitle": course.subtitle, "course.audience": course.audience,
        "course.version": course.version,
        "class.dates": _dates(held.dates, prepared.language),
        **{f"class.{name}": _said(getattr(held, field)) for name, field in _CLASS.items()},
        "date": long_date(prepared.date, prepared.language) or _BLANK,
        "title": properties.title, "subject": properties.subject, "author": properties.author,
        "header": getattr(properties, "header", "") or properties.title, "footer": properties.footer,
    }  # fmt: skip


def unit_texts(unit: Unit) -> Mapping[str, str]:
    """Texts by tag that a unit says."""
    return {
        "unit.name": unit.names.full, "unit.short": unit.names.short or unit.names.full,
        "unit.office": unit.names.office, "unit.english": unit.names.english or unit.names.full,
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


def _dates(days: Sequence[str], language: str) -> str:
    return "、".join(long_date(day, language) for day in days) or _BLANK


def _said(value: str | Sequence[Trainer]) -> str:
    return (value if isinstance(value, str) else "、".join(trainer.name for trainer in value)) or _BLANK
