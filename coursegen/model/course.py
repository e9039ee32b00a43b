"""The course as its first file states it, and its plans."""

from __future__ import annotations

from msgspec import Struct


class Plan(Struct, frozen=True):
    """One way to hold the course: which lessons, in which order; `lead_only` leaves out all but the lead cases."""

    id: str
    title: str
    lessons: tuple[str, ...]
    lead_only: bool = False


class Icebreaker(Struct, frozen=True):
    """How a class opens, before the first lesson and outside its minutes."""

    title: str
    text: str
    steps: tuple[str, ...]
    minutes: int
    notes: str


class ActionPlan(Struct, frozen=True):
    """A table that participants fill in at the end: `prompts` head its rows, under the first of its `columns`."""

    title: str
    text: str
    columns: tuple[str, ...]
    prompts: tuple[str, ...]
    notes: str


class Course(Struct, frozen=True):
    """The course as its first file states it; lessons and principles are named by id."""

    id: str
    title: str
    subtitle: str
    audience: str
    language: str
    version: str
    lessons: tuple[str, ...]
    tasks: tuple[str, ...]
    sources: tuple[str, ...]
    keys: tuple[str, ...] = ()
    lesson_word: str = "讲"
    closing: str = ""
    plans: tuple[Plan, ...] = ()
    icebreaker: Icebreaker | None = None
    action_plan: ActionPlan | None = None
