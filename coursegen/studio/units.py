"""Units: all of them, and the page of one with what it says itself and what it inherits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request as Asked
from starlette.responses import RedirectResponse, Response

from coursegen.build import PRODUCTS
from coursegen.build.brand import Tone
from coursegen.build.unit_look import painted, unit_tones
from coursegen.errors import FaultError
from coursegen.html.markup import NOTHING, Markup, joined
from coursegen.model import Unit
from coursegen.office.color import AA, contrast
from coursegen.office.faces import PROFILES
from coursegen.reading import UnitLayers
from coursegen.reading.edit_keys import Value, put
from coursegen.reading.units import DEFAULT_UNIT, UNIT_ID, sectors
from coursegen.studio.building import product_title, text
from coursegen.studio.desk import Desk
from coursegen.studio.guard import UPLOAD_LIMIT
from coursegen.studio.history import ABSENT, ConflictError, hash_of
from coursegen.studio.home import unit_names
from coursegen.studio.saving import check_unit, save
from coursegen.studio.ui import (
    Page,
    Ui,
    badge,
    card,
    check,
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
from coursegen.studio.unit_fields import CHOICES, COLORS, FONTS, LISTS, NAMES, TOP, edited, said
from coursegen.workspace import UNIT_FILE

_COLOR = re.compile(r"#?[0-9A-Fa-f]{6}")
_NEXT = {"tour": "/tour/look?unit={unit}", "shown": "/tour/shown?unit={unit}", "unit": "/units/{unit}"}
"""Where a form of a unit leads to, by what it says in `next`."""


def after_form(form_: FormData, unit: str) -> str:
    """Where a form of a unit leads to."""
    return _NEXT.get(text(form_, "next"), _NEXT["unit"]).format(unit=unit)


def units(desk: Desk, ui: Ui, _asked: Asked) -> Page:
    """All units, and a form for a new one."""
    _ = ui.label
    names = unit_names(desk)
    rows = (
        (link(f"/units/{unit}", name), el("code", unit), _chain(desk, unit, names),
         badge(_("自己的"), "good") if desk.own(desk.unit_folder(unit)) else badge(_("自带的示例"), "plain"))
        for unit, name in names.items()
    )  # fmt: skip
    shown = card(_("全部单位"), table((_("单位"), _("编号"), _("继承自"), _("来源")), rows, _("全部单位")))
    new = card(_("新建单位"), new_unit(desk, ui, "unit"))
    return Page(_("单位"), el("div", shown, new, class_="stack"), "/units")


def _chain(desk: Desk, unit: str, names: Mapping[str, str]) -> str:
    try:
        return " → ".join(names.get(parent, parent) for parent in desk.unit(unit)[0].chain[1:]) or "–"
    except FaultError:
        return "–"


def new_unit(desk: Desk, ui: Ui, after: str) -> Markup:
    """The form of a new unit."""
    _ = ui.label
    fields = el(
        "div",
        field(_("单位全称"), "names.full", required=True, autocomplete="organization"),
        field(_("简称"), "names.short", hint=_("用在页脚和正文里，例如“县局”。")),
        select(_("以哪个单位为起点"), "extends", unit_names(desk), DEFAULT_UNIT, hint=_("没有写的都照它来，以后还能改。")),
        field(_("编号"), "id", free_id(desk), hint=_("文件夹的名字：小写字母、数字和连字符。"), pattern="[a-z0-9][a-z0-9\\-]*"),
        class_="grid",
    )
    return form(ui, "/units", hidden("next", after), fields, el("div", submit(_("建立")), class_="actions"), class_="stack")


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
        told = notice(_("编号“{id}”不能用：要用小写字母、数字和连字符，而且没有别的单位用过。").format(id=unit), kind="bad")
        return Page(_("新建单位"), el("div", told, new_unit(desk, ui, text(form_, "next")), class_="stack"), "/units", status=422)
    written = put(_HEAD, ("extends",), parent)
    for key in NAMES:
        if value := text(form_, key):
            written = put(written, tuple(key.split(".")), value)
    try:
        desk.history.save({folder / UNIT_FILE: written.encode()}, {folder / UNIT_FILE: ABSENT})
    except ConflictError:
        raise HTTPException(400) from None
    return RedirectResponse(after_form(form_, unit), 303)


_HEAD = "# 只写和上级单位不一样的，其余都照上级单位。\n"


def unit_page(desk: Desk, ui: Ui, asked: Asked) -> Page:
    """One unit: everything that can be said of it in forms."""
    _ = ui.label
    name = asked.path_params["unit"]
    folder = desk.unit_folder(name)
    try:
        unit, layers = desk.unit(name)
    except FaultError as error:
        body = (faults(ui, error.faults, desk.address_of), link(f"/units/{name}/file", _("改文件"), button=True))
        return Page(name, el("div", *body, class_="stack"), "/units")
    own = desk.own(folder)
    acts = el(
        "div", link(f"/build?unit={name}", _("做课程包"), button=True),
        *(link(f"/preview/{course}/{name}", _("看效果"), quiet=True) for course in list(desk.workspace.courses())[:1]),
        link(f"/units/{name}/base", _("PPT 和 Word 底版"), quiet=True), link(f"/units/{name}/file", _("看文件"), quiet=True),
        class_="actions",
    )  # fmt: skip
    content = (
        _inherits(ui, desk, unit), acts,
        NOTHING if own else notice(_("这是程序自带的示例，不能改。可以新建一个单位，以它为起点。")),
        logo_form(ui, desk, unit, layers, "unit") if own else NOTHING,
        unit_form(ui, desk, unit, layers, own=own),
    )  # fmt: skip
    return Page(unit.names.full or name, el("div", *content, class_="stack"), "/units")


def _inherits(ui: Ui, desk: Desk, unit: Unit) -> Markup:
    _ = ui.label
    names = unit_names(desk)
    name = unit.names.short or unit.id
    above = [link(f"/units/{parent}", names.get(parent, parent)) for parent in unit.chain[1:]]
    if not above:
        return el("p", _("这是所有单位的起点。"), class_="lead")
    arrowed = joined(piece for one in above for piece in (" → ", one))
    return el("p", _("没有写的，依次照上级单位："), el("strong", name), arrowed, class_="lead")


def unit_form(ui: Ui, desk: Desk, unit: Unit, layers: UnitLayers, *, own: bool) -> Markup:
    """Names, colours, fonts, choices and terms in one form."""
    _ = ui.label
    parts = (
        card(_("名称"), el("div", *_names(ui, desk, unit, layers), class_="grid")),
        colors_card(ui, desk, unit, layers),
        card(_("字体"), el("div", *_fonts(ui, desk, unit, layers), class_="grid")),
        card(_("习惯的做法"), el("div", *_choices(ui, desk, unit, layers), class_="grid"), _products(ui, unit, layers)),
        card(_("用词"), el("p", _("课程里说到下面这些的时候，用您单位的说法。"), class_="muted"),
             el("details", el("summary", _("全部{n}个用词").format(n=len(unit.terms))),
                el("div", *_terms(ui, desk, unit, layers), class_="grid"))),
    )  # fmt: skip
    buttons = el("div", submit(_("保存")), class_="actions save")
    seen = hidden("seen", hash_of(desk.unit_folder(unit.id) / UNIT_FILE))
    body = (seen, hidden("next", "unit"), *parts, buttons)
    if own:
        return form(ui, f"/units/{unit.id}", *body, class_="stack")
    return el("form", el("fieldset", *body[:-1], disabled=True, class_="plain"), class_="stack")


def _by(ui: Ui, desk: Desk, layers: UnitLayers, key: str, unit: str) -> str:
    """Who says a value, as a remark behind its label."""
    _ = ui.label
    found = said(layers, key, unit)
    if not found.by:
        return ""
    if found.by == unit:
        words = found.inherited if isinstance(found.inherited, str) else ""
        return _("自己的（上级是“{value}”）").format(value=words) if words else _("自己的")
    return _("来自{unit}").format(unit=unit_names(desk).get(found.by, found.by))


def _line(ui: Ui, desk: Desk, layers: UnitLayers, unit: str, key: str, label: str, **more: str) -> Markup:
    value = said(layers, key, unit).value
    shown = value if isinstance(value, str) else "、".join(value)
    return field(label, key, shown, aside=_by(ui, desk, layers, key, unit), **more)


def _names(ui: Ui, desk: Desk, unit: Unit, layers: UnitLayers) -> Iterable[Markup]:
    _ = ui.label
    labels = {
        "names.full": _("全称"), "names.short": _("简称"), "names.english": _("英文名"), "names.office": _("主办部门"),
        "level": _("层级"),
    }  # fmt: skip
    for key, label in labels.items():
        yield _line(ui, desk, layers, unit.id, key, label)
    others = {name: words for name, words in unit_names(desk).items() if name != unit.id}
    if unit.id != DEFAULT_UNIT:
        yield select(_("上级单位（起点）"), "extends", others, unit.chain[1])
        yield select(_("单位类型"), "type", {"": _("不分"), **{t: t for t in _sectors(desk)}}, unit.type)


def _sectors(desk: Desk) -> tuple[str, ...]:
    """Types of units that the first unit of all knows."""
    return sectors(desk.workspace.unit_roots)


def colors_card(ui: Ui, desk: Desk, unit: Unit, layers: UnitLayers) -> Markup:
    """Colours by role, and beside them how they come out."""
    _ = ui.label
    labels = {
        "primary": _("主色"), "secondary": _("点缀色"), "deep": _("深色底"), "tint": _("浅色底"), "text": _("文字"),
        "background": _("背景"), "muted": _("次要文字"), "line": _("线"), "link": _("链接"),
    }  # fmt: skip

    def one(role: str) -> Markup:
        key = f"brand.colors.{role}"
        value = unit.brand.colors.get(role, "")
        words = el("label", labels[role], el("span", _by(ui, desk, layers, key, unit.id), class_="aside"), for_=f"c-{role}")
        palette = el("input", type="color", value=f"#{(value or '808080').lower()}", aria_label=_("选{role}").format(role=labels[role]))
        typed = el("input", type="text", id=f"c-{role}", name=key, value=value, placeholder=_("自动"), maxlength=7)
        return el("div", words, el("div", typed, palette, class_="color"), class_="field")

    first = el("div", one("primary"), one("secondary"), class_="grid")
    more = el("details", el("summary", _("别的颜色（不填就由主色推出来）")), el("div", *map(one, list(labels)[2:]), class_="grid"))
    shown = el(
        "div", tones(ui, desk, unit), id="tones", hx_post=f"/units/{unit.id}/tones", hx_trigger="input from:closest form delay:250ms",
        hx_include="closest form",
    )  # fmt: skip
    return card(_("颜色"), first, more, shown)


def show_tones(desk: Desk, ui: Ui, asked: Asked, form_: FormData) -> Markup:
    """How the colours of a form that is not saved yet would come out."""
    unit = desk.unit(asked.path_params["unit"])[0]
    typed = {key.rsplit(".", 1)[-1]: text(form_, key).lstrip("#").upper() for key in COLORS}
    if bad := [value for value in typed.values() if value and not _COLOR.fullmatch(value)]:
        return notice(ui.label("“{value}”不是颜色：要六位十六进制数，例如 1E5AA0。").format(value=bad[0]), kind="warn")
    return tones(ui, desk, painted(unit, {role: value for role, value in typed.items() if value}))


def tones(ui: Ui, desk: Desk, unit: Unit) -> Markup:
    """Samples of the colours as they come out on the unit's base, with contrast."""
    _ = ui.label
    try:
        found = {tone.role: tone for tone in unit_tones(unit, desk.workspace.unit_roots)}
    except FaultError as error:
        return faults(ui, error.faults, desk.address_of)
    pairs = (
        ("on-primary", "primary", _("主色上的字")), ("on-deep", "deep", _("深色底上的字")),
        ("primary", "background", _("主色的标题")), ("text", "background", _("正文")), ("muted", "tint", _("次要文字")),
    )  # fmt: skip
    rows = (_sample(ui, found[ink], found[ground], words) for ink, ground, words in pairs if ink in found and ground in found)
    wish = unit.brand.colors.get("primary", "")
    bent = _("主色 {wish} 和底色对比不够，用的是 {used}。")
    told = notice(bent.format(wish=wish, used=found["primary"].color), kind="warn") if wish and found["primary"].color != wish else NOTHING
    return el("div", el("ul", *rows, class_="samples", role="list"), told, class_="stack")


