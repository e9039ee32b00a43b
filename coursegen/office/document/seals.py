"""The sealed side of an exam paper in its other looks: as a table, or none; what else a header holds stays."""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from coursegen.document.nodes import Seal
from coursegen.layout.pages.geometry import Form
from coursegen.layout.words import PrintedWords
from coursegen.office.document.markup import W
from coursegen.office.house.document_seal import DATA, SEAL, seal_table
from coursegen.office.package import read_relations, relations_of, resolve

if TYPE_CHECKING:
    from docx.document import Document

PAPERS: frozenset[Form] = frozenset({"paper", "paper-a3", "paper-b4"})
"""Forms with a sealed side, which is the outer edge of the first page and the inner one of its back."""

_BEFORE_MIRROR = frozenset(
    f"{{{W}}}{name}"
    for name in (
        "writeProtection", "view", "zoom", "removePersonalInformation", "removeDateAndTime",
        "doNotDisplayPageBoundaries", "displayBackgroundShape", "printPostScriptOverText",
        "printFractionalCharacterWidth",
        "printFormsData", "embedTrueTypeFonts", "embedSystemFonts", "saveSubsetFonts", "saveFormsData",
    )
)  # fmt: skip
"""What stands before w:mirrorMargins in settings (CT_Settings is a sequence)."""

_PLACED = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_SIDES = re.compile(r'(<w:pgMar\b[^>]*?)w:(left|right)="(\d+)"([^>]*?)w:(left|right)="(\d+)"')


def seal_variants(
    slotted: Mapping[str, str], main: str, header: str, words: PrintedWords
) -> Mapping[Seal, Mapping[str, str]]:
    """Parts (with slots) that differ from the base's own, by seal.

    Without a seal the text stands in the middle of the sheet: nothing is bound or cut away at its side.
    """
    root = _parsed(slotted[header])
    _take_out(root)
    bare = _text(root)
    first = next(iter(root.findall(f"{{{W}}}p")))
    first.addprevious(_parsed(seal_table(_page_height(slotted[main]), words)))
    return {"table": {header: _text(root)}, "none": {header: bare, main: _SIDES.sub(_even, slotted[main])}}


def fit_for_binding(document: Document) -> None:
    """Margins that are mirrored on the back of a sheet; there is a header on its front and a page number on both.

    A base of somebody's may have been made for papers that are alike on both sides.
    """
    section, settings = document.sections[0], document.settings.element
    for part in (section.header, section.even_page_header):
        part.is_linked_to_previous = False
    if section.even_page_footer.is_linked_to_previous or not section.even_page_footer._element.xpath(".//w:t"):  # noqa: SLF001
        section.even_page_footer.is_linked_to_previous = False
        back = section.even_page_footer._element  # noqa: SLF001
        for old in list(back):
            back.remove(old)
        back.extend(deepcopy(child) for child in section.footer._element)  # noqa: SLF001
    if not settings.findall(f"{{{W}}}mirrorMargins"):
        mirror = settings.makeelement(f"{{{W}}}mirrorMargins", {})
        settings.insert(sum(child.tag in _BEFORE_MIRROR for child in settings), mirror)


def odd_header(parts: Mapping[str, bytes], main: str) -> str:
    """Name of the header part of front pages."""
    reference = re.search(r'<w:headerReference\b[^>]*?w:type="default"[^>]*>', parts[main].decode("utf-8"))
    key = re.search(r'r:id="([^"]+)"', reference.group() if reference else "")
    targets = {r.id: r.target for r in read_relations(parts[relations_of(main)])}
    return resolve(main, targets[key[1] if key else ""])


def _page_height(main: str) -> float:
    """Height of the page in mm; A4's where a section does not say."""
    found = re.search(r'<w:pgSz\b[^>]*?w:h="(\d+)"', main)
    return int(found[1]) / 1440 * 25.4 if found else 297.0


def _take_out(root: Any) -> None:
    """Remove the runs that hold the text boxes of the house's seal."""
    for named in list(root.iter(f"{{{_PLACED}}}docPr")):
        if named.get("name") in (SEAL, DATA):
            run = next(a for a in reversed(list(named.iterancestors())) if a.tag == f"{{{W}}}r")
            if run.getparent() is not None:
                run.getparent().remove(run)


def _even(found: re.Match[str]) -> str:
    before, one, first, between, other, second = found.groups()
    half = (int(first) + int(second)) // 2
    return f'{before}w:{one}="{half}"{between}w:{other}="{int(first) + int(second) - half}"'


def _parsed(xml: str) -> Any:
    from lxml import etree

    return etree.fromstring(xml.encode())


def _text(root: Any) -> str:
    from lxml import etree

    return str(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True).decode())
