"""Reports on an exam that was sat: a document and a deck, through the same line as every product."""

from __future__ import annotations

from collections.abc import Mapping

from coursegen.build.makers import checked_parts, filled_parts
from coursegen.build.prepared import Prepared
from coursegen.build.products import Product
from coursegen.errors import Fault
from coursegen.exam.debrief import Debrief
from coursegen.templating import render

GRADED: Mapping[str, Product] = {".docx": Product("feedback", "feedback.xml.j2", "facilitator", "document")}
"""What learners are told, by the suffix of the file: a page for each of them."""

ANALYSED: Mapping[str, Product] = {
    ".docx": Product("analysis", "analysis.xml.j2", "facilitator", "document"),
    ".pptx": Product("debrief", "debrief.xml.j2", "facilitator", "deck"),
}
"""What lecturers are told, and what they show the class, by the suffix of the file."""


def make_report(prepared: Prepared, product: Product, found: Debrief, name: str) -> tuple[bytes, tuple[Fault, ...]]:
    """A report, and warnings. Raises its faults if one is an error."""
    markup = render(product.template, {**prepared.context(product), "exam": found}, prepared.search)
    base = prepared.base(product)
    parts, _, faults = filled_parts((markup,), product, base, prepared)
    return checked_parts(parts, name, product, prepared, (*base.faults, *faults))
