"""What stands before every page: who is let in, how much may be sent, and what a browser is told to refuse.

The studio can write files, so no other page open in the same browser, and no other program that only knows the port,
may talk to it: Host and Origin are checked, and a cookie that only the start address gives.
"""

from __future__ import annotations

from collections.abc import Mapping

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from coursegen.studio.session import Session, same

UPLOAD_LIMIT = 100 * 1024 * 1024
"""Bytes of a body that brings a file: the largest corporate decks met are half of that."""

BODY_LIMIT = 4 * 1024 * 1024
"""Bytes of any other body: twice the largest content file."""

_DRAINED = 2 * 1024 * 1024 * 1024
"""Bytes of a refused body that are read and thrown away, so that the browser gets to see the answer."""

UPLOADS = ("/logo", "/base", "/roster", "/import")
"""Ends of the paths that take files."""

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SANDBOX = "sandbox allow-scripts; frame-ancestors 'self'"
"""Policy of a preview: a page of its own, without our origin; what it may run its own policy says by hashes."""

_HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}

_CLOSED = (
    "请从命令行里显示的地址打开课程工作台（地址里带有本次的口令）。\n"
    "Open the studio by the address that the command line shows: it holds the key of this run.\n"
)


class Guard:
    """ASGI middleware: lets through what comes from our own pages in the browser that was given the start address."""

    def __init__(self, app: ASGIApp, session: Session) -> None:
        self._app, self._session = app, session

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            request, guarded = Request(scope), _with_headers(send)
            if refusal := _refusal(request, self._session):
                await refusal(scope, receive, guarded)
            else:
                await self._app(scope, await _limited(request, receive), guarded)


def _refusal(request: Request, session: Session) -> Response | None:
    """The answer to a request that is not let in."""
    if request.headers.get("host", "") not in session.hosts:
        return PlainTextResponse("Unknown host.\n", 421)
    if request.method == "GET" and request.url.path == "/" and "token" in request.query_params:
        return _entered(session) if same(request.query_params["token"], session.token) else _closed()
    if not same(request.cookies.get(session.cookie, ""), session.key):
        return _closed()
    if request.method not in ("GET", "HEAD") and request.headers.get("origin") != f"http://{request.headers['host']}":
        return PlainTextResponse("Wrong origin.\n", 403)
    return None


def _closed() -> Response:
    return PlainTextResponse(_CLOSED, 403)


def _entered(session: Session) -> Response:
    """To the first page, without the token in the address, which would stay in the browser's history."""
    response = RedirectResponse("/", 303)
    response.set_cookie(session.cookie, session.key, httponly=True, samesite="strict", path="/")
    return response


def _with_headers(send: Send) -> Send:
    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return guarded


async def _limited(request: Request, receive: Receive) -> Receive:
    """The body, as far as it may go. What says beforehand that it is too long is read to its end and refused."""
    limit = UPLOAD_LIMIT if request.url.path.endswith(UPLOADS) else BODY_LIMIT
    told = request.headers.get("content-length", "0")
    if told.isdecimal() and int(told) > limit:
        await _drain(receive)
        return _too_long
    taken = 0

    async def counted() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        return message if taken <= limit else await _too_long()

    return counted


async def _too_long() -> Message:
    raise HTTPException(413)


async def _drain(receive: Receive) -> None:
    read, more = 0, True
    while more and read < _DRAINED:
        message = await receive()
        read += len(message.get("body", b""))
        more = bool(message.get("more_body"))
