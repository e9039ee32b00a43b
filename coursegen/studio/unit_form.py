"""The form of a unit: names, colours, fonts, choices and words, each with who says it; and the form of its logo."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from coursegen.build import PRODUCTS
from coursegen.build.unit_export import unit_types
from coursegen.errors import FaultError
from coursegen.html.markup import NOTHING, Markup
from coursegen.model import Unit
from coursegen.office.faces import PROFILES
from coursegen.reading import UnitLayers
from coursegen.reading.unit_chain import DEFAULT_UNIT
from coursegen.studio.building import product_title
from coursegen.studio.desk import Desk
from coursegen.studio.guard import UPLOAD_LIMIT
from coursegen.studio.history import hash_of
from coursegen.studio.home import unit_names
from coursegen.studio.ui import (
    Ui,
    badge,
    card,
    check,
    el,
    field,
    field_id,
    form,
    hidden,
    select,
    submit,
)
from coursegen.studio.unit_colors import colors_card, said_by
from coursegen.studio.unit_fields import said
from coursegen.workspace import UNIT_FILE


def unit_form(ui: Ui, desk: Desk, unit: Unit, layers: UnitLayers, *, own: bool) -> Markup:
    """Names, colours, fonts, choices and terms in one form."""
    _ = ui.label
    parts = (
        card(_("名称"), el("div", *_names(ui, desk, unit, layers), class_="grid")),
        colors_card(ui, desk, unit, layers),
        card(_("字体"), el("div", *_fonts(ui, desk, unit, layers), class_="grid")),
        card(
            _("习惯的做法"),
            el("div", *_choices(ui, desk, unit, layers), class_="grid"),
            _lessons(ui, desk, unit, layers),
            _products(ui, unit, layers),
        ),
        card(
            _("用词"),
            el("p", _("课程里说到下面这些的时候，用您单位的说法。"), class_="muted"),
            el(
                "details",
                el("summary", _("全部{n}个用词").format(n=len(unit.terms))),
                el("div", *_terms(ui, desk, unit, layers), class_="grid"),
            ),
        ),
    )
    buttons = el("div", submit(_("保存")), class_="actions save")
    seen = hidden("seen", hash_of(desk.unit_folder(unit.id) / UNIT_FILE))
    body = (seen, hidden("next", "unit"), *parts, buttons)
    if own:
        return form(ui, f"/units/{unit.id}", *body, keep=True, class_="stack")
    return el("form", el("fieldset", *body[:-1], disabled=True, class_="plain"), class_="stack")


def _line(ui: Ui, desk: Desk, layers: UnitLayers, unit: str, key: str, label: str, **more: str) -> Markup:
    value = said(layers, key, unit).value
    shown = value if isinstance(value, str) else "、".join(map(str, value))
    return field(label, key, shown, aside=said_by(ui, desk, layers, key, unit), **more)


def _names(ui: Ui, desk: Desk, unit: Unit, layers: UnitLayers) -> Iterable[Markup]:
    _ = ui.label
    labels = {
        "names.full": _("全称"),
        "names.short": _("简称"),
        "names.english": _("英文名"),
        "names.office": _("主办部门"),
        "level": _("层级"),
    }
    for key, label in labels.items():
        yield _line(ui, desk, layers, unit.id, key, label)
    others = {name: words for name, words in unit_names(desk, ui).items() if name != unit.id}
    if unit.id != DEFAULT_UNIT:
        yield select(_("上级单位（起点）"), "extends", others, unit.chain[1])
        yield select(_("单位类型"), "type", {"": _("不分"), **{t: t for t in unit_types(desk.workspace)}}, unit.type)


def _fonts(ui: Ui, desk: Desk, unit: Unit, layers: UnitLayers) -> Iterable[Markup]:
    _ = ui.label
    machines = {"windows": "Windows", "wps-linux": _("统信、麒麟（WPS）"), "mac": "macOS"}
    profile = unit.brand.fonts.get("profile", "")
    by = said_by(ui, desk, layers, "brand.fonts.profile", unit.id)
    yield select(
        _("文件给哪种电脑用"), "brand.fonts.profile", {k: machines.get(k, k) for k in PROFILES}, profile, aside=by
    )
    labels = {"heading": _("标题字体"), "body": _("正文字体"), "latin": _("西文字体")}
    for role, label in labels.items():
        yield _line(ui, desk, layers, unit.id, f"brand.fonts.{role}", label, placeholder=_("随电脑"))


def _choices(ui: Ui, desk: Desk, unit: Unit, layers: UnitLayers) -> Iterable[Markup]:
    _ = ui.label
    sizes = {"": _("平常的（A4）"), "A4": "A4"}
    own = unit.choices
    rows: tuple[tuple[str, str, Mapping[str, str], str], ...] = (
        (_("教学安排"), "choices.plan", _plans(ui, desk, own.plan), own.plan),
        (_("画面比例"), "choices.aspect", {"": _("照底版"), "16:9": "16:9", "4:3": "4:3"}, own.aspect),
        (_("幻灯片"), "brand.mode", {"": _("照底版"), "light": _("浅色"), "dark": _("深色")}, unit.brand.mode),
        (_("文件名"), "choices.naming", _namings(ui, own.naming), own.naming),
        (_("试卷纸张"), "choices.paper", sizes | {"A3": _("A3 对开"), "B4": _("B4 对开")}, own.paper),
        (
            _("密封线"), "choices.seal",
            {"": _("平常的（文本框）"), "textbox": _("文本框"), "table": _("表格"), "none": _("不要")}, own.seal,
        ),
        (_("文件纸张"), "choices.sheet", sizes | {"Letter": "Letter"}, own.sheet),
        (
            _("繁体字照哪里的写法"), "choices.script",
            {"": _("平常的（台湾）"), "s2twp": _("台湾"), "s2hk": _("香港")}, own.script,
        ),
    )  # fmt: skip
    for label, key, options, value in rows:
        yield select(label, key, options, value, aside=said_by(ui, desk, layers, key, unit.id))
    yield _line(ui, desk, layers, unit.id, "choices.period_minutes", _("一学时几分钟"), inputmode="numeric")
    yield _line(ui, desk, layers, unit.id, "choices.pass_mark", _("及格分（百分之几）"), inputmode="numeric")


def _plans(ui: Ui, desk: Desk, chosen: str) -> Mapping[str, str]:
    """Plans of all courses that can be read, and the one that is chosen."""
    plans = {"": ui.label("全讲")}
    for course in desk.workspace.courses():
        with suppress(FaultError):
            plans |= {plan.id: plan.title for plan in desk.bundle(course).course.plans}
    return plans if chosen in plans else plans | {chosen: chosen}


def _namings(ui: Ui, chosen: str) -> Mapping[str, str]:
    """How files may be named; English is what no unit needs to choose."""
    _ = ui.label
    namings = {"english" if chosen else "": _("英文"), "chinese": _("中文")}
    return namings if chosen in namings else namings | {chosen: chosen}


def _lessons(ui: Ui, desk: Desk, unit: Unit, layers: UnitLayers) -> Markup:
    """Lessons by course; the unit's own choice of them goes before its plan."""
    _ = ui.label
    chosen = unit.choices.lessons
    groups = []
    for course in desk.workspace.courses():
        with suppress(FaultError):
            bundle = desk.bundle(course)
            boxes = (
                check(one.title, "choices.lessons", one.id, on=one.id in chosen or str(n) in chosen)
                for n, one in enumerate(bundle.lessons, 1)
            )
            groups.append(el("fieldset", el("legend", bundle.course.title), *boxes))
    hint = _("勾了就只讲勾的这些，按课程里的次序；一个不勾，照上面的教学安排。选的讲只属于一门课，做别的课时请先去掉。")
    return el(
        "details",
        el("summary", _("只讲其中几讲")),
        el("p", said_by(ui, desk, layers, "choices.lessons", unit.id), class_="hint"),
        el("p", hint, class_="hint"),
        hidden("choices.lessons", ""),
        el("div", *groups, class_="pair"),
        id=field_id("choices.lessons"),
    )


