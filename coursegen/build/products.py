"""What can be built: the table of products. A row says all that sets one product apart from another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

Audience = Literal["facilitator", "participant"]
BaseForm = Literal["deck", "document"]

BASES: Mapping[BaseForm, tuple[str, ...]] = {
    "deck": ("deck.pptx", "deck.potx", "deck.pptm", "deck.potm"),
    "document": ("document.docx", "document.dotx", "document.docm", "document.dotm"),
}
"""File names of bases by what is poured into them; a folder's first is taken."""

Form = Literal["deck", "page", "sheets", "document", "export", "workbook"]

PAPER_BASE = "sheets.pptx"
"""File name of the base of pages on which slides are drawn small."""

OFFICE = (".pptx", ".docx")
"""File name suffixes of what PDFs are made of."""

_SUFFIXES: Mapping[Form, str] = {
    "deck": ".pptx", "page": ".html", "sheets": ".pptx", "document": ".docx", "export": "", "workbook": ".xlsx"
}  # fmt: skip


class Product(Struct, frozen=True):
    """One kind of file in a kit: its template, who it is for, what it is made into.

    Slides become a `deck`, a `page` for a browser, or `sheets` of small pictures; the bank an `export`; a
    `workbook` is filled in by people and read back. `needs` says what the course must have for it: an exam paper that
    its bank can fill (a file for each of its forms, or one for all forms), one for each lesson, job aids, or a class
    with a roster. `asked`: made only when it is named; what is
    `of_class` also when a class is named, and what no class says is then left blank. What is `of_deck` names slides by
    number. `stem` and `ending` are the file's name where that is not the product's and its form's, `per_page` says how
    many slides a sheet shows; `sealed` is printed on the sheet, and with the sealed side, that is chosen for exam
    papers.
    """

    name: str
    template: str
    audience: Audience
    form: Form
    needs: Literal["", "paper", "forms", "lesson papers", "aids", "roster"] = ""
    asked: bool = False
    of_deck: bool = False
    of_class: bool = False
    stem: str = ""
    ending: str = ""
    per_page: int = 0
    sealed: bool = False

    @property
    def by_profile(self) -> bool:
        """Whether a profile says what the file looks like."""
        return self.name in ("xlsx", "txt")

    def of_paper(self) -> Product:
        """The product made from a paper that was named: of an export of the bank only what is on that paper."""
        return replace(self, needs="paper", stem="paper") if self.stem == "bank" else self

    @property
    def bases(self) -> tuple[str, ...]:
        """File names that its Office base may have, the one taken first at the front."""
        return BASES["document" if self.form == "document" else "deck"]

    @property
    def suffix(self) -> str:
        """File name suffix, with its dot."""
        return self.ending or _SUFFIXES[self.form]


DECK = "deck"
"""The product whose slides others name by number."""

PRINT_LIST = "printlist"
"""The product that counts all others, and so comes last."""

_OF_CLASS: tuple[tuple[str, Audience], ...] = (
    ("notice", "participant"), ("agenda", "participant"), ("reply", "participant"), ("booklet", "participant"),
    ("roster", "facilitator"), ("sign-in", "participant"), ("cards", "participant"), ("evaluation", "participant"),
    ("follow-up", "participant"), ("scoresheet", "facilitator"), ("certificate", "participant"),
    (PRINT_LIST, "facilitator"),
)  # fmt: skip

_EXPORTS: tuple[tuple[str, Audience, str, str], ...] = (
    ("xlsx", "facilitator", "bank", ".xlsx"), ("txt", "facilitator", "bank", ".txt"),
    ("gift", "facilitator", "bank", ".gift"), ("moodle-xml", "facilitator", "bank", ".moodle.xml"),
    ("qti21", "facilitator", "bank", ".qti21.zip"), ("anki", "facilitator", "practice", ".apkg"),
    ("selftest", "participant", "selftest", ".html"), ("scorm12", "participant", "lessons", ".scorm12.zip"),
)  # fmt: skip
"""What other programs take: the whole bank, or (for participants to practise with) only what no exam takes."""

_ROWS = (
    Product("deck", "deck.xml.j2", "facilitator", "deck"),
    Product("slides", "deck.xml.j2", "participant", "deck"),
    Product("handout", "handout.xml.j2", "participant", "document"),
    Product("guide", "guide.xml.j2", "facilitator", "document", of_deck=True),
    Product("brief", "brief.xml.j2", "facilitator", "document", of_deck=True),
    Product("plan", "plan.xml.j2", "facilitator", "document", of_deck=True),
    Product("quiz", "quiz.xml.j2", "participant", "document", needs="paper", sealed=True),
    Product("sheet", "sheet.xml.j2", "participant", "document", needs="forms", asked=True),
    Product("answers", "answers.xml.j2", "facilitator", "document", needs="paper"),
    Product("blueprint", "blueprint.xml.j2", "facilitator", "document", needs="forms", asked=True),
    Product("approval", "approval.xml.j2", "facilitator", "document", needs="forms", asked=True),
    Product("check", "check.xml.j2", "participant", "document", needs="lesson papers"),
    Product("check-answers", "check-answers.xml.j2", "facilitator", "document", needs="lesson papers"),
    Product("toolkit", "toolkit.xml.j2", "participant", "document", needs="aids"),
    Product("acceptance", "acceptance.xml.j2", "facilitator", "document", asked=True),
    Product("html", "deck.xml.j2", "facilitator", "page", asked=True, stem="deck"),
    Product("slides-html", "deck.xml.j2", "participant", "page", asked=True, stem="slides"),
    Product("slides-print", "deck.xml.j2", "participant", "sheets", asked=True, per_page=3),
    Product("slides-print-6", "deck.xml.j2", "participant", "sheets", asked=True, per_page=6),
    *(
        Product(
            name,
            "",
            audience,
            "export",
            "" if stem == "bank" else "lesson papers",
            asked=True,
            stem=stem,
            ending=ending,
        )
        for name, audience, stem, ending in _EXPORTS
    ),
    Product("responses", "", "facilitator", "workbook", needs="forms", asked=True),
    *(
        Product(
            name, f"{name}.xml.j2", audience, "document", "roster" if name == "cards" else "", asked=True, of_class=True
        )
        for name, audience in _OF_CLASS
    ),
)

PRODUCTS: Mapping[str, Product] = {row.name: row for row in _ROWS}
"""Every product by name, in the order they are built."""
