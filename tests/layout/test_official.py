"""Official papers by the millimetre, signatures over dates, names on both halves of a sheet."""

from __future__ import annotations

import pytest
from document_samples import document_of, house, t

from coursegen.document.nodes import (
    Heading,
    Imprint,
    Letterhead,
    NameCard,
    Paragraph,
    Signature,
    Table,
)
from coursegen.layout.pages import paginate
from coursegen.layout.pages.geometry import FlowGrid, FlowPara
from coursegen.layout.pages.glyphs import text_width
from coursegen.layout.pages.heights import flow_height
from coursegen.layout.pages.lines import line_count
from coursegen.layout.pages.single import overlong

SPEC = house().spec
MM = 72 / 25.4


def flow_of(*blocks: object, form: str = "official") -> list[FlowPara]:
    flow = paginate(document_of(*blocks, form=form), SPEC).flow  # type: ignore[arg-type]
    return [item for item in flow if isinstance(item, FlowPara)]


def test_the_text_area_of_an_official_paper_is_that_of_the_standard() -> None:
    """GB/T 9704-2012, 5.2: 156 by 225 mm, 22 lines of 28 characters."""
    form = SPEC.forms["official"]
    body = form.paras["body"]
    assert form.width == pytest.approx(156 * MM, abs=1 * MM)
    assert form.height == pytest.approx(225 * MM, abs=0.5 * MM)
    assert int(form.height // body.line) == 22
    assert int(form.width // (body.size + body.tracking)) == 28


@pytest.mark.parametrize(("count", "lines"), [(26, 1), (27, 2), (26 + 28, 2), (26 + 29, 3)])
def test_a_line_holds_28_characters_the_first_one_two_less(count: int, lines: int) -> None:
    form = SPEC.forms["official"]
    assert line_count(FlowPara("body", t("字" * count)), form.paras["body"], form, form.width) == lines


@pytest.mark.parametrize("name", ["某局", "某市人力资源和社会保障局办公室"])
def test_a_signature_stands_centred_over_its_date_or_the_other_way_round(name: str) -> None:
    upper, lower = flow_of(Signature(t(name), t("2026年2月24日")))
    form = SPEC.forms["official"]
    metrics = form.paras["signature"]
    middles = [
        para.right + text_width(para.line, metrics, form) / 2 for para in (upper, lower) if para.right is not None
    ]
    assert middles[0] == pytest.approx(middles[1], abs=0.1)
    assert min(upper.right or 0, lower.right or 0) >= metrics.size


def test_no_page_has_a_signature_and_no_text() -> None:
    lines = [Paragraph(t("字" * 26)) for _ in range(22)]
    pages = paginate(document_of(*lines, Signature(t("某局"), t("某日")), form="official"), SPEC)
    assert pages.total == 2
    tied = [item for item in pages.flow if isinstance(item, FlowPara) and item.keep]
    assert [para.role for para in tied] == ["body", "signature"]


def test_a_long_mark_is_set_smaller() -> None:
    short, *_ = flow_of(Letterhead(t("某局文件"), t("某发〔2026〕3号")))
    long, *_ = flow_of(Letterhead(t("某市人力资源和社会保障局文件"), t("某发〔2026〕3号")))
    assert (short.role, long.role) == ("red-mark", "red-mark-long")


def test_a_letter_has_its_mark_in_the_header() -> None:
    head = Letterhead(t("某局"), t("某函〔2026〕3号"))
    assert [para.role for para in flow_of(head, form="letter")] == ["red-letter-number"]
    assert paginate(document_of(head, form="letter"), SPEC).form == "red-letter"
    assert paginate(document_of(Heading(1, t("通知"), "a"), form="letter"), SPEC).form == "letter"


def test_every_card_is_a_page_with_the_name_on_both_halves() -> None:
    cards = [NameCard(t(name), t("某局")) for name in ("张　三", "阿卜杜拉·买买提")]
    pages = paginate(document_of(*cards, form="cards"), SPEC)
    names = [item for item in pages.flow if isinstance(item, FlowPara) and item.mirrored]
    assert pages.total == 2
    assert [para.role for para in names] == ["name-card", "name-card-long"]
    assert all(para.mirrored[0].line == para.line for para in names)


def test_a_form_is_ruled_all_over_and_a_blank_column_stays_wide() -> None:
    table = Table("", (t("序号"), t("签到")), ((t("1"), ()),), (1, 9), look="form")
    (grid,) = [i for i in paginate(document_of(table, form="sheet"), SPEC).flow if isinstance(i, FlowGrid)]
    assert grid.kind == "form"
    roles = [[p.role for c in row.cells for p in c.content if isinstance(p, FlowPara)] for row in grid.rows]
    assert roles == [["form-head", "form-head"], ["form-short", "form-cell"]]


def test_no_gap_after_a_table_makes_an_empty_page() -> None:
    form = SPEC.forms["sheet"]
    rows = tuple((t("一"),) for _ in range(40))
    first = paginate(document_of(Table("", (t("头"),), rows, (1,), look="form"), form="sheet"), SPEC)
    assert first.total == 2
    for fewer in range(40):
        table = Table("", (t("头"),), rows[: 40 - fewer], (1,), look="form")
        pages = paginate(document_of(table, Heading(1, t("下一页"), "x", new_page=True), form="sheet"), SPEC)
        assert pages.total == (3 if pages.numbers["x"] == 3 else 2)
        head, margins = 20 + 4.5, form.grids["form"].margins
        fits = head + (40 - fewer) * (20 + margins[0] + margins[2] + 0.5) <= form.height - 1
        assert not fits or pages.numbers["x"] == 2


IMPRINT = Imprint(t("抄送：某局党校。"), t("某局办公室"), t("2026年2月24日印发"))


@pytest.mark.parametrize("lines", [1, 10, 19, 22, 30])
def test_the_imprint_stands_at_the_foot_of_the_last_page(lines: int) -> None:
    """GB/T 9704-2012, 7.4.1: 末条分隔线与公文最后一面的版心下边缘重合."""
    form = SPEC.forms["official"]
    pages = paginate(document_of(*(Paragraph(t("字")),) * lines, IMPRINT, form="official"), SPEC)
    fresh = lines % 22 == 0 or lines % 22 > 22 - 3
    above = 0 if fresh else lines % 22
    high = flow_height(tuple(pages.flow[lines:]), form.width, form) + above * form.paras["body"].line
    assert form.height - 2.1 <= high <= form.height
    assert pages.total == lines // 22 + 1 + (lines % 22 > 22 - 3)
    roles = [item.role for item in pages.flow[lines:] if isinstance(item, FlowPara)]
    assert roles == ["imprint-rule", "imprint-copies", "imprint-thin", "imprint", "imprint-rule"]


def test_a_letter_names_only_who_gets_copies() -> None:
    assert [para.role for para in flow_of(IMPRINT, form="letter")] == ["imprint-copies"]
    assert flow_of(Imprint((), t("某局"), t("某日")), form="letter") == []


def test_what_must_stand_on_one_page_and_does_not_is_a_fault() -> None:
    heads = [Heading(1, t(f"第{n}讲"), f"h{n}", new_page=True, one_page=True) for n in (1, 2, 3)]
    long = [Paragraph(t("字"))] * 40
    document = document_of(heads[0], *long[:5], heads[1], *long, heads[2], *long[:3], form="sheet")
    faults = overlong(document, paginate(document, SPEC))
    assert [(fault.code, fault.facts["title"], fault.facts["pages"]) for fault in faults] == [("L120", "第2讲", 2)]
