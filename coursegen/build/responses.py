"""The workbook that learners' answers to a paper are written into, for `exam grade` to read."""

from __future__ import annotations

from coursegen.build.kit import Made
from coursegen.build.prepared import Prepared
from coursegen.build.products import Product
from coursegen.build.titles import TITLES
from coursegen.exam import sheet_parts
from coursegen.report.response_sheet import Blank, response_book
from coursegen.wording import labels


def make_responses(product: Product, prepared: Prepared) -> Made:
    """One workbook for all forms of the paper, with the people of the class."""
    _, plain = labels(prepared.language, prepared.unit.replace), labels(prepared.language)
    papers, class_, namer = prepared.papers, prepared.held.class_, prepared.namer
    parts = sheet_parts(papers)
    title = tuple(filter(None, (papers[0].title, class_.file.term, namer.title(product.name))))
    # Grading knows the columns by these names: no unit changes them.
    leads = plain("编号"), plain("姓名"), plain("卷别")
    forms = tuple(paper.form for paper in papers) if len(papers) > 1 else ()
    data = response_book(
        Blank(title, plain(TITLES[product.name]), leads, parts, forms, class_.roster), _, prepared.compressor
    )
    count = sum(len(part.numbers) for part in parts)
    return Made(product.name, namer.name(product), data, count, prepared.record, namer.key(product))
