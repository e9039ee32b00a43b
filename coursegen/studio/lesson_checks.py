"""The checks at the ends of lessons, to be taken in the page."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request as Asked
from starlette.responses import Response

from coursegen.build import Request
from coursegen.build.document_page import check_page
from coursegen.studio.desk import Desk
from coursegen.studio.guard import SANDBOX
from coursegen.studio.shown_in import unit_shown
from coursegen.studio.ui import Page, Ui, el, link


def take_check(desk: Desk, ui: Ui, asked: Asked) -> Page:
    """A lesson's check, to be taken on the page."""
    _ = ui.label
    course, lesson = asked.path_params["course"], asked.path_params["lesson"]
    titles = {one.id: one.title for one in desk.bundle(course).lessons}
    if lesson not in titles:
        raise HTTPException(404)
    unit = unit_shown(desk, asked)
    at = f"/courses/{course}/checks/{lesson}/page?unit={unit}"
    about = el("p", _("做完点“提交”，马上看到分数和解析。这里不记成绩。"), class_="muted")
    frame = el("iframe", src=at, title=_("小测"), sandbox="allow-scripts", class_="screen draft tall")
    back = el("div", link(f"/courses/{course}/bank", _("回到题库"), quiet=True), class_="actions")
    return Page(
        _("{lesson}：小测").format(lesson=titles[lesson]), el("div", about, frame, back, class_="stack"), "/courses"
    )


def check_taken(desk: Desk, _ui: Ui, asked: Asked) -> Response:
    """The check itself, as a page without our origin."""
    course, lesson = asked.path_params["course"], asked.path_params["lesson"]
    unit = unit_shown(desk, asked)
    desk.unit_folder(unit)
    request = Request(desk.course(course), unit, desk.workspace.unit_roots)
    data = check_page(request, lesson)
    return Response(data, media_type="text/html", headers={"Content-Security-Policy": SANDBOX})
