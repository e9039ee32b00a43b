"""Classes of a course: how each is held, by a form; its roster by upload, and the groups that come of it."""

from __future__ import annotations

import re
from pathlib import Path

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request as Asked
from starlette.responses import RedirectResponse, Response

from coursegen.errors import FaultError, Place, fail
from coursegen.html.markup import NOTHING, Markup
from coursegen.model import Class
from coursegen.reading import class_ids
from coursegen.reading.classes import FOLDER
from coursegen.reading.edit_keys import put
from coursegen.studio.class_form import answered, class_form
from coursegen.studio.desk import Desk
from coursegen.studio.guard import UPLOAD_LIMIT
from coursegen.studio.history import ABSENT, ConflictError, hash_of
from coursegen.studio.saving import changed_meanwhile, save
from coursegen.studio.sending import named, sent_file, text
from coursegen.studio.shipped import shipped_note
from coursegen.studio.texts import check_class, class_file
from coursegen.studio.ui import (
    Page,
    Ui,
    badge,
    card,
    el,
    faults,
    field,
    form,
    hidden,
    link,
    listed,
    notice,
    submit,
    table,
)

_ID = re.compile(r"[a-z0-9][a-z0-9.-]{0,63}")
_ROSTERS = (".xlsx", ".csv")


def classes_card(desk: Desk, ui: Ui, course: str, typed: str = "") -> Markup:
    """The classes of a course, and a form for a new one where the course is the user's own; `typed` was its id."""
    _ = ui.label
    folder = desk.course(course)
    rows = [
        el("li", link(f"/courses/{course}/classes/{name}", name), "　", _about(desk, ui, course, name))
        for name in class_ids(folder)
    ]
    shown = el("ul", *rows, class_="plain-list") if rows else el("p", _("还没有培训班。"), class_="muted")
    entry = field(_("新办一期，编号"), "id", typed, hint=_("例如 2026-2：小写字母、数字和连字符。"), required=True)
    new = form(ui, f"/courses/{course}/classes", el("div", entry, submit(_("建立")), class_="row top"), class_="stack")
    return card(_("各期培训班"), shown, new if desk.own(folder) else NOTHING)


def _about(desk: Desk, ui: Ui, course: str, name: str) -> Markup:
    """What a class is called and when it is held; that it cannot be read."""
    try:
        file = desk.class_(course, name).file
    except FaultError:
        return badge(ui.label("有错误"), "bad")
    said = filter(None, (file.title, file.term, listed(ui, file.dates)))
    return el("span", "　".join(said), class_="muted")


def create(desk: Desk, ui: Ui, asked: Asked, form_: FormData) -> Page | Response:
    """Make a class of which only the id is known."""
    course, name = asked.path_params["course"], text(form_, "id")
    folder = _own(desk, course)
    path = folder / FOLDER / f"{name}.yaml"
    if not _ID.fullmatch(name) or name in class_ids(folder):
        told = notice(
            ui.label("编号“{id}”不能用：要用小写字母、数字和连字符，而且没有别的培训班用过。").format(id=name),
            kind="bad",
        )
        return Page(
            ui.label("培训班"),
            el("div", told, classes_card(desk, ui, course, name), class_="stack"),
            "/courses",
            status=422,
        )
    try:
        desk.history.save({path: put(f"id: {name}\n", ("title",), ui.label("培训班")).encode()}, {path: ABSENT})
    except ConflictError:
        raise HTTPException(409) from None
    return RedirectResponse(f"/courses/{course}/classes/{name}", 303)


def class_page(desk: Desk, ui: Ui, asked: Asked) -> Page:
    """One class: its form, its roster, its groups."""
    _ = ui.label
    course, name = asked.path_params["course"], asked.path_params["class_"]
    path = class_file(desk, course, name)
    own = desk.own(path)
    acts = el(
        "div",
        link(f"/build?course={course}&class={name}", _("做这一期的课程包"), button=True),
        link(f"/courses/{course}/classes/{name}/file", _("文本（YAML）"), quiet=True),
        link(f"/courses/{course}", _("回到课程"), quiet=True),
        class_="actions",
    )
    note = shipped_note(desk, ui, course)
    try:
        found = desk.class_(course, name)
    except FaultError as error:
        mend = link(f"/courses/{course}/classes/{name}/file", _("改文件"), button=True)
        return Page(name, el("div", acts, faults(ui, error.faults, desk.address_of), mend, class_="stack"), "/courses")
    content = (
        acts,
        note,
        class_form(desk, ui, course, path, found.file, own=own),
        _people(ui, course, path, found, own=own),
    )
    return Page(found.file.title or name, el("div", *content, class_="stack"), "/courses")


