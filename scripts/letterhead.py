"""The letterhead of the example university, as its own office would hand it over: a Word template nobody prepared."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from coursegen.office.pack import pack

PLUM, GOLD, INK = RGBColor(0x7B, 0x2D, 0x4F), RGBColor(0xB9, 0x8A, 0x4A), RGBColor(0x2A, 0x22, 0x26)
_LEADING = {
    "Normal": 22, "List Bullet": 22, "List Number": 22, "Quote": 22, "Caption": 18, "Title": 40, "Subtitle": 26,
    "TOC Heading": 30, "Heading 1": 32, "Heading 2": 28, "Heading 3": 24,
}  # fmt: skip
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def letterhead(logo: Path) -> bytes:
    """The .dotx: logo and names in the header, a motto in the footer, plum headings, a sample page to be replaced."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(27)
    section.top_margin, section.bottom_margin = Mm(34), Mm(28)
    _styles(document)
    _header(section.header, logo)
    _footer(section.footer)
    document.add_heading("文件标题", level=1)
    document.add_paragraph("正文从这里写起。这一页是样子，写的时候删掉。")
    document.core_properties.title, document.core_properties.author = "校长办公室公文纸", "汀兰大学"
    out = io.BytesIO()
    document.save(out)
    return _as_template(out.getvalue())


def _font(style: object, face: str, size: float, color: RGBColor, *, bold: bool = False) -> None:
    font = style.font  # type: ignore[attr-defined]
    font.name, font.size, font.bold, font.color.rgb = "Times New Roman", Pt(size), bold, color
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)  # type: ignore[attr-defined]


def _styles(document: object) -> None:
    styles = document.styles  # type: ignore[attr-defined]
    _font(styles["Normal"], "宋体", 12, INK)
    for name, leading in _LEADING.items():
        styles[name].paragraph_format.line_spacing = Pt(leading)
    for level, size in ((1, 20), (2, 16), (3, 14)):
        _font(styles[f"Heading {level}"], "黑体", size, PLUM if level < 3 else INK, bold=True)
    _font(styles["Title"], "黑体", 26, PLUM, bold=True)
    _font(styles["Header"], "黑体", 10.5, PLUM)
    _font(styles["Footer"], "楷体", 10.5, INK)


def _rule(paragraph: object, side: str, color: RGBColor) -> None:
    borders, line = OxmlElement("w:pBdr"), OxmlElement(f"w:{side}")
    for key, value in (("val", "single"), ("sz", "12"), ("space", "4"), ("color", str(color))):
        line.set(qn(f"w:{key}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().append(borders)  # type: ignore[attr-defined]  # noqa: SLF001


def _header(header: object, logo: Path) -> None:
    paragraph = header.paragraphs[0]  # type: ignore[attr-defined]
    picture = paragraph.add_run().add_picture(str(logo), height=Mm(11))
    picture._inline.docPr.set("descr", "汀兰大学校徽")  # noqa: SLF001
    paragraph.add_run("　汀兰大学　Tinglan University")
    _rule(paragraph, "bottom", GOLD)


def _footer(footer: object) -> None:
    paragraph = footer.paragraphs[0]  # type: ignore[attr-defined]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run("让老师同学少跑一趟")
    _rule(paragraph, "top", GOLD)


def _as_template(document: bytes) -> bytes:
    """The same parts declared a template, packed without a clock."""
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    types = "[Content_Types].xml"
    parts[types] = parts[types].replace(f"{_MAIN}.document.main+xml".encode(), f"{_MAIN}.template.main+xml".encode())
    return pack(parts)
