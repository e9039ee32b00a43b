"""The course as its first file states it, and its plans."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plan:
    """One way to hold the course: which lessons, in which order; `lead_only` leaves out all but the lead cases."""

    id: str
    title: str
    lessons: tuple[str, ...]
    lead_only: bool = False


@dataclass(frozen=True, slots=True)
class Icebreaker:
    """How a class opens, before the first lesson and outside its minutes."""

    title: str
    text: str
    steps: tuple[str, ...]
    minutes: int
    notes: str


@dataclass(frozen=True, slots=True)
class ActionPlan:
    """A table that participants fill in at the end: `prompts` head its rows, under the first of its `columns`."""

    title: str
    text: str
    columns: tuple[str, ...]
    prompts: tuple[str, ...]
    notes: str


@dataclass(frozen=True, slots=True)
class Course:
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