def _products(ui: Ui, unit: Unit, layers: UnitLayers) -> Markup:
    _ = ui.label
    chosen = unit.choices.products or tuple(name for name, product in PRODUCTS.items() if not product.asked)
    boxes = (check(product_title(ui, name), "choices.products", name, on=name in chosen) for name in PRODUCTS)
    known = said(layers, "choices.products", unit.id)
    mark = badge(_("自己的"), "good") if known.by == unit.id else NOTHING
    return el(
        "details",
        el("summary", _("平常做哪些文件")),
        mark,
        hidden("choices.products", ""),
        el("div", *boxes, class_="pair"),
        id=field_id("choices.products"),
    )


def _terms(ui: Ui, desk: Desk, unit: Unit, layers: UnitLayers) -> Iterable[Markup]:
    labels = desk.term_labels(ui.language)
    for name in unit.terms:
        key = f"terms.{name}"
        fixed = unit.id == DEFAULT_UNIT
        value = said(layers, key, unit.id).value
        shown = value if isinstance(value, str) else ""
        aside = "　".join(filter(None, (name, said_by(ui, desk, layers, key, unit.id))))
        yield field(labels.get(name, name), key, shown, aside=aside, disabled=fixed)


def logo_form(ui: Ui, desk: Desk, unit: Unit, layers: UnitLayers, after: str) -> Markup:
    """The logo, and a form to send another."""
    _ = ui.label
    picture = (
        el(
            "img",
            src=f"/units/{unit.id}/logo?v={hash_of(Path(unit.brand.logo))[:12]}",
            alt=_("{unit}的标志").format(unit=unit.names.full),
            class_="logo",
        )
        if unit.brand.logo
        else el("p", _("还没有标志。"), class_="muted")
    )
    entry = field(
        _("换一个标志"),
        "file",
        kind="file",
        accept=".png,.jpg,.jpeg",
        required=True,
        aside=said_by(ui, desk, layers, "brand.logo", unit.id),
        hint=_("PNG 或 JPG。背景透明的最好看。"),
        data_limit=UPLOAD_LIMIT,
        data_too_large=_("文件太大了。"),
    )
    seen = hidden("seen", hash_of(desk.unit_folder(unit.id) / UNIT_FILE))
    send = form(
        ui,
        f"/units/{unit.id}/logo",
        seen,
        hidden("next", after),
        entry,
        el("div", submit(_("上传")), class_="actions"),
        upload=True,
        class_="stack",
    )
    return card(_("标志"), el("div", picture, send, class_="halves"))
