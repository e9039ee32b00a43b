"""Documents as pages for a browser: an exam paper as it would be printed, a lesson's check to be taken."""

from __future__ import annotations

from typing import Literal

from msgspec.structs import replace

from coursegen.build.filled import stop_at_errors
from coursegen.build.pictures import with_pictures
from coursegen.build.prepare import prepare
from coursegen.build.prepared import Prepared
from coursegen.build.products import PRODUCTS, Product
from coursegen.build.request import Request
from coursegen.document.nodes import Document
from coursegen.document.parse import parse_document
from coursegen.exports.bank import check_bank
from coursegen.exports.quiz import page, quiz
from coursegen.html.markup import tag
from coursegen.html.sheet import SheetLook, write_sheet
from coursegen.layout.pages import paginate
from coursegen.layout.pages.flow import form_of
from coursegen.office.document.compile import compile_document
from coursegen.office.document.looks import document_faces, document_inks
from coursegen.templating import render
from coursegen.wording import labels

PaperView = Literal["quiz", "answers", "blueprint"]
"""Products that an exam paper is looked at as."""


def document_page(document: Document, product: Product, prepared: Prepared) -> bytes:
    """A document as one HTML sheet, in the fonts and colours of its base and brand."""
    document, media = with_pictures(document, prepared)
    base = prepared.base(product)
    compiled = compile_document(base.data, base.name, forms=(form_of(document),))
    pages = paginate(document, compiled.spec)
    brand = prepared.unit.brand
    look = SheetLook(document_inks(compiled, brand), document_faces(brand))
    own = document.properties
    return write_sheet(pages, compiled.spec.forms[pages.form], look, media, own.title, own.language)


def paper_page(request: Request, view: PaperView, letter: str = "") -> bytes:
    """An exam paper, in its form of this letter or else its first, as an HTML sheet; a blueprint shows all forms.

    Raises the faults of the course, the unit and the paper.
    """
    product = PRODUCTS[view]
    prepared = prepare(replace(request, products=(view,)))
    stop_at_errors(prepared.faults)
    first = prepared.papers[0] if prepared.papers else None
    paper = next((paper for paper in prepared.papers if paper.form == letter), first)
    shown = paper if product.needs == "paper" else None
    document = parse_document(
        render(product.template, prepared.context(product, shown), prepared.search), product.audience
    )
    return document_page(document, product, prepared)


def check_page(request: Request, lesson: str) -> bytes:
    """The check at the end of a lesson as a page on which it is taken. Raises the faults of course, unit and check."""
    prepared = prepare(replace(request, products=("check",), lessons=(lesson,)))
    stop_at_errors(prepared.faults)
    _ = labels(prepared.language, prepared.unit.replace)
    bank = check_bank(prepared.bundle, prepared.lesson_papers, prepared.language)
    title = next(iter(bank.groups)).title
    form = quiz(bank.groups, bank.id, _, at_once=False, pass_mark=prepared.unit.choices.pass_mark)
    return page(title, prepared.language, [tag("main", tag("h1", title), form)], scripts=("quiz.js",))
