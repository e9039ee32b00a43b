"""The studio for tests: within this process, and as users start it, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lxml import html
from starlette.testclient import TestClient

from coursegen.studio.app import make_app
from coursegen.studio.desk import Desk
from coursegen.studio.history import History
from coursegen.studio.jobs import Jobs
from coursegen.studio.session import Session
from coursegen.workspace import find_workspace

ROOT = Path(__file__).resolve().parent.parent
HERE = {"PYTHONPATH": str(ROOT)}
"""What makes a process run this program as it stands here."""


@contextmanager
def running(folder: Path, *options: str, **environment: str) -> Iterator[str]:
    """The start address of a studio that serves a folder, until the block ends."""
    with started(folder, *options, **environment) as (address, _process):
        yield address


@contextmanager
def started(folder: Path, *options: str, **environment: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The same with its process."""
    command = [sys.executable, "-m", "coursegen", "studio", "--no-browser", *options, str(folder)]
    surroundings = os.environ | HERE | environment
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=surroundings)
    try:
        assert process.stdout
        yield process.stdout.readline().strip().split("\t")[-1], process
    finally:
        process.terminate()
        process.wait(20)
        if process.stdout:
            process.stdout.close()


def desk_of(*, read_only: bool = False) -> Desk:
    """A desk on the current folder."""
    workspace = find_workspace()
    session = Session("secret", port=8460, read_only=read_only)
    return Desk(workspace, session, History(workspace.root), Jobs())


def client_of(desk: Desk) -> TestClient:
    """A browser that has not opened the start address yet."""
    found = TestClient(make_app(desk), base_url="http://127.0.0.1:8460", follow_redirects=False)
    found.headers["origin"] = "http://127.0.0.1:8460"
    return found


def filled(page: str, action: str) -> dict[str, str | list[str]]:
    """What a browser would send of the form of this action, filled in as the page has it."""
    forms = [
        form
        for form in html.fromstring(page.encode()).iter("form")
        if (form.get("action"), form.method) == (action, "POST")
    ]
    assert forms, f"no form for {action}"
    found: dict[str, str | list[str]] = {}
    for name, value in forms[0].form_values():
        before = found.get(name)
        found[name] = value if before is None else [*([before] if isinstance(before, str) else before), value]
    return found
