"""Hands that edit finished files in other libraries, as people do in other programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
from click.testing import CliRunner, Result
from pptx import Presentation

from coursegen.cli.commands import program

UNIT = """\
# 咖啡店
names: {full: 云中咖啡店}   # 全称
terms: {staff: 咖啡师傅}
"""


class Desk:
    """A user's folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.course = root / "content" / "coffee-shop"
        self.unit = root / "templates" / "shop"
        self.kit = root / "output" / "shop" / "coffee-shop"

    def run(self, *arguments: str, answers: str = "") -> Result:
        return CliRunner().invoke(program, [*arguments, "--ui-lang", "en"], input=answers)

    def diff(self, name: str, *arguments: str, answers: str = "") -> Result:
        return self.run("diff", str(self.kit / name), *arguments, answers=answers)

    def yaml(self, name: str) -> str:
        return (self.course / name).read_text("utf-8")

    def edit_deck(self, edit: Callable[[Any], None], name: str = "deck.pptx") -> None:
        deck = Presentation(str(self.kit / name))
        edit(deck)
        deck.save(str(self.kit / name))

    def edit_document(self, edit: Callable[[Any], None], name: str = "handout.docx") -> None:
        document = docx.Document(str(self.kit / name))
        edit(document)
        document.save(str(self.kit / name))


def slide(deck: Any, key: str) -> Any:
    return next(s for s in deck.slides if s._element.cSld.get("name") == key)


def paragraphs(shapes: Any) -> Iterator[Any]:
    for shape in shapes:
        if shape.shape_type == 6:
            yield from paragraphs(shape.shapes)
        elif shape.has_text_frame:
            yield from shape.text_frame.paragraphs
        elif shape.has_table:
            yield from (p for row in shape.table.rows for cell in row.cells for p in cell.text_frame.paragraphs)


def reword(found: Any, old: str, new: str) -> None:
    """Put words in place of others in the first paragraph that has them, as typing over them does."""
    for paragraph in found:
        if old in "".join(run.text for run in paragraph.runs):
            text = "".join(run.text for run in paragraph.runs).replace(old, new)
            for run in paragraph.runs[1:]:
                run._r.getparent().remove(run._r)
            paragraph.runs[0].text = text
            return
    raise AssertionError(f"no paragraph says {old}")
