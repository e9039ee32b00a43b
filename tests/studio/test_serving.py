"""`coursegen studio` from the command line."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from inspect import signature
from pathlib import Path
from zipfile import ZipFile

import httpx2
import pytest
from click.testing import CliRunner
from studio_server import HERE, client_of, desk_of, filled, running, started

from coursegen.cli import serving
from coursegen.cli.commands import program
from coursegen.studio.addresses import ASKS, PAGES, SAVES, handler


def run(*arguments: str) -> tuple[int, str]:
    found = CliRunner().invoke(program, ["studio", "--no-browser", *arguments])
    return found.exit_code, found.output


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--port", "0"), "U403"),
        (("--port", "http"), "U403"),
        (("--port", "70000"), "U403"),
        (("nowhere",), "U402"),
        (("--host", "0.0.0.0"), "U405"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(folder: Path, arguments: tuple[str, ...], code: str) -> None:
    exit_code, told = run(*arguments, "--ui-lang", "en")
    assert exit_code == 2
    assert told.count(code) == 1
    assert "Traceback" not in told


def test_a_port_that_is_taken_is_told(folder: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        exit_code, told = run("--port", str(other.getsockname()[1]))
    assert exit_code == 2
    assert "U400" in told


def test_without_the_extra_one_is_told_what_to_install(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "find_spec", lambda name: None if name == "uvicorn" else object())
    exit_code, told = run()
    assert exit_code == 2
    assert "uvicorn" in told
    assert "coursegen[studio]" in told


def test_two_studios_run_side_by_side_on_ports_of_their_own(folder: Path) -> None:
    with running(folder) as one, running(folder) as other:
        assert one != other
        for address in (one, other):
            assert address.startswith("http://127.0.0.1:")
            base = address.partition("/?")[0]
            with pytest.raises(urllib.error.HTTPError) as refused:
                urllib.request.urlopen(base)
            assert refused.value.code == 403
            refused.value.close()
            opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
            with opener.open(address) as page:
                assert page.status == 200


def test_listening_elsewhere_is_warned_of(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with running(folder, "--host", "127.0.0.2", "--ui-lang", "zh") as address:
        assert address.startswith("http://127.0.0.2:")
    assert "没有加密" in capfd.readouterr().err


@contextmanager
def entered(address: str) -> Iterator[httpx2.Client]:
    """A browser that was given the start address."""
    base = address.partition("/?")[0]
    with httpx2.Client(base_url=base, headers={"origin": base}, timeout=60, follow_redirects=True) as client:
        client.get(address)
        yield client


def test_a_studio_killed_while_it_builds_leaves_no_half_of_a_kit(folder: Path) -> None:
    kit = folder / "output" / "south" / "office-director"
    order = "/build?unit=south&course=office-director"
    with started(folder) as (address, process), entered(address) as client:
        form = filled(client.get(order).text, "/build")
        job = str(client.post("/build", data=form).url)
        with client.stream("GET", f"{job}/events") as events:
            said = (json.loads(line.removeprefix("data: ")) for line in events.iter_lines() if line)
            assert next(now for now in said if now["turn"] >= 1)["ended"] is False
            process.kill()
            process.wait(20)
    # The build goes on between the event and the kill: it may have begun to write.
    files = sorted(kit.glob("*.*x"))
    assert [file.name for file in files if ZipFile(file).testzip()] == []
    with client_of(desk_of()) as client:
        client.get("/?token=secret")
        told = client.get("/kits/south/office-director/-").text
    assert any(state in told for state in ("做到一半就停了", "最新" if files else "还没有做"))


def test_the_first_page_waits_for_none_of_what_only_other_pages_need(folder: Path) -> None:
    needed = "import sys, coursegen.studio.serving, coursegen.studio.home; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", needed], env=os.environ | HERE, capture_output=True, text=True, check=True
    )
    names = set(loaded.stdout.split())
    assert "coursegen.studio.home" in names
    late = {
        "yaml",
        "pydantic",
        "jinja2",
        "pptx",
        "docx",
        "coursegen.build.line",
        "coursegen.layout",
        "coursegen.html.page",
    }
    assert names & late == set()


def test_every_address_has_something_that_answers_it() -> None:
    assert len(PAGES) > 30
    for answers, given in ((PAGES, 3), (SAVES, 4), (ASKS, 4)):
        for name in answers.values():
            assert len(signature(handler(name)).parameters) == given, name


@pytest.fixture
def ctrl_c() -> Iterator[None]:
    """Programs started now hear Ctrl+C, even where whoever started the tests does not: a shell in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("ctrl_c")
def test_stopping_it_while_a_build_is_watched_is_no_error(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    order = "/build?unit=south&course=office-director"
    with started(folder) as (address, process), entered(address) as client:
        job = str(client.post("/build", data=filled(client.get(order).text, "/build")).url)
        with client.stream("GET", f"{job}/events") as events:
            assert next(events.iter_lines())
            process.send_signal(signal.SIGINT)
            assert process.wait(30) == 130
    assert capfd.readouterr().err == ""
