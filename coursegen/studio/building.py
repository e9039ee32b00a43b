"""The page on which a kit is ordered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal, cast, get_args

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request as Asked
from starlette.responses import RedirectResponse, Response

from coursegen.build import PRODUCTS, Forms, Look, Printing, Request
from coursegen.build.titles import TITLES
from coursegen.errors import FaultError
from coursegen.exam import FORM_LETTERS
from coursegen.html.markup import Markup, joined
from coursegen.model import CourseBundle, Unit
from coursegen.model.exam import PaperSize, Seal
from coursegen.office.render import office_program
from coursegen.reading import class_ids
from coursegen.studio.desk import Desk, KitId
from coursegen.studio.home import course_names, course_title, unit_names
from coursegen.studio.sending import text
from coursegen.studio.shown_in import unit_chosen
from coursegen.studio.ui import (
    TAGS,
    Page,
    Ui,
    card,
    check,
    el,
    faults,
    field,
    form,
    hidden,
    link,
    listed,
    select,
    submit,
)
from coursegen.wording import labels

LANGUAGES = {
    "": "", "zh-Hans": "简体中文", "zh-Hant": "繁體中文", "zh-HK": "繁體中文（香港）", "en": "English",
    "zh-Hans+en": "简体中文 + English", "zh-Hant+en": "繁體中文 + English", "en+zh-Hans": "English + 简体中文",
}  # fmt: skip


def order(desk: Desk, ui: Ui, asked: Asked) -> Page:
    """What to build: course and unit first, then what there is for both."""
    _ = ui.label
    courses = {name: course_title(desk, name) for name in course_names(desk, ui)}
    units = unit_names(desk, ui)
    course = asked.query_params.get("course") or next(iter(courses), "")
    unit = asked.query_params.get("unit") or unit_chosen(desk, asked) or _first_unit(units)
    choice = el(
        "form",
        select(_("课程"), "course", courses, course),
        select(_("单位"), "unit", units, unit),
        el("button", _("换"), type="submit", class_="button quiet"),
        method="get",
        action="/build",
        class_="row",
        data_submit_on_change=True,
    )
    try:
        bundle, found = desk.bundle(course), desk.unit(unit)[0]
        wanted = _wanted(desk, ui, course, bundle, found, asked.query_params.get("class", ""))
    except FaultError as error:
        wanted = card(_("读不了，请先改好"), faults(ui, error.faults, desk.address_of))
    return Page(_("做课程包"), el("div", card(_("哪门课，给哪个单位"), choice), wanted, class_="stack"), "/build")


def _first_unit(units: dict[str, str]) -> str:
    """The first unit that is not the one all others begin from, if there is one."""
    return next((unit for unit in units if unit != "default"), next(iter(units), ""))


def _teaching(ui: Ui, bundle: CourseBundle, names: Iterable[str], class_: str) -> Markup:
    """For which class, by which plan, in which language, on which day."""
    _ = ui.label
    plans = {"": _("单位的安排")} | {plan.id: plan.title for plan in bundle.course.plans}
    classes = {"": _("不指定")} | {name: name for name in names}
    return el(
        "div",
        select(_("培训班"), "class", classes, class_, hint=_("选了培训班，通知、日程、签到表等会填好日期和名单。")),
        select(_("教学安排"), "plan", plans),
        select(_("语言"), "language", LANGUAGES | {"": _("课程的语言")}),
        field(_("日期"), "date", kind="date", hint=_("印在封面上；不填就留空。")),
        class_="grid",
    )


def _exam(ui: Ui, bundle: CourseBundle) -> Markup:
    """Which paper, in how many forms, on which sheet, with which sealed side."""
    _ = ui.label
    papers = {"": _("平常用的")} | {
        paper.id: paper.title for paper in bundle.blueprints.values() if paper.scope != "lesson"
    }
    return el(
        "div",
        select(_("试卷"), "paper", papers),
        select(
            _("卷别"), "forms", {"": _("一份"), **{str(n): listed(ui, FORM_LETTERS[:n]) + _("卷") for n in range(2, 5)}}
        ),
        select(_("纸张"), "size", {"": _("单位的"), "A4": "A4", "A3": _("A3 对开"), "B4": _("B4 对开")}),
        select(
            _("密封线"), "seal", {"": _("试卷和单位的"), "textbox": _("文本框"), "table": _("表格"), "none": _("不要")}
        ),
        check(_("平行卷：各卷题目不同，难度相当"), "parallel"),
        class_="grid",
    )


def _look(ui: Ui) -> Markup:
    """How slides look, and what is made beside the files; some of it needs LibreOffice."""
    _ = ui.label
    lacking = "" if office_program() else _("这台电脑没有 LibreOffice，做不了。")
    return el(
        "div",
        select(_("画面比例"), "aspect", {"": _("单位的"), "16:9": "16:9", "4:3": "4:3"}),
        el(
            "div",
            check(_("深色幻灯片"), "dark"),
            check(_("讲师手册里放课件缩略图"), "thumbnails", lacking=lacking),
            check(_("每个文件另存一份 PDF"), "pdf", lacking=lacking),
            check(_("另存一个压缩包"), "zip"),
        ),
        class_="grid",
    )


def _wanted(desk: Desk, ui: Ui, course: str, bundle: CourseBundle, unit: Unit, class_: str) -> Markup:
    _ = ui.label
    go = submit(_("开始制作"))
    see = link(f"/preview/{course}/{unit.id}", _("先看看效果"), quiet=True)
    return form(
        ui,
        "/build",
        hidden("course", course),
        hidden("unit", unit.id),
        card(_("做哪些文件"), _products(ui, unit)),
        card(_("怎么上课"), _teaching(ui, bundle, class_ids(desk.course(course)), class_)),
        card(_("试卷"), _exam(ui, bundle)),
        card(_("样子和格式"), _look(ui)),
        el("div", go, see, class_="actions"),
        class_="stack",
    )


def _products(ui: Ui, unit: Unit) -> Markup:
    _ = ui.label
    usual = unit.choices.products or tuple(name for name, product in PRODUCTS.items() if not product.asked)
    groups = {_("讲师用"): "facilitator", _("学员用"): "participant"}

    def boxes(audience: str, *, more: bool) -> list[Markup]:
        rows = ((name, product) for name, product in PRODUCTS.items() if product.audience == audience)
        return [
            check(product_title(ui, name), "product", name, on=name in usual)
            for name, product in rows
            if more == (product.asked and name not in usual)
        ]

    first = (el("fieldset", el("legend", words), *boxes(key, more=False)) for words, key in groups.items())
    rest = (el("fieldset", el("legend", words), *boxes(key, more=True)) for words, key in groups.items())
    others = el("details", el("summary", _("网页、打印版和办班用的表格")), el("div", *rest, class_="pair"))
    return joined((el("div", *first, class_="pair"), others))


def product_title(ui: Ui, name: str) -> str:
    """What a product is called, in the user's language; PDFs and zips by what they are."""
    if name == "zip":
        return ui.label("压缩包")
    return labels(TAGS[ui.language])(TITLES.get(name, name))


