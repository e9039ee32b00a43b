"""The bank, filtered, with the papers that take its items."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

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
    assert [name for name in known if f"　{name}<" in page] == ids
    assert f"{len(ids)}题，共5题" in page


def test_an_item_says_which_paper_takes_it_and_what_it_is_about(client: TestClient) -> None:
    page = client.get(f"{AT}?kind=single").text
    assert "上岗小测" in page
    assert "/courses/coffee-shop/principles/cup.clean" in page
    assert "{{" not in page
