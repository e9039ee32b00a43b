"""A studio on a small workspace: the coffee shop's course, and a unit of one's own; and one in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from minicourse import write_minicourse
from starlette.testclient import TestClient
from studio_server import client_of, desk_of, running

from coursegen.studio.desk import Desk

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

UNIT = (
    "# 我的店\nextends: default\nnames:\n  full: 南街店  # 全称\n  short: 南街\nbrand:\n  colors: {primary: 1E5AA0}\n"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace, current, with a cache of its own, on a computer without LibreOffice."""
    root = tmp_path / "工作"
    write_minicourse(root / "content" / "coffee-shop")
    unit = root / "templates" / "south" / "unit.yaml"
    unit.parent.mkdir(parents=True)
    unit.write_text(UNIT, "utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("COURSEGEN_SOFFICE", "")
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def desk(folder: Path) -> Desk:
    return desk_of()


@pytest.fixture
def stranger(desk: Desk) -> Iterator[TestClient]:
    with client_of(desk) as found:
        yield found


@pytest.fixture
def client(stranger: TestClient) -> TestClient:
    """A browser that was given the start address."""
    assert stranger.get("/?token=secret").status_code == 303
    return stranger


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a course and a unit."""
    folder = tmp_path_factory.mktemp("工作 台")
    write_minicourse(folder / "content" / "coffee-shop")
    unit = folder / "templates" / "south" / "unit.yaml"
    unit.parent.mkdir(parents=True)
    unit.write_text("names: {full: 南街店, short: 南街}\n", "utf-8")
    return folder


@pytest.fixture(scope="module")
def address(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    cache = str(tmp_path_factory.mktemp("cache"))
    with running(root, "--ui-lang", "zh", XDG_CACHE_HOME=cache, COURSEGEN_SOFFICE="") as found:
        yield found


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    found = browser.new_context(viewport={"width": 1280, "height": 800}, base_url=address.partition("/?")[0])
    found.set_default_timeout(60_000)
    yield found
    found.close()


def harmless(words: str, address: str) -> bool:
    """Whether a complaint is none: answers that refuse on purpose, requests that end because the page is left, and
    styles that Chromium itself would copy when a coloured text is replaced in the editor, and may not.
    """
    writes = re.search(r"as=text|/files?(/|$)|line=", address)
    return (
        "status of 4" in words
        or bool(re.search("htmx:(afterRequest|sendAbort)", words))
        or bool(writes and "inline style" in words)
    )


@pytest.fixture
def page(context: BrowserContext, address: str) -> Iterator[Page]:
    """A page let in by the start address; it must not complain, not even of the policy, nor ask elsewhere."""
    found, complaints = context.new_page(), list[str]()
    found.on("console", lambda message: None if harmless(message.text, found.url) else complaints.append(message.text))
    found.on("pageerror", lambda error: complaints.append(str(error)))
    found.on("request", lambda asked: None if "//127.0.0.1:" in asked.url else complaints.append(asked.url))
    found.goto(address)
    assert "token" not in found.url
    yield found
    assert [text for text in complaints if not text.startswith("data:")] == []
