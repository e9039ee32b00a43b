"""One principle as what is written would come out: a page to look at, and the Office file itself."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from minicourse import write_minicourse
from pptx import Presentation

from coursegen.build import Request
from coursegen.build.draft import View, draft_file, draft_page
from coursegen.workspace import bundled_folder

VIEWS: tuple[View, ...] = ("slides", "handout", "quiz")


@pytest.fixture
def request_(tmp_path: Path) -> Request:
    course = write_minicourse(tmp_path / "coffee-shop")
    templates = bundled_folder() / "templates"
    return Request(course=course, unit="default", unit_roots=(templates,), output=tmp_path / "out")


def said(data: bytes, view: View) -> str:
    if view == "slides":
        shapes = [shape for slide in Presentation(BytesIO(data)).slides for shape in slide.shapes]
        return "\n".join(shape.text_frame.text for shape in shapes if shape.has_text_frame)
    return "\n".join(paragraph.text for paragraph in Document(BytesIO(data)).paragraphs)


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_of_a_principle_holds_what_is_its_own_and_nothing_of_another(request_: Request, view: View) -> None:
    own, other = "杯口", "抬头说一句话" if view != "quiz" else "七个人"
    page, file = draft_page(request_, "cup.clean", view).decode(), said(draft_file(request_, "cup.clean", view), view)
    assert own in page
    assert own in file
    assert other not in page
    assert other not in file
    page, file = (
        draft_page(request_, "queue.greet", view).decode(),
        said(draft_file(request_, "queue.greet", view), view),
    )
    assert other in page
    assert other in file
    assert own not in file


@pytest.mark.parametrize("view", ["slides", "quiz"])
def test_a_principle_without_slides_or_questions_makes_nothing_to_look_at(request_: Request, view: View) -> None:
    for file in (*(request_.course / "bank").iterdir(), request_.course / "principles" / "cup.clean.yaml"):
        text = file.read_text("utf-8").replace("principle: cup.clean", "principle: queue.greet")
        file.write_text(text.replace("tier: core", "tier: read"), "utf-8")
    assert draft_page(request_, "cup.clean", view) == b""
    assert draft_file(request_, "cup.clean", view) == b""
