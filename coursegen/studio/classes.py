"""Classes of a course: dates, place, trainers, the roster, and the groups that come of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request as Asked
from starlette.responses import RedirectResponse, Response

from coursegen.errors import FaultError
from coursegen.html.markup import NOTHING, Markup
from coursegen.model import Class, ClassFile, Trainer
from coursegen.reading import class_ids, read_class
from coursegen.reading.classes import FOLDER
from coursegen.reading.edit_keys import Value, put, without
from coursegen.studio.building import text
from coursegen.studio.desk import Desk
from coursegen.studio.guard import UPLOAD_LIMIT
from coursegen.studio.history import ABSENT, ConflictError, hash_of
from coursegen.studio.saving import changed_meanwhile, copied, placed, save
from coursegen.studio.sending import named, sent_file
from coursegen.studio.ui import Page, Ui, card, el, faults, field, form, hidden, link, notice, select, submit, table

_LINES = ("title", "term", "organiser", "host", "place", "opening", "closing", "group_size")
_ID = re.compile(r"[a-z0-9][a-z0-9.-]{0,63}")
_BETWEEN = re.compile(r"[,，、;；\s]+")
_ROSTERS = (".xlsx", ".csv")


def classes_card(desk: Desk, ui: Ui, course: str) -> Markup:
    """The classes of a course, and a form for a new one where the course is the user's own."""
    _ = ui.label
    folder = desk.course(course)
    rows = [el("li", link(f"/courses/{course}/classes/{name}", name)) for name in class_ids(folder)]
    shown = el("ul", *rows, class_="plain-list") if rows else el("p", _("还没有培训班。"), class_="muted")
    entry = field(_("新办一期，编号"), "id", hint=_("例如 2026-2：小写字母、数字和连字符。"), required=True)
    new = form(ui, f"/courses/{course}/classes", el("div", entry, submit(_("建立")), class_="row top"), class_="stack")
    return card(_("培训班"), shown, new if desk.own(folder) else NOTHING)


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
            ui.label("培训班"), el("div", told, classes_card(desk, ui, course), class_="stack"), "/courses", status=422
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
    path = _file(desk, course, name)
    own = desk.own(path)
    acts = el(
        "div",
        link(f"/build?course={course}&class={name}", _("做这一期的课程包"), button=True),
        link(f"/courses/{course}", _("回到课程"), quiet=True),
        class_="actions",
    )
    note = NOTHING if own else notice(_("这是程序自带的示例课程，不能改。"))
    try:
        found = desk.class_(course, name)
    except FaultError as error:
        return Page(name, el("div", acts, faults(ui, error.faults, desk.address_of), class_="stack"), "/courses")
    content = (
        acts,
        note,
        _form(desk, ui, course, path, found.file, own=own),
        _people(ui, course, path, found, own=own),
    )
    return Page(found.file.title or name, el("div", *content, class_="stack"), "/courses")


def _form(desk: Desk, ui: Ui, course: str, path: Path, file: ClassFile, *, own: bool) -> Markup:
    _ = ui.label
    labels = {
        "title": _("名称"), "term": _("期次"), "organiser": _("主办单位"), "host": _("承办单位"), "place": _("地点"),
        "opening": _("开班几分钟"), "closing": _("结业几分钟"), "group_size": _("一组几人"),
    }  # fmt: skip
    plans = {"": _("单位的安排")} | {plan.id: plan.title for plan in desk.bundle(course).course.plans}
    fields = [field(words, key, str(getattr(file, key) or "")) for key, words in labels.items()]
    dates = field(_("日期"), "dates", "、".join(file.dates), hint=_("例如 2026-03-09、2026-03-10。"))
    people = "\n".join("，".join(filter(None, (one.name, one.post))) for one in file.trainers)
    trainers = el(
        "div",
        el("label", _("讲师（一行一位：姓名，职务）"), for_="c-trainers"),
        el("textarea", "\n" + people, id="c-trainers", name="trainers", rows=3),
        class_="field",
    )
    body = card(
        _("怎么办"),
        el("div", *fields, select(_("教学安排"), "plan", plans, file.plan), dates, class_="grid"),
        trainers,
    )
    save_ = el("div", submit(_("保存")), class_="actions") if own else NOTHING
    return form(
        ui, f"/courses/{course}/classes/{path.stem}", hidden("seen", hash_of(path)), body, save_, class_="stack"
    )


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
    return card(_("名单和分组"), count, shown, send if own else NOTHING)


