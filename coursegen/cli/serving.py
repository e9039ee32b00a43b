"""`coursegen studio`."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

from coursegen.cli.report import Voice
from coursegen.errors import fail
from coursegen.workspace import find_workspace, place_of

_EVERYWHERE = ("0.0.0.0", "::", "*", "")  # noqa: S104 - refused
"""Hosts that are no name by which a browser could ask: requests to other names are not answered."""

_WANTED = ("starlette", "uvicorn", "multipart")


def run_studio(voice: Voice, folder: Path | None, *, host: str, port: int, browser: bool, read_only: bool) -> int:
    """Serve the pages of a workspace until interrupted.

    Raises U401 without the extra, U402 for a folder that is none, U400 for a port that is taken, U405 for a
    host that is no address of its own.
    """
    if missing := tuple(name for name in _WANTED if find_spec(name) is None):
        raise fail("U401", missing=missing)
    if folder is not None:
        if not folder.is_dir():
            raise fail("U402", place_of(folder))
        os.chdir(folder)
    if host in _EVERYWHERE:
        raise fail("U405", host=host)
    from coursegen.studio.serving import serve

    if host not in ("127.0.0.1", "localhost"):
        voice.tell("studio_open", host=host)
    serve(
        find_workspace(), host=host, port=port, language=voice.language, read_only=read_only, browser=browser,
        tell=lambda address: voice.result(f"{_told(voice)}\t{address}", address=address),
    )  # fmt: skip
    return 0


def _told(voice: Voice) -> str:
    from coursegen.cli.words import say

    return say("studio_at", voice.language)