def _people(ui: Ui, course: str, path: Path, found: Class, *, own: bool) -> Markup:
    _ = ui.label
    entry = field(
        _("换一份名单"),
        "file",
        kind="file",
        accept=",".join(_ROSTERS),
        required=True,
        hint=_("Excel 或 CSV，第一行是栏名：姓名、性别、单位、部门、职务、电话……报名时收上来的表一般可以直接用。"),
        data_limit=UPLOAD_LIMIT,
        data_too_large=_("文件太大了。"),
    )
    seen = hidden("seen", hash_of(path))
    send = form(
        ui, f"/courses/{course}/classes/{path.stem}/roster", seen, entry,
        el("div", submit(_("上传")), class_="actions"), upload=True, class_="stack",
    )  # fmt: skip
    rows = [(p.name, p.unit or "–", p.post or "–", p.group or "–") for p in found.roster]
    head = (_("姓名"), _("单位"), _("职务"), _("组别"))
    count = el("p", _("{n}人，分成{g}组。").format(n=len(found.roster), g=len(found.groups)), class_="muted")
    shown = el("details", el("summary", _("看名单")), table(head, rows, _("名单"))) if rows else NOTHING
    return card(_("名单和分组"), count, _groups(ui, found), shown, send if own else NOTHING)


def _groups(ui: Ui, found: Class) -> Markup:
    """Who sits with whom."""
    _ = ui.label
    tables = (
        el(
            "section",
            el("h3", group.name if not group.name.isdecimal() else _("第{n}组").format(n=group.name)),
            el("p", listed(ui, (one.name for one in group.members))),
            el("small", _("{n}人").format(n=len(group.members))),
            class_="layout",
        )
        for group in found.groups
    )
    return el("div", *tables, class_="layouts") if found.groups else NOTHING


def save_class(desk: Desk, ui: Ui, asked: Asked, form_: FormData) -> Page | Response:
    """Put the answers of the form into the class's file, if it can be read with them."""
    course, name = asked.path_params["course"], asked.path_params["class_"]
    path = class_file(desk, course, name)
    old = desk.class_(course, name).file
    content = path.read_bytes().decode("utf-8-sig")
    new = answered(content, old, form_, path.name).encode()
    check_class(desk, course, name, {path.name: new})
    at = f"/courses/{course}/classes/{name}"
    return save(desk, ui, path, new, text(form_, "seen"), back=at, action=f"{at}/file")


def save_roster(desk: Desk, ui: Ui, asked: Asked, form_: FormData) -> Page | Response:
    """Take a sheet as the roster of a class, if it can be read; its faults name the cells."""
    course, name = asked.path_params["course"], asked.path_params["class_"]
    path = class_file(desk, course, name)
    _own(desk, course)
    given, data = sent_file(form_)
    suffix = Path(given).suffix.lower()
    if suffix not in _ROSTERS:
        raise fail("C411", Place(given), kind=suffix.removeprefix("."))
    roster = path.with_name(f"{name}{suffix}")
    new = put(path.read_bytes().decode("utf-8-sig"), ("roster",), roster.name).encode()
    with named(roster, given):
        check_class(desk, course, name, {path.name: new, roster.name: data})
    at = f"/courses/{course}/classes/{name}"
    try:
        desk.history.save({roster: data, path: new}, {roster: hash_of(roster), path: text(form_, "seen")})
    except ConflictError:
        return changed_meanwhile(ui, at, "/courses")
    return RedirectResponse(at, 303)


def _own(desk: Desk, course: str) -> Path:
    folder = desk.course(course)
    if not desk.own(folder):
        raise HTTPException(403, "shipped")
    return folder
