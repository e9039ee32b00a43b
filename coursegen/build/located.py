"""Where things stand in the products: slides in order and pages of headings, known before any file is filled."""

from __future__ import annotations

from coursegen.build.pictures import with_pictures
from coursegen.build.prepared import Prepared
from coursegen.build.products import PRODUCTS
from coursegen.build.slides import placed_slides
from coursegen.document.parse import parse_document
from coursegen.errors import Fault
from coursegen.layout.pages import paginate
from coursegen.layout.pages.flow import form_of
from coursegen.office.document.compile import compile_document
from coursegen.report import Located
from coursegen.templating import render


def locate(prepared: Prepared) -> tuple[Located, tuple[Fault, ...]]:
    """Slides of the deck and pages of the handout of what is prepared, and warnings.

    Raises the faults of templates, bases and layout: numbers on a slide that does not fit would be wrong.
    """
    handout = PRODUCTS["handout"]
    base = prepared.base(handout)
    slides, faults = placed_slides(prepared)
    markup = render(handout.template, prepared.context(handout), prepared.search)
    document, _ = with_pictures(parse_document(markup, handout.audience), prepared)
    compiled = compile_document(base.data, base.name, prepared.language, prepared.sheet, (form_of(document),))
    pages = paginate(document, compiled.spec)
    return Located(slides, pages.numbers), faults
