"""Points of the source, principles that teach them, and their cases.

Every text may hold term slots (`{{ t.leaders }}`) until the wording stage fills them; quotations never do.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from coursegen.model.figure import Figure

QUOTE_LIMIT = 40
"""Characters of a quotation: a short, attributed phrase, never a passage."""


class Point(Struct, frozen=True):
    """One leaf of the source that the course must teach."""

    id: str
    title: str


class Quote(Struct, frozen=True):
    """Exact words of the source: essay and paragraph (line number, title line = 1), at most 40 characters."""

    essay: int
    paragraph: int
    text: str
    hant: str = ""


class CaseOption(Struct, frozen=True):
    """One way to act in a case, and what comes of it. `verdict`: best, tempting (wrong though it looks right), poor."""

    text: str
    verdict: Literal["best", "tempting", "poor"]
    why: str


class Case(Struct, frozen=True):
    """A scene from a named task of the office that ends in a decision.

    `title` says in a sentence what has happened, `lesson` the claim that heads the discussion. `minutes` 0 marks the
    lead case of a lesson, whose time is the activity's. `gist` is what a slide shows of the situation, at most 60
    characters; empty: all of it.
    """

    id: str
    title: str
    task: str
    situation: str
    question: str
    options: tuple[CaseOption, ...]
    lesson: str
    minutes: int
    notes: str
    debrief: str
    sector: str = "any"
    level: str = "any"
    gist: str = ""


class ExtraCase(Case, frozen=True, kw_only=True):
    """A case that a unit adds to a principle of the course, named by its id."""

    principle: str

    @property
    def case(self) -> Case:
        """The case as one of the principle's own."""
        return Case(**{name: getattr(self, name) for name in Case.__struct_fields__})


class Principle(Struct, frozen=True):
    """One teachable claim; `core` stands on slides, `read` in handout and guide only.

    `source` names where it comes from for a reader; `question` is one to put to oneself. Figure, case and notes belong
    to core principles. `template` names a variant of the templates that it is shown by. A draft (`status`) is what a
    program made of somebody's text: no person has worked on it yet.
    """

    id: str
    title: str
    tier: Literal["core", "read"]
    covers: tuple[str, ...]
    claim: str
    why: str
    do: tuple[str, ...]
    dont: tuple[str, ...]
    question: str
    source: str
    quotes: tuple[Quote, ...] = ()
    figure: Figure | None = None
    cases: tuple[Case, ...] = ()
    notes: str = ""
    minutes: int = 0
    template: str = ""
    status: Literal["", "draft"] = ""
