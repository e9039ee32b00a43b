"""The bank of a course: its items by lesson, kind and difficulty, and the papers that take them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress

from starlette.requests import Request as Asked

from coursegen.errors import FaultError
from coursegen.exam import assemble
from coursegen.exam.history import Usage, usages
from coursegen.html.markup import NOTHING, Markup
from coursegen.model import CourseBundle, Item
from coursegen.studio.courses import worded, written_at
from coursegen.studio.desk import Desk
from coursegen.studio.shown_in import unit_shown
from coursegen.studio.ui import Page, Ui, badge, card, el, field, link, listed, select, table

_FILTERS = ("lesson", "kind", "difficulty", "paper", "sat")


def bank(desk: Desk, ui: Ui, asked: Asked) -> Page:
    """Items that the filters of the address let through; those are narrowed while one chooses."""
    _ = ui.label
    course = asked.path_params["course"]
    bundle = worded(desk, course, unit_shown(desk, asked))
    papers = desk.kept.get(("papers", course), desk.course(course).rglob("*.y*ml"), lambda: _papers(bundle))
    sat = sittings(desk, course)
    wanted = {key: asked.query_params.get(key, "") for key in (*_FILTERS, "q")}
    found = [item for item in _found(bundle, papers, wanted) if _was_sat(sat.get(item.id), wanted["sat"])]
    rows = [(*_row(ui, course, bundle, papers, item), *([_sat(ui, sat[item.id])] if sat else [])) for item in found]
    count = el("p", _("{n}题，共{all}题。").format(n=len(found), all=len(bundle.items)), class_="muted", role="status")
    head = (_("题干"), _("题型"), _("难度"), _("分值"), _("用在哪张试卷"), *([_("考过几次")] if sat else []))
    shown = card(_("试题"), count, table(head, rows, _("试题")), id_="items")
    acts = el(
        "div",
        link(f"/courses/{course}", _("回到课程"), quiet=True),
        class_="actions",
    )
    narrowed = _filters(ui, course, bundle, papers, wanted, kept=bool(sat))
    content = (acts, _papers_card(ui, course, bundle), narrowed, shown)
    title = _("{course}的题库").format(course=bundle.course.title)
    return Page(title, el("div", *content, class_="stack"), "/courses")


def _papers_card(ui: Ui, course: str, bundle: CourseBundle) -> Markup:
    """The papers of a course, and the checks of its lessons, to be looked at and taken."""
    _ = ui.label
    exams = (
        (
            el("span", link(f"/courses/{course}/papers/{one.id}", one.title), " ", el("small", one.id)),
            _("{n}题，{points}分，{minutes}分钟").format(
                n=sum(part.count for part in one.sections), points=f"{one.points:g}", minutes=one.minutes
            ),
            str(one.forms),
        )
        for one in bundle.blueprints.values()
        if one.scope == "course"
    )
    has_checks = any(one.scope == "lesson" for one in bundle.blueprints.values())
    checks = (el("li", link(f"/courses/{course}/checks/{one.id}", one.title)) for one in bundle.lessons)
    taken = (
        el("div", el("h3", _("各讲小测，做一做")), el("ul", *checks, class_="plain-list columns"), class_="group")
        if has_checks
        else NOTHING
    )
    return card(_("各张试卷"), table((_("试卷"), _("题量"), _("几份")), exams, _("各张试卷")), taken)


def sittings(desk: Desk, course: str) -> Mapping[str, Usage]:
    """How often items were sat and how they did, by id; nothing where no sitting is kept or the store is not sound."""
    store = desk.workspace.results
    if not store.is_file():
        return {}

    def read() -> Mapping[str, Usage]:
        with suppress(FaultError):  # whoever keeps sittings is told by the commands that do
            from coursegen.store import read_sittings

            bundle = desk.bundle(course)
            if found := read_sittings(store, bundle.course.id):
                return {one.item: one for one in usages(bundle.items, found)}
        return {}

    return desk.kept.get(("sittings", course), [store, *desk.course(course).rglob("*.y*ml")], read)


def _was_sat(usage: Usage | None, wanted: str) -> bool:
    """Whether an item is one of those wanted by what is known of its sittings."""
    times, flags = (usage.times, usage.flags) if usage else (0, ())
    return {"never": not times, "once": bool(times), "flagged": bool(flags)}.get(wanted, True)


def _sat(ui: Ui, usage: Usage) -> Markup:
    """How often an item was sat, its difficulty, and what should be looked at."""
    if not usage.times:
        return el("span", "–")
    _ = ui.label
    words = {
        "hard": _("太难"), "easy": _("太易"), "weak": _("区分不开"), "key": _("核对答案"),
        "better-distractor": _("错误选项吸引高分者"), "idle-distractor": _("有选项没有人选"),
    }  # fmt: skip
    told = _("{n}次，最近{day}").format(n=usage.times, day=usage.last)
    numbers = "" if usage.p is None else f"　p {usage.p:.2f}"
    flags = (badge(words[flag], "warn") for flag in usage.flags)
    return el("span", told, el("small", numbers), *flags)


def kinds(ui: Ui) -> dict[str, str]:
    """What kinds of items are called."""
    _ = ui.label
    return {
        "single": _("单选"), "multiple": _("多选"), "judge": _("判断"), "judge-reason": _("判断改错"),
        "blank": _("填空"), "short": _("简答"), "case": _("案例分析"), "correct": _("改错"),
    }  # fmt: skip


def difficulties(ui: Ui) -> dict[str, str]:
    """What difficulties are called."""
    _ = ui.label
    return {"easy": _("容易"), "medium": _("中等"), "hard": _("较难")}


Papers = Mapping[str, tuple[str, frozenset[str]]]
"""Title and items of the papers of a course, by id."""


def _papers(bundle: CourseBundle) -> Papers:
    found = {}
    for name, blueprint in bundle.blueprints.items():
        if blueprint.scope == "course":
            with suppress(FaultError):  # a paper that cannot be made is told of when it is built
                found[name] = blueprint.title, assemble(bundle, blueprint, bundle.lessons).items
    return found


def _found(bundle: CourseBundle, papers: Papers, wanted: Mapping[str, str]) -> Iterator[Item]:
    lesson_of = {principle: lesson.id for lesson in bundle.lessons for principle in lesson.principles}
    for item in bundle.items:
        says = {"lesson": lesson_of.get(item.principle, ""), "kind": item.kind, "difficulty": item.difficulty}
        fits = all(wanted[key] in ("", value) for key, value in says.items())
        used = not wanted["paper"] or item.id in papers.get(wanted["paper"], ("", frozenset()))[1]
        if fits and used and wanted["q"].casefold() in f"{item.stem} {item.id}".casefold():
            yield item


def _filters(
    ui: Ui, course: str, bundle: CourseBundle, papers: Papers, wanted: Mapping[str, str], *, kept: bool
) -> Markup:
    _ = ui.label
    every = {"": _("全部")}
    past = every | {"never": _("没有考过的"), "once": _("考过的"), "flagged": _("请看一看的")}
    lessons = every | {one.id: one.title for one in bundle.lessons}
    return el(
        "form",
        select(_("讲"), "lesson", lessons, wanted["lesson"]),
        select(_("题型"), "kind", every | kinds(ui), wanted["kind"]),
        select(_("难度"), "difficulty", every | difficulties(ui), wanted["difficulty"]),
        select(_("试卷"), "paper", every | {name: title for name, (title, _items) in papers.items()}, wanted["paper"]),
        select(_("考过没有"), "sat", past, wanted["sat"]) if kept else "",
        field(_("题干里的字"), "q", wanted["q"], kind="search"),
        el("button", _("查找"), type="submit", class_="button quiet"),
        method="get",
        action=f"/courses/{course}/bank",
        class_="card row",
        hx_get=f"/courses/{course}/bank",
        hx_trigger="input delay:200ms",
        hx_target="#items",
        hx_select="#items",
        hx_swap="outerHTML",
        data_by_itself=True,
    )


def _row(ui: Ui, course: str, bundle: CourseBundle, papers: Papers, item: Item) -> tuple[str, ...]:
    principle = bundle.principles.get(item.principle)
    about = link(f"/courses/{course}/principles/{item.principle}", principle.title if principle else item.principle)
    written = el("a", item.id, href=written_at(course, "bank", bundle.places[item.id]), title=ui.label("改这一题"))
    stem = el("span", item.stem, el("br"), el("small", about, "　", written))
    used = listed(ui, (title for title, items in papers.values() if item.id in items)) or "–"
    review = badge(ui.label("待复核"), "warn") if item.review else ""
    kind = el("span", badge(kinds(ui)[item.kind], "plain"), review)
    return stem, kind, badge(difficulties(ui)[item.difficulty], "plain"), f"{item.points:g}", used
