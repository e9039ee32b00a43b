"""The deck in Anki itself: imported by its own library, with the cards a learner sees."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize

import pytest
from anki.collection import Collection, ImportAnkiPackageRequest
from bank_samples import HOSTILE, bank_of, one_of_each
from lxml.html import fromstring

from coursegen.errors import FaultError
from coursegen.exchange import Question
from coursegen.exports.anki import write_anki
from coursegen.exports.bank import Bank
from coursegen.office.pack import pack


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    found = Collection(str(tmp_path / "collection.anki2"))
    yield found
    found.close()


def imported(collection: Collection, folder: Path, bank: Bank) -> None:
    file = folder / "practice.apkg"
    file.write_bytes(pack(write_anki(bank)[0]))
    collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(file)))


def test_anki_takes_every_question_into_the_deck_of_its_lesson(collection: Collection, tmp_path: Path) -> None:
    imported(collection, tmp_path, bank_of(*one_of_each()))
    notes = {collection.get_note(key).fields[0]: collection.get_note(key) for key in collection.find_notes("")}
    assert set(notes) == {q.id for q in one_of_each()}
    assert collection.decks.id_for_name("课/程::第一讲")
    front, back, why = notes["s"].fields[1:]
    assert front == "<b>先看哪里？</b><br>A. 杯口<br>B. 小票<br>C. 窗外"
    assert back == "A<br>杯口"
    assert why == "先看后用，客人放心。<br>【出处】《门店手记》第二页"
    assert notes["s"].has_tag("principle::cup.clean")


def test_a_deck_imported_anew_updates_itself(collection: Collection, tmp_path: Path) -> None:
    imported(collection, tmp_path, bank_of(*one_of_each()))
    imported(collection, tmp_path, bank_of(*one_of_each(), title="课/程"))
    assert len(collection.find_notes("")) == len(one_of_each())


def test_what_anki_takes_for_commands_is_shown_as_it_is(collection: Collection, tmp_path: Path) -> None:
    text = "[latex]x[/latex] [sound:a.mp3] <b>{{front}}</b> &amp;"
    imported(collection, tmp_path, bank_of(Question(id="x", kind="judge", stem=text, answer="T")))
    (card,) = (collection.get_card(key) for key in collection.find_cards(""))
    shown = card.question()
    assert "&#91;latex&#93;x" in shown
    assert "&lt;b&gt;{{front}}&lt;/b&gt; &amp;amp;" in shown
    assert not card.question_av_tags()


def shown(html: str) -> str:
    """What a card shows of its template's first block, breaks as new lines."""
    block = fromstring(re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL).replace("<br>", "\n"))
    return str(block.text_content())


def test_every_hostile_text_is_shown_by_anki_as_it_is(collection: Collection, tmp_path: Path) -> None:
    texts = [text for text in HOSTILE if text.strip()]
    assert len(texts) > 40
    made = [
        Question(id=f"x{n:02d}", kind="single", stem=f"题{text}题", options=(f"甲{text}甲", "乙"), answer="A")
        for n, text in enumerate(texts)
    ]
    imported(collection, tmp_path, bank_of(*made))
    cards = {card.note().fields[0]: card for card in map(collection.get_card, collection.find_cards(""))}
    assert set(cards) == {question.id for question in made}
    for question in made:
        stem, option = (normalize("NFC", text) for text in (question.stem, question.options[0]))  # as Anki keeps texts
        front = f"{stem}\nA. {option}\nB. 乙"
        card = cards[question.id]
        assert shown(card.question()) == front
        assert shown(card.answer()) == f"{front}A\n{option}"
        assert not card.question_av_tags()


def test_the_same_bank_gives_the_same_parts() -> None:
    assert write_anki(bank_of(*one_of_each())) == write_anki(bank_of(*one_of_each()))


def test_without_genanki_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "genanki", None)
    with pytest.raises(FaultError) as caught:
        write_anki(bank_of(*one_of_each()))
    assert [fault.code for fault in caught.value.faults] == ["A345"]
    assert "coursegen[anki]" in caught.value.faults[0].remedy("zh")
