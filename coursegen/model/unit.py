"""An organisation: its names, terms, look and choices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

from coursegen.errors import Fault, Place

Aspect = Literal["16:9", "4:3"]
"""Proportions of a slide."""

Mode = Literal["light", "dark"]
"""Dark writing on light slides, or light writing on dark ones. What is printed is always light."""


class Names(Struct, frozen=True):
    """What the organisation is called; `office` is the department the course is for, `signature` who signs papers."""

    full: str = ""
    short: str = ""
    english: str = ""
    office: str = ""
    signature: str = ""

    @property
    def beside(self) -> str:
        """The department to be named beside the full name; nothing where that says it already.

        In Chinese a department ends the name; in English it may begin it.
        """
        said = self.full.endswith(self.office) or (self.office.isascii() and self.office.lower() in self.full.lower())
        return "" if said else self.office


class Brand(Struct, frozen=True):
    """Look by role. Colours are six hexadecimal digits, fonts are names; `logo` is a file beside the unit's own.

    `fonts.profile` names the machines the files are for; `mode` is empty where the base decides.
    """

    colors: Mapping[str, str] = field(default_factory=dict)
    fonts: Mapping[str, str] = field(default_factory=dict)
    logo: str = ""
    mode: Literal["", "light", "dark"] = ""


class BrandFile(Brand, frozen=True):
    """`brand:` as written: by our own keys, or by those of a brand.yml (`color`, `typography`, a map for `logo`, …).

    What a brand.yml says that nothing here is drawn with (`meta`, `defaults`, faces of program code) is passed over.
    """

    logo: str | Mapping[str, object] = ""  # type: ignore[assignment]  # a brand.yml has a map where we have a file
    color: Mapping[str, object] = field(default_factory=dict)
    typography: Mapping[str, object] = field(default_factory=dict)
    meta: Mapping[str, object] = field(default_factory=dict)
    defaults: Mapping[str, object] = field(default_factory=dict)


class Choices(Struct, frozen=True):
    """What is built when nothing else is said; minutes of one period (学时) and the mark that passes (percent).

    Numbers are 0 where a file does not say. `aspect` is that of slides; empty where the base decides. `naming` says how
    files are called: `english` (as when it is empty), `chinese`, or a pattern such as `{n} {product} {unit}`. `paper`
    and `seal` are the sheet and the sealed side of exam papers; empty means A4 and text boxes. `sheet` is that of
    documents which have none prescribed; empty means A4. `script` says whose
    characters traditional Chinese has (by OpenCC's names): Taiwan's, as when it is empty, or Hong Kong's.
    """

    lessons: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    plan: str = ""
    period_minutes: int = 0
    pass_mark: int = 0
    aspect: Literal["", "16:9", "4:3"] = ""
    naming: str = ""
    paper: Literal["", "A4", "A3", "B4"] = ""
    seal: Literal["", "textbox", "table", "none"] = ""
    sheet: Literal["", "A4", "Letter"] = ""
    script: Literal["", "s2twp", "s2hk"] = ""


class ExtraLesson(Struct, frozen=True):
    """A lesson of a unit's own and where it stands: `first`, `last`, or `after-` and the id of another lesson."""

    file: str
    at: str = "last"


class ExtraSlides(Struct, frozen=True):
    """Slides of a unit's own presentation, carried over whole: which (`1-3,5`; all when none are named), and where.

    `at` is `after-cover`, `before-end`, `last`, or `after-` and the id of a lesson or a slide.
    """

    file: str
    slides: str = ""
    at: str = "after-cover"


class Extra(Struct, frozen=True):
    """What a unit adds to a course (to any, when none is named): files beside its unit.yaml, written as a course's.

    Cases are added to principles of the course, which then are taught by them. Slides are those of a .pptx.
    """

    course: str = ""
    lessons: tuple[ExtraLesson, ...] = ()
    principles: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    slides: tuple[ExtraSlides, ...] = ()


ExtraKind = Literal["lesson", "principle", "cases", "bank", "slides"]


class ExtraFile(Struct, frozen=True):
    """One file of `extra`: its absolute path, what it holds, who it belongs to, and where that says so.

    `at` and `slides` as in `ExtraLesson` and `ExtraSlides`.
    """

    unit: str
    course: str
    kind: ExtraKind
    path: str
    place: Place
    at: str = ""
    slides: str = ""


class UnitFile(Struct, frozen=True):
    """One `unit.yaml` as written: what it does not say comes from the unit it extends.

    A term is one text, or one text per sector in the unit that defines the slots. `language` is that of its texts.
    """

    extends: str = ""
    language: str = "zh-Hans"
    type: str = ""
    level: str = ""
    names: Names = field(default_factory=Names)
    terms: Mapping[str, str | Mapping[str, str]] = field(default_factory=dict)
    brand: BrandFile = field(default_factory=BrandFile)
    choices: Choices = field(default_factory=Choices)
    extra: Extra = field(default_factory=Extra)
    replace: Mapping[str, str] = field(default_factory=dict)
    phrases: Mapping[str, str] = field(default_factory=dict)


class Unit(Struct, frozen=True):
    """A unit with its whole chain resolved; `chain` lists the ids from itself up to the first parent.

    `untranslated` are warnings about what is not in the language asked for.
    """

    id: str
    chain: tuple[str, ...]
    type: str
    level: str
    names: Names
    terms: Mapping[str, str]
    brand: Brand
    choices: Choices
    phrases: Mapping[str, str]
    replace: Mapping[str, str] = field(default_factory=dict)
    extra: tuple[ExtraFile, ...] = ()
    untranslated: tuple[Fault, ...] = ()
