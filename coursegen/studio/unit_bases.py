"""A unit's Office bases: where they come from, and which layout serves which slides, corrected on small pictures."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request as Asked
from starlette.responses import RedirectResponse, Response

from coursegen.build.products import BASES, BaseForm
from coursegen.build.search import find_base, search_path
from coursegen.build.unit_look import layout_names
from coursegen.html.markup import NOTHING, Markup
from coursegen.model import Unit
from coursegen.office.deck.base import CompiledDeck, RoleRow
from coursegen.office.deck.compile import compile_deck
from coursegen.reading.base_maps import MAP_FILE, read_base_map
from coursegen.reading.edit_keys import put, without
from coursegen.studio.desk import Desk
from coursegen.studio.guard import UPLOAD_LIMIT
from coursegen.studio.history import ConflictError, hash_of
from coursegen.studio.saving import changed_meanwhile, copied, placed
from coursegen.studio.sending import text
from coursegen.studio.shipped import shipped_unit
from coursegen.studio.steps import path_of_tour
from coursegen.studio.ui import Page, Ui, badge, card, el, faults, field, form, hidden, link, notice, submit
from coursegen.studio.unit_document import document_card
from coursegen.studio.unit_files import own_folder
from coursegen.workspace import sha256

BY_PROGRAM = "-"
"""Stands for leaving the choice to the program; no part can be called so."""


class _Base(Struct, frozen=True):
    """A unit's deck base as it is shown: its own file if it has one, what the program found, names of its layouts."""

    unit: Unit
    own: Path | None
    name: str
    data: bytes
    compiled: CompiledDeck
    names: Mapping[str, str]


def base_page(desk: Desk, ui: Ui, asked: Asked) -> Page:
    """A unit's bases: where they come from, how the deck is understood, and forms to change both."""
    _ = ui.label
    name = asked.path_params["unit"]
    unit = desk.unit(name)[0]
    own, tour = desk.own(desk.unit_folder(name)), asked.query_params.get("next") == "tour"
    has = _file(desk, name, "deck") is not None
    back = link(f"/tour/look?unit={name}", _("不用自己的，回去选颜色"), quiet=True)
    on = link(f"/tour/shown?unit={name}", _("就这样，看效果"), button=True) if has else back
    content = (
        path_of_tour(ui, 2) if tour else NOTHING,
        el("div", on if tour else link(f"/units/{name}", _("回到单位"), quiet=True), class_="actions"),
        _upload(ui, name, tour=tour) if own else shipped_unit(ui, name),
        _mapping(desk, ui, name, own=own, tour=tour) if has or not tour else NOTHING,
        document_card(desk, ui, name) if not tour or _file(desk, name, "document") else NOTHING,
    )
    title = _("{unit}的底版").format(unit=unit.names.full or name)
    return Page(title, el("div", *content, class_="stack"), "/" if tour else "/units")


def _upload(ui: Ui, unit: str, *, tour: bool) -> Markup:
    _ = ui.label
    suffixes = ".pptx,.potx,.pptm,.potm,.docx,.dotx,.docm,.dotm"
    entry = field(
        _("您单位的 PPT 或 Word 文件"),
        "file",
        kind="file",
        accept=suffixes,
        required=True,
        hint=_("直接用平时的文件就行，不用加任何标记。里面原有的幻灯片不会带过来。最大 100 MB。"),
        data_limit=UPLOAD_LIMIT,
        data_too_large=_("文件太大了。最大 100 MB；PPT 里的大图可以先压缩再传。"),
    )
    send = el("div", submit(_("上传并检查")), class_="actions")
    after = hidden("next", "tour") if tour else NOTHING
    return card(_("换成自己的底版"), form(ui, f"/units/{unit}/base", after, entry, send, upload=True, class_="stack"))


def _base(desk: Desk, name: str) -> _Base:
    unit, roots = desk.unit(name)[0], desk.workspace.unit_roots
    base = find_base(search_path(unit, roots), *BASES["deck"])
    compiled = compile_deck(base.data, base.name, base.map)
    own = _file(desk, name, "deck")
    return _Base(unit, own, base.name, base.data, compiled, layout_names(base.data, base.name))


def _mapping(desk: Desk, ui: Ui, name: str, *, own: bool, tour: bool) -> Markup:
    _ = ui.label
    base = _base(desk, name)
    free = bool(base.own and own)
    note = _("底版：{file}。下面是程序看懂的版式；哪一个不对，点开换一个。").format(file=base.name) if base.own else ""
    told = NOTHING if base.own else notice(_("这个底版是从上级单位来的。要改对应关系，请先上传自己的底版。"))
    doubtful = sum(row.surety == "low" for row in base.compiled.rows)
    ask = notice(_("有{n}个版式程序没有把握，请看一看。").format(n=doubtful), kind="warn") if doubtful else NOTHING
    cards = el("div", *(_role(ui, name, row, base, free=free) for row in base.compiled.rows), class_="layouts")
    if base.own and free:
        seen = hidden("seen", hash_of(base.own.with_name(MAP_FILE)))
        save = el("div", submit(_("保存对应关系")), class_="actions save")
        after = hidden("next", "tour") if tour else NOTHING
        cards = form(ui, f"/units/{name}/map", seen, after, cards, save, class_="stack")
    drawn = el("div", hx_get=f"/units/{name}/layouts", hx_trigger="load", hx_swap="innerHTML", id="layouts")
    sample = el(
        "div",
        el("p", _("正在请 LibreOffice 画……"), class_="muted", role="status"),
        hx_get=f"/units/{name}/samples",
        hx_trigger="load",
    )
    others = [fault for fault in base.compiled.faults if fault.code != "T504"]  # those layouts say so themselves
    warnings = faults(ui, others, desk.address_of) if others else NOTHING
    shown = card(
        _("幻灯片用哪个版式"), el("p", note, class_="muted") if note else NOTHING, told, ask, cards, drawn, warnings
    )
    return el("div", shown, card(_("样张"), sample), class_="stack")


