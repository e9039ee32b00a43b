"""The studio started: a free port, an address with a token, a server that stops when it is told to."""

from __future__ import annotations

import logging
import secrets
import socket
import sys
import webbrowser
from collections.abc import Callable
from threading import Thread, Timer

import uvicorn

from coursegen.errors import UiLanguage, fail, reason_of
from coursegen.studio.app import make_app
from coursegen.studio.desk import Desk
from coursegen.studio.history import History
from coursegen.studio.jobs import Jobs
from coursegen.studio.session import LOCAL, Session
from coursegen.workspace import Workspace

_PORT = 8460
"""Port tried first, so that the address is the same on most days; any free one when it is taken."""

_BROWSER_SECONDS = 0.3


def serve(
    workspace: Workspace,
    *,
    host: str,
    port: int,
    language: UiLanguage,
    read_only: bool,
    browser: bool,
    tell: Callable[[str], None],
) -> None:
    """Serve a workspace until somebody stops it; `tell` is given the address. Raises U400 for a port that is taken."""
    listening = _listening(host, port)
    session = Session(secrets.token_urlsafe(32), host, listening.getsockname()[1], language, read_only=read_only)
    desk = Desk(workspace, session, History(workspace.root), Jobs())
    Thread(target=desk.warm, name="warm", daemon=True).start()
    app = make_app(desk)
    tell(session.address)
    if browser:
        opening = Timer(_BROWSER_SECONDS, webbrowser.open, [session.address])
        opening.daemon = True
        opening.start()
    config = uvicorn.Config(app, log_level="error", access_log=False, server_header=False, timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    logging.getLogger("uvicorn.error").addFilter(lambda _: not server.should_exit)  # a page that waits is no error then
    server.run(sockets=[listening])


def _listening(host: str, port: int) -> socket.socket:
    """A socket on a port; without one on the usual port or any that is free."""
    tried = (port,) if port else (_PORT, 0)
    for turn in tried:
        found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if sys.platform != "win32":  # there it would let two programs share the port
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            found.bind((host or LOCAL[0], turn))
            found.listen()  # whoever is told the address may ask at once, and waits
        except OSError as error:
            found.close()
            if turn == tried[-1]:
                raise fail("U400", host=host, port=port, reason=reason_of(error)) from error
        else:
            return found
    raise AssertionError("the last try returns or raises")
