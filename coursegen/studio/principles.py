"""One principle: as a form and as text, checked while one writes, with its slides beside."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlencode

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request as Asked
from starlette.responses import Response

from coursegen.build import Request
from coursegen.build.draft import draft_page
from coursegen.errors import Fault, FaultError
from coursegen.html.markup import NOTHING, Markup
from coursegen.model import CourseBundle, Principle
from coursegen.reading import read_course
from coursegen.reading.edit_keys import put, put_items
from coursegen.reading.units import DEFAULT_UNIT
from coursegen.studio.building import text
from coursegen.studio.desk import Desk
from coursegen.studio.guard import SANDBOX
from coursegen.studio.history import hash_of
from coursegen.studio.home import unit_names
from coursegen.studio.saving import save
from coursegen.studio.ui import (
    Page,
    Ui,
    badge,
    card,
    el,
    facts,
    field,
    hidden,
    notice,
    select,
    submit,
)
from coursegen.workspace import sha256, shown

DRAFTS = 20
"""Drafts remembered for previews."""

_LINES = ("title", "claim", "question", "source", "minutes")
_BLOCKS = ("why", "notes")
_LISTS = ("do", "dont")


def principle_page(desk: Desk, ui: Ui, asked: Asked) -> Page:
    """One principle: form, text, and its slides as they would be."""
    _ = ui.label
    course, name = asked.path_params["course"], asked.path_params["principle"]
    path = principle_file(desk, course, name)
    content = path.read_bytes()
    unit = asked.query_params.get("unit") or DEFAULT_UNIT
    as_text = asked.query_params.get("as") == "text" or "line" in asked.query_params
    try:
        bundle = desk.bundle(course)
        principle = bundle.principles.get(name)
    except FaultError:
        bundle, principle, as_text = None, None, True
    tabs = _tabs(ui, course, name, unit, as_text=as_text)
    own = desk.own(path)
    note = NOTHING if own else notice(_("这是程序自带的示例课程，不能改；可以试写，右边会跟着变，但存不下来。"))
    left = (
        _text_form(desk, ui, course, name, path, content, unit, own=own)
        if as_text or principle is None
        else _fields(ui, course, principle, path, unit, own=own)
    )
    right = el(
        "div",
        _screen(ui, course, name, unit, principle),
        _switch(desk, ui, course, name, unit, as_text=as_text),
        _where(ui, bundle, principle),
        class_="stack sticky",
    )
    title = principle.title if principle else name
    return Page(
        title, el("div", note, tabs, el("div", left, right, class_="halves"), class_="stack"), "/courses", wide=True
    )


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


def _fields(ui: Ui, course: str, principle: Principle, path: Path, unit: str, *, own: bool) -> Markup:
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
        shown_ = "\n".join(value) if key in _LISTS else value
        rows = 5 if key in _LISTS else 4
        return el(
            "div",
            el("label", labels[key], for_=f"p-{key}"),
            el("textarea", "\n" + shown_, id=f"p-{key}", name=key, rows=rows),
            class_="field",
        )

    live = _live(course, principle.id)
    return _form(
        ui,
        f"/courses/{course}/principles/{principle.id}",
        live,
        hidden("seen", hash_of(path)),
        hidden("as", "form"),
        hidden("unit", unit),
        card(_("内容"), *map(one, labels), el("p", _("图形、案例和引文请在文本里改。"), class_="hint")),
        el("div", id="check", aria_live="polite"),
        el("div", submit(_("保存")), class_="actions") if own else NOTHING,
    )


def _text_form(
    desk: Desk, ui: Ui, course: str, name: str, path: Path, content: bytes, unit: str, *, own: bool
) -> Markup:
    _ = ui.label
    box = el(
        "div",
        el("pre", aria_hidden="true"),
        el(
            "textarea",
            "\n" + content.decode("utf-8", "replace"),
            name="text",
            aria_label=_("要点的文本"),
            spellcheck="false",
            autocomplete="off",
        ),
        class_="code-box",
    )
    return _form(
        ui,
        f"/courses/{course}/principles/{name}",
        _live(course, name),
        hidden("seen", hash_of(path)),
        hidden("as", "text"),
        hidden("unit", unit),
        box,
        el("div", _checked(desk, ui, course, name, content, unit), id="check", aria_live="polite"),
        el("div", submit(_("保存")), class_="actions") if own else NOTHING,
    )


def _live(course: str, name: str) -> Mapping[str, str]:
    return {
        "hx_post": f"/courses/{course}/principles/{name}/check",
        "hx_trigger": "input delay:60ms",
        "hx_target": "#check",
        "hx_sync": "this:replace",
    }


def _form(ui: Ui, action: str, live: Mapping[str, str], *content: str) -> Markup:
    """A form that is checked while one writes; it can be written in even where nothing can be saved."""
    key = hidden("csrf", ui.session.csrf)
    return el("form", key, *content, method="post", action=action, class_="stack", data_keep=True, **live)


def _screen(ui: Ui, course: str, name: str, unit: str, principle: Principle | None) -> Markup:
    _ = ui.label
    if principle is not None and principle.tier == "read":
        return notice(_("这一条供自学，只在讲义里，没有幻灯片。"))
    source = f"/courses/{course}/principles/{name}/page?{urlencode({'unit': unit})}"
    return el("iframe", src=source, title=_("这一条的幻灯片"), sandbox="allow-scripts", class_="screen", data_live=True)


def _switch(desk: Desk, ui: Ui, course: str, name: str, unit: str, *, as_text: bool) -> Markup:
    _ = ui.label
    return el(
        "form",
        select(_("放在哪个单位里看"), "unit", unit_names(desk), unit),
        hidden("as", "text" if as_text else "form"),
        el("button", _("看"), type="submit", class_="button quiet"),
        method="get",
        action=f"/courses/{course}/principles/{name}",
        class_="row",
        data_submit_on_change=True,
    )


def _where(ui: Ui, bundle: CourseBundle | None, principle: Principle | None) -> Markup:
    _ = ui.label
    if bundle is None or principle is None:
        return NOTHING
    titles = {point.id: point.title for point in bundle.points}
    items = [item for item in bundle.items if item.principle == principle.id]
    lesson = next((one for one in bundle.lessons if principle.id in one.principles), None)
    rows = [
        (_("所在的讲"), lesson.title if lesson else "–"),
        (_("原文要点"), "、".join(titles.get(point, point) for point in principle.covers)),
        (_("试题"), "、".join(item.id for item in items) or "–"),
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
        return text(form_, "text").replace("\r\n", "\n").encode() + b"\n"
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
    try:
        content = _new_text(desk, course, name, form_)
    except FaultError as error:
        return _told(ui, error.faults)
    return _checked(desk, ui, course, name, content, text(form_, "unit") or DEFAULT_UNIT)


def _checked(desk: Desk, ui: Ui, course: str, name: str, content: bytes, unit: str) -> Markup:
    path = principle_file(desk, course, name)
    try:
        read_course(desk.course(course), drafts=drafts_of(desk, course, path, content))
    except FaultError as error:
        return _told(ui, error.faults)
    draft = sha256(content)[:24]
    desk.drafts[draft] = content
    while len(desk.drafts) > DRAFTS:
        del desk.drafts[next(iter(desk.drafts))]
    address = f"/courses/{course}/principles/{name}/page?{urlencode({'unit': unit, 'draft': draft})}"
    return el("p", ui.label("没有错误。"), class_="muted", data_preview=address)


def drafts_of(desk: Desk, course: str, path: Path, content: bytes) -> Mapping[Path, bytes]:
    """A draft under the path by which the course's folder is read."""
    return {desk.course(course) / "principles" / path.name: content}


