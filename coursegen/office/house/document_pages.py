"""Page set-ups that no base brings along: official papers, letters, forms, desk cards, certificates.

They are made anew on every base, for their measures are those of a standard or of a sheet that is folded; how their
text looks is up to the styles of the base.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from coursegen.layout.pages.geometry import Form
from coursegen.office.document.markup import W
from coursegen.office.house.document import field_runs, put_runs, set_page, text_run
from coursegen.office.house.document_write import color_attributes

if TYPE_CHECKING:
    from docx.section import Section
    from docx.text.paragraph import Paragraph

OFFICIAL_PAGE: Mapping[str, float] = {
    "top": 37, "bottom": 34.9, "left": 28, "right": 25.65, "header": 15, "footer": 21,
}  # fmt: skip
"""Margins in mm; GB/T 9704-2012, 5.2: text area 156 x 225 mm, 0.35 mm wider so that an indented line has 28 as well."""

SHEET_PAGE: Mapping[str, float] = {"top": 20, "bottom": 20, "left": 20, "right": 20, "header": 10, "footer": 11}

CARD_PAGE: Mapping[str, float] = {
    "width": 297, "height": 210, "top": 122, "bottom": 8, "left": 15, "right": 15, "header": 5, "footer": 5,
}  # fmt: skip
"""Margins in mm: text stands in the lower half of the sheet, 17 mm under the fold."""

CERTIFICATE_PAGE: Mapping[str, float] = {
    "width": 297, "height": 210, "top": 24, "bottom": 22, "left": 40, "right": 40, "header": 8, "footer": 8,
}  # fmt: skip

LETTER_WIDTH = 170
"""Length of the red rules of a letter in mm (GB/T 9704-2012, 10.1)."""

MARK_TOP, FOOT_RULE = 30, 277
"""Where the mark of a letter begins, and its lower red rule, in mm from the top of the sheet."""


def make_page(section: Section, form: Form) -> None:
    """Margins, headers and footers of a form on a section."""
    margins, furnish = _MADE[form]
    for kind in ("header", "footer", "even_page_header", "even_page_footer", "first_page_header", "first_page_footer"):
        getattr(section, kind).is_linked_to_previous = True
    section.different_first_page_header_footer = False
    set_page(section, margins)
    furnish(section)


def _number_outside(section: Section) -> None:
    """Page number — 1 — outside, one em from the edge (7.5)."""
    for footer, runs, place in (
        (section.footer, (text_run("— "), field_runs("PAGE", "1"), text_run(" —　")), "right"),
        (section.even_page_footer, (text_run("　— "), field_runs("PAGE", "1"), text_run(" —")), "left"),
    ):
        footer.is_linked_to_previous = False
        put_runs(footer.paragraphs[0], "footer", "".join(runs), align=place)


def _letter(section: Section) -> None:
    """As an official paper, without a number on the first page (10.1)."""
    _number_outside(section)
    section.different_first_page_header_footer = True
    for part in (section.first_page_header, section.first_page_footer):
        part.is_linked_to_previous = False
        put_runs(part.paragraphs[0], "试卷页眉", "")


def _red_letter(section: Section) -> None:
    """A letter with its mark and the two red rules, in frames that take no room from the text."""
    _letter(section)
    mark, foot = section.first_page_header.paragraphs[0], section.first_page_footer.paragraphs[0]
    put_runs(mark.insert_paragraph_before(), "信函机关标志", text_run("{{ letterhead }}"))
    put_runs(foot.insert_paragraph_before(), "信函底线", "")
    _frame(section.first_page_header.paragraphs[0], MARK_TOP)
    _frame(section.first_page_footer.paragraphs[0], FOOT_RULE)


def _frame(paragraph: Paragraph, top: float) -> None:
    from docx.oxml import parse_xml

    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-docx has no words for frames
    frame = (
        f'<w:framePr xmlns:w="{W}" w:w="{_twips(LETTER_WIDTH)}" w:wrap="around" w:vAnchor="page" w:hAnchor="page" '
        f'w:xAlign="center" w:y="{_twips(top)}"/>'
    )
    properties.insert(1, parse_xml(frame))


def _page_of_pages(section: Section) -> None:
    section.footer.is_linked_to_previous = False
    words = (text_run("第"), field_runs("PAGE", "1"), text_run("页　共"), field_runs("NUMPAGES", "1"), text_run("页"))
    put_runs(section.footer.paragraphs[0], "试卷页码", "".join(words))


def _nothing(section: Section) -> None:
    """Neither head nor number."""


def _bordered(section: Section) -> None:
    """A double rule round the sheet."""
    from docx.oxml import parse_xml

    color = color_attributes("secondary", "color")
    sides = "".join(
        f'<w:{side} w:val="thinThickMediumGap" w:sz="24" w:space="24" {color}/>'
        for side in ("top", "left", "bottom", "right")
    )
    borders = parse_xml(f'<w:pgBorders xmlns:w="{W}" w:offsetFrom="page">{sides}</w:pgBorders>')
    margins = section._sectPr.find(f"{{{W}}}pgMar")  # noqa: SLF001 - python-docx has no words for borders of pages
    if margins is not None:
        margins.addnext(borders)


def _twips(mm: float) -> int:
    return round(mm / 25.4 * 1440)


_MADE: Mapping[Form, tuple[Mapping[str, float], Callable[[Section], None]]] = {
    "official": (OFFICIAL_PAGE, _number_outside), "letter": (OFFICIAL_PAGE, _letter),
    "red-letter": (OFFICIAL_PAGE, _red_letter), "sheet": (SHEET_PAGE, _page_of_pages), "cards": (CARD_PAGE, _nothing),
    "certificate": (CERTIFICATE_PAGE, _bordered),
}  # fmt: skip
