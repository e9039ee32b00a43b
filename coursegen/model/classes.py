"""A class: one run of a course for the people of a roster. Its texts stand as typed; dates and times are checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

from coursegen.errors import Fault
from coursegen.text import is_han

NoticeFormat = Literal["official", "letter", "plain"]
"""公文 (GB/T 9704-2012, the file and the letter format), and the plain notice of a company."""

CertificateKind = Literal["结业证书", "培训证明", "学时证明"]


class HalfDay(Struct, frozen=True):
    """Part of a day in which the class meets; times are `8:30`."""

    name: str
    start: str
    end: str


class Rest(Struct, frozen=True):
    """A break of so many minutes before a lesson that would make more than `after` minutes without one."""

    after: int = 90
    minutes: int = 10


class Exam(Struct, frozen=True):
    """When the exam is sat; minutes 0 = as its blueprint says."""

    date: str
    start: str
    minutes: int = 0
    place: str = ""


class Trainer(Struct, frozen=True):
    """Who teaches which lessons (ids); the one without any teaches all that nobody else does."""

    name: str
    post: str = ""
    lessons: tuple[str, ...] = ()


class Contact(Struct, frozen=True):
    """Whom to ask."""

    name: str
    phone: str = ""


class Notice(Struct, frozen=True):
    """How the class is announced: to whom, signed by whom and when, and by when participants are named.

    `letterhead` prints the red head; off, as most offices have printed sheets or a system that puts it on. `copies` are
    who gets copies, `printer` who prints the paper (empty = the issuer's office) and `printed` when (empty = `date`).
    """

    format: NoticeFormat = "official"
    letterhead: bool = False
    number: str = ""
    to: str = ""
    date: str = ""
    reply_by: str = ""
    issuer: str = ""
    copies: str = ""
    printer: str = ""
    printed: str = ""


class Certificate(Struct, frozen=True):
    """What participants take home; `number` is what stands before their own number (示培证〔2026〕)."""

    kind: CertificateKind = "结业证书"
    number: str = ""
    issuer: str = ""
    date: str = ""


HALF_DAYS = (HalfDay("上午", "8:30", "12:00"), HalfDay("下午", "14:00", "17:30"))


class ClassFile(Struct, frozen=True):
    """One file of `classes/` as written. Dates are `2026-03-09`; minutes 0 leave out opening and closing.

    `papers` are settled for this class: the items of each form by the id of a blueprint, as its `fixed` says them.
    """

    id: str
    title: str = ""
    term: str = ""
    organiser: str = ""
    host: str = ""
    place: str = ""
    plan: str = ""
    dates: tuple[str, ...] = ()
    half_days: tuple[HalfDay, ...] = HALF_DAYS
    rest: Rest = field(default_factory=Rest)
    opening: int = 15
    closing: int = 15
    exam: Exam | None = None
    trainers: tuple[Trainer, ...] = ()
    contacts: tuple[Contact, ...] = ()
    roster: str = ""
    group_size: int = 7
    rules: tuple[str, ...] = ()
    logo: str = ""
    notice: Notice = field(default_factory=Notice)
    certificate: Certificate = field(default_factory=Certificate)
    papers: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)


class Participant(Struct, frozen=True):
    """A line of the roster; `turn` counts from 1. What the roster does not say is empty."""

    turn: int
    name: str
    gender: str = ""
    unit: str = ""
    section: str = ""
    post: str = ""
    phone: str = ""
    group: str = ""
    number: str = ""
    note: str = ""

    @property
    def affiliation(self) -> str:
        """Unit and section in one: 某局财务科, but “Finance, Some Bureau” in Latin letters."""
        if any(map(is_han, self.unit + self.section)):
            return self.unit + self.section
        return ", ".join(filter(None, (self.section, self.unit)))


class Group(Struct, frozen=True):
    """Participants who work together; `name` is as the roster has it, or the group's number from 1."""

    name: str
    members: tuple[Participant, ...]


class Class(Struct, frozen=True):
    """A class read and checked: its file, its people, and their groups. `logo` is an absolute path or empty.

    `untranslated` are warnings about what is not in the language asked for.
    """

    file: ClassFile
    roster: tuple[Participant, ...] = ()
    groups: tuple[Group, ...] = ()
    logo: str = ""
    untranslated: tuple[Fault, ...] = ()
