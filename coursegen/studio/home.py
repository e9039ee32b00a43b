"""The first page: every kit and where it stands, what was built last, and the way to the first kit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime

from starlette.requests import Request as Asked

from coursegen.build.state import KitState
from coursegen.errors import Fault, FaultError
from coursegen.html.markup import NOTHING, Markup
from coursegen.reading import names_of_units
from coursegen.studio.desk import Desk, KitId
from coursegen.studio.jobs import Job
from coursegen.studio.ui import Page, Ui, badge, card, el, faults, link, table
from coursegen.workspace import UNIT_FILE

RECENT = 5
"""Kits shown under what was built last."""

_States = dict[KitId, KitState | tuple[Fault, ...]]


def home(desk: Desk, ui: Ui, asked: Asked) -> Page:
    """Courses × units × classes; `q` narrows them to what holds a word."""
    _ = ui.label
    word = asked.query_params.get("q", "").strip().casefold()
    states: _States = dict(desk.kits())
    built = [(kit, s) for kit, s in states.items() if isinstance(s, KitState) and s.standing != "none"]
    found = [shown for course in course_names(desk, ui) if (shown := _course(ui, desk, course, states, word))]
    content = (
        _welcome(ui) if not built else NOTHING,
        _running(ui, desk.jobs.latest()),
        _recent(ui, desk, sorted(built, key=lambda pair: -pair[1].made)[:RECENT]),
        _search(ui, word),
        el("div", *(found or [el("p", _("没有找到“{word}”。").format(word=word), class_="muted")]), id="kits"),
    )
    return Page(_("课程包"), el("div", *content, class_="stack"), "/")


def standing(ui: Ui, state: KitState | tuple[Fault, ...]) -> Markup:
    """A kit's state as a word."""
    _ = ui.label
    if not isinstance(state, KitState):
        return badge(_("有错误"), "bad")
    words = {"none": _("还没有做"), "fresh": _("最新"), "stale": _("内容已变"), "edited": _("手工改过")}
    words |= {"unfinished": _("没有做完")}
    kinds = {"none": "plain", "fresh": "good", "stale": "warn", "edited": "info", "unfinished": "warn"}
    return badge(words[state.standing], kinds[state.standing])


def day_and_time(seconds: float) -> str:
    """A moment as this computer's clock and calendar say it."""
    return datetime.fromtimestamp(seconds).astimezone().strftime("%Y-%m-%d %H:%M")


def class_name(class_: str) -> Markup:
    """The id of a class, on one line; a dash for none."""
    return el("span", class_ or "–", class_="id")


def unit_names(desk: Desk, ui: Ui) -> dict[str, str]:
    """What each unit calls itself, in English where the page is and the unit has such a name; its id by need."""
    units = desk.workspace.units()

    def read() -> dict[str, str]:
        names, _ = names_of_units(desk.workspace.unit_roots)
        said = {unit: (ui.language == "en" and one.english) or one.full for unit, one in names.items()}
        return {unit: said.get(unit) or unit for unit in units}

    return desk.kept.get(("names", ui.language), (folder / UNIT_FILE for folder in units.values()), read)


def course_title(desk: Desk, course: str) -> str:
    """A course's title; its name when it cannot be read."""
    try:
        return desk.bundle(course).course.title
    except FaultError:
        return course


def course_names(desk: Desk, ui: Ui) -> list[str]:
    """All courses: the user's own before those that come with the program, then those in the language of the page."""

    def rank(name: str) -> tuple[bool, bool]:
        language = ""
        with suppress(FaultError):
            language = desk.bundle(name).course.language
        return not desk.own(desk.course(name)), language[:2] != ui.language[:2]

    return sorted(desk.workspace.courses(), key=rank)


def _welcome(ui: Ui) -> Markup:
    _ = ui.label
    steps = (_("给单位起名"), _("选颜色、放标志"), _("看一看效果"), _("做成课程包"))
    return el(
        "section",
        el("h2", _("四步做出第一套课程包")),
        el(
            "p", _("不用装别的软件，也不用写代码。做出来的是普通的 PPT 和 Word 文件，想改哪里就改哪里。"), class_="lead"
        ),
        el("ol", *(el("li", words) for words in steps), class_="steps"),
        link("/tour", _("开始"), button=True),
        class_="welcome",
    )


def _running(ui: Ui, jobs: tuple[Job, ...]) -> Markup:
    _ = ui.label
    rows = [
        el("li", link(f"/jobs/{job.number}", _("第{n}次制作").format(n=job.number)), " ", badge(_("正在做"), "info"))
        for job in jobs
        if not job.ended
    ]
    return card(_("正在做"), el("ul", *rows, class_="plain-list")) if rows else NOTHING


def _recent(ui: Ui, desk: Desk, built: list[tuple[KitId, KitState]]) -> Markup:
    _ = ui.label
    if not built:
        return NOTHING
    names = unit_names(desk, ui)
    rows = (
        (
            link(kit.address, f"{names[kit.unit]}　{course_title(desk, kit.course)}"),
            class_name(kit.class_),
            el("time", day_and_time(state.made)),
            standing(ui, state),
        )
        for kit, state in built
    )
    return card(_("最近做的"), table((_("哪一套"), _("培训班"), _("时间"), _("状态")), rows, _("最近做的课程包")))


def _search(ui: Ui, word: str) -> Markup:
    _ = ui.label
    entry = el(
        "input",
        type="search",
        name="q",
        value=word,
        id="search",
        placeholder=_("单位、课程或培训班"),
        hx_get="/",
        hx_trigger="input changed delay:200ms, search",
        hx_target="#kits",
        hx_select="#kits",
        hx_swap="outerHTML",
    )
    return el(
        "form", el("label", _("查找"), for_="search"), entry, role="search", class_="search", method="get", action="/"
    )


def _course(ui: Ui, desk: Desk, course: str, states: _States, word: str) -> Markup:
    _ = ui.label
    try:
        bundle = desk.bundle(course)
    except FaultError as error:
        return card(course, faults(ui, error.faults, desk.address_of))
    rows = list(_rows(ui, desk, course, bundle.course.title, states, word))
    about = _("{n}讲，{p}条要点").format(n=len(bundle.lessons), p=len(bundle.principles))
    if not rows:
        return NOTHING
    head = (_("单位"), _("培训班"), _("状态"), _("操作"))
    return card(
        bundle.course.title,
        el("p", about, "　", link(f"/courses/{course}", _("看课程内容")), class_="muted"),
        table(head, rows, _("“{course}”的课程包").format(course=bundle.course.title)),
    )


def _rows(ui: Ui, desk: Desk, course: str, title: str, states: _States, word: str) -> Iterator[tuple[str, ...]]:
    _ = ui.label
    names = unit_names(desk, ui)
    for kit, state in states.items():
        if kit.course != course or word not in f"{names[kit.unit]} {kit.unit} {title} {course} {kit.class_}".casefold():
            continue
        address = f"/build?unit={kit.unit}&course={course}" + (f"&class={kit.class_}" if kit.class_ else "")
        there = isinstance(state, KitState) and state.standing != "none"
        make = el(
            "a", _("再做") if there else _("制作"), el("span", names[kit.unit], kit.class_, class_="sr"), href=address
        )
        see = (
            el("a", _("打开"), el("span", names[kit.unit], kit.class_, class_="sr"), href=kit.address)
            if there
            else NOTHING
        )
        yield (
            link(f"/units/{kit.unit}", names[kit.unit]),
            class_name(kit.class_),
            standing(ui, state),
            el("span", see, make, class_="acts"),
        )
