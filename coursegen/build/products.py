"""What can be built: the table of products. A row says all that sets one product apart from another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Audience = Literal["facilitator", "participant"]
BaseForm = Literal["deck", "document"]

BASES: Mapping[BaseForm, tuple[str, ...]] = {
    "deck": ("deck.pptx", "deck.potx", "deck.pptm", "deck.potm"),
    "document": ("document.docx", "document.dotx", "document.docm", "document.dotm"),
}
"""File names of bases by what is poured into them; a folder's first is taken."""


@dataclass(frozen=True, slots=True)
class Product:
    """One kind of file in a kit: its template, who it is for, the base it is poured into.

    `needs` says what the course must have for it: an exam paper that its bank can fill, one for each lesson, or job
    aids.
    """

    name: str
    template: str
    audience: Audience
    form: BaseForm
    needs: Literal["", "paper", "lesson papers", "aids"] = ""

    @property
    def bases(self) -> tuple[str, ...]:
        """File names that its Office base may have, the one taken first at the front."""
        return BASES[self.form]

    @property
    def suffix(self) -> str:
        """File name suffix, with its dot."""
        return ".pptx" if self.form == "deck" else ".docx"


_ROWS = (
    Product("deck", "deck.xml.j2", "facilitator", "deck"),
    Product("slides", "deck.xml.j2", "participant", "deck"),
    Product("handout", "handout.xml.j2", "participant", "document"),
    Product("guide", "guide.xml.j2", "facilitator", "document"),
    Product("quiz", "quiz.xml.j2", "participant", "document", needs="paper"),
    Product("answers", "answers.xml.j2", "facilitator", "document", needs="paper"),
    Product("check", "check.xml.j2", "participant", "document", needs="lesson papers"),
    Product("check-answers", "check-answers.xml.j2", "facilitator", "document", needs="lesson papers"),
    Product("toolkit", "toolkit.xml.j2", "participant", "document", needs="aids"),
)

PRODUCTS: Mapping[str, Product] = {row.name: row for row in _ROWS}
"""Every product by name, in the order they are built."""