def _sample(ui: Ui, ink: Tone, ground: Tone, words: str) -> Markup:
    ratio = contrast(ink.color, ground.color)
    picture = el(
        "svg",
        el("rect", width="100%", height="100%", fill=f"#{ground.color}"),
        el("text", "文字 Aa", x="50%", y="58%", fill=f"#{ink.color}", text_anchor="middle", font_size="20", font_weight="600"),
        viewBox="0 0 152 64", aria_hidden="true",
    )  # fmt: skip
    mark = ui.label("清楚") if ratio >= AA else ui.label("只宜大字")
    return el("li", picture, el("small", f"{words}　{ratio:.1f}∶1 {mark}"))


def _fonts(ui: Ui, desk: Desk, unit: Unit, layers: UnitLayers) -> Iterable[Markup]:
    _ = ui.label
    machines = {"windows": "Windows", "wps-linux": _("统信、麒麟（WPS）"), "mac": "macOS"}
    profile = unit.brand.fonts.get("profile", "")
    yield select(_("文件给哪种电脑用"), "brand.fonts.profile", {k: machines.get(k, k) for k in PROFILES}, profile)
    labels = {"heading": _("标题字体"), "body": _("正文字体"), "latin": _("西文字体")}
    for role, label in labels.items():
        yield _line(ui, desk, layers, unit.id, f"brand.fonts.{role}", label, placeholder=_("随电脑"))


