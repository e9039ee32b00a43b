"""What each stage of the pipeline makes of a small course, kept in files: a change shows at the stage that caused it.

`make golden` (COURSEGEN_GOLDEN=write) rewrites the files; then read the diff.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from lxml import etree
from minicourse import write_minicourse
from rich.pretty import pretty_repr

from coursegen.build.prepare import prepare
from coursegen.build.products import PRODUCTS
from coursegen.build.request import Request
from coursegen.document.parse import parse_deck, parse_document
from coursegen.layout.pages import paginate
from coursegen.layout.slides import place_deck
from coursegen.office.deck.compile import compile_deck
from coursegen.office.deck.fill import fill_deck
from coursegen.office.document.compile import compile_document
from coursegen.office.document.fill import fill_document
from coursegen.templating import render
from coursegen.workspace import bundled_folder

GOLDEN = Path(__file__).parent / "golden"
TEMPLATES = bundled_folder() / "templates"
DAY = "2026-03-02"
STAGES = (
    "deck.1-markup.xml",
    "deck.2-nodes.txt",
    "deck.3-placed.txt",
    "deck.4-claim-slide.xml",
    "deck.5-claim-notes.xml",
    "handout.1-markup.xml",
    "handout.2-nodes.txt",
    "handout.3-page-numbers.txt",
    "handout.4-document.xml",
    "model.txt",
)


@pytest.fixture(scope="module")
def stages(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    home = Path.cwd()
    folder = tmp_path_factory.mktemp("golden")
    course = write_minicourse(folder / "content" / "coffee-shop")
    os.chdir(folder)
    try:
        return dict(run_stages(course))
    finally:
        os.chdir(home)


def run_stages(course: Path) -> Iterator[tuple[str, str]]:
    prepared = prepare(Request(course, "default", (TEMPLATES,), date=DAY))
    yield "model.txt", shown(prepared.bundle.principles)
    yield from deck_stages(
        render("deck.xml.j2", prepared.context(PRODUCTS["deck"]), prepared.search), prepared.unit.brand
    )
    yield from document_stages(
        render("handout.xml.j2", prepared.context(PRODUCTS["handout"]), prepared.search), prepared.unit.brand
    )


def deck_stages(markup: str, brand: object) -> Iterator[tuple[str, str]]:
    markup = steady(markup)
    deck = parse_deck(markup, "facilitator")
    compiled = compile_deck((TEMPLATES / "default" / "deck.pptx").read_bytes(), "deck.pptx")
    placed, faults = place_deck(deck, compiled.spec)
    assert not faults
    parts = fill_deck(placed, compiled, brand, {}, DAY)  # type: ignore[arg-type]
    number = next(n for n, slide in enumerate(placed.slides, 1) if slide.id.endswith(".claim"))
    yield "deck.1-markup.xml", markup
    yield "deck.2-nodes.txt", shown(deck)
    yield "deck.3-placed.txt", shown(placed)
    yield "deck.4-claim-slide.xml", pretty(parts[f"ppt/slides/slide{number}.xml"])
    yield "deck.5-claim-notes.xml", pretty(parts[f"ppt/notesSlides/notesSlide{number}.xml"])


def document_stages(markup: str, brand: object) -> Iterator[tuple[str, str]]:
    markup = steady(markup)
    document = parse_document(markup, "participant")
    compiled = compile_document((TEMPLATES / "default" / "document.docx").read_bytes(), "document.docx")
    pages = paginate(document, compiled.spec)
    parts = fill_document(document, pages, compiled, brand, {}, DAY)  # type: ignore[arg-type]
    yield "handout.1-markup.xml", markup
    yield "handout.2-nodes.txt", shown(document)
    yield "handout.3-page-numbers.txt", shown({"total": pages.total, **pages.numbers})
    yield "handout.4-document.xml", pretty(parts["word/document.xml"])


def shown(value: object) -> str:
    return pretty_repr(value, max_width=118) + "\n"


def steady(text: str) -> str:
    """Text without the folder the templates happen to stand in."""
    return text.replace(TEMPLATES.as_posix() + "/", "")


def pretty(part: bytes) -> str:
    tree = etree.fromstring(part)
    etree.indent(tree)
    return etree.tostring(tree, encoding="unicode") + "\n"


@pytest.mark.parametrize("name", STAGES)
def test_the_stage_makes_what_it_made(stages: Mapping[str, str], name: str) -> None:
    assert set(stages) == set(STAGES)
    file = GOLDEN / name
    if os.environ.get("COURSEGEN_GOLDEN") == "write":
        file.parent.mkdir(exist_ok=True)
        file.write_text(stages[name], "utf-8")
    assert file.read_text("utf-8") == stages[name], "wanted? then run `make golden` and read the diff"


def test_no_golden_file_is_left_over() -> None:
    assert {f.name for f in GOLDEN.iterdir()} == set(STAGES)
