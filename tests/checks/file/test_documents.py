"""Defects planted in plain documents, each found with its own code and at its own place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plain_files import PAGE, STYLES, doc_table, document, drawing, file_of, para

from coursegen.checks.file import check_file
from coursegen.errors import Fault

HEAD = para("岗位职责", style="H1")
CELLS = [[para("甲"), para("乙")], [para("一"), para("二")]]
WHITE = '<w:color w:val="FFFFFF"/>'
GREY = '<w:color w:val="C0C0C0"/>'
BLACK = '<w:color w:val="000000"/>'
BY_HAND = '<w:rFonts w:eastAsia="黑体"/><w:sz w:val="32"/>'


def shade(color: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{color}"/>'


def faults(body: str, *, mono: bool = False, **look: str) -> tuple[Fault, ...]:
    return check_file(file_of(document(HEAD + body, **look)), "notes.docx", mono=mono)


def codes(body: str, *, mono: bool = False, **look: str) -> list[str]:
    return [fault.code for fault in faults(body, mono=mono, **look)]


SOUND = [
    para("办公室是枢纽。"),
    para("办文", style="H2") + para("办会", style="H3") + para("下一章", style="H1"),
    doc_table(CELLS),
    doc_table(CELLS, shading="202020").replace("<w:rPr></w:rPr>", f"<w:rPr>{WHITE}</w:rPr>", 2),
    doc_table([[para("只有一列")], [para("是版面")]], header=False),
    drawing(1, "会议室的座次"),
    para("一句话。") + para("") + para("下一句。"),
    para("白字", run_look=WHITE, look=shade("202020")),
    para("自动的颜色", look=shade("202020")),
    "".join(para(f"{n}．题目", style="Stem") for n in (1, 2, 3, 4)),
    para("2026.3.1 开会") + para("2027.4.2 开会"),
    para("加粗是强调，不是手工设的格式。" * 9, run_look="<w:b/>"),
]  # fmt: skip


@pytest.mark.parametrize("body", SOUND)
def test_a_sound_document_has_no_fault(body: str) -> None:
    assert codes(body, mono=True) == []


PLANTED = [
    ("K210", para("看不见", run_look=WHITE), "paragraph 2"),
    ("K210", para("太淡", run_look=GREY), "paragraph 2"),
    ("K210", para("黑字", run_look=BLACK, look=shade("202020")), "paragraph 2"),
    ("K210", para("字", run_look='<w:highlight w:val="black"/><w:color w:val="202020"/>'), "paragraph 2"),
    ("K210", doc_table([[para("白", run_look=WHITE), para("乙")], CELLS[1]], shading="FFFF00"), "paragraph 2"),
    ("K210", doc_table([[para("黑", run_look=BLACK), para("自动")], CELLS[1]], style="Dark"), "paragraph 2"),
    ("K220", drawing(1), 'document:"picture 1"'),
    ("K221", drawing(1, "image1.jpg"), 'document:"picture 1"'),
    ("K223", doc_table(CELLS, header=False), "table 1"),
    ("K301", para("跳了一级", style="H3"), "paragraph 2"),
    ("K303", para("", style="H2"), "paragraph 2"),
    ("K304", para("这一段的字体和字号都是手工设的" * 9, run_look=BY_HAND), ""),
    ("K304", para("这一段的缩进是手工设的" * 9, look='<w:ind w:left="480"/>'), ""),
    ("K307", para("一句话。") + para("") * 3 + para("下一句。"), "paragraph 3"),
    ("K308", para("1. 先办急事") + para("2. 再办要事") + para("3. 难事请示"), "paragraph 2"),
    ("K308", para("（一）急事") + para("说明") + para("（二）要事") + para("（三）难事"), "paragraph 2"),
    ("K308", para("①急事") + para("②要事") + para("③难事"), "paragraph 2"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "body", "inside"), PLANTED)
def test_a_planted_defect_is_found_at_its_place(code: str, body: str, inside: str) -> None:
    assert [(fault.code, fault.place.inside) for fault in faults(body)] == [(code, inside)]


def test_a_long_text_without_headings_is_remarked() -> None:
    data = file_of(document("".join(para(f"第{n}句话。") for n in range(30))))
    assert [fault.code for fault in check_file(data, "notes.docx")] == ["K302"]


def test_a_document_that_names_no_language_or_face_is_remarked_once() -> None:
    body = para("办公室") * 3
    assert codes(body, language="") == ["K305"]
    assert codes(body, language='w:val="en-US"') == ["K305"]
    assert codes(body, faces='w:ascii="Arial"') == ["K306"]
    english = document(para("Office") * 3, language='w:val="en-US"', faces='w:ascii="Arial"')
    assert check_file(file_of(english), "notes.docx") == ()


def test_one_pair_of_colours_is_told_once() -> None:
    assert codes(para("太淡", run_look=GREY) * 5) == ["K210"]
    assert codes(para("太淡", run_look=GREY) + para("看不见", run_look=WHITE)) == ["K210", "K210"]


def test_a_colour_of_the_theme_is_lightened_as_word_does() -> None:
    tinted = '<w:color w:val="000000" w:themeColor="text1" w:themeTint="{}"/>'
    assert codes(para("深", run_look=tinted.format("BF"))) == []
    assert codes(para("浅", run_look=tinted.format("40"))) == ["K210"]


def test_a_colour_of_a_style_counts_like_one_of_the_run() -> None:
    parts = document(HEAD + para("题目", style="Stem"))
    pale = b'<w:name w:val="\xe9\xa2\x98\xe5\xb9\xb2"/><w:rPr><w:color w:val="DDDDDD"/></w:rPr>'
    parts[STYLES] = parts[STYLES].replace(pale[:23], pale)
    assert [fault.code for fault in check_file(file_of(parts), "notes.docx")] == ["K210"]


def test_large_light_text_on_a_middle_grey_is_found_in_black_and_white() -> None:
    body = para("大字", run_look=f'{WHITE}<w:sz w:val="56"/>', look=shade("808080"))
    assert codes(body) == []
    assert codes(body, mono=True) == ["K402"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 4), min_size=1, max_size=12))
def test_a_level_left_out_is_found_wherever_it_is(levels: list[int]) -> None:
    body = "".join(para(f"第{n}个题目", look=f'<w:outlineLvl w:val="{level - 1}"/>') for n, level in enumerate(levels))
    jumps = sum(after > before + 1 for before, after in zip([1, *levels], levels, strict=False))
    assert codes(body).count("K301") == jumps


@settings(max_examples=40, deadline=None)
@given(st.lists(st.booleans(), max_size=12))
def test_only_empty_paragraphs_in_a_row_are_found(blanks: list[bool]) -> None:
    body = "".join(para("" if blank else "一句话。") for blank in blanks) + para("完。")
    rows = "".join(" ."[blank] for blank in blanks).split()
    found = [fault.facts["count"] for fault in faults(body) if fault.code == "K307"]
    assert found == ([count] if (count := sum(len(row) > 1 for row in rows)) else [])


def test_every_fault_can_be_said_in_both_languages() -> None:
    found = [fault for _, body, _ in PLANTED for fault in faults(body)]
    assert {fault.code for fault in found} == {code for code, _, _ in PLANTED}
    for fault in found:
        assert fault.line("zh")
        assert "{" not in fault.line("en")


def test_templates_with_and_without_macros_are_documents_too() -> None:
    parts = document(HEAD)
    assert PAGE in parts
    for suffix, kind in ((".dotx", b"wordprocessingml.template"), (".dotm", b"")):
        types = (
            parts["[Content_Types].xml"].replace(b"wordprocessingml.document", kind)
            if kind
            else parts["[Content_Types].xml"].replace(
                b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
            )
        )
        assert check_file(file_of({**parts, "[Content_Types].xml": types}), f"notes{suffix}") == ()