def save_class(desk: Desk, ui: Ui, asked: Asked, form_: FormData) -> Page | Response:
    """Put the answers of the form into the class's file, if it can be read with them."""
    course, name = asked.path_params["course"], asked.path_params["class_"]
    path = _file(desk, course, name)
    old = desk.class_(course, name).file
    content = path.read_bytes().decode("utf-8-sig")
    for key, (before, now) in _answers(old, form_).items():
        if now != before:
            content = put(content, (key,), now) if now else without(content, (key,))
    new = content.encode()
    _check(desk, course, name, {path.name: new})
    at = f"/courses/{course}/classes/{name}"
    return save(desk, ui, path, new, text(form_, "seen"), back=at, action=f"{at}/file")


def save_file(desk: Desk, ui: Ui, asked: Asked, form_: FormData) -> Page | Response:
    """Write the whole text of a class's file."""
    course, name = asked.path_params["course"], asked.path_params["class_"]
    path = _file(desk, course, name)
    new = text(form_, "text").replace("\r\n", "\n").encode() + b"\n"
    _check(desk, course, name, {path.name: new})
    at = f"/courses/{course}/classes/{name}"
    return save(desk, ui, path, new, text(form_, "seen"), back=at, action=f"{at}/file")


def _answers(old: ClassFile, form_: FormData) -> Mapping[str, tuple[Value, Value]]:
    """By key what the file says, and what the form says."""
    lines = {key: (str(getattr(old, key) or ""), text(form_, key)) for key in (*_LINES, "plan") if key in form_}
    dates = tuple(filter(None, _BETWEEN.split(text(form_, "dates"))))
    trainers = tuple(_trainer(line, old.trainers) for line in text(form_, "trainers").splitlines() if line.strip())
    lists: dict[str, tuple[Value, Value]] = {"dates": (old.dates, dates)} if "dates" in form_ else {}
    if "trainers" in form_:
        lists["trainers"] = (tuple(_written(one) for one in old.trainers), trainers)
    return lines | lists


def _trainer(line: str, known: tuple[Trainer, ...]) -> Mapping[str, str | tuple[str, ...]]:
    """A trainer as a line says him; the lessons of one who is known by name stay his."""
    name, _, post = (part.strip() for part in line.replace(",", "，").partition("，"))
    lessons = next((one.lessons for one in known if one.name == name), ())
    return _written(Trainer(name, post, lessons))


def _written(one: Trainer) -> Mapping[str, str | tuple[str, ...]]:
    found: dict[str, str | tuple[str, ...]] = {"name": one.name, "post": one.post, "lessons": one.lessons}
    return {key: value for key, value in found.items() if value}


def save_roster(desk: Desk, ui: Ui, asked: Asked, form_: FormData) -> Page | Response:
    """Take a sheet as the roster of a class, if it can be read; its faults name the cells."""
    course, name = asked.path_params["course"], asked.path_params["class_"]
    path = _file(desk, course, name)
    _own(desk, course)
    given, data = sent_file(form_)
    suffix = Path(given).suffix.lower()
    if suffix not in _ROSTERS:
        raise HTTPException(400)
    roster = path.with_name(f"{name}{suffix}")
    new = put(path.read_bytes().decode("utf-8-sig"), ("roster",), roster.name).encode()
    with named(roster, given):
        _check(desk, course, name, {path.name: new, roster.name: data})
    at = f"/courses/{course}/classes/{name}"
    try:
        desk.history.save({roster: data, path: new}, {roster: hash_of(roster), path: text(form_, "seen")})
    except ConflictError:
        return changed_meanwhile(ui, at, "/courses")
    return RedirectResponse(at, 303)


def _check(desk: Desk, course: str, name: str, files: Mapping[str, bytes]) -> None:
    """Raise the faults that a class would have with these files in its folder."""
    folder = desk.course(course) / FOLDER
    with copied(folder, files) as copy, placed(copy, folder):
        read_class(copy.parent, name, desk.bundle(course))


def _own(desk: Desk, course: str) -> Path:
    folder = desk.course(course)
    if not desk.own(folder):
        raise HTTPException(403, "shipped")
    return folder


def _file(desk: Desk, course: str, name: str) -> Path:
    """The file of a class; 404 for one that is not there."""
    folder = desk.course(course) / FOLDER
    if name not in class_ids(desk.course(course)):
        raise HTTPException(404)
    return next(path for path in (folder / f"{name}{end}" for end in (".yaml", ".yml")) if path.is_file())
