"""What our own files promise beside being sound: titles, languages, header rows, colours of the theme."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from coursegen.checks.package_deck import A, P
from coursegen.checks.package_document import W
from coursegen.checks.parts import FALLBACK, Package, carried, faults_by_form, found, said
from coursegen.errors import Fault


def check_house(package: Package) -> Iterator[Fault]:
    """O513 (title), O514 (language), O515 (fixed colour) and O517 (header row)."""
    yield from faults_by_form(package, package.of_type("presentationml.notesSlide+xml"), _language_faults)
    slides = package.of_type("presentationml.slide+xml")
    own = ((part, tree) for part, tree in slides if not carried(package, part))
    yield from faults_by_form(package, own, _slide_faults)
    if package.types.get(package.main, "").endswith("wordprocessingml.document.main+xml"):
        yield from _document_language_faults(package)


def _slide_faults(package: Package, part: str, tree: etree._Element) -> Iterator[Fault]:
    yield from _language_faults(package, part, tree)
    yield from _title_faults(package, part, tree)
    yield from _header_faults(package, part, tree)
    if next(tree.iter(f"{A}srgbClr"), None) is not None:
        yield found("O515", package.name, part)


_WITHOUT_LANGUAGE = etree.XPath(
    "//a:r[not(string(a:rPr/@lang))] | //a:fld[not(string(a:rPr/@lang))]", namespaces={"a": A.strip("{}")}
)


def _title_faults(package: Package, part: str, tree: etree._Element) -> Iterator[Fault]:
    titles = [
        shape
        for shape in tree.iter(f"{P}sp")
        for mark in shape.iterfind(f"{P}nvSpPr/{P}nvPr/{P}ph")
        if mark.get("type") in ("title", "ctrTitle")
    ]
    words = "".join(t.text or "" for shape in titles for t in shape.iter(f"{A}t"))
    if len(titles) != 1 or not words.strip():
        yield found("O513", package.name, part)


def _language_faults(package: Package, part: str, tree: etree._Element) -> Iterator[Fault]:
    runs: Any = _WITHOUT_LANGUAGE(tree)
    for run in runs:
        words = run.findtext(f"{A}t") or ""
        if words.strip() and next(run.iterancestors(FALLBACK), None) is None:
            yield found("O514", package.name, part, text=words[:20])


def _header_faults(package: Package, part: str, tree: etree._Element) -> Iterator[Fault]:
    for table in tree.iter(f"{A}tbl"):
        header = table.find(f"{A}tblPr")
        if header is None or not said(header.get("firstRow")):
            yield found("O517", package.name, part)


def _document_language_faults(package: Package) -> Iterator[Fault]:
    """The document says which languages it is in, Latin and East Asian."""
    for _, styles in package.of_type("wordprocessingml.styles+xml"):
        named = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
        if named is None or not named.get(f"{W}val") or not named.get(f"{W}eastAsia"):
            yield found("O514", package.name, package.main, text="docDefaults")
