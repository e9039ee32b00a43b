"""The QTI package in a player: converted to QTI 3 and scored in a browser, both by programs that are not ours."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from bank_samples import HOSTILE, bank_of, one_of_each
from peers import chromium, qti_components
from playwright.sync_api import Page, sync_playwright
from qti_convert.cli import main as qti_convert

from coursegen.exchange import Question
from coursegen.exports.qti21 import write_qti21
from coursegen.office.pack import pack

pytestmark = pytest.mark.xdist_group("browser")

Responses = Mapping[str, str | list[str]]
Play = Callable[[str, list[Responses]], dict[str, Any]]

PLAY = """async ([xml, tries]) => {
  const frame = document.createElement('qti-item'), box = document.createElement('item-container');
  box.itemXML = xml;
  frame.append(box);
  document.body.replaceChildren(frame);
  const find = () => box.shadowRoot && box.shadowRoot.querySelector('qti-assessment-item');
  while (!find()) await new Promise(done => requestAnimationFrame(done));
  const item = find();
  await item.updateComplete;
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  const shown = element => {
    const copy = element.cloneNode(true);
    copy.querySelectorAll('br').forEach(br => br.replaceWith('\\n'));
    return copy.textContent;
  };
  const choices = [...box.shadowRoot.querySelectorAll('qti-simple-choice, qti-simple-associable-choice')];
  const scores = tries.map(responses => {
    for (const [name, value] of Object.entries(responses)) item.updateResponseVariable(name, value);
    item.processResponse();
    return Number(item.getOutcome('SCORE').value);
  });
  return {
    scores, choices: choices.map(choice => [choice.getAttribute('identifier'), shown(choice)]),
    stem: [...box.shadowRoot.querySelectorAll('qti-item-body > p')].map(shown).join('\\n\\n'),
  };
}"""


@pytest.fixture(scope="module")
def play() -> Iterator[Play]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium())
        page: Page = browser.new_page()
        page.set_content("<!DOCTYPE html><title>player</title>")
        page.add_script_tag(content=qti_components())
        yield lambda xml, tries: page.evaluate(PLAY, [xml, tries])
        browser.close()


def converted(folder: Path, *questions: Question) -> dict[str, str]:
    """The items of a package as QTI 3, by question."""
    (folder / "bank.zip").write_bytes(pack(write_qti21(bank_of(*questions))[0]))
    with redirect_stdout(StringIO()):
        assert qti_convert(["upgrade", str(folder / "bank.zip"), str(folder / "up.zip")]) == 0
    with ZipFile(folder / "up.zip") as package:
        names = [name for name in package.namelist() if name.startswith("items/")]
        assert len(names) == len(questions)
        return {Path(name).stem: package.read(name).decode() for name in names}


def test_a_player_gives_full_marks_for_the_right_answer_and_none_for_others(tmp_path: Path, play: Play) -> None:
    items = converted(tmp_path, *one_of_each())
    tries: Mapping[str, list[Responses]] = {
        "s": [{"RESPONSE": "A"}, {"RESPONSE": "B"}, {"RESPONSE": "C"}],
        "m": [{"RESPONSE": ["A", "B"]}, {"RESPONSE": ["A"]}, {"RESPONSE": ["A", "B", "C"]}, {"RESPONSE": ["B", "A"]}],
        "j": [{"RESPONSE": "F"}, {"RESPONSE": "T"}],
        "b": [
            {"RESPONSE1": "杯口", "RESPONSE2": "杯底"}, {"RESPONSE1": "口", "RESPONSE2": "杯底"},
            {"RESPONSE1": "口", "RESPONSE2": "杯身"}, {"RESPONSE1": "底", "RESPONSE2": "口"},
        ],
    }  # fmt: skip
    expected = {"s": [2, 0, 0], "m": [2, 0, 0, 2], "j": [2, 0], "b": [2, 2, 1, 0]}
    assert {key: play(items[key], given)["scores"] for key, given in tries.items()} == expected


def test_a_player_scores_pairs_and_orders_by_their_texts(tmp_path: Path, play: Play) -> None:
    wanted = {question.id: question for question in one_of_each()}
    items = converted(tmp_path, *one_of_each())
    ids = {text: key for key, text in play(items["p"], [])["choices"]}
    right = [f"{ids[left]} {ids[other]}" for left, other in wanted["p"].pairs]
    lefts, rights = zip(*wanted["p"].pairs, strict=True)
    turned = [f"{ids[left]} {ids[other]}" for left, other in zip(lefts, rights[::-1], strict=True)]
    assert play(items["p"], [{"RESPONSE": right}, {"RESPONSE": turned}])["scores"] == [1, 0]
    ids = {text: key for key, text in play(items["q"], [])["choices"]}
    steps = [ids[step] for step in wanted["q"].steps]
    assert play(items["q"], [{"RESPONSE": steps}, {"RESPONSE": steps[::-1]}])["scores"] == [1, 0]


def test_hostile_texts_are_shown_as_they_are_and_scored_by_their_key(tmp_path: Path, play: Play) -> None:
    texts = [text for text in HOSTILE if text.strip() and "\n\n" not in text]
    assert len(texts) > 40
    questions = {
        f"h{n}": Question(
            id=f"h{n}", kind="single", stem=f"题{text}题", options=(f"甲{text}甲", "乙"), answer="AB"[n % 2], points=2.0
        )
        for n, text in enumerate(texts)
    }
    for key, xml in converted(tmp_path, *questions.values()).items():
        question = questions[key]
        found = play(xml, [{"RESPONSE": letter} for letter in "AB"])
        assert found["stem"] == question.stem
        assert sorted(found["choices"]) == [["A", question.options[0]], ["B", "乙"]]
        assert found["scores"] == [2.0 * (letter == question.answer) for letter in "AB"]
