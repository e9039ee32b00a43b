"""LibreOffice puts everything on the page that we counted."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from document_random import heading_pages, random_document
from document_samples import MORE_FIGURES, document_of, file_of, handout, house, paper, t
from peers import page_texts, to_pdf

from coursegen.document.nodes import Document, Heading
from coursegen.layout.pages import paginate

SEEDS = (1, 2, 3, 4)


def figures() -> Document:
    """Every later kind of figure five times, a heading before each."""
    drawn = enumerate(MORE_FIGURES * 5)
    return document_of(*(b for n, f in drawn for b in (Heading(2, t(f"标题{n:03d}号"), f"h{n:03d}"), f)))


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Document, list[str]]]:
    """Documents and the text of their pages as LibreOffice sets them."""
    folder = tmp_path_factory.mktemp("judged")
    documents = {"handout": handout(2), "paper": paper(), "key": paper(answers=True), "figures": figures()}
    documents |= {f"random{seed}": random_document(seed) for seed in SEEDS}
    files: list[Path] = []
    for name, document in documents.items():
        files.append(folder / f"{name}.docx")
        files[-1].write_bytes(file_of(document))
    texts = [page_texts(pdf) for pdf in to_pdf(files, folder)]
    return dict(zip(documents, zip(documents.values(), texts, strict=True), strict=True))


@pytest.mark.parametrize("name", ["handout", "paper", "key", "figures", *(f"random{seed}" for seed in SEEDS)])
def test_the_number_of_pages_is_ours(name: str, judged: dict[str, tuple[Document, list[str]]]) -> None:
    document, texts = judged[name]

    assert len(texts) == paginate(document, house().spec).total


@pytest.mark.parametrize("seed", SEEDS)
def test_every_heading_of_a_random_document_is_on_our_page(
    seed: int, judged: dict[str, tuple[Document, list[str]]]
) -> None:
    document, texts = judged[f"random{seed}"]

    assert heading_pages(texts) == dict(paginate(document, house().spec).numbers)


def test_every_figure_is_on_our_page(judged: dict[str, tuple[Document, list[str]]]) -> None:
    document, texts = judged["figures"]

    assert heading_pages(texts) == dict(paginate(document, house().spec).numbers)


def test_the_contents_name_the_page_on_which_each_heading_stands(
    judged: dict[str, tuple[Document, list[str]]],
) -> None:
    _, texts = judged["handout"]

    lines = re.findall(r"^(.+?)[.…]{3,}\s*(\d+)$", texts[1], re.MULTILINE)
    assert len(lines) >= 10
    assert all(squeezed(title) in squeezed(texts[int(page) - 1]) for title, page in lines)
