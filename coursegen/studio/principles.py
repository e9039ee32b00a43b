"""One principle: as a form and as text, checked while one writes, with what it becomes beside."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request as Asked
from starlette.responses import Response

from coursegen.build.draft import View
from coursegen.errors import FaultError
from coursegen.html.markup import NOTHING, Markup, joined
from coursegen.model import CourseBundle, Principle
from coursegen.reading import read_course
from coursegen.reading.edit_keys import put, put_items
from coursegen.reading.unit_chain import DEFAULT_UNIT
from coursegen.studio.code import checked, code_box, ending, live_form, told, written
from coursegen.studio.desk import Desk
from coursegen.studio.drafts import checked_draft, drafts_of, view_of
from coursegen.studio.history import hash_of
from coursegen.studio.home import unit_names
from coursegen.studio.saving import save
from coursegen.studio.sending import text
from coursegen.studio.shipped import shipped_note
from coursegen.studio.shown_in import unit_shown
from coursegen.studio.ui import Page, Ui, card, el, facts, field, hidden, link, listed

_LINES = ("title", "claim", "question", "source", "minutes")
_BLOCKS = ("why", "notes")
_LISTS = ("do", "dont")
_ITEMS_SHOWN = 20
"""More items of one principle than these are shown when one asks for them."""


def principle_page(desk: Desk, ui: Ui, asked: Asked) -> Page:
    """One principle: form, text, and what it becomes in slides, handout and paper."""
    _ = ui.label
    course, name = asked.path_params["course"], asked.path_params["principle"]
    path = principle_file(desk, course, name)
    content = path.read_bytes()
    unit, view = unit_shown(desk, asked), view_of(asked.query_params.get("view", ""))
    as_text = asked.query_params.get("as") == "text" or "line" in asked.query_params
    try:
        bundle = desk.bundle(course)
        principle = bundle.principles.get(name)
    except FaultError:
        bundle, principle, as_text = None, None, True
    own = desk.own(path)
    note = shipped_note(desk, ui, course, _("也可以先试写，右边会跟着变，只是存不下来。"))
    as_text = as_text or principle is None
    left = live_form(
        ui,
        f"/courses/{course}/principles/{name}",
        hidden("seen", hash_of(path)),
        hidden("as", "text" if as_text else "form"),
        code_box(ui, content, _("要点的文本"), "principle") if as_text or principle is None else _fields(ui, principle),
        checked(checked_draft(desk, ui, course, name, path, content, unit, view)),
        ending(ui, own=own),
        also="#shown",
    )
    right = el("div", _screen(desk, ui, unit, view), _where(ui, course, bundle, principle), class_="stack sticky")
    halves = el("div", left, right, class_="halves writing")
    title = principle.title if principle else name
    tabs = _tabs(ui, course, name, unit, as_text=as_text)
    return Page(title, el("div", note, tabs, halves, class_="stack"), "/courses", wide=True, editor=as_text)


def _tabs(ui: Ui, course: str, name: str, unit: str, *, as_text: bool) -> Markup:
    _ = ui.label
    at = f"/courses/{course}/principles/{name}?unit={unit}"
    links = (
        (_("表单"), at, not as_text),
        (_("文本（YAML）"), f"{at}&as=text", as_text),
        (_("回到课程"), f"/courses/{course}", False),
    )
    return el(
        "div",
        *(
            el("a", words, href=to, class_="button quiet", aria_current="page" if here else None)
            for words, to, here in links
        ),
        class_="actions",
    )


def _fields(ui: Ui, principle: Principle) -> Markup:
    _ = ui.label
    labels = {
        "title": _("标题"),
        "claim": _("主张（一句完整的话）"),
        "why": _("为什么"),
        "do": _("应当（一行一条）"),
        "dont": _("不要（一行一条）"),
        "question": _("问一问自己"),
        "notes": _("讲师怎么说"),
        "source": _("出处"),
        "minutes": _("分钟"),
    }

    def one(key: str) -> Markup:
        value = getattr(principle, key)
        if key in _LINES:
            return field(labels[key], key, str(value or ""), inputmode="numeric" if key == "minutes" else None)
        shown = "\n".join(value) if key in _LISTS else value
        box = el("textarea", "\n" + shown, id=f"p-{key}", name=key, rows=5 if key in _LISTS else 4)
        return el("div", el("label", labels[key], for_=f"p-{key}"), box, class_="field")

    return card(_("内容"), *map(one, labels), el("p", _("图形、案例和引文请在文本里改。"), class_="hint"))


def _screen(desk: Desk, ui: Ui, unit: str, view: View) -> Markup:
    """What it becomes: in which unit and as what, the page that follows each key, and the pages of the file."""
    _ = ui.label
    names: dict[View, str] = {"slides": _("幻灯片"), "handout": _("讲义"), "quiz": _("试题和答案")}
    choice = (
        el("label", el("input", type="radio", name="view", value=key, checked=key == view, form="writing"), words)
        for key, words in names.items()
    )
    unit_choice = el(
        "select",
        *(el("option", words, value=key, selected=key == unit) for key, words in unit_names(desk, ui).items()),
        name="unit",
        form="writing",
        aria_label=_("放在哪个单位里看"),
    )
    views = el("fieldset", el("legend", _("看成什么"), class_="sr"), *choice, class_="tabs")
    frame = el("iframe", title=_("写成的样子"), sandbox="", class_="screen draft")
    drawn = el("div", el("p", _("停下来以后，请 LibreOffice 画出成品的页面。"), class_="muted"), id="drawn")
    return el(
        "div",
        el("div", views, unit_choice, id="shown", class_="row"),
        el("div", frame, id="screen"),
        card(_("成品的样子"), drawn),
        class_="stack",
    )


def _where(ui: Ui, course: str, bundle: CourseBundle | None, principle: Principle | None) -> Markup:
    _ = ui.label
    if bundle is None or principle is None:
        return NOTHING
    titles = {point.id: point.title for point in bundle.points}
    bank = f"/courses/{course}/bank?q="
    items = [link(f"{bank}{item.id}", item.id) for item in bundle.items if item.principle == principle.id]
    told = joined(piece for item in items for piece in (item, " ")) if items else "–"
    if len(items) > _ITEMS_SHOWN:
        told = el("details", el("summary", _("{n}题").format(n=len(items))), told)
    lesson = next((one for one in bundle.lessons if principle.id in one.principles), None)
    rows = [
        (_("所在的讲"), lesson.title if lesson else "–"),
        (_("原文要点"), listed(ui, (titles.get(point, point) for point in principle.covers))),
        (_("试题"), told),
    ]
    return card(_("来龙去脉"), facts(rows))


def principle_file(desk: Desk, course: str, name: str) -> Path:
    """The file of a principle: where the course says it stands, else the file of its name. 404 for neither."""
    folder = desk.course(course) / "principles"
    named = {path.stem: path for path in folder.glob("*.y*ml")}
    try:
        bundle = desk.bundle(course)
        place = bundle.places.get(name) if name in bundle.principles else None
    except FaultError:
        place = None
    found = Path(place.file).resolve() if place else named.get(name)
    if found is None or (found.parent != folder.resolve() and found.parent != folder):
        raise HTTPException(404)
    return found


def _new_text(desk: Desk, course: str, name: str, form_: FormData) -> bytes:
    """The file as the form would have it: its own text, or the old one with the answers put in."""
    path = principle_file(desk, course, name)
    if text(form_, "as") != "form":
        return written(text(form_, "text"))
    principle = desk.bundle(course).principles[name]
    content = path.read_bytes().decode("utf-8-sig")
    for key in (*_LINES, *_BLOCKS):
        value = text(form_, key).replace("\r\n", "\n")
        if key in form_ and value != str(getattr(principle, key) or "").strip():
            content = put(content, (key,), value)
    for key in _LISTS:
        items = tuple(line.strip() for line in text(form_, key).splitlines() if line.strip())
        if key in form_ and items != getattr(principle, key):
            content = put_items(content, (key,), items)
    return content.encode()


def check(desk: Desk, ui: Ui, asked: Asked, form_: FormData) -> Markup:
    """What is wrong with what is written, while it is written; a draft that can be read is shown at once."""
    course, name = asked.path_params["course"], asked.path_params["principle"]
    path = principle_file(desk, course, name)
    try:
        content = _new_text(desk, course, name, form_)
    except FaultError as error:
        return told(desk, ui, error.faults, path)
    unit = text(form_, "unit") or DEFAULT_UNIT
    return checked_draft(desk, ui, course, name, path, content, unit, view_of(text(form_, "view")))


def save_principle(desk: Desk, ui: Ui, asked: Asked, form_: FormData) -> Page | Response:
    """Save a principle, if the course can be read with it."""
    course, name = asked.path_params["course"], asked.path_params["principle"]
    path = principle_file(desk, course, name)
    content = _new_text(desk, course, name, form_)
    read_course(desk.course(course), drafts=drafts_of(desk, course, path, content))
    at = f"/courses/{course}/principles/{name}"
    shape = "text" if text(form_, "as") != "form" else "form"
    shown = {"unit": text(form_, "unit") or DEFAULT_UNIT, "view": view_of(text(form_, "view")), "as": shape}
    back = f"{at}?{urlencode(shown)}"
    return save(desk, ui, path, content, text(form_, "seen"), back=back, action=at)
