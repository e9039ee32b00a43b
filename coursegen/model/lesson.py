"""A lesson and its parts. Minutes are whole minutes of teaching time."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from coursegen.model.job_aid import JobAid

Bloom = Literal["remember", "understand", "apply", "analyse", "evaluate", "create"]
"""Levels of the revised taxonomy (Anderson & Krathwohl 2001), lowest first."""


class Objective(Struct, frozen=True):
    """What a participant can do after the lesson, and at which level."""

    id: str
    text: str
    bloom: Bloom


class Scene(Struct, frozen=True):
    """The opening scene of a lesson: a moment in an office, and the question it leaves open."""

    title: str
    text: str
    question: str
    minutes: int
    notes: str


class ActivityStep(Struct, frozen=True):
    """One step of an activity and its minutes."""

    text: str
    minutes: int


class Activity(Struct, frozen=True):
    """What participants do together. `case` names the case worked on; `short` says what to do when time is short.

    `short_minutes` is how long that takes, 0 where nobody has said.
    """

    title: str
    method: str
    purpose: str
    grouping: str
    materials: tuple[str, ...]
    steps: tuple[ActivityStep, ...]
    product: str
    debrief: tuple[str, ...]
    short: str
    notes: str
    case: str = ""
    short_minutes: int = 0

    @property
    def minutes(self) -> int:
        """Minutes of all steps."""
        return sum(step.minutes for step in self.steps)


class Recap(Struct, frozen=True):
    """The lesson in a few claims."""

    title: str
    items: tuple[str, ...]
    minutes: int
    notes: str


class TakeAway(Struct, frozen=True):
    """One thing to do back at work, in steps, with the paper to bring back."""

    title: str
    text: str
    steps: tuple[str, ...]
    minutes: int
    notes: str


class Quotation(Struct, frozen=True):
    """The one quotation on the slides of a lesson: the first of a principle, under a title that leads to it.

    `question` is what the lecturer asks about it, its time that of the part before it.
    """

    principle: str
    title: str
    question: str
    notes: str


class KeyTerm(Struct, frozen=True):
    """A word of the lesson and what it means here."""

    term: str
    meaning: str


class Asked(Struct, frozen=True):
    """A question that participants put, and the answer that lecturers have agreed on."""

    question: str
    answer: str


class Brief(Struct, frozen=True):
    """A lesson on one page for whoever teaches it: the three things that must be said, and what will be asked."""

    sayings: tuple[str, ...]
    questions: tuple[Asked, ...]


class Lesson(Struct, frozen=True):
    """Objectives, a scene, principles in order, one activity, recap and task; `short` is its name in a tracker.

    `template` names a variant of the templates that it is shown by.
    """

    id: str
    title: str
    short: str
    lead: str
    minutes: int
    objectives: tuple[Objective, ...]
    terms: tuple[KeyTerm, ...]
    scene: Scene
    principles: tuple[str, ...]
    activity: Activity
    recap: Recap
    task: TakeAway
    brief: Brief | None = None
    aid: JobAid | None = None
    quotation: Quotation | None = None
    template: str = ""