def _choices(ui: Ui, desk: Desk, unit: Unit, layers: UnitLayers) -> Iterable[Markup]:
    _ = ui.label
    plans = {"": _("全讲")}
    for course in desk.workspace.courses():
        try:
            plans |= {plan.id: plan.title for plan in desk.bundle(course).course.plans}
        except FaultError:
            continue
    if unit.choices.plan:
        plans.setdefault(unit.choices.plan, unit.choices.plan)
    yield select(_("教学安排"), "choices.plan", plans, unit.choices.plan)
    yield select(_("画面比例"), "choices.aspect", {"": _("照底版"), "16:9": "16:9", "4:3": "4:3"}, unit.choices.aspect)
    yield select(_("幻灯片"), "brand.mode", {"": _("照底版"), "light": _("浅色"), "dark": _("深色")}, unit.brand.mode)
    namings = {"": _("英文"), "english": _("英文"), "chinese": _("中文")}
    del namings["english" if not unit.choices.naming else ""]
    if unit.choices.naming:
        namings.setdefault(unit.choices.naming, unit.choices.naming)
    yield select(_("文件名"), "choices.naming", namings, unit.choices.naming)
    yield _line(ui, desk, layers, unit.id, "choices.period_minutes", _("一学时几分钟"), inputmode="numeric")
    yield _line(ui, desk, layers, unit.id, "choices.pass_mark", _("及格分（百分之几）"), inputmode="numeric")


