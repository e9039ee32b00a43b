"""The bank, filtered, with the papers that take its items."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from coursegen.exam.history import Sat, Used
from coursegen.exam.marking import Result
from coursegen.store import record

AT = "/courses/coffee-shop/bank"


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("", ["q.cup.1", "q.cup.2", "q.queue.1", "q.queue.2", "q.queue.3"]),
        ("kind=single", ["q.cup.1"]),
        ("difficulty=hard", ["q.queue.3"]),
        ("q=缺口&kind=", []),
        ("q=杯子", ["q.cup.2"]),
        ("lesson=lesson.counter&kind=judge", ["q.queue.2"]),
        ("lesson=none", []),
        ("paper=final&kind=blank", ["q.cup.2"]),
        ("paper=none", []),
    ],
)
def test_items_are_filtered(client: TestClient, query: str, ids: list[str]) -> None:
    page = client.get(f"{AT}?{query}").text
    known = ("q.cup.1", "q.cup.2", "q.queue.1", "q.queue.2", "q.queue.3")
    assert [name for name in known if f">{name}</a>" in page] == ids
    assert f"{len(ids)}题，共5题" in page


def test_an_item_says_which_paper_takes_it_and_what_it_is_about(client: TestClient) -> None:
    page = client.get(f"{AT}?kind=single").text
    assert "上岗小测" in page
    assert "/courses/coffee-shop/principles/cup.clean" in page
    assert "{{" not in page


def keep_a_sitting(folder: Path) -> None:
    """A sitting at which nobody had q.queue.2 right."""
    used = (Used("", 1, "q.cup.1", 4, "obj.counter.1", "A", "ABC"), Used("", 2, "q.queue.2", 2, "obj.counter.2"))
    results = tuple(
        Result(f"S{n}", "", "", {"q.cup.1": 4.0 * (n % 2), "q.queue.2": 0.0}, {"q.cup.1": "AB"[n % 2], "q.queue.2": ""})
        for n in range(4)
    )
    record(
        folder / "results.db",
        Sat("coffee-shop", "final", "上岗小测", "default", "", "2026-03-05", 6, 60, used, results),
    )


def test_the_bank_says_how_often_items_were_sat_and_what_to_look_at(client: TestClient, folder: Path) -> None:
    assert "考过几次" not in client.get(AT).text
    keep_a_sitting(folder)
    page = client.get(AT).text
    assert "考过几次" in page
    assert page.count("1次，最近2026-03-05") == 2
    for query, ids in (("never", ["q.cup.2", "q.queue.1", "q.queue.3"]), ("once", ["q.cup.1", "q.queue.2"])):
        found = client.get(f"{AT}?sat={query}").text
        assert sorted(re.findall(r">(q\.[\w.]+)</a>", found)) == ids
    flagged = client.get(f"{AT}?sat=flagged").text
    assert ">q.queue.2</a>" in flagged
    assert "太难" in flagged


def test_a_damaged_store_does_not_close_the_bank(client: TestClient, folder: Path) -> None:
    (folder / "results.db").write_bytes(b"half" * 400)
    assert "共5题" in client.get(AT).text
