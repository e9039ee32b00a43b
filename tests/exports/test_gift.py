"""GIFT as another program reads it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bank_samples import HOSTILE, bank_of, one_of_each
from peers import read_by_gift_pegjs

from coursegen.exchange import Question
from coursegen.exports.gift import CARRIER, write_gift


def by_peer(folder: Path, *questions: Question) -> list[dict[str, Any]]:
    file = folder / "bank.gift"
    file.write_bytes(write_gift(bank_of(*questions))[0])
    found = read_by_gift_pegjs(file)
    assert found[0]["type"] == "Category"
    return found[1:]


def texts(choices: list[dict[str, dict[str, str]]]) -> list[str]:
    return [choice["text"]["text"] for choice in choices]


def test_a_peer_reads_every_kind_with_its_key(tmp_path: Path) -> None:
    found = {str(q["title"]): q for q in by_peer(tmp_path, *one_of_each())}
    assert set(found) == {q.id for q in one_of_each() if q.kind in CARRIER.kinds}
    types = {title: question["type"] for title, question in found.items()}
    assert types == {
        "s": "MC", "m": "MC", "j": "TF", "r": "Essay", "b": "Essay", "o": "Essay", "c": "Essay", "k": "Essay",
        "p": "Matching",
    }  # fmt: skip
    single, multiple = found["s"]["choices"], found["m"]["choices"]
    assert [c["isCorrect"] for c in single] == [True, False, False]
    assert [c["weight"] for c in multiple] == [50, 50, -100]
    assert found["j"]["isTrue"] is False
    pairs = [(p["subquestion"]["text"], p["subanswer"]) for p in found["p"]["matchPairs"]]
    assert pairs == [("杯口", "嘴"), ("杯身", "手"), ("杯底", "桌")]
    assert found["s"]["id"] == "s"
    assert "principle:cup.clean" in found["s"]["tags"]


PLAIN = tuple(text for text in HOSTILE if text.strip() and text != "[html]")
"""The peer takes [html] for a format even in the middle of a question that says it is plain."""


def as_peer_shows(text: str) -> str:
    """It sets several blanks in a row as one, and takes `\\n` for a break."""
    return " ".join(text.split())


def test_a_peer_reads_hostile_texts_as_they_are(tmp_path: Path) -> None:
    wanted = [
        Question(
            id=f"x{n}",
            kind="single",
            stem=f"题{text}题",
            options=(f"甲{text}", f"乙{text}"),
            answer="B",
            rationale=text,
        )
        for n, text in enumerate(PLAIN)
    ]
    for question, found in zip(wanted, by_peer(tmp_path, *wanted), strict=True):
        assert as_peer_shows(found["stem"]["text"]) == as_peer_shows(question.stem)
        assert list(map(as_peer_shows, texts(found["choices"]))) == list(map(as_peer_shows, question.options))
        assert as_peer_shows(found["globalFeedback"]["text"]) == as_peer_shows(question.rationale)


def test_what_no_gift_file_can_say_is_reported(tmp_path: Path) -> None:
    arrow = Question(id="arrow", kind="match", stem="对应", pairs=(("a->b", "1"), ("c", "2")))
    order = Question(id="order", kind="order", stem="排序", steps=("1", "2", "3"))
    long = Question(id="long", kind="judge", stem="对", answer="T", principle="p" * 60)
    data, lost = write_gift(bank_of(arrow, order, long))
    assert {(loss.question, loss.feature) for loss in lost} == {
        ("arrow", "kind"), ("order", "kind"), ("long", "principle"),
    }  # fmt: skip
    assert b"::arrow::" not in data
    assert b"::long::" in data
