"""Our measure against LibreOffice's rendering: lines, and where the text ends."""

from __future__ import annotations

from pathlib import Path

import pytest
from peers import to_pdf
from plain_files import deck, file_of, run, shape, title

from coursegen.checks.file.deck.measure import TIGHT, height_of, lines_of, room_of
from coursegen.checks.file.deck.page import open_deck
from coursegen.checks.package import open_package

TEXTS = (
    "办公室主任要把急事、难事、要事分开，先办急事，再办要事，难事请示后再办，件件有着落。",
    "收文登记、拟办、批办、承办、催办、归档：六个环节，一个也不能少；每个环节都要有人签字。",
    "The director sorts what is urgent from what matters and reports what is difficult before noon.",
    "2026年3月1日前，各科室把Q1的数据（含PDF和Excel）报办公室，逾期不候。",
)
SIZES = (1400, 1800, 2400)
WIDTHS = (3.0, 4.5, 7.0)


@pytest.fixture(scope="module")
def slides() -> bytes:
    """One box a slide: every text in every size and width."""
    boxes = [
        title(f"第{number}页") + shape(3, run(text, f' sz="{size}"'), (1, 1.6, wide, 5.5), name="box")
        for number, (text, size, wide) in enumerate((t, s, w) for t in TEXTS for s in SIZES for w in WIDTHS)
    ]
    return file_of(deck(*boxes, ea="Noto Sans CJK SC"))


def test_text_takes_as_many_lines_as_libreoffice_sets(slides: bytes, tmp_path: Path) -> None:
    import pdfplumber

    path = tmp_path / "slides.pptx"
    path.write_bytes(slides)
    pages = open_deck(open_package(slides, path.name)).pages
    apart, checked = [], 0
    with pdfplumber.open(to_pdf([path], tmp_path)[0]) as document:
        assert len(document.pages) == len(pages) == len(TEXTS) * len(SIZES) * len(WIDTHS)
        for page, drawn in zip(pages, document.pages, strict=True):
            block = next(b for b in page.blocks if b.shape.name == "box")
            width, _ = room_of(block)
            letters = [c for c in drawn.chars if c["top"] > 1.55 * 72 and c["text"].strip()]
            seen = len({round(c["matrix"][5]) for c in letters})
            apart.append(len(lines_of(block.body.paras[0], block.body, width)) - seen)
            ends = max(c["bottom"] for c in letters) - 1.6 * 72
            # What we call out of the box is out of it in the rendering too: the friendly measure is never higher.
            assert height_of(block.body, width, TIGHT) <= ends + 2
            checked += 1
    assert checked == len(pages)
    assert sum(gap != 0 for gap in apart) <= len(apart) // 6
    assert all(abs(gap) <= 1 for gap in apart)