def _products(ui: Ui, unit: Unit, layers: UnitLayers) -> Markup:
    _ = ui.label
    chosen = unit.choices.products or tuple(name for name, product in PRODUCTS.items() if not product.asked)
    boxes = (check(product_title(ui, name), "choices.products", name, on=name in chosen) for name in PRODUCTS)
    known = said(layers, "choices.products", unit.id)
    mark = badge(_("自己的"), "good") if known.by == unit.id else NOTHING
    return el("details", el("summary", _("平常做哪些文件")), mark, el("div", *boxes, class_="pair"))


def _terms(ui: Ui, desk: Desk, unit: Unit, layers: UnitLayers) -> Iterable[Markup]:
    for name in unit.terms:
        key = f"terms.{name}"
        fixed = unit.id == DEFAULT_UNIT
        value = said(layers, key, unit.id).value
        shown = value if isinstance(value, str) else ""
        yield field(name, key, shown, aside=_by(ui, desk, layers, key, unit.id), disabled=fixed)


def logo_form(ui: Ui, desk: Desk, unit: Unit, layers: UnitLayers, after: str) -> Markup:
    """The logo, and a form to send another."""
    _ = ui.label
    picture = (
        el("img", src=f"/units/{unit.id}/logo?v={hash_of(Path(unit.brand.logo))[:12]}", alt=_("{unit}的标志").format(unit=unit.names.full), class_="logo")
        if unit.brand.logo else el("p", _("还没有标志。"), class_="muted")
    )  # fmt: skip
    entry = field(
        _("换一个标志"), "file", kind="file", accept=".png,.jpg,.jpeg,.svg", required=True, aside=_by(ui, desk, layers, "brand.logo", unit.id),
        hint=_("PNG、JPG 或 SVG。背景透明的最好看。"), data_limit=UPLOAD_LIMIT, data_too_large=_("文件太大了。"),
    )  # fmt: skip
    seen = hidden("seen", hash_of(desk.unit_folder(unit.id) / UNIT_FILE))
    send = form(ui, f"/units/{unit.id}/logo", seen, hidden("next", after), entry, el("div", submit(_("上传")), class_="actions"), upload=True, class_="stack")
    return card(_("标志"), el("div", picture, send, class_="halves"))