def start(desk: Desk, _ui: Ui, _asked: Asked, form_: FormData) -> Response:
    """Put a build in the queue. A value that no form of ours sends is 400."""
    course, unit = text(form_, "course"), text(form_, "unit")
    folder = desk.course(course)
    desk.unit_folder(unit)
    class_ = _known(text(form_, "class"), class_ids(folder))
    kit = KitId(unit, course, class_)
    count = _known(text(form_, "forms"), map(str, range(1, len(FORM_LETTERS) + 1)))
    request = Request(
        course=folder,
        unit=unit,
        unit_roots=desk.workspace.unit_roots,
        products=tuple(_known(str(name), PRODUCTS) for name in form_.getlist("product")),
        class_=class_,
        output=desk.workspace.output,
        language=_known(text(form_, "language"), LANGUAGES),
        date=_date(text(form_, "date")),
        plan=text(form_, "plan"),
        paper=text(form_, "paper"),
        forms=Forms(int(count or 0), "parallel" if text(form_, "parallel") and count else None),
        printing=Printing(_size(text(form_, "size")), _seal(text(form_, "seal"))),
        look=Look(_aspect(text(form_, "aspect")), "dark" if text(form_, "dark") else ""),
        keep_going=True,
        thumbnails=bool(text(form_, "thumbnails")),
        pdf=bool(text(form_, "pdf")),
        zip=bool(text(form_, "zip")),
        store=desk.workspace.results,
    )
    return RedirectResponse(f"/jobs/{desk.jobs.add(request, kit.address).number}", 303)


def _known(value: str, known: Iterable[str]) -> str:
    if value and value not in tuple(known):
        raise HTTPException(400)
    return value


def _aspect(value: str) -> Literal["", "16:9", "4:3"]:
    return cast('Literal["", "16:9", "4:3"]', _known(value, ("16:9", "4:3")))


def _size(value: str) -> PaperSize | Literal[""]:
    return cast('PaperSize | Literal[""]', _known(value, get_args(PaperSize)))


def _seal(value: str) -> Seal | Literal[""]:
    return cast('Seal | Literal[""]', _known(value, get_args(Seal)))


def _date(value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat() if value else ""
    except ValueError:
        raise HTTPException(400) from None
