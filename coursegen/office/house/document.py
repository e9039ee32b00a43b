"""The house base of documents: `python -m coursegen.office.house.document OUT`.

Two sections, two page set-ups: first the handout (A4, text area 156 x 225 mm as in GB/T 9704-2012, 5.2), then the exam
paper (sealed side 32 mm). Written with python-docx; the same program gives the same bytes.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from coursegen.layout.words import PrintedWords, words_of
from coursegen.office.color import Colors
from coursegen.office.document.markup import FACES, SLOT_OF, THEMED, W, title_weight, with_title_weight
from coursegen.office.house import document_parts as own
from coursegen.office.house.document_seal import seal_runs
from coursegen.office.house.document_write import add_missing_styles, defaults_xml
from coursegen.office.language import office_language
from coursegen.office.pack import pack
from coursegen.office.package import (
    CONTENT_TYPES,
    app_properties,
    core_properties,
    read_content_types,
    read_package,
    read_relations,
    relations_of,
    write_content_types,
    write_relations,
)
from coursegen.office.prototype import escape

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.text.paragraph import Paragraph

HANDOUT_PAGE: Mapping[str, float] = {"top": 37, "bottom": 35, "left": 28, "right": 26, "header": 22, "footer": 21}
"""Margins in mm; GB/T 9704-2012, 5.2.1: 天头 37, 订口 28; the page number stands 7 mm under the text area (7.5)."""

PAPER_PAGE: Mapping[str, float] = {"top": 20, "bottom": 20, "left": 32, "right": 17, "header": 10, "footer": 10}
"""Margins in mm: the sealed side is left, the text area 161 mm wide."""

LATIN_PAGE: Mapping[str, float] = {"top": 25, "bottom": 25, "left": 28, "right": 28, "header": 13, "footer": 13}
"""Margins in mm of documents in Latin letters: lines of some 80 letters."""

_DROPPED = ("stylesWithEffects", "customXml", "webSettings", "thumbnail")


class Print(Struct, frozen=True):
    """What a base is printed in: a language, and the sheet of what has none prescribed."""

    language: str = "zh-Hans"
    sheet: Literal["A4", "Letter"] = "A4"

    @property
    def words(self) -> PrintedWords:
        """What pages say of themselves."""
        return words_of(self.language)

    @property
    def latin(self) -> bool:
        """Whether documents are set as readers of Latin letters expect."""
        return not self.language.startswith("zh")

    def page(self, margins: Mapping[str, float]) -> Mapping[str, float]:
        """Margins in mm of a page of the house, on the sheet."""
        if self.sheet == "A4":
            return margins
        lying = margins.get("width", 210) > margins.get("height", 297)
        wide, high = LETTER[::-1] if lying else LETTER
        return {**margins, "width": wide, "height": high}


CHINESE_A4 = Print()
"""What bases in the repository are printed in."""

LETTER = (215.9, 279.4)
"""US Letter, upright, in mm."""


def house_document(colors: Colors = own.COLORS, faces: Mapping[str, str] = FACES, form: Print | None = None) -> bytes:
    """The bytes of the house base in twelve theme colours and in faces by use."""
    return pack(document_parts(colors, faces, form))


def document_parts(
    colors: Colors = own.COLORS, faces: Mapping[str, str] = FACES, form: Print | None = None
) -> dict[str, bytes]:
    """The house base's parts by name."""
    parts = _plain_parts(form or CHINESE_A4)
    return parts if (colors, faces) == (own.COLORS, FACES) else dict(_painted(parts, colors, {**FACES, **faces}))


