"""All addresses of the studio, and what happens around every page."""

from __future__ import annotations

import inspect
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from importlib.resources import files

from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from coursegen.errors import UI_LANGUAGES, Fault, FaultError, UiLanguage, refused
from coursegen.html.markup import Markup
from coursegen.studio.addresses import ASKS, PAGES, SAVES, handler, load_behind
from coursegen.studio.desk import Desk
from coursegen.studio.frame import frame
from coursegen.studio.guard import Guard
from coursegen.studio.sending import own_path, text
from coursegen.studio.session import same
from coursegen.studio.ui import TAGS, Page, Ui, el, faults, link, notice
from coursegen.wording import labels

Answer = Page | Markup | Response
Endpoint = Callable[[Request], Awaitable[Response]]
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
        *(Route(path, shows(name)) for path, name in PAGES.items()),
        *(Route(path, writes(name), methods=["POST"]) for path, name in SAVES.items()),
        *(Route(path, writes(name, changes=False), methods=["POST"]) for path, name in ASKS.items()),
        Route("/assets/{name}", asset),
        Route("/language", language, methods=["POST"]),
    ]

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        await run_in_threadpool(desk.pictures.end)

    app = Starlette(
        routes=routes,
        lifespan=lifespan,
        middleware=[Middleware(Guard, session=desk.session)],
        exception_handlers={HTTPException: _refused, Exception: _broken},
    )
    app.state.desk = desk
    return app


def shows(name: str) -> Endpoint:
    """An endpoint that only shows something: `(desk, ui, request)` → an answer.

    Plain functions run in a thread, for they read the disk. What other pages need is loaded once the first is sent.
    """

    async def endpoint(request: Request) -> Response:
        desk, ui, answers = request.app.state.desk, ui_of(request), await run_in_threadpool(handler, name)
        if inspect.iscoroutinefunction(answers):
            return _response(ui, await answers(desk, ui, request))
        response = await run_in_threadpool(_answered, request, ui, partial(answers, desk, ui, request))
        response.background = BackgroundTask(load_behind) if name == PAGES["/"] else None
        return response

    return endpoint


def writes(name: str, *, changes: bool = True) -> Endpoint:
    """An endpoint of a form: `(desk, ui, request, form)` → an answer, once its key has been checked.

    Nothing may be written in a studio for reading only by a form that `changes` files.
    """

    async def endpoint(request: Request) -> Response:
        desk, ui = request.app.state.desk, ui_of(request)
        async with request.form(max_files=_FILES, max_fields=_FIELDS, max_part_size=_FIELD_BYTES) as form:
            _check_key(desk, request, form)
            if changes and desk.session.read_only:
                raise HTTPException(403, "read-only")
            answers = await run_in_threadpool(handler, name)
            return await run_in_threadpool(_answered, request, ui, partial(answers, desk, ui, request, form))

    return endpoint


def _check_key(desk: Desk, request: Request, form: FormData) -> None:
    if not same(request.headers.get("x-csrf-token") or text(form, "csrf"), desk.session.csrf):
        raise HTTPException(403)


async def language(request: Request) -> Response:
    """Back to the page that was left, in the language that was chosen."""
    desk = request.app.state.desk
    async with request.form(max_fields=_FIELDS) as form:
        _check_key(desk, request, form)
        chosen = next((known for known in UI_LANGUAGES if known == text(form, "language")), "zh")
    response = RedirectResponse(own_path(request), 303)
    response.set_cookie(f"{desk.session.cookie}-language", chosen, httponly=True, samesite="strict")
    return response


def ui_of(request: Request) -> Ui:
    """The user's language: chosen on a page, else the command line's."""
    session = request.app.state.desk.session
    chosen = request.cookies.get(f"{session.cookie}-language", session.language)
    spoken: UiLanguage = next((known for known in UI_LANGUAGES if known == chosen), "zh")
    return Ui(spoken, session, labels(TAGS[spoken], domain="studio"))


def asset(request: Request) -> Response:
    """A file of the package that pages use."""
    name = request.path_params["name"]
    if name not in _ASSETS:
        raise HTTPException(404)
    data = files("coursegen.studio").joinpath("assets", name).read_bytes()
    return Response(data, media_type=_ASSETS[name], headers={"Cache-Control": "max-age=60"})


def _answered(request: Request, ui: Ui, answer: Callable[[], Answer]) -> Response:
    """What a handler returns; else its faults or what the system refused, as a page or as the part asked for."""
    try:
        return _response(ui, answer())
    except FaultError as error:
        found = error.faults
    except OSError as error:
        found = (refused(error),)
    except MemoryError:
        found = (Fault("O173"),)
    body = faults(ui, found, request.app.state.desk.address_of)
    return _response(ui, body if "hx-request" in request.headers else _unread(request, ui, body))


def _unread(request: Request, ui: Ui, told: Markup) -> Page:
    """The page of what cannot be read; after a form, that nothing was saved, and the way back to it."""
    _ = ui.label
    title = _("读不了，请先改好")
    if request.method == "GET":
        return Page(title, told, status=422)
    saved = notice(_("没有保存。原来的都还在。"))
    back = el("a", _("回到上一页"), href=own_path(request), class_="button", data_back=True)
    return Page(title, el("div", saved, told, el("div", back, class_="actions"), class_="stack"), status=422)


def _response(ui: Ui, answer: Answer) -> Response:
    match answer:
        case Response():
            return answer
        case Page():
            return Response(frame(ui, answer), answer.status, media_type="text/html")
        case _:
            return Response(answer.encode(), media_type="text/html")


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for it
    ui = ui_of(request)
    _ = ui.label
    words = {
        400: _("这个请求看不懂，请回到上一页再试。"),
        403: {
            "read-only": _("只读方式打开，不能改。"),
            "shipped": _("这是程序自带的，不能改。单位可以新建一个，以它为起点；课程可以在它的页面上复制一份来改。"),
        }.get(error.detail, _("页面已经过期，请刷新后再试。")),
        404: _("没有这一页。"),
        405: _("没有这一页。"),
        413: _("文件太大了。最大 100 MB；PPT 里的大图可以先压缩再传。"),
    }
    body = el(
        "div",
        el("p", words.get(error.status_code, _("出了一点问题。")), class_="lead"),
        link("/", _("回首页"), button=True),
        class_="stack",
    )
    return _response(ui, Page(_("打不开"), body, status=error.status_code))


def _broken(request: Request, _error: Exception) -> Response:
    ui = ui_of(request)
    _ = ui.label
    said = el("p", _("程序出了意外，没有改动任何文件。"), class_="lead")
    body = el("div", said, link("/", _("回首页"), button=True), class_="stack")
    return _response(ui, Page(_("出了意外"), body, status=500))
