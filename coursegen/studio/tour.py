"""Four steps from nothing to a first kit: a name, a look, a glance, a build."""

from __future__ import annotations

from starlette.requests import Request as Asked

from coursegen.build import PRODUCTS
from coursegen.studio.building import product_title
from coursegen.studio.desk import Desk
from coursegen.studio.history import hash_of
from coursegen.studio.home import course_names, course_title
from coursegen.studio.preview import shown
from coursegen.studio.steps import path_of_tour
from coursegen.studio.ui import Page, Ui, card, check, el, form, hidden, link, select, submit
from coursegen.studio.unit_colors import colors_card
from coursegen.studio.unit_form import logo_form
from coursegen.studio.units import new_unit
from coursegen.workspace import UNIT_FILE


def _page(ui: Ui, now: int, title: str, *content: str) -> Page:
    return Page(title, el("div", path_of_tour(ui, now), *content, class_="stack"), "/")


def name(desk: Desk, ui: Ui, _asked: Asked) -> Page:
    """Step 1: the unit's name."""
    _ = ui.label
    return _page(ui, 1, _("您的单位叫什么"), card(_("名称"), new_unit(desk, ui, "tour")))


def look(desk: Desk, ui: Ui, asked: Asked) -> Page:
    """Step 2: logo, colours, or a PowerPoint file of one's own."""
    _ = ui.label
    unit, layers = desk.unit(asked.query_params.get("unit", ""))
    seen = hidden("seen", hash_of(desk.unit_folder(unit.id) / UNIT_FILE))
    paint = form(
        ui,
        f"/units/{unit.id}",
        seen,
        hidden("next", "shown"),
        colors_card(ui, desk, unit, layers),
        el(
            "div",
            submit(_("保存颜色，看效果")),
            link(f"/tour/shown?unit={unit.id}", _("先不选，直接看效果"), quiet=True),
            class_="actions",
        ),
        class_="stack",
    )
    own = card(
        _("有自己的 PPT？"),
        el("p", _("把单位平时用的 PPT 交给程序，课件就做成那个样子。"), class_="muted"),
        el("div", link(f"/units/{unit.id}/base?next=tour", _("上传自己的 PPT"), quiet=True), class_="actions"),
    )
    return _page(
        ui,
        2,
        _("{unit}的样子").format(unit=unit.names.full or unit.id),
        logo_form(ui, desk, unit, layers, "tour"),
        own,
        paint,
    )


def glance(desk: Desk, ui: Ui, asked: Asked) -> Page:
    """Step 3: the first lesson in the unit's look."""
    _ = ui.label
    unit = desk.unit(asked.query_params.get("unit", ""))[0]
    course = course_names(desk, ui)[0]
    lesson = desk.bundle(course).lessons[0].id
    acts = el(
        "div",
        link(f"/tour/build?unit={unit.id}", _("满意，去做课程包"), button=True),
        link(f"/tour/look?unit={unit.id}", _("再改改"), quiet=True),
        class_="actions",
    )
    return _page(ui, 3, _("看一看效果"), acts, shown(desk, ui, course, unit.id, lesson, "deck", builds=False))


def build(desk: Desk, ui: Ui, asked: Asked) -> Page:
    """Step 4: what to make."""
    _ = ui.label
    unit = desk.unit(asked.query_params.get("unit", ""))[0]
    courses = {course: course_title(desk, course) for course in course_names(desk, ui)}
    usual = unit.choices.products or tuple(key for key, product in PRODUCTS.items() if not product.asked)
    boxes = (check(product_title(ui, key), "product", key, on=True) for key in usual)
    order = form(
        ui,
        "/build",
        hidden("unit", unit.id),
        card(_("做哪些文件"), select(_("课程"), "course", courses), el("div", *boxes, class_="boxes")),
        el("div", submit(_("开始制作")), class_="actions"),
        class_="stack",
    )
    return _page(ui, 4, _("做成课程包"), order)