def save_unit(desk: Desk, ui: Ui, asked: Asked, form_: FormData) -> Page | Response:
    """Put the answers of the form into the unit's file."""
    name = asked.path_params["unit"]
    path = desk.unit_folder(name) / UNIT_FILE
    after = after_form(form_, name)
    layers = desk.unit(name)[1]
    answers: dict[str, Value] = {key: text(form_, key) for key in (*NAMES, *TOP, *FONTS, *CHOICES) if key in form_}
    answers |= {key: text(form_, key).lstrip("#").upper() for key in COLORS if key in form_}
    answers |= {str(key): text(form_, str(key)) for key in form_ if str(key).startswith("terms.")}
    answers |= {key: tuple(map(str, form_.getlist(key))) for key in LISTS if key in form_}
    if "extends" in answers and answers["extends"] == desk.unit(name)[0].chain[1]:
        del answers["extends"]
    new = edited(path.read_bytes().decode("utf-8-sig"), layers, name, answers).encode()
    check_unit(desk, name, {UNIT_FILE: new})
    return save(desk, ui, path, new, text(form_, "seen"), back=after, action=f"/units/{name}/file")


def unit_file(desk: Desk, ui: Ui, asked: Asked) -> Page:
    """The unit's file as text."""
    _ = ui.label
    name = asked.path_params["unit"]
    path = desk.unit_folder(name) / UNIT_FILE
    content = path.read_bytes().decode("utf-8", "replace")
    box = el("div", el("pre", aria_hidden="true"), el("textarea", "\n" + content, name="text", aria_label=UNIT_FILE, spellcheck="false"), class_="code-box")
    whole = form(
        ui, f"/units/{name}/file", hidden("seen", hash_of(path)), hidden("whole", "yes"), box,
        el("div", submit(_("保存")), link(f"/units/{name}", _("回到表单"), quiet=True), class_="actions") if desk.own(path) else NOTHING,
        class_="stack",
    )  # fmt: skip
    return Page(f"{name} / {UNIT_FILE}", whole, "/units")


def save_file(desk: Desk, ui: Ui, asked: Asked, form_: FormData) -> Page | Response:
    """Write the whole text of a unit's file."""
    name = asked.path_params["unit"]
    path = desk.unit_folder(name) / UNIT_FILE
    new = text(form_, "text").replace("\r\n", "\n").rstrip("\n").encode() + b"\n"
    check_unit(desk, name, {UNIT_FILE: new})
    return save(desk, ui, path, new, text(form_, "seen"), back=f"/units/{name}", action=f"/units/{name}/file")