def roles(ui: Ui) -> dict[str, str]:
    """What kinds of slides are called."""
    _ = ui.label
    return {
        "cover": _("封面"),
        "agenda": _("目录页"),
        "section": _("章节页"),
        "title-body": _("标题和正文"),
        "two-body": _("标题和两栏"),
        "title-only": _("只有标题"),
        "quote": _("引文"),
        "activity": _("活动页"),
        "closing": _("结束页"),
        "blank": _("空白"),
    }


def _surety(ui: Ui, row: RoleRow) -> Markup:
    _ = ui.label
    kind, words = {
        "high": ("good", _("有把握")),
        "medium": ("info", _("大致可靠")),
        "low": ("warn", _("请核对")),
        "added": ("plain", _("底版没有，程序补的")),
        "map": ("good", _("您指定的")),
    }[row.surety]
    return badge(words, kind)


def _role(ui: Ui, unit: str, row: RoleRow, base: _Base, *, free: bool) -> Markup:
    """One kind of slides: the layout that serves it, and (by keyboard as well) the others to choose from."""
    _ = ui.label
    title = roles(ui).get(row.role, row.role)
    now = base.names.get(row.part, _("程序补的版式"))
    top = el("div", el("h3", title, id=f"role-{row.role}"), _surety(ui, row), class_="row between")
    shown = el("figure", _thumb(unit, row.part, base), el("figcaption", now), class_="chosen")
    if not free:
        return el("section", top, shown, class_="layout")
    options = [(part, words) for part, words in base.names.items()]
    if row.surety in ("added", "map"):
        options.insert(0, (BY_PROGRAM, _("由程序决定")))
    chosen = row.part if row.part in base.names else BY_PROGRAM
    many = (_option(unit, row, part, words, base, on=part == chosen) for part, words in options)
    pick = el(
        "details",
        el("summary", _("换一个版式"), el("span", title, class_="sr")),
        el("fieldset", el("legend", title, class_="sr"), *many, class_="thumbs"),
        name="layouts",
    )
    return el("section", top, shown, pick, class_="layout", data_role=row.role, data_yours=_("您指定的（还没有保存）"))


def _option(unit: str, row: RoleRow, part: str, words: str, base: _Base, *, on: bool) -> Markup:
    picture = _thumb(unit, part, base) if part != BY_PROGRAM else el("span", "?", class_="thumb none")
    entry = el("input", type="radio", name=f"layout.{row.role}", value=part, checked=on)
    return el("label", entry, picture, el("span", words, class_="words"), class_="thumb-option")


def _thumb(unit: str, part: str, base: _Base) -> Markup:
    """A small picture of a layout: drawn by us at once, by LibreOffice (its page of the whole) when it is ready."""
    pages = {one: number for number, one in enumerate(base.names, 1)}
    at = f"/units/{unit}/layouts/{part}?v={sha256(base.data)[:12]}"
    return el("img", src=at, alt="", loading="lazy", class_="thumb", data_page=pages.get(part), width=240)


def _file(desk: Desk, unit: str, kind: BaseForm) -> Path | None:
    """A unit's own base, if it has one."""
    folder = desk.unit_folder(unit)
    return next((folder / name for name in BASES[kind] if (folder / name).is_file()), None)


def save_map(desk: Desk, ui: Ui, asked: Asked, form_: FormData) -> Page | Response:
    """Put the chosen layouts into the map beside the base, if the base can be used with them."""
    name = asked.path_params["unit"]
    folder = own_folder(desk, name)
    base, path = _file(desk, name, "deck"), folder / MAP_FILE
    if base is None:
        raise HTTPException(400)
    data = base.read_bytes()
    compiled = compile_deck(data, base.name, read_base_map(path))
    written = path.read_bytes().decode("utf-8-sig") if path.is_file() else ""
    for row in compiled.rows:
        wanted = text(form_, f"layout.{row.role}")
        if wanted == BY_PROGRAM and row.surety == "map":
            written = without(written, ("layouts", row.role))
        elif wanted not in ("", BY_PROGRAM, row.part):
            written = put(written, ("layouts", row.role, "layout"), wanted)
    if written.strip():
        with copied(folder, {MAP_FILE: written.encode()}) as copy, placed(copy, folder):
            compile_deck(data, base.name, read_base_map(copy / MAP_FILE))
    try:
        desk.history.save({path: written.encode() if written.strip() else None}, {path: text(form_, "seen")})
    except ConflictError:
        return changed_meanwhile(ui, f"/units/{name}/base", "/units")
    return _after(name, form_)


def _after(name: str, form_: FormData) -> Response:
    return RedirectResponse(f"/units/{name}/base" + ("?next=tour" if text(form_, "next") == "tour" else ""), 303)
