"""Page set-ups that no base brings along: official papers, letters, forms, desk cards, certificates.

They are made anew on every base, for their measures are those of a standard or of a sheet that is folded; how their
text looks is up to the styles of the base.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from coursegen.layout.pages.geometry import Form
from coursegen.layout.words import PrintedWords
from coursegen.office.document.markup import W
from coursegen.office.house.document import (
    Print,
    fill_paper_furniture,
    number_outside,
    page_of_pages,
    put_runs,
    set_page,
    text_run,
)
from coursegen.office.house.document_write import color_attributes

if TYPE_CHECKING:
    from docx.section import Section
    from docx.text.paragraph import Paragraph

OFFICIAL_PAGE: Mapping[str, float] = {
    "top": 37, "bottom": 34.9, "left": 28, "right": 25.65, "header": 15, "footer": 21,
}  # fmt: skip
"""Margins in mm; GB/T 9704-2012, 5.2: text area 156 x 225 mm, 0.35 mm wider so that an indented line has 28 as well."""

SHEET_PAGE: Mapping[str, float] = {"top": 20, "bottom": 20, "left": 20, "right": 20, "header": 10, "footer": 11}

WIDE_SHEET_PAGE: Mapping[str, float] = {**SHEET_PAGE, "width": 297, "height": 210}

ANSWER_PAGE: Mapping[str, float] = {"top": 22, "bottom": 22, "left": 18, "right": 18, "header": 10, "footer": 11}
"""Margins in mm; the corner marks stand outside the text area."""

CORNER, CORNER_AT = 6, 9
"""Side of a corner mark, and how far it stands from the edges of the sheet, in mm."""

A3_PAPER_PAGE: Mapping[str, float] = {
    "width": 420, "height": 297, "top": 14, "bottom": 15, "left": 32, "right": 15, "header": 7, "footer": 7,
}  # fmt: skip
B4_PAPER_PAGE: Mapping[str, float] = {
    "width": 364, "height": 257, "top": 16, "bottom": 17, "left": 32, "right": 14, "header": 9, "footer": 8,
}  # fmt: skip
"""Exam papers in two columns, the sealed side left, in mm; B4 is that of JIS, which printers have for 8开."""

COLUMN_GAP: Mapping[Form, float] = {"paper-a3": 14, "paper-b4": 12}
"""Space between two columns in mm, a rule in its middle."""

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


def make_page(section: Section, form: Form, printed: Print) -> None:
    """Margins, headers and footers of a form on a section."""
    margins, furnish = _MADE[form]
    for kind in ("header", "footer", "even_page_header", "even_page_footer", "first_page_header", "first_page_footer"):
        getattr(section, kind).is_linked_to_previous = True
    section.different_first_page_header_footer = False
    set_page(section, margins if form in _PRESCRIBED else printed.page(margins))
    if form in COLUMN_GAP:
        _two_columns(section, COLUMN_GAP[form])
    furnish(section, printed.words)


def _letter(section: Section, words: PrintedWords) -> None:
    """As an official paper, without a number on the first page (10.1)."""
    number_outside(section, words)
    section.different_first_page_header_footer = True
    for part in (section.first_page_header, section.first_page_footer):
        part.is_linked_to_previous = False
        put_runs(part.paragraphs[0], "试卷页眉", "")


def _red_letter(section: Section, words: PrintedWords) -> None:
    """A letter with its mark and the two red rules, in frames that take no room from the text."""
    _letter(section, words)
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


def _page_of_pages(section: Section, words: PrintedWords) -> None:
    section.footer.is_linked_to_previous = False
    put_runs(section.footer.paragraphs[0], "试卷页码", page_of_pages(words))


def _two_columns(section: Section, gap: float) -> None:
    from docx.oxml import parse_xml

    properties = section._sectPr  # noqa: SLF001 - python-docx has no words for columns
    for old in properties.findall(f"{{{W}}}cols"):
        properties.remove(old)
    before = ("pgSz", "pgMar", "paperSrc", "pgBorders", "lnNumType", "pgNumType")
    last = max(list(properties).index(e) for e in properties if e.tag in {f"{{{W}}}{name}" for name in before})
    properties.insert(last + 1, parse_xml(f'<w:cols xmlns:w="{W}" w:num="2" w:sep="1" w:space="{_twips(gap)}"/>'))


def _answer_sheet(section: Section, words: PrintedWords) -> None:
    """On every page its number and a black square in each corner, by which a scanner finds it; on later pages the name.

    Sheets come apart, so who wrote a later page must stand on it.
    """
    section.different_first_page_header_footer = True
    for footer in (section.footer, section.first_page_footer):
        footer.is_linked_to_previous = False
        put_runs(footer.paragraphs[0], "试卷页码", page_of_pages(words))
    wide, high = (size.mm if size is not None else 0.0 for size in (section.page_width, section.page_height))
    for header, said in ((section.first_page_header, ""), (section.header, words.who)):
        header.is_linked_to_previous = False
        first = header.paragraphs[0]
        put_runs(first, "试卷页眉", text_run(said) if said else "", align="center")
        for top in (CORNER_AT, high - CORNER_AT - CORNER):
            for left in (CORNER_AT, wide - CORNER_AT - CORNER):
                mark = first.insert_paragraph_before()
                put_runs(mark, "定位块", "")
                _place_corner(mark, left, top)


def _place_corner(paragraph: Paragraph, left: float, top: float) -> None:
    from docx.oxml import parse_xml

    side = _twips(CORNER)
    frame = (
        f'<w:framePr xmlns:w="{W}" w:w="{side}" w:h="{side}" w:hRule="exact" w:hSpace="0" w:wrap="around" '
        f'w:vAnchor="page" w:hAnchor="page" w:x="{_twips(left)}" w:y="{_twips(top)}"/>'
    )
    paragraph._p.get_or_add_pPr().insert(1, parse_xml(frame))  # noqa: SLF001 - python-docx has no words for frames


def _nothing(_section: Section, _words: PrintedWords) -> None:
    """Neither head nor number."""


def _bordered(section: Section, _words: PrintedWords) -> None:
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


_MADE: Mapping[Form, tuple[Mapping[str, float], Callable[[Section, PrintedWords], None]]] = {
    "official": (OFFICIAL_PAGE, number_outside), "letter": (OFFICIAL_PAGE, _letter),
    "red-letter": (OFFICIAL_PAGE, _red_letter), "sheet": (SHEET_PAGE, _page_of_pages),
    "wide-sheet": (WIDE_SHEET_PAGE, _page_of_pages), "answer-sheet": (ANSWER_PAGE, _answer_sheet),
    "paper-a3": (A3_PAPER_PAGE, fill_paper_furniture), "paper-b4": (B4_PAPER_PAGE, fill_paper_furniture),
    "cards": (CARD_PAGE, _nothing),
    "certificate": (CERTIFICATE_PAGE, _bordered),
}  # fmt: skip

_PRESCRIBED: frozenset[Form] = frozenset({"paper-a3", "paper-b4"})
"""Forms whose sheet is their own."""