def _told(ui: Ui, found: tuple[Fault, ...]) -> Markup:
    _ = ui.label
    rows = (_line(ui, fault) for fault in {fault.line(ui.language): fault for fault in found}.values())
    return el(
        "div",
        el("p", _("下面的改好以前，右边还是上一次能用的样子。"), class_="muted"),
        el("ul", *rows, class_="faults"),
        class_="stack",
    )


def _line(ui: Ui, fault: Fault) -> Markup:
    _ = ui.label
    line = fault.place.line or None
    words = (
        _("第{n}行").format(n=line) if line else shown(Path(fault.place.file)) if fault.place.file else _("整个文件")
    )
    where = el(
        "p", el("a", words, href="#text") if line else words, el("span", fault.code, class_="code"), class_="place"
    )
    told = el("div", el("p", fault.cause(ui.language)), el("p", fault.remedy(ui.language), class_="remedy"), where)
    return el("li", badge(_("错误"), "bad"), told, data_line=line)


def draft(desk: Desk, _ui: Ui, asked: Asked) -> Response:
    """The slides of a principle, of a draft of it where one is named, as a page without our origin."""
    course, name = asked.path_params["course"], asked.path_params["principle"]
    unit = asked.query_params.get("unit") or DEFAULT_UNIT
    desk.unit_folder(unit)
    path = principle_file(desk, course, name)
    content = desk.drafts.get(asked.query_params.get("draft", ""))
    drafts = drafts_of(desk, course, path, content) if content is not None else {}
    lessons = tuple(one.id for one in desk.bundle(course).lessons if name in one.principles)
    request = Request(desk.course(course), unit, desk.workspace.unit_roots, lessons=lessons, drafts=drafts)
    page = draft_page(request, name) or b"<!DOCTYPE html><title>-</title>"
    return Response(page, media_type="text/html", headers={"Content-Security-Policy": SANDBOX})


def save_principle(desk: Desk, ui: Ui, asked: Asked, form_: FormData) -> Page | Response:
    """Save a principle, if the course can be read with it."""
    course, name = asked.path_params["course"], asked.path_params["principle"]
    path = principle_file(desk, course, name)
    content = _new_text(desk, course, name, form_)
    read_course(desk.course(course), drafts=drafts_of(desk, course, path, content))
    at = f"/courses/{course}/principles/{name}"
    shape = "text" if text(form_, "as") != "form" else "form"
    back = f"{at}?{urlencode({'unit': text(form_, 'unit') or DEFAULT_UNIT, 'as': shape})}"
    return save(desk, ui, path, content, text(form_, "seen"), back=back, action=at)
