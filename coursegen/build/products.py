"""What can be built: the table of products. A row says all that sets one product apart from another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Audience = Literal["facilitator", "participant"]


@dataclass(frozen=True, slots=True)
class Product:
    """One kind of file in a kit: its template, who it is for, the base it is poured into.

    `needs` says what the course must have for it: an exam paper that its bank can fill, one for each lesson, job aids,
    or a class with a roster. What is `of_class` is made when a class is named, or when it is asked for by name: then
    what no class says is left blank.
    """

    name: str
    template: str
    audience: Audience
    form: Literal["deck", "document"]
    needs: Literal["", "paper", "lesson papers", "aids", "roster"] = ""
    of_class: bool = False

    @property
    def base(self) -> str:
        """File name of the Office base."""
        return "deck.pptx" if self.form == "deck" else "document.docx"

    @property
    def suffix(self) -> str:
        """File name suffix, with its dot."""
        return ".pptx" if self.form == "deck" else ".docx"


PRINT_LIST = "printlist"
"""The product that counts all others, and so comes last."""

_OF_CLASS: tuple[tuple[str, Audience], ...] = (
    ("notice", "participant"), ("agenda", "participant"), ("reply", "participant"), ("booklet", "participant"),
    ("roster", "facilitator"), ("sign-in", "participant"), ("cards", "participant"), ("evaluation", "participant"),
    ("follow-up", "participant"), ("scoresheet", "facilitator"), ("certificate", "participant"),
    (PRINT_LIST, "facilitator"),
)  # fmt: skip

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
    *(
        Product(name, f"{name}.xml.j2", audience, "document", "roster" if name == "cards" else "", of_class=True)
        for name, audience in _OF_CLASS
    ),
)

PRODUCTS: Mapping[str, Product] = {row.name: row for row in _ROWS}
"""Every product by name, in the order they are built."""
