"""All addresses of the studio, and what happens around every page."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from importlib.resources import files
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from coursegen.errors import UI_LANGUAGES, Fault, FaultError, UiLanguage, refused
from coursegen.html.markup import Markup
from coursegen.studio import (
    bank,
    building,
    changes,
    classes,
    code,
    courses,
    drafts,
    home,
    kits,
    lesson_checks,
    papers,
    preview,
    principles,
    shown_in,
    texts,
    tour,
    unit_bases,
    unit_colors,
    unit_files,
    unit_pictures,
    unit_sheet,
    units,
    watching,
)
from coursegen.studio.building import text
from coursegen.studio.desk import Desk
from coursegen.studio.guard import Guard
from coursegen.studio.session import same
from coursegen.studio.ui import TAGS, Page, Ui, el, faults, frame, link
from coursegen.wording import labels

Answer = Page | Markup | Response
Shows = Callable[[Desk, Ui, Request], Any]
Writes = Callable[[Desk, Ui, Request, FormData], Answer]

_ASSETS = {
    "studio.css": "text/css",
    "studio.js": "text/javascript",
    "htmx.min.js": "text/javascript",
    "editor.min.js": "text/javascript",
    "icon.svg": "image/svg+xml",
}

_FILES, _FIELDS, _FIELD_BYTES = 4, 1000, 3 * 1024 * 1024
"""How many files and fields a form may have, and how long one field may be."""


def make_app(desk: Desk) -> Starlette:
    """The web application of a workspace."""
    routes = [
        Route("/", shows(home.home)),
        Route("/assets/{name}", asset),
        Route("/language", writes(_language, changes=False), methods=["POST"]),
        Route("/build", shows(building.order)),
        Route("/build", writes(lambda desk, _, __, form: building.start(desk, form)), methods=["POST"]),
        Route("/jobs/{number:int}", shows(watching.watch)),
        Route("/jobs/{number:int}/events", shows(watching.events)),
        Route("/jobs/{number:int}/stop", writes(lambda d, ui, asked, _: watching.stop(d, ui, asked)), methods=["POST"]),
        Route("/kits/{unit}/{course}/{class_}", shows(kits.kit_page)),
        Route("/kits/{unit}/{course}/{class_}/files/{name}", shows(kits.one_file)),
        Route("/kits/{unit}/{course}/{class_}/zip", shows(kits.all_files)),
        Route("/units", shows(units.units)),
        Route("/units", writes(units.create), methods=["POST"]),
        Route("/units/import", writes(unit_sheet.take), methods=["POST"]),
        Route("/units/{unit}", shows(units.unit_page)),
        Route("/units/{unit}", writes(units.save_unit), methods=["POST"]),
        Route("/units/{unit}/show", writes(shown_in.show, changes=False), methods=["POST"]),
        Route("/units/{unit}/tones", writes(unit_colors.show_tones, changes=False), methods=["POST"]),
        Route("/units/{unit}/file", shows(texts.text_page)),
        Route("/units/{unit}/file", writes(texts.save_text), methods=["POST"]),
        Route("/units/{unit}/file/check", writes(texts.check_text, changes=False), methods=["POST"]),
        Route("/units/{unit}/logo", shows(unit_files.logo)),
        Route("/units/{unit}/logo", writes(unit_files.save_logo), methods=["POST"]),
        Route("/units/{unit}/base", shows(unit_bases.base_page)),
        Route("/units/{unit}/base", writes(unit_files.save_base), methods=["POST"]),
        Route("/units/{unit}/map", writes(unit_bases.save_map), methods=["POST"]),
        Route("/units/{unit}/layouts", shows(unit_pictures.layouts_drawn)),
        Route("/units/{unit}/layouts/{part}", shows(unit_pictures.layout_picture)),
        Route("/units/{unit}/samples", shows(unit_pictures.samples)),
        Route("/preview/{course}", shows(preview.switch)),
        Route("/preview/{course}/{unit}", shows(preview.preview)),
        Route("/preview/{course}/{unit}/page", shows(preview.page)),
        Route("/preview/{course}/{unit}/drawn", shows(preview.drawn)),
        Route("/pictures/{key}/{number:int}", shows(preview.picture)),
        Route("/courses", shows(courses.courses)),
        Route("/courses/{course}", shows(courses.course_page)),
        Route("/courses/{course}/bank", shows(bank.bank)),
        Route("/courses/{course}/papers/{paper}", shows(papers.paper_exam)),
        Route("/courses/{course}/papers/{paper}", writes(papers.save_paper), methods=["POST"]),
        Route("/courses/{course}/papers/{paper}/check", writes(papers.check_paper, changes=False), methods=["POST"]),
        Route("/courses/{course}/checks/{lesson}", shows(lesson_checks.take_check)),
        Route("/courses/{course}/checks/{lesson}/page", shows(lesson_checks.check_taken)),
        Route("/drafts/{key}/paper", shows(papers.paper_drawn)),
        Route("/courses/{course}/trace", shows(courses.full_trace)),
        Route("/courses/{course}/principles/{principle}", shows(principles.principle_page)),
        Route("/courses/{course}/principles/{principle}", writes(principles.save_principle), methods=["POST"]),
        Route(
            "/courses/{course}/principles/{principle}/check", writes(principles.check, changes=False), methods=["POST"]
        ),
        Route("/drafts/{key}", shows(drafts.draft_shown)),
        Route("/drafts/{key}/drawn", shows(drafts.draft_drawn)),
        Route("/schemas/{kind}", shows(code.schema)),
        Route("/courses/{course}/classes", writes(classes.create), methods=["POST"]),
        Route("/courses/{course}/classes/{class_}", shows(classes.class_page)),
        Route("/courses/{course}/classes/{class_}", writes(classes.save_class), methods=["POST"]),
        Route("/courses/{course}/classes/{class_}/file", shows(texts.text_page)),
        Route("/courses/{course}/classes/{class_}/file", writes(texts.save_text), methods=["POST"]),
        Route(
            "/courses/{course}/classes/{class_}/file/check", writes(texts.check_text, changes=False), methods=["POST"]
        ),
        Route("/courses/{course}/files/{kind}/{name}", shows(texts.text_page)),
        Route("/courses/{course}/files/{kind}/{name}", writes(texts.save_text), methods=["POST"]),
        Route("/courses/{course}/files/{kind}/{name}/check", writes(texts.check_text, changes=False), methods=["POST"]),
        Route("/courses/{course}/classes/{class_}/roster", writes(classes.save_roster), methods=["POST"]),
        Route("/history", shows(changes.changes)),
        Route("/history/{number:int}/undo", writes(changes.undo), methods=["POST"]),
        Route("/tour", shows(tour.name)),
        Route("/tour/look", shows(tour.look)),
        Route("/tour/shown", shows(tour.glance)),
        Route("/tour/build", shows(tour.build)),
    ]
    app = Starlette(
        routes=routes,
        middleware=[Middleware(Guard, session=desk.session)],
        exception_handlers={HTTPException: _refused, Exception: _broken},
    )
    app.state.desk = desk
    return app


def shows(handler: Shows) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint that only shows something; plain functions run in a thread, for they read the disk."""

    async def endpoint(request: Request) -> Response:
        desk, ui = request.app.state.desk, ui_of(request)
        if inspect.iscoroutinefunction(handler):
            return _response(ui, await handler(desk, ui, request))
        return await run_in_threadpool(lambda: _answered(ui, desk, lambda: handler(desk, ui, request)))

    return endpoint


