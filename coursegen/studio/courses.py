"""Courses: lessons and principles with their trace, and one principle as a form and as text, with its slides beside."""

from __future__ import annotations

from pathlib import Path

from starlette.requests import Request as Asked

from coursegen.build import Request
from coursegen.build.located import locate
from coursegen.build.prepare import prepare
from coursegen.errors import FaultError, Place
from coursegen.html.markup import Markup
from coursegen.model import CourseBundle, Lesson
from coursegen.report import Located, Trace, trace
from coursegen.report.trace import Where
from coursegen.studio.classes import classes_card
from coursegen.studio.desk import Desk
from coursegen.studio.home import course_names, unit_names
from coursegen.studio.shipped import shipped_note
from coursegen.studio.shown_in import unit_shown
from coursegen.studio.ui import (
    Page,
    Ui,
    badge,
    card,
    el,
    facts,
    faults,
    link,
    listed,
    notice,
    table,
)
from coursegen.wording import word_bundle


def courses(desk: Desk, ui: Ui, _asked: Asked) -> Page:
    """All courses."""
    _ = ui.label
    rows = []
    for name in course_names(desk, ui):
        mine = badge(_("自己的"), "good") if desk.own(desk.course(name)) else badge(_("自带的示例"), "plain")
        try:
            bundle = desk.bundle(name)
            about = _("{n}讲，{p}条要点").format(n=len(bundle.lessons), p=len(bundle.principles))
            rows.append((link(f"/courses/{name}", bundle.course.title), about, mine))
        except FaultError:
            rows.append((link(f"/courses/{name}", name), badge(_("有错误"), "bad"), mine))
    return Page(
        _("各门课程"), card(_("全部课程"), table((_("课程"), _("内容"), _("来源")), rows, _("全部课程"))), "/courses"
    )


def course_page(desk: Desk, ui: Ui, asked: Asked) -> Page:
    """Lessons of a course with their principles, and what is still missing."""
    _ = ui.label
    name, unit = asked.path_params["course"], unit_shown(desk, asked)
    try:
        bundle = worded(desk, name, unit)
    except FaultError as error:
        return Page(name, faults(ui, error.faults, desk.address_of), "/courses")
    told = trace(bundle, Located((), {}))
    lessons = (_lesson(ui, name, bundle, lesson, number) for number, lesson in enumerate(bundle.lessons, 1))
    whole = el(
        "div",
        el(
            "button",
            _("查每条要点在第几张幻灯片、讲义第几页"),
            type="button",
            class_="button quiet",
            hx_get=f"/courses/{name}/trace?unit={unit}",
            hx_target="#trace",
            hx_disabled_elt="this",
        ),
        el("p", _("要照“{unit}”把整门课排一遍，需要几秒钟。").format(unit=unit_names(desk, ui)[unit]), class_="hint"),
        id="trace",
        class_="stack",
        aria_live="polite",
    )
    acts = el(
        "div",
        link(f"/preview/{name}/{unit}", _("看效果"), quiet=True),
        link(f"/courses/{name}/bank", _("题库和试卷"), quiet=True),
        link(f"/courses/{name}/files/course/course", _("文本（YAML）"), quiet=True),
        link(f"/build?course={name}", _("做课程包"), button=True),
        class_="actions",
    )
    content = (
        acts,
        shipped_note(desk, ui, name),
        classes_card(desk, ui, name),
        card(_("要点落实情况"), _counts(ui, told, where=False), whole),
        *lessons,
    )
    return Page(bundle.course.title, el("div", *content, class_="stack"), "/courses")


def worded(desk: Desk, course: str, unit: str) -> CourseBundle:
    """A course in the words of a unit. Raises what reading and wording it does."""
    bundle, found = desk.bundle(course), desk.unit(unit)[0]
    files = _files(desk, course)
    return desk.kept.get(("worded", course, unit), files, lambda: word_bundle(bundle, found, bundle.course.language))


def _files(desk: Desk, course: str) -> tuple[Path, ...]:
    """All that a course in the words and the look of a unit is made from."""
    units = (path for root in desk.workspace.unit_roots for path in root.glob("*/*") if path.is_file())
    return (*desk.course(course).rglob("*.y*ml"), *units)


def _lesson(ui: Ui, course: str, bundle: CourseBundle, lesson: Lesson, number: int) -> Markup:
    _ = ui.label
    items = {
        principle.id: sum(item.principle == principle.id for item in bundle.items) for principle in bundle.of(lesson)
    }
    rows = (
        (
            link(f"/courses/{course}/principles/{principle.id}", principle.title),
            principle.claim,
            badge(*((_("课上讲"), "info") if principle.tier == "core" else (_("自学"), "plain"))),
            str(len(principle.covers)),
            str(items[principle.id]),
        )
        for principle in bundle.of(lesson)
    )
    head = (_("要点"), _("主张"), _("怎么学"), _("原文要点"), _("试题"))
    title = _("第{n}讲　{title}").format(n=number, title=lesson.title)
    minutes = el("span", _("{n}分钟").format(n=lesson.minutes), class_="id")
    written = link(written_at(course, "lessons", bundle.places[lesson.id]), _("改这一讲"))
    about = el("p", f"{lesson.lead}　", minutes, "　", written, class_="muted")
    return card(title, about, table(head, rows, title, "lessons"))


def written_at(course: str, kind: str, place: Place) -> str:
    """Address of the line at which a lesson or an item is written."""
    return f"/courses/{course}/files/{kind}/{Path(place.file).stem}?line={place.line}"


def _counts(ui: Ui, told: Trace, *, where: bool) -> Markup:
    _ = ui.label
    words: dict[Where, str] = {"points": _("原文要点"), "principles": _("已编入课程"), "items": _("有试题")}
    words |= {"slides": _("上了幻灯片"), "pages": _("进了讲义")} if where else {}
    return facts((words[key], _("{n}条").format(n=told.count(key))) for key in words)


def full_trace(desk: Desk, ui: Ui, asked: Asked) -> Markup:
    """Every point with its slides and its page, as a unit has them."""
    _ = ui.label
    name, unit = asked.path_params["course"], unit_shown(desk, asked)
    desk.unit_folder(unit)
    told = desk.kept.get(("trace", name, unit), _files(desk, name), lambda: _traced(desk, name, unit))
    rows = (
        (
            row.point.title,
            row.principle.title if row.principle else "–",
            listed(ui, (str(number) for number, _id in row.slides)) or "–",
            str(row.page or "–"),
            listed(ui, row.items) or "–",
        )
        for row in told.rows
    )
    gaps = {
        "no_principle": _("没有编进课程"),
        "not_taught": _("没有一讲用到"),
        "no_item": _("没有试题"),
        "not_shown": _("没有出现在幻灯片和讲义里"),
    }
    missing = [el("li", f"{gap.point.title}：{gaps[gap.kind]}") for gap in told.gaps]
    head = (_("原文要点"), _("课程要点"), _("幻灯片"), _("讲义页码"), _("试题"))
    return el(
        "div",
        _counts(ui, told, where=True),
        el("ul", *missing) if missing else notice(_("每一条都落实了。"), kind="good"),
        el("details", el("summary", _("逐条看")), table(head, rows, _("逐条落实情况"))),
        class_="stack",
    )


def _traced(desk: Desk, course: str, unit: str) -> Trace:
    request = Request(desk.course(course), unit, desk.workspace.unit_roots, products=("deck", "handout"))
    prepared = prepare(request)
    return trace(prepared.bundle, locate(prepared)[0])
