"""Units: all of them, and the page of one with what it says itself and what it inherits."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request as Asked
from starlette.responses import RedirectResponse, Response

from coursegen.build import PRODUCTS
from coursegen.errors import FaultError
from coursegen.html.markup import NOTHING, Markup
from coursegen.model import Unit
from coursegen.reading import UnitLayers
from coursegen.reading.edit_keys import Value, put
from coursegen.reading.unit_chain import DEFAULT_UNIT, UNIT_ID
from coursegen.studio.desk import Desk
from coursegen.studio.history import ABSENT, ConflictError
from coursegen.studio.home import course_names, unit_names
from coursegen.studio.saving import check_unit, save
from coursegen.studio.sending import text
from coursegen.studio.shipped import shipped_unit
from coursegen.studio.shown_in import show_button
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
    notice,
    select,
    submit,
    table,
)
from coursegen.studio.unit_fields import CHOICES, COLORS, FONTS, LISTS, NAMES, TOP, edited
from coursegen.studio.unit_form import logo_form, unit_form
from coursegen.studio.unit_own import own_card
from coursegen.studio.unit_sheet import sheet_form
from coursegen.workspace import UNIT_FILE

_NEXT = {"tour": "/tour/look?unit={unit}", "shown": "/tour/shown?unit={unit}", "unit": "/units/{unit}"}
"""Where a form of a unit leads to, by what it says in `next`."""


NOTHING_SAID: Mapping[str, str] = MappingProxyType({})


def after_form(form_: FormData, unit: str) -> str:
    """Where a form of a unit leads to."""
    return _NEXT.get(text(form_, "next"), _NEXT["unit"]).format(unit=unit)


def units(desk: Desk, ui: Ui, asked: Asked) -> Page:
    """All units, and a form for a new one; `from` is the unit that it begins from."""
    _ = ui.label
    names, read = unit_names(desk, ui), desk.every_unit()
    rows = (
        (
            link(f"/units/{unit}", name),
            el("code", unit, class_="id"),
            _chain(read[unit], names),
            badge(_("自己的"), "good") if desk.own(desk.unit_folder(unit)) else badge(_("自带的示例"), "plain"),
        )
        for unit, name in names.items()
    )
    shown = card(_("全部单位"), table((_("单位"), _("编号"), _("继承自"), _("来源")), rows, _("全部单位")))
    begun = {"extends": asked.query_params["from"]} if "from" in asked.query_params else {}
    new = card(_("新建单位"), new_unit(desk, ui, "unit", begun), id_="new")
    return Page(_("各单位"), el("div", shown, new, sheet_form(ui), class_="stack"), "/units")


def _chain(unit: tuple[Unit, UnitLayers] | FaultError, names: Mapping[str, str]) -> str:
    above = () if isinstance(unit, FaultError) else unit[0].chain[1:]
    return " → ".join(names.get(parent, parent) for parent in above) or "–"


def new_unit(desk: Desk, ui: Ui, after: str, said: Mapping[str, str] = NOTHING_SAID) -> Markup:
    """The form of a new unit, with what was `said` in it before."""
    _ = ui.label
    naming = "english" if ui.language == "en" else "chinese"
    fields = el(
        "div",
        field(_("单位全称"), "names.full", said.get("names.full", ""), required=True, autocomplete="organization"),
        field(_("简称"), "names.short", said.get("names.short", ""), hint=_("用在页脚和正文里，例如“县局”。")),
        select(
            _("以哪个单位为起点"),
            "extends",
            unit_names(desk, ui),
            said.get("extends", DEFAULT_UNIT),
            hint=_("没有写的都照它来，以后还能改。"),
        ),
        select(
            _("文件名"),
            "choices.naming",
            {"chinese": _("中文"), "english": _("英文")},
            said.get("choices.naming", naming),
            hint=_("做出来的文件叫什么，例如“讲师版课件”。"),
        ),
        field(
            _("编号"),
            "id",
            said.get("id") or free_id(desk),
            hint=_("文件夹的名字：小写字母、数字和连字符。"),
            pattern="[a-z0-9][a-z0-9\\-]*",
        ),
        class_="grid",
    )
    return form(
        ui, "/units", hidden("next", after), fields, el("div", submit(_("建立")), class_="actions"), class_="stack"
    )


def free_id(desk: Desk) -> str:
    """An id that no unit has."""
    known = desk.workspace.units()
    return next(name for n in range(1, len(known) + 2) if (name := f"unit-{n}") not in known)


def create(desk: Desk, ui: Ui, _asked: Asked, form_: FormData) -> Page | Response:
    """Make a unit with its names."""
    _ = ui.label
    unit, parent = text(form_, "id"), text(form_, "extends") or DEFAULT_UNIT
    folder = desk.workspace.root / "templates" / unit
    desk.unit_folder(parent)
    if not UNIT_ID.fullmatch(unit) or unit in desk.workspace.units() or folder.exists():
        told = notice(
            _("编号“{id}”不能用：要用小写字母、数字和连字符，而且没有别的单位用过。").format(id=unit), kind="bad"
        )
        return Page(
            _("新建单位"),
            el("div", told, new_unit(desk, ui, text(form_, "next"), _typed(form_)), class_="stack"),
            "/units",
            status=422,
        )
    written = put(_HEAD, ("extends",), parent)
    for key in (*NAMES, "choices.naming"):
        if value := text(form_, key):
            written = put(written, tuple(key.split(".")), value)
    try:
        desk.history.save({folder / UNIT_FILE: written.encode()}, {folder / UNIT_FILE: ABSENT})
    except ConflictError:
        raise HTTPException(400) from None
    return RedirectResponse(after_form(form_, unit), 303)


def _typed(form_: FormData) -> dict[str, str]:
    """All that was typed into a form."""
    return {key: text(form_, key) for key in form_}


_HEAD = "# 只写和上级单位不一样的，其余都照上级单位。\n"


def unit_page(desk: Desk, ui: Ui, asked: Asked) -> Page:
    """One unit: everything that can be said of it in forms."""
    _ = ui.label
    name = asked.path_params["unit"]
    folder = desk.unit_folder(name)
    try:
        unit, layers = desk.unit(name)
    except FaultError as error:
        lines = f"/units/{name}/file?line="  # a unit that cannot be read has no form
        told = faults(ui, error.faults, lambda fault: f"{lines}{fault.place.line}" if fault.place.line else "")
        body = (told, link(f"/units/{name}/file", _("改文件"), button=True))
        return Page(unit_names(desk, ui)[name], el("div", *body, class_="stack"), "/units")
    own = desk.own(folder)
    acts = el(
        "div",
        link(f"/build?unit={name}", _("做课程包"), button=True),
        *(link(f"/preview/{course}/{name}", _("看效果"), quiet=True) for course in course_names(desk, ui)[:1]),
        link(f"/units/{name}/base", _("PPT 和 Word 底版"), quiet=True),
        show_button(desk, ui, asked, name),
        link(f"/units/{name}/file", _("看文件"), quiet=True),
        class_="actions",
    )
    content = (
        acts,
        NOTHING if own else shipped_unit(ui, name),
        logo_form(ui, desk, unit, layers, "unit") if own else NOTHING,
        own_card(ui, desk, unit, layers),
        unit_form(ui, desk, unit, layers, own=own),
    )
    return Page(unit.names.full or name, el("div", *content, class_="stack"), "/units")


def save_unit(desk: Desk, ui: Ui, asked: Asked, form_: FormData) -> Page | Response:
    """Put the answers of the form into the unit's file."""
    name = asked.path_params["unit"]
    path = desk.unit_folder(name) / UNIT_FILE
    after = after_form(form_, name)
    layers = desk.unit(name)[1]
    answers: dict[str, Value] = {key: text(form_, key) for key in (*NAMES, *TOP, *FONTS, *CHOICES) if key in form_}
    answers |= {key: text(form_, key).lstrip("#").upper() for key in COLORS if key in form_}
    answers |= {str(key): text(form_, str(key)) for key in form_ if str(key).startswith("terms.")}
    answers |= {key: tuple(filter(None, map(str, form_.getlist(key)))) for key in LISTS if key in form_}
    usual = tuple(key for key, product in PRODUCTS.items() if not product.asked)
    if answers.get("choices.products") == usual and not layers.of("choices.products"):
        del answers["choices.products"]  # what is ticked before anybody chooses is no choice
    if "extends" in answers and answers["extends"] == desk.unit(name)[0].chain[1]:
        del answers["extends"]
    new = edited(path.read_bytes().decode("utf-8-sig"), layers, name, answers).encode()
    check_unit(desk, name, {UNIT_FILE: new})
    return save(desk, ui, path, new, text(form_, "seen"), back=after, action=f"/units/{name}/file")
