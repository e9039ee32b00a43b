"""What a lesson looks like for a unit: slides as a page at once, then what LibreOffice draws from the very file."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request as Asked
from starlette.responses import RedirectResponse, Response

from coursegen.build import PRODUCTS, Request, make
from coursegen.build.kit import Made
from coursegen.errors import FaultError
from coursegen.html.markup import NOTHING, Markup
from coursegen.model import CourseBundle
from coursegen.reading.unit_chain import DEFAULT_UNIT
from coursegen.studio.building import product_title
from coursegen.studio.desk import Desk
from coursegen.studio.guard import SANDBOX
from coursegen.studio.home import course_title, unit_names
from coursegen.studio.shown_in import remembered
from coursegen.studio.ui import Page, Ui, card, el, faults, link, notice, select

SHOWN = ("deck", "slides", "handout", "guide", "quiz", "answers", "check", "toolkit")
"""Products that can be looked at."""

_PAGE_OF = {"deck": "html", "slides": "slides-html"}
"""The page that shows the same slides as a deck."""


def preview(desk: Desk, ui: Ui, asked: Asked) -> Page:
    """A product of a lesson in the look of a unit; another unit shows the same at once."""
    _ = ui.label
    course, unit = asked.path_params["course"], asked.path_params["unit"]
    product = asked.query_params.get("product", "deck")
    if product not in SHOWN:
        raise HTTPException(404)
    bundle = desk.bundle(course)
    lesson = asked.query_params.get("lesson") or bundle.lessons[0].id
    title = f"{course_title(desk, course)}　{unit_names(desk, ui).get(unit, unit)}"
    content = (_choice(desk, ui, course, unit, bundle, lesson, product), shown(desk, ui, course, unit, lesson, product))
    return Page(title, el("div", *content, class_="stack"), "/units", wide=False)


def _choice(desk: Desk, ui: Ui, course: str, unit: str, bundle: CourseBundle, lesson: str, product: str) -> Markup:
    _ = ui.label
    lessons = {one.id: _("第{n}讲　{title}").format(n=n, title=one.title) for n, one in enumerate(bundle.lessons, 1)}
    return el(
        "form",
        select(_("单位"), "unit", unit_names(desk, ui), unit),
        select(_("讲"), "lesson", lessons, lesson),
        select(_("文件"), "product", {name: product_title(ui, name) for name in SHOWN}, product),
        el("button", _("看"), type="submit", class_="button quiet"),
        method="get",
        action=f"/preview/{course}",
        class_="card row",
        data_submit_on_change=True,
    )


def shown(desk: Desk, ui: Ui, course: str, unit: str, lesson: str, product: str, *, builds: bool = True) -> Markup:
    """Slides as a page where the product has one, and the place for pictures of the file.

    Where the page itself leads on to the build, this does not (`builds`).
    """
    _ = ui.label
    rest = urlencode({"lesson": lesson, "product": product})
    try:
        made(desk, course, unit, lesson, _PAGE_OF.get(product, product))
    except FaultError as error:
        return card(_("做不出来"), faults(ui, error.faults, desk.address_of))
    page = (
        el(
            "iframe",
            src=f"/preview/{course}/{unit}/page?{rest}",
            title=_("幻灯片"),
            sandbox="allow-scripts",
            class_="screen",
        )
        if product in _PAGE_OF
        else NOTHING
    )
    drawn = el(
        "div",
        el("p", _("正在请 LibreOffice 画……"), class_="muted", role="status"),
        id="drawn",
        hx_get=f"/preview/{course}/{unit}/drawn?{rest}",
        hx_trigger="load",
        hx_swap="innerHTML",
    )
    keys = el("p", _("点进画面后，左右键翻页，o 看全部，? 看说明。"), class_="hint") if page else NOTHING
    full = link(f"/preview/{course}/{unit}/page?{rest}", _("整页打开"), quiet=True) if page else NOTHING
    build = link(f"/build?unit={unit}&course={course}", _("做课程包"), button=True) if builds else NOTHING
    first = el(
        "div",
        page,
        keys,
        el("div", full, build, class_="actions"),
        class_="stack",
    )
    return el("div", first, card(_("成品的样子"), drawn), class_="stack")


def made(desk: Desk, course: str, unit: str, lesson: str, product: str) -> Made:
    """One product of one lesson, kept while course and unit stay as they are. Raises its faults."""
    folder, roots = desk.course(course), desk.workspace.unit_roots
    desk.unit_folder(unit)
    known = {one.id for one in desk.bundle(course).lessons}
    lessons = (lesson,) if lesson in known and PRODUCTS[product].needs != "paper" else ()
    request = Request(folder, unit, roots, lessons=lessons, products=(product,))

    def build() -> Made:
        kit = make(request)
        if not kit.files:
            raise FaultError(kit.faults)
        return kit.files[0]

    units = (path for root in roots for path in root.glob("*/*") if path.is_file())
    return desk.kept.get(("made", course, unit, lessons, product), (*folder.rglob("*.y*ml"), *units), build)


def page(desk: Desk, _ui: Ui, asked: Asked) -> Response:
    """The slides themselves, as a page without our origin."""
    product = _PAGE_OF.get(asked.query_params.get("product", "deck"))
    if product is None:
        raise HTTPException(404)
    at = asked.path_params
    found = made(desk, at["course"], at["unit"], asked.query_params.get("lesson", ""), product)
    return Response(found.data, media_type="text/html", headers={"Content-Security-Policy": SANDBOX})


def drawn(desk: Desk, ui: Ui, asked: Asked) -> Markup:
    """Pictures of a product, or how far they are."""
    at, product = asked.path_params, asked.query_params.get("product", "deck")
    if product not in SHOWN:
        raise HTTPException(404)
    file = made(desk, at["course"], at["unit"], asked.query_params.get("lesson", ""), product)
    suffix = PRODUCTS[product].suffix
    return drawing(
        desk, ui, f"{at['course']}/{at['unit']}", f"file{suffix}", file.data, f"{asked.url.path}?{asked.url.query}"
    )


def drawing(desk: Desk, ui: Ui, place: str, name: str, data: bytes, address: str) -> Markup:
    """What LibreOffice makes of a file: pictures, or a word about why there are none (yet)."""
    _ = ui.label
    found = desk.pictures.of(place, name, data)
    match found.state:
        case "drawing":
            words = el("p", _("正在请 LibreOffice 画……"), class_="muted", role="status")
            return el("div", words, hx_get=address, hx_trigger="load delay:700ms", hx_swap="outerHTML")
        case "missing":
            return notice(_("这台电脑没有 LibreOffice，看不到逐页的图。文件照样能做。"))
        case "failed":
            return notice(_("LibreOffice 没有画出来：出错或者太慢，已经停掉。文件本身不受影响。"), kind="warn")
        case _:
            return el("ol", *_pictures(ui, found.key, len(found.pages)), class_="sheets", role="list")


def _pictures(ui: Ui, key: str, count: int) -> Iterator[Markup]:
    for number in range(1, count + 1):
        words = ui.label("第{n}页").format(n=number)
        yield el("li", el("img", src=f"/pictures/{key}/{number}", alt=words, loading="lazy"), el("small", words))


def picture(desk: Desk, _ui: Ui, asked: Asked) -> Response:
    """One picture of a drawing."""
    found, number = desk.pictures.get(asked.path_params["key"]), int(asked.path_params["number"])
    if found is None or not 0 < number <= len(found.pages):
        raise HTTPException(404)
    return Response(found.pages[number - 1], media_type="image/png", headers={"Cache-Control": "max-age=3600"})


def switch(desk: Desk, _ui: Ui, asked: Asked) -> Response:
    """From the form that names a unit to the address that holds it; all else is shown in it too from now on."""
    query = dict(asked.query_params)
    unit = query.pop("unit", DEFAULT_UNIT)
    desk.unit_folder(unit)
    to = RedirectResponse(f"/preview/{asked.path_params['course']}/{unit}?{urlencode(query)}", 303)
    return remembered(desk, to, unit)
