"""The bank as it is exported: questions by lesson, in the words of the unit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from coursegen.exam import Exercises, LessonPaper, Paper, derive
from coursegen.exam.derive import Cloze, Match, Order
from coursegen.exchange import Question, question_of
from coursegen.model import CourseBundle, Item, Lesson


class Group(Struct, frozen=True):
    """Questions of one lesson."""

    id: str
    title: str
    questions: tuple[Question, ...]


class Bank(Struct, frozen=True):
    """Everything that is exported."""

    id: str
    title: str
    language: str
    groups: tuple[Group, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions in order."""
        return tuple(question for group in self.groups for question in group.questions)


class Asks(Struct, frozen=True):
    """What is asked in exercises, whose own texts name only the subject; the title of what is only for practice."""

    match: str
    order: str
    cloze: str
    practice: str


def whole_bank(bundle: CourseBundle, lessons: Sequence[Lesson], language: str, asks: Asks) -> Bank:
    """All items of these lessons and the exercises made from their principles. The bundle must be worded."""
    groups = ((lesson, bundle.items_of(lesson)) for lesson in lessons)
    return _bank(bundle, groups, language, asks)


def practice_bank(bundle: CourseBundle, papers: Sequence[LessonPaper], language: str, asks: Asks) -> Bank:
    """The items of the papers by lesson, and the exercises: what participants see anyway, before any exam."""
    return _bank(bundle, ((made.lesson, _items(made)) for made in papers), language, asks)


def check_bank(bundle: CourseBundle, papers: Sequence[LessonPaper], language: str) -> Bank:
    """The items of the papers by lesson alone: what is marked at the end of a lesson."""
    groups = (Group(p.lesson.id, p.lesson.title, tuple(map(question_of, _items(p)))) for p in papers)
    return Bank(bundle.course.id, bundle.course.title, language, tuple(groups))


def paper_bank(bundle: CourseBundle, paper: Paper, language: str) -> Bank:
    """The questions of a paper in its order, worth what they are worth there."""
    questions = tuple(replace(question_of(q.item), points=q.points) for part in paper.sections for q in part.questions)
    title = f"{paper.title} {paper.form}".strip()
    return Bank(
        bundle.course.id, bundle.course.title, language, (Group(f"paper.{paper.form or 'A'}", title, questions),)
    )


def _items(made: LessonPaper) -> list[Item]:
    return [question.item for part in made.paper.sections for question in part.questions]


def _bank(bundle: CourseBundle, groups: Iterable[tuple[Lesson, Sequence[Item]]], language: str, asks: Asks) -> Bank:
    made: list[Group] = []
    for lesson, items in groups:
        exercises = tuple(_exercises(derive(bundle, lesson), asks))
        made.append(Group(lesson.id, lesson.title, tuple(question_of(item) for item in items)))
        made.append(Group(f"{lesson.id}.exercises", asks.practice.format(title=lesson.title), exercises))
    return Bank(bundle.course.id, bundle.course.title, language, tuple(group for group in made if group.questions))


def _exercises(found: Exercises, asks: Asks) -> Iterable[Question]:
    yield from (_cloze(cloze, asks) for cloze in found.clozes)
    yield from (_match(match, asks) for match in found.matches)
    yield from (_order(order, asks) for order in found.orders)


def _cloze(cloze: Cloze, asks: Asks) -> Question:
    stem = asks.cloze.format(text=f"{cloze.before}____{cloze.after}")
    return Question(
        id=cloze.id, kind="blank", stem=stem, accepted=((cloze.answer,),), principle=cloze.principle, points=1
    )


def _match(match: Match, asks: Asks) -> Question:
    by_letter = dict(zip("ABCDEF", match.right, strict=False))
    pairs = tuple((left, by_letter[letter]) for left, letter in zip(match.left, match.key, strict=True))
    return Question(
        id=match.id, kind="match", stem=asks.match.format(title=match.title), pairs=pairs, shown=match.right, points=1
    )


def _order(order: Order, asks: Asks) -> Question:
    steps = tuple(text for _, text in sorted(zip(order.key, order.shown, strict=True)))
    return Question(
        id=order.id, kind="order", stem=asks.order.format(title=order.title), steps=steps, shown=order.shown, points=1
    )