def writes(handler: Writes, *, changes: bool = True) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint of a form: its key is checked, and that something may be written where the form `changes` files."""

    async def endpoint(request: Request) -> Response:
        desk, ui = request.app.state.desk, ui_of(request)
        async with request.form(max_files=_FILES, max_fields=_FIELDS, max_part_size=_FIELD_BYTES) as form:
            if not same(request.headers.get("x-csrf-token") or text(form, "csrf"), desk.session.csrf):
                raise HTTPException(403)
            if changes and desk.session.read_only:
                raise HTTPException(403, "read-only")
            return await run_in_threadpool(lambda: _answered(ui, desk, lambda: handler(desk, ui, request, form)))

    return endpoint


def ui_of(request: Request) -> Ui:
    """The user's language: chosen on a page, else the command line's."""
    session = request.app.state.desk.session
    chosen = request.cookies.get(f"{session.cookie}-language", session.language)
    language: UiLanguage = next((known for known in UI_LANGUAGES if known == chosen), "zh")
    return Ui(language, session, labels(TAGS[language], domain="studio"))


def asset(request: Request) -> Response:
    """A file of the package that pages use."""
    name = request.path_params["name"]
    if name not in _ASSETS:
        raise HTTPException(404)
    data = files("coursegen.studio").joinpath("assets", name).read_bytes()
    return Response(data, media_type=_ASSETS[name], headers={"Cache-Control": "max-age=60"})


def _answered(ui: Ui, desk: Desk, answer: Callable[[], Answer]) -> Response:
    """What a handler returns; faults that it raises as a page of their own, and what the system refused."""
    try:
        return _response(ui, answer())
    except FaultError as error:
        found = error.faults
    except OSError as error:
        found = (refused(error),)
    except MemoryError:
        found = (Fault("O173"),)
    return _response(ui, Page(ui.label("读不了，请先改好"), faults(ui, found, desk.address_of), status=422))


def _response(ui: Ui, answer: Answer) -> Response:
    match answer:
        case Response():
            return answer
        case Page():
            return Response(frame(ui, answer), answer.status, media_type="text/html")
        case _:
            return Response(answer.encode(), media_type="text/html")


def _language(_: Desk, ui: Ui, request: Request, form: FormData) -> Response:
    response = RedirectResponse(_own_path(request), 303)
    language = next((known for known in UI_LANGUAGES if known == text(form, "language")), "zh")
    response.set_cookie(f"{ui.session.cookie}-language", language, httponly=True, samesite="strict")
    return response


def _own_path(request: Request) -> str:
    """The page of ours that a form was on."""
    from urllib.parse import urlsplit

    before = urlsplit(request.headers.get("referer", ""))
    path = before.path if before.netloc == request.headers["host"] and before.path.startswith("/") else "/"
    return f"/{path.lstrip('/')}" + (f"?{before.query}" if before.query and path != "/" else "")


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for it
    ui = ui_of(request)
    _ = ui.label
    words = {
        400: _("这个请求看不懂，请回到上一页再试。"),
        403: {
            "read-only": _("只读方式打开，不能改。"),
            "shipped": _("这是程序自带的示例，不能改。可以新建一个单位，以它为起点。"),
        }.get(error.detail, _("页面已经过期，请刷新后再试。")),
        404: _("没有这一页。"),
        405: _("没有这一页。"),
        413: _("文件太大了。最大 100 MB；PPT 里的大图可以先压缩再传。"),
    }
    body = el(
        "div",
        el("p", words.get(error.status_code, _("出了一点问题。")), class_="lead"),
        link("/", _("回首页"), button=True),
    )
    return _response(ui, Page(_("打不开"), body, status=error.status_code))


def _broken(request: Request, _error: Exception) -> Response:
    ui = ui_of(request)
    _ = ui.label
    body = el("div", el("p", _("程序出了意外，没有改动任何文件。"), class_="lead"), link("/", _("回首页"), button=True))
    return _response(ui, Page(_("出了意外"), body, status=500))
