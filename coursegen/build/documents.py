"""Maker of documents."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from coursegen.build.bases import Base
from coursegen.build.filled import Filled, stop_at_errors
from coursegen.build.pictures import with_pictures
from coursegen.build.prepared import Prepared
from coursegen.build.products import Product
from coursegen.build.tags import tag_texts
from coursegen.document.nodes import Document
from coursegen.document.parse import parse_document
from coursegen.layout.pages import paginate
from coursegen.layout.pages.flow import form_of
from coursegen.layout.pages.single import overlong
from coursegen.office.document.compile import compile_document
from coursegen.office.document.fill import fill_document


def _parsed(markups: Sequence[str], product: Product) -> Document:
    """A document in its language, or in two."""
    first, *others = (parse_document(markup, product.audience) for markup in markups)
    if not others:
        return first
    from coursegen.document.bilingual import both_documents

    return reduce(both_documents, others, first)


def document(markups: Sequence[str], product: Product, base: Base, prepared: Prepared) -> Filled:
    """A document. Markup → nodes → pages → parts. Raises its faults if one is an error."""
    parsed, media = with_pictures(_parsed(markups, product), prepared)
    compiled = compile_document(base.data, base.name, prepared.language, prepared.sheet, (form_of(parsed),))
    pages = paginate(parsed, compiled.spec)
    stop_at_errors(overlong(parsed, pages))
    texts = tag_texts(prepared, parsed.properties)
    parts = fill_document(parsed, pages, compiled, prepared.unit.brand, media, prepared.date, texts)
    return parts, pages.total, compiled.faults