def _painted(parts: Mapping[str, bytes], colors: Colors, faces: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """Parts in other colours and faces: theme, and every value that names a theme colour or a face of the house."""
    for name, data in parts.items():
        if name == "word/theme/theme1.xml":
            yield name, own.theme_xml(colors, faces["hei"], faces["fang"])
        elif name.startswith("word/") and name.endswith(".xml"):
            text = with_title_weight(data.decode(), title_weight(faces["title"]))
            text = THEMED.sub(partial(_recoloured, colors), text)
            for use, face in FACES.items():
                text = text.replace(f'w:eastAsia="{face}"', f'w:eastAsia="{escape(faces[use])}"')
            yield name, text.encode()
        else:
            yield name, data


def _recoloured(colors: Colors, found: re.Match[str]) -> str:
    slot = SLOT_OF.get(found.group(3))
    return f'w:{found.group(1)}="{colors[slot]}"{found.group(2)}' if slot else found.group()


def _plain_parts(form: Print) -> dict[str, bytes]:
    """The base's parts in the house's own colours and faces, written with python-docx."""
    import docx

    document = docx.Document()
    _clear_styles(document, latin=form.latin)
    add_missing_styles(document, latin=form.latin)
    _add_handout(document, form)
    _add_paper(document, form)
    out = BytesIO()
    document.save(out)
    return _finished(read_package(out.getvalue(), "document.docx"), form)


def _clear_styles(document: Document, *, latin: bool) -> None:
    """Only the house's own defaults remain; no style and no list."""
    from docx.oxml import parse_xml

    root = document.styles.element
    for child in list(root):
        root.remove(child)
    root.append(parse_xml(defaults_xml(latin=latin)))
    lists = document.part.numbering_part.element
    for child in list(lists):
        lists.remove(child)


def set_page(section: Section, margins: Mapping[str, float]) -> None:
    """A4 with the margins given in mm, upright unless `width` and `height` say otherwise, no grid."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    wide, high = margins.get("width", 210), margins.get("height", 297)
    section.page_width, section.page_height, section.gutter = Mm(wide), Mm(high), Mm(0)
    if wide > high:
        section.orientation = WD_ORIENT.LANDSCAPE
    for name in ("top", "bottom", "left", "right"):
        setattr(section, f"{name}_margin", Mm(margins[name]))
    section.header_distance, section.footer_distance = Mm(margins["header"]), Mm(margins["footer"])
    for grid in section._sectPr.findall(f"{{{W}}}docGrid"):  # noqa: SLF001 - python-docx has no door to it
        grid.set(f"{{{W}}}linePitch", "312")


def _add_handout(document: Document, form: Print) -> None:
    section = document.sections[0]
    set_page(section, form.page(LATIN_PAGE if form.latin else HANDOUT_PAGE))
    document.add_paragraph("讲义版面：改这里的样式、页眉、页脚和页边距，讲义、讲师手册随之改变。", style="正文缩进")
    fill_handout_furniture(section, form.words)


def fill_handout_furniture(section: Section, words: PrintedWords) -> None:
    """Running head, page number outside."""
    for header in (section.header, section.even_page_header):
        header.is_linked_to_previous = False
        put_runs(header.paragraphs[0], "header", text_run("{{ header }}"))
    number_outside(section, words)


def number_outside(section: Section, words: PrintedWords) -> None:
    """Page number — 1 —: right on odd pages, left on even ones, one em from the edge (GB/T 9704-2012, 7.5)."""
    for footer, style in ((section.footer, "单页码"), (section.even_page_footer, "双页码")):
        footer.is_linked_to_previous = False
        put_runs(footer.paragraphs[0], style, _between(words.page, field_runs("PAGE", "1")))


def _add_paper(document: Document, form: Print) -> None:
    section = document.add_section()
    set_page(section, form.page(PAPER_PAGE))
    document.add_paragraph("试卷版面：改这里的页眉（密封线）、页脚和页边距，试卷随之改变。", style="题干")
    fill_paper_furniture(section, form.words)


def fill_paper_furniture(section: Section, words: PrintedWords) -> None:
    """Sealed side and candidate's data on the front of every sheet, for sheets come apart; page x of y."""
    for part in (section.header, section.even_page_header, section.footer, section.even_page_footer):
        part.is_linked_to_previous = False
    high = section.page_height.mm if section.page_height is not None else 297.0
    put_runs(section.header.paragraphs[0], "试卷页眉", "".join(seal_runs(901, high, words)))
    put_runs(section.even_page_header.paragraphs[0], "试卷页眉", "")
    for footer in (section.footer, section.even_page_footer):
        put_runs(footer.paragraphs[0], "试卷页码", page_of_pages(words))


def put_runs(paragraph: Paragraph, style: str, runs: str, *, align: str = "") -> None:
    """Style (by name) and runs of a paragraph of a header or footer."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import parse_xml

    paragraph.style = style
    if align:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.from_xml(align)
    for run in parse_xml(f'<w:p xmlns:w="{W}">{runs}</w:p>'):
        paragraph._p.append(run)  # noqa: SLF001 - python-docx has no words for fields and anchored shapes


def text_run(text: str) -> str:
    """A w:r with Chinese text."""
    return f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def field_runs(code: str, shown: str) -> str:
    """The runs of a field, and what it shows now."""
    pieces = (
        '<w:fldChar w:fldCharType="begin"/>', f'<w:instrText xml:space="preserve"> {code} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>', f"<w:t>{shown}</w:t>", '<w:fldChar w:fldCharType="end"/>',
    )  # fmt: skip
    return "".join(f"<w:r>{piece}</w:r>" for piece in pieces)


def _finished(parts: dict[str, bytes], form: Print) -> dict[str, bytes]:
    """The package with the house's own parts, without what python-docx's default brings along."""
    types = read_content_types(parts)
    parts |= {
        "word/theme/theme1.xml": own.theme_xml(), "word/settings.xml": own.settings_xml(even_odd=True),
        "word/fontTable.xml": own.font_table_xml(),
        "docProps/app.xml": app_properties(),
        "docProps/core.xml": core_properties("讲义与试卷", "", "", office_language(form.language), ""),
    }  # fmt: skip
    for source in ("", "word/document.xml"):
        name = relations_of(source)
        kept = [r for r in read_relations(parts[name]) if r.kind not in _DROPPED]
        parts[name] = write_relations(kept)
    gone = ("customXml/", "word/stylesWithEffects", "word/webSettings", "docProps/thumbnail")
    parts = {name: data for name, data in parts.items() if not name.startswith(gone)}
    parts[CONTENT_TYPES] = write_content_types({name: kind for name, kind in types.items() if name in parts})
    return parts


def page_of_pages(words: PrintedWords) -> str:
    """Runs of the foot of exam papers and forms."""
    before, between, after = map(text_run, words.foot)
    return before + field_runs("PAGE", "1") + between + field_runs("NUMPAGES", "1") + (after if words.foot[2] else "")


def _between(words: tuple[str, str], runs: str) -> str:
    """Runs with words round them."""
    before, after = ((text_run(word) if word else "") for word in words)
    return before + runs + after


def main() -> None:
    """Write the base to the file named on the command line."""
    Path(sys.argv[1]).write_bytes(house_document())


if __name__ == "__main__":
    main()
