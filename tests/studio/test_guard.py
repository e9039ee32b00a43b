"""Nobody but the browser that was given the start address is let in, and nothing may be written unasked."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient
from studio_server import client_of, desk_of

from coursegen.studio import guard
from coursegen.studio.app import make_app
from coursegen.studio.desk import Desk


def addresses(desk: Desk, method: str) -> list[str]:
    """Every address of the studio, its parts filled with things that are there."""
    filled = {
        "{name}": "studio.css",
        "{number:int}": "1",
        "{unit}": "south",
        "{course}": "coffee-shop",
        "{class_}": "-",
        "{key}": "k",
        "{principle}": "cup.clean",
    }
    found = []
    for route in make_app(desk).routes:
        assert isinstance(route, Route)
        if method in (route.methods or ()):
            path = route.path
            for slot, value in filled.items():
                path = path.replace(slot, value)
            found.append(path)
    assert len(found) > 10
    return found


def test_the_token_becomes_a_cookie_that_no_script_and_no_other_site_gets(stranger: TestClient) -> None:
    answer = stranger.get("/?token=secret")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "secret" not in cookie
    assert stranger.get("/").status_code == 200


def test_no_page_is_shown_without_the_cookie(stranger: TestClient, desk: Desk) -> None:
    for path in addresses(desk, "GET"):
        answer = stranger.get(path)
        assert answer.status_code == 403, path
        assert "南街店" not in answer.text
    assert stranger.get("/?token=guess").status_code == 403


def test_another_name_for_this_computer_is_not_answered(client: TestClient) -> None:
    for host in ("evil.example", "127.0.0.1:1", "evil.example:8460", ""):
        assert client.get("/", headers={"host": host}).status_code == 421
    assert client.get("/", headers={"host": "localhost:8460"}).status_code == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:9999", ""])
def test_a_form_on_another_page_writes_nothing(client: TestClient, desk: Desk, origin: str) -> None:
    for path in addresses(desk, "POST"):
        answer = client.post(path, data={"csrf": desk.session.csrf}, headers={"origin": origin})
        assert answer.status_code == 403, path
    assert desk.history.entries() == ()


def test_every_write_needs_the_key_of_our_forms(client: TestClient, desk: Desk) -> None:
    for path in addresses(desk, "POST"):
        assert client.post(path, data={"names.full": "改"}).status_code == 403, path
        assert client.post(path, data={"csrf": "wrong"}).status_code == 403, path
    assert desk.history.entries() == ()


def test_every_answer_carries_the_headers_that_make_a_browser_refuse(client: TestClient, desk: Desk) -> None:
    for path in [*addresses(desk, "GET"), "/nothing/here"]:
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff", path
        assert headers["referrer-policy"] == "same-origin"
        policy = headers["content-security-policy"]
        assert "sandbox" in policy or "default-src 'none'" in policy, path
        assert "unsafe-inline" not in policy or "sandbox" in policy, path
        assert "unsafe-eval" not in policy


def test_no_page_has_script_or_style_in_it(client: TestClient, desk: Desk) -> None:
    pages = [path for path in addresses(desk, "GET") if not path.endswith(("/page", "studio.css", "/logo", "events"))]
    shown = 0
    for path in pages:
        answer = client.get(path)
        if "text/html" in answer.headers.get("content-type", ""):
            shown += 1
            assert " style=" not in answer.text, path
            assert "<style" not in answer.text, path
            assert "<script>" not in answer.text, path
            assert re.findall(r"<[^>]*\son\w+=", answer.text) == [], path
    assert shown > 10


def test_a_body_that_is_too_long_is_refused_before_it_is_kept(
    client: TestClient, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "BODY_LIMIT", 1000)
    monkeypatch.setattr(guard, "UPLOAD_LIMIT", 5000)
    data = {"csrf": desk.session.csrf}
    assert client.post("/units/south", data=data | {"names.full": "长" * 1000}).status_code == 413
    sent = client.post("/units/south/base", data=data, files={"file": ("deck.pptx", b"x" * 6000)})
    assert sent.status_code == 413
    assert "100 MB" in sent.text
    without_length = client.post(
        "/units/south/base",
        content=iter([b"x" * 3000] * 3),
        headers={"content-type": "multipart/form-data; boundary=b"},
    )
    assert without_length.status_code == 413
    assert desk.history.entries() == ()


def test_nothing_can_be_written_when_opened_for_reading_only(folder: Path) -> None:
    desk = desk_of(read_only=True)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with client_of(desk) as client:
        client.get("/?token=secret")
        refused = [
            path for path in addresses(desk, "POST") if not path.endswith(("language", "tones", "check", "show"))
        ]
        assert len(refused) > 5
        for path in refused:
            assert client.post(path, data={"csrf": desk.session.csrf, "names.full": "改"}).status_code == 403, path
        page = client.get("/units/south").text
        assert "只读" in page
        assert "disabled" in page
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    "path",
    [
        "/units/..%2F..%2Fetc",
        "/units/%2e%2e",
        "/assets/..%2Fapp.py",
        "/kits/south/coffee-shop/-/files/..%2Fmanifest.json",
        "/kits/..%2F..%2F/coffee-shop/-",
        "/courses/..%2F..",
        "/preview/coffee-shop/..%2Fsouth/page",
        "/courses/coffee-shop/principles/..%2Fcourse",
        "/courses/coffee-shop/files/lessons/..%2Fcourse",
        "/courses/coffee-shop/files/..%2Fprinciples/cup.clean",
        "/courses/coffee-shop/papers/..%2F..%2Fcourse",
        "/courses/coffee-shop/checks/..%2Fcourse",
        "/units/south/layouts/..%2F..%2Funit.yaml",
        "/schemas/..%2Funit",
        "/drafts/..%2F..",
    ],
)
def test_paths_that_climb_lead_nowhere(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_hostile_name_is_shown_and_does_nothing(client: TestClient, folder: Path) -> None:
    words = "<script>alert(1)</script>\"'"
    (folder / "templates" / "south" / "unit.yaml").write_text(f"names: {{full: {json.dumps(words)}}}\n", "utf-8")
    page = client.get("/units/south").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_a_program_installed_below_the_workspace_is_not_the_users_own(desk: Desk, folder: Path) -> None:
    inside = folder / ".venv" / "lib" / "site-packages" / "coursegen" / "_bundled" / "content" / "office-director"
    assert not desk.own(inside / "course.yaml")
    assert desk.own(folder / "content" / "coffee-shop" / "course.yaml")
    assert desk.own(folder / "templates" / "south" / "unit.yaml")
