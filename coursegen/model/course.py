"""Course, lessons and principles.

Every text may hold term slots (`{{ t.leaders }}`) until the wording stage fills them; quotations never do.
Minutes are whole minutes of teaching time.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from itertools import accumulate
from typing import Literal

from coursegen.errors import Fault, Place
from coursegen.model.exam import Blueprint
from coursegen.model.figure import Figure
from coursegen.model.item import Item

Bloom = Literal["remember", "understand", "apply", "analyse", "evaluate", "create"]
"""Levels of the revised taxonomy (Anderson & Krathwohl 2001), lowest first."""


QUOTE_LIMIT = 40
"""Characters of a quotation: a short, attributed phrase, never a passage."""


@dataclass(frozen=True, slots=True)
class Point:
    """One leaf of the source that the course must teach."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Exact words of the source: essay and paragraph (line number, title line = 1), at most 40 characters."""

    essay: int
    paragraph: int
    text: str
    hant: str = ""


@dataclass(frozen=True, slots=True)
class CaseOption:
    """One way to act in a case, and what comes of it. `verdict`: best, tempting (wrong though it looks right), poor."""

    text: str
    verdict: Literal["best", "tempting", "poor"]
    why: str


@dataclass(frozen=True, slots=True)
class Case:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtraCase(Case):
    """A case that a unit adds to a principle of the course, named by its id."""

    principle: str

    @property
    def case(self) -> Case:
        """The case as one of the principle's own."""
        return Case(**{field.name: getattr(self, field.name) for field in fields(Case)})


@dataclass(frozen=True, slots=True)
class Principle:
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


@dataclass(frozen=True, slots=True)
class Objective:
    """What a participant can do after the lesson, and at which level."""

    id: str
    text: str
    bloom: Bloom


@dataclass(frozen=True, slots=True)
class Scene:
    """The opening scene of a lesson: a moment in an office, and the question it leaves open."""

    title: str
    text: str
    question: str
    minutes: int
    notes: str


@dataclass(frozen=True, slots=True)
class ActivityStep:
    """One step of an activity and its minutes."""

    text: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Activity:
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


@dataclass(frozen=True, slots=True)
class Recap:
    """The lesson in a few claims."""

    title: str
    items: tuple[str, ...]
    minutes: int
    notes: str


@dataclass(frozen=True, slots=True)
class TakeAway:
    """One thing to do back at work, in steps, with the paper to bring back."""

    title: str
    text: str
    steps: tuple[str, ...]
    minutes: int
    notes: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """The one quotation on the slides of a lesson: the first of a principle, under a title that leads to it.

    `question` is what the lecturer asks about it, its time that of the part before it.
    """

    principle: str
    title: str
    question: str
    notes: str


@dataclass(frozen=True, slots=True)
class KeyTerm:
    """A word of the lesson and what it means here."""

    term: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that participants put, and the answer that lecturers have agreed on."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Brief:
    """A lesson on one page for whoever teaches it: the three things that must be said, and what will be asked."""

    sayings: tuple[str, ...]
    questions: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Checklist:
    """Part of a job aid to tick off, in the order of the work."""

    kind: Literal["checklist"]
    title: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """Part of a job aid to fill in: a table with some cells written already and `blank_rows` empty rows below."""

    kind: Literal["form"]
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    blank_rows: int = 0

    @property
    def widths(self) -> tuple[int, ...]:
        """Relative widths of the columns: by their longest text, and room to write where every cell is empty."""
        cells = [[row[n] for row in self.rows] for n in range(len(self.columns))]
        longest = [max(map(len, column), default=0) for column in cells]
        return tuple(max(len(head), min(20, long or 12), 4) for head, long in zip(self.columns, longest, strict=True))


@dataclass(frozen=True, slots=True)
class JobAid:
    """One A4 page to put on the desk: when to take it up, and its parts. No cited rule, only procedure and blanks."""

    id: str
    title: str
    when: str
    parts: tuple[Checklist | Form, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
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


StepKind = Literal["scene", "claim", "case", "activity", "recap", "task"]


@dataclass(frozen=True, slots=True)
class Step:
    """A part of a lesson as it is taught: its minutes (0 = in another part's time) and the minute it starts at."""

    kind: StepKind
    title: str
    minutes: int
    start: int

    @property
    def end(self) -> int:
        """The minute it ends at."""
        return self.start + self.minutes


@dataclass(frozen=True, slots=True)
class CourseBundle:
    """Everything read for one course, checked and linked; `places` says where each id was defined.

    `untranslated` are warnings about what is not in the language asked for, `words` those that the course writes in one
    way in that language's script.
    """

    course: Course
    points: tuple[Point, ...]
    lessons: tuple[Lesson, ...]
    principles: Mapping[str, Principle]
    items: tuple[Item, ...]
    blueprints: Mapping[str, Blueprint]
    places: Mapping[str, Place] = field(default_factory=dict)
    untranslated: tuple[Fault, ...] = ()
    words: tuple[tuple[str, str], ...] = ()

    def of(self, lesson: Lesson, tier: Literal["core", "read"] | None = None) -> tuple[Principle, ...]:
        """Principles of a lesson in their order, of one tier or both."""
        found = (self.principles[key] for key in lesson.principles)
        return tuple(p for p in found if tier is None or p.tier == tier)

    def case_of(self, lesson: Lesson, principle: Principle, sector: str, level: str) -> Case | None:
        """The one case of a principle that is taught to units of a sector and level.

        The lesson's lead case always; else the sector's own, else one for any sector, never another sector's.
        """
        lead = [c for c in principle.cases if c.id == lesson.activity.case]
        fit = [c for c in principle.cases if c.level in ("any", level)]
        own = [c for c in fit if c.sector == sector]
        common = [c for c in fit if c.sector == "any"]
        return next(iter(lead + own + common), None)

    def timeline(self, lesson: Lesson) -> Mapping[str, Step]:
        """Parts of a lesson by the id of their slide, in the order of teaching, from minute 0 of the lesson.

        The bundle must be worded: of each principle the first case is the one that is taught.
        """
        own = lesson.activity
        parts: list[tuple[str, StepKind, str, int]] = [
            (f"{lesson.id}.scene", "scene", lesson.scene.title, lesson.scene.minutes)
        ]
        activity: tuple[str, StepKind, str, int] = (f"{lesson.id}.activity", "activity", own.title, own.minutes)
        for principle in self.of(lesson, "core"):
            parts.append((f"{principle.id}.claim", "claim", principle.claim, principle.minutes))
            for case in principle.cases[:1]:
                parts.append((f"{case.id}.case", "case", case.title, case.minutes))
                parts += [activity] if case.id == own.case else []
        parts += [] if own.case else [activity]
        parts.append((f"{lesson.id}.recap", "recap", lesson.recap.title, lesson.recap.minutes))
        parts.append((f"{lesson.id}.task", "task", lesson.task.title, lesson.task.minutes))
        starts = accumulate((minutes for *_, minutes in parts[:-1]), initial=0)
        return {
            key: Step(kind, title, minutes, now) for (key, kind, title, minutes), now in zip(parts, starts, strict=True)
        }

    def sources(self, lesson: Lesson) -> tuple[str, ...]:
        """Where the core principles of a lesson come from, each source once, in the order they are taught."""
        named = (source.strip() for p in self.of(lesson, "core") for source in re.split("[；;]", p.source))
        return tuple(dict.fromkeys(named))

    def items_of(self, lesson: Lesson) -> tuple[Item, ...]:
        """Items of the bank that belong to a lesson's principles, in bank order."""
        return tuple(i for i in self.items if i.principle in lesson.principles)
