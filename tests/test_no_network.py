"""No command reaches for the network, whatever a unit's files point at: a process that touches a socket is ended."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from minicourse import write_minicourse
from odd_bases import DOCUMENTS
from own_slides import harmful

from coursegen.workspace import bundled_folder

REFUSING = """
import os, sys
def refuse(event, arguments):
    if event.split(".")[0] in ("socket", "urllib", "http", "ftplib", "smtplib") and event != "socket.gethostname":
        os.write(2, f"{event} {arguments}".encode())
        os._exit(99)
sys.addaudithook(refuse)
"""
MANY = (
    REFUSING
    + """
import json
from coursegen.cli.commands import program
for line in json.loads(sys.argv[1]):
    try:
        program.main(line, "coursegen")
    except SystemExit as left:
        print(left.code, *line)
"""
)
"""Runs command lines one after the other; the build of every product is refused the network in `test_build.py`."""


def python(script: str, *arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=folder, env=os.environ | {"PYTHONPATH": str(bundled_folder())}, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    "reaching",
    [
        "import socket; socket.socket()", "import socket; socket.getaddrinfo('localhost', 80)",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')",
        "from lxml import etree; import http.client; http.client.HTTPConnection('127.0.0.1', 9).connect()",
    ],
)  # fmt: skip
def test_the_guard_catches_what_reaches_out(tmp_path: Path, reaching: str) -> None:
    assert python(f"{REFUSING}\n{reaching}", folder=tmp_path).returncode == 99


def test_no_command_touches_a_socket(tmp_path: Path) -> None:
    import json

    write_minicourse(tmp_path / "content" / "coffee-shop")
    unit = tmp_path / "templates" / "shop"
    unit.mkdir(parents=True)
    (unit / "own.pptx").write_bytes(harmful())
    name, make = DOCUMENTS["remote template and fields"]
    (unit / name).write_bytes(make())
    (unit / "unit.yaml").write_text("names: {full: 云中咖啡店}\nextra:\n  slides: [{file: own.pptx}]\n", "utf-8")
    lines = [
        ["build", "coffee-shop", "-u", "shop", "-f", "deck,handout,html", "-q"],
        ["check", "coffee-shop", "-u", "shop", "-q"],
        ["check", "templates/shop/own.pptx", f"templates/shop/{name}", "-q"],
        ["diff", "output/shop/coffee-shop/deck.pptx", "-q"],
        ["template", "check", f"templates/shop/{name}", "-q"],
        ["doctor", "-q"],
        ["list", "units"],
        ["explain", "names", "-u", "shop"],
    ]
    run = python(MANY, json.dumps(lines), folder=tmp_path)
    assert run.returncode == 0, run.stderr
    ended = [line for line in run.stdout.splitlines() if line.split(" ")[0].isdigit()]
    assert [line.split(" ")[1] for line in ended] == [line[0] for line in lines], run.stderr
    assert {line.split(" ")[0] for line in ended} <= {"0", "1"}, run.stderr
