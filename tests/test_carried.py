"""Slides of a unit's own file stand in its deck whole: in order, numbered, sound, and without what must not travel."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from minicourse import write_minicourse
from odd_bases import saved
from own_slides import NARROW, NOTE, OLD, PICTURE, WIDE, brochure, harmful, numbered_twice
from peers import page_texts, to_pdf, validator_errors
from pptx import Presentation

from coursegen.build import Request, build
from coursegen.build.line import Kit, make
from coursegen.checks.package import check_package
from coursegen.cli.commands import program
from coursegen.office.pack import pack
from coursegen.office.package import read_package
from coursegen.reading.slide_numbers import slide_numbers
from coursegen.workspace import bundled_folder


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small course and a unit whose folder has a brochure."""
    write_minicourse(tmp_path / "content" / "coffee-shop")
    (tmp_path / "templates" / "shop").mkdir(parents=True)
    (tmp_path / "templates" / "shop" / "单位简介.pptx").write_bytes(saved(brochure()))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COURSEGEN_UI_LANG", "zh")
    return tmp_path


def say(home: Path, *entries: str, unit: str = "shop", above: str = "") -> None:
    rows = "".join(f"    - {entry}\n" for entry in entries)
    text = f"extends: {above or 'default'}\nnames: {{full: 转角咖啡店}}\nextra:\n  slides:\n{rows}"
    (home / "templates" / unit).mkdir(exist_ok=True)
    (home / "templates" / unit / "unit.yaml").write_text(text, "utf-8")


def made(home: Path, *products: str, unit: str = "shop") -> Kit:
    roots = (home / "templates", bundled_folder() / "templates")
    return make(Request(home / "content" / "coffee-shop", unit, roots, products=products, output=home / "output"))


def file_of(home: Path, product: str = "deck", unit: str = "shop") -> bytes:
    kit = made(home, product, unit=unit)
    assert kit.files, [fault.line("zh") for fault in kit.faults]
    return kit.files[0].data


def ids(data: bytes) -> list[str]:
    return [slide._element.cSld.get("name") for slide in Presentation(BytesIO(data)).slides]


def words(data: bytes) -> str:
    """All that the parts of a file say, the text of XML without its tags."""
    parts = read_package(data, "deck")
    assert len(parts) > 20
    return "\n".join(re.sub(r"<[^>]*>", "", body.decode("utf-8", "ignore")) for body in parts.values())


def codes(kit: Kit) -> list[str]:
    return [fault.code for fault in kit.faults]


def section_of(data: bytes) -> list[list[str]]:
    """Ids of slides by section, as PowerPoint lists them."""
    deck = Presentation(BytesIO(data))
    names = {slide.slide_id: slide._element.cSld.get("name") for slide in deck.slides}
    listed = deck.part._element.iter("{http://schemas.microsoft.com/office/powerpoint/2010/main}section")
    return [[names[int(e.get("id"))] for e in section.iter() if e.tag.endswith("}sldId")] for section in listed]


def test_slides_stand_where_the_unit_wants_them_in_the_order_it_names(home: Path) -> None:
    say(
        home,
        "{file: 单位简介.pptx, slides: 1-2}",
        "{file: 单位简介.pptx, slides: '4,3', at: after-counter}",
        "{file: 单位简介.pptx, slides: 2, at: before-end}",
        "{file: 单位简介.pptx, slides: 4, at: last}",
        "{file: 单位简介.pptx, slides: 3, at: after-agenda}",
    )
    order = ids(file_of(home))
    assert order[:5] == ["cover", "单位简介#1", "单位简介#2", "agenda", "单位简介#3-2"]
    assert order[-6:] == ["单位简介#4", "单位简介#3", "action-plan", "单位简介#2-2", "closing", "单位简介#4-2"]
    assert order[-7] == "lesson.counter.task"


def test_every_slide_of_a_file_is_meant_when_none_is_named(home: Path) -> None:
    say(home, "{file: 单位简介.pptx}")
    assert ids(file_of(home))[1:5] == [f"单位简介#{n}" for n in range(1, 5)]


def test_sections_and_numbers_count_them_with_the_rest(home: Path) -> None:
    say(home, "{file: 单位简介.pptx, slides: 1}", "{file: 单位简介.pptx, slides: 4, at: after-lesson.counter}")
    data = file_of(home)
    order = ids(data)
    assert [name for section in section_of(data) for name in section] == order
    assert section_of(data)[0] == ["cover", "单位简介#1", "agenda", "icebreaker"]
    assert section_of(data)[1][-1] == "单位简介#4"
    slides = list(Presentation(BytesIO(data)).slides)
    assert f"第{order.index('单位简介#4') + 1}" in [s.text_frame.text for s in slides[order.index("单位简介#4")].shapes]


def test_report_and_print_list_know_where_slides_moved(home: Path) -> None:
    from coursegen.build.located import locate
    from coursegen.build.prepare import prepare

    say(home, "{file: 单位简介.pptx}")
    roots = (home / "templates", bundled_folder() / "templates")
    request = Request(home / "content" / "coffee-shop", "shop", roots, products=("deck", "handout"))
    found, _ = locate(prepare(request))
    assert list(found.slides) == ids(file_of(home))


def test_pictures_charts_tables_layouts_and_web_links_come_along(home: Path) -> None:
    say(home, "{file: 单位简介.pptx}")
    data = file_of(home)
    slides = list(Presentation(BytesIO(data)).slides)[1:5]
    assert [shape.image.blob for shape in slides[0].shapes if shape.shape_type == 13] == [PICTURE]
    (chart,) = [shape.chart for shape in slides[1].shapes if shape.has_chart]
    assert list(chart.plots[0].categories) == ["前年", "去年", "今年"]
    assert chart.part.chart_workbook.xlsx_part is not None, "so that the numbers can be edited"
    assert [shape.table.cell(0, 0).text for shape in slides[2].shapes if shape.has_table] == ["总值班"]
    links = [r._target for r in slides[2].part.rels.values() if r.is_external]
    assert links == ["https://example.org/"]
    assert {slide.slide_layout.name for slide in slides} == {"Title Only", "Blank"}
    own = Presentation(BytesIO(saved(brochure()))).slide_masters[0]
    assert slides[0].slide_layout.slide_master.part.blob.count(b"<p:sp>") == own.part.blob.count(b"<p:sp>")


def test_a_film_comes_along_and_still_plays(home: Path) -> None:
    own = brochure()
    own.slides[0].shapes.add_movie(BytesIO(b"not really a film"), 0, 0, 914400, 914400, mime_type="video/mp4")
    (home / "templates" / "shop" / "单位简介.pptx").write_bytes(saved(own))
    say(home, "{file: 单位简介.pptx, slides: 1}")
    data = file_of(home)
    slide = list(Presentation(BytesIO(data)).slides)[1]
    assert b"not really a film" in [r.target_part.blob for r in slide.part.rels.values() if not r.is_external]
    assert [shape.shape_type for shape in slide.shapes].count(16) == 1
    assert slide._element.find("{http://schemas.openxmlformats.org/presentationml/2006/main}timing") is not None
    assert check_package(data, "deck.pptx") == ()


def test_a_jump_leads_to_the_same_slide_or_is_gone_with_it(home: Path) -> None:
    say(home, "{file: 单位简介.pptx, slides: '1,4'}")
    slides = list(Presentation(BytesIO(file_of(home))).slides)
    assert [s.click_action.target_slide.slide_id for s in slides[2].shapes if s.click_action.target_slide] == [
        slides[1].slide_id
    ]
    say(home, "{file: 单位简介.pptx, slides: 4}")
    data = file_of(home)
    assert [s.click_action.target_slide for s in list(Presentation(BytesIO(data)).slides)[1].shapes] == [None, None]


def test_notes_are_the_lecturers_and_reach_no_participant(home: Path) -> None:
    say(home, "{file: 单位简介.pptx}")
    deck, slides = file_of(home), file_of(home, "slides")
    assert list(Presentation(BytesIO(deck)).slides)[1].notes_slide.notes_text_frame.text == NOTE
    assert NOTE in words(deck)
    assert NOTE not in words(slides)
    assert "三年来文" in words(slides)


def test_ids_of_masters_and_layouts_are_nobody_elses_and_equal_pictures_are_there_once(home: Path) -> None:
    (home / "templates" / "shop" / "又一份.pptx").write_bytes(saved(brochure(title="又一份")))
    say(home, "{file: 单位简介.pptx}", "{file: 又一份.pptx, at: last}", "{file: 单位简介.pptx, at: last}")
    parts = read_package(file_of(home), "deck")
    listed = [
        body.decode() for name, body in parts.items() if re.search(r"presentation\.xml$|slideMasters/[^/]*\.xml$", name)
    ]
    numbers = [int(n) for text in listed for n in re.findall(r'sld(?:Master|Layout)Id\b[^>]*? id="(\d+)"', text)]
    assert len(numbers) > 12
    assert len(set(numbers)) == len(numbers)
    assert all(2**31 <= number < 2**32 for number in numbers)
    assert [body for name, body in parts.items() if "/media/" in name].count(PICTURE) == 1
    assert len([name for name in parts if re.fullmatch(r"ppt/slideMasters/[^/]*\.xml", name)]) == 3


@pytest.mark.parametrize("size", [WIDE, NARROW, OLD], ids=["same", "smaller", "another shape"])
def test_slides_of_another_size_fill_the_slide_as_they_filled_their_own(home: Path, size: tuple[int, int]) -> None:
    own = brochure(size)
    (home / "templates" / "shop" / "单位简介.pptx").write_bytes(saved(own))
    say(home, "{file: 单位简介.pptx}")
    kit = made(home, "deck")
    assert codes(kit) == (["T363"] if size == OLD else [])
    deck = Presentation(BytesIO(kit.files[0].data))
    factor = min(WIDE[0] / size[0], WIDE[1] / size[1])
    shift = (WIDE[0] - size[0] * factor) / 2
    pairs = [
        (old, new)
        for before, after in zip(own.slides, list(deck.slides)[1:5], strict=True)
        for old, new in zip(before.shapes, after.shapes, strict=True)
    ]
    assert len(pairs) > 8
    for old, new in pairs:
        assert abs(new.left - (old.left * factor + shift)) <= 2, new.name
        assert abs(new.width - old.width * factor) <= 2, new.name
        assert abs(new.top - old.top * factor) <= 2, new.name
    texts = [s.text_frame for s in list(deck.slides)[3].shapes if s.has_text_frame]
    (run,) = [run for text in texts for p in text.paragraphs for run in p.runs if run.text == "网址"]
    assert run.font.size.pt == pytest.approx(18 * factor, abs=0.1)
    (table,) = [s.table for s in list(deck.slides)[3].shapes if s.has_table]
    assert sum(c.width for c in table.columns) == pytest.approx(3657600 * factor, abs=4)


def test_what_no_deck_may_hold_is_gone_and_told(home: Path) -> None:
    (home / "templates" / "shop" / "单位简介.pptx").write_bytes(harmful())
    say(home, "{file: 单位简介.pptx, slides: 1}", "{file: 单位简介.pptx, slides: 2, at: last}")
    kit = made(home, "deck")
    assert sorted(set(codes(kit))) == ["T362", "T365", "T366", "T367"]
    assert {fault.severity for fault in kit.faults} == {"warning"}
    lines = [fault.line("zh") for fault in kit.faults if fault.code == "T366"]
    assert len(lines) == 1
    assert "第 1 张" in lines[0]
    parts = read_package(kit.files[0].data, "deck")
    assert not [name for name in parts if re.search(r"vba|oleObject|\.bin$", name)]
    assert not [name for name, body in parts.items() if b"rules.docx" in body or b"a.png" in body or b"oleObj" in body]
    shapes = list(Presentation(BytesIO(kit.files[0].data)).slides)[1].shapes
    assert [shape.shape_type for shape in shapes].count(13) == 1, "the picture that shows the object"
    assert "细则" in [shape.text_frame.text for shape in shapes if shape.has_text_frame]


def test_shapes_that_share_a_number_get_their_own(home: Path) -> None:
    (home / "templates" / "shop" / "单位简介.pptx").write_bytes(numbered_twice())
    say(home, "{file: 单位简介.pptx}")
    kit = made(home, "deck")
    assert codes(kit) == []
    numbers = [shape.shape_id for shape in list(Presentation(BytesIO(kit.files[0].data)).slides)[4].shapes]
    assert len(set(numbers)) == len(numbers) == 2


def test_style_is_the_units_affair_but_soundness_is_not(home: Path) -> None:
    say(home, "{file: 单位简介.pptx}")
    data = file_of(home)
    assert check_package(data, "deck.pptx") == ()
    parts = read_package(data, "deck.pptx")
    part = f"ppt/slides/slide{ids(data).index('单位简介#4') + 1}.xml"
    anonymous = {**parts, part: parts[part].replace("单位简介#4".encode(), b"own")}
    assert {fault.code for fault in check_package(pack(anonymous), "deck.pptx")} == {"O513", "O514"}
    broken = {**parts, part: parts[part].replace(b' id="2"', b' id="3"')}
    assert [fault.code for fault in check_package(pack(broken), "deck.pptx")] == ["O510"]


@pytest.mark.parametrize("product", ["html", "slides-html", "slides-print", "slides-print-6"])
def test_pages_and_prints_keep_a_place_for_each_and_say_so(home: Path, product: str) -> None:
    say(home, "{file: 单位简介.pptx, slides: 1-3}")
    kit = made(home, product)
    assert codes(kit) == ["T364"]
    said = kit.files[0].data.decode() if product.endswith("html") else words(kit.files[0].data)
    assert "三年来文" in said
    assert NOTE not in said
    whole = len(ids(file_of(home, "deck" if product == "html" else "slides")))
    per = {"slides-print": 3, "slides-print-6": 6}.get(product, 1)
    assert kit.files[0].count == -(-whole // per)


def test_a_title_of_any_length_has_room_on_the_slide_that_stands_for_it(home: Path) -> None:
    (home / "templates" / "shop" / "单位简介.pptx").write_bytes(saved(brochure(title="很长的标题" * 40)))
    say(home, "{file: 单位简介.pptx}")
    kit = made(home, "html")
    assert codes(kit) == ["T364"]
    assert "很长的标题很长的标题很长的标题很长的标题很长的…" in kit.files[0].data.decode()


FAULTS: Mapping[str, tuple[str, str]] = {
    "{file: 没有.pptx}": ("T341", "没有.pptx"),
    "{file: ../别处.pptx}": ("T340", "别处.pptx"),
    "{file: 单位简介.pptx, slides: 3-9}": ("T347", "没有第 5 张"),
    "{file: 单位简介.pptx, slides: 三}": ("T346", "三"),
    "{file: 单位简介.pptx, slides: 3-1}": ("T346", "3-1"),
    "{file: 单位简介.pptx, at: 封面后}": ("T345", "封面后"),
    "{file: 单位简介.pptx, at: after-countr}": ("T348", "counter"),
    "{file: 坏.pptx}": ("A501", "坏.pptx"),
    "{file: 密码.pptx}": ("A502", "密码"),
    "{file: 文档.docx}": ("T349", "文档.docx"),
    "{file: 空.pptx}": ("T347", "一共 0 张"),
}


@pytest.mark.parametrize("entry", FAULTS)
def test_what_cannot_be_carried_over_is_one_clear_fault_and_nothing_is_written(home: Path, entry: str) -> None:
    folder = home / "templates" / "shop"
    (folder / "坏.pptx").write_bytes(b"PK\x03\x04 no")
    (folder / "密码.pptx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 encrypted")
    (folder / "空.pptx").write_bytes(saved(Presentation()))
    import docx

    (folder / "文档.docx").write_bytes(saved(docx.Document()))
    (home / "templates" / "别处.pptx").write_bytes(saved(brochure()))
    say(home, entry)
    code, told = FAULTS[entry]
    result: Result = CliRunner().invoke(program, ["build", "coffee-shop", "-u", "shop", "-f", "deck,slides"])
    assert result.exit_code in (4, 5), result.stderr
    lines = [line for line in result.stderr.splitlines() if code in line]
    assert len(lines) == 1, result.stderr
    assert told in lines[0]
    assert not (home / "output").exists()


def test_behind_a_lesson_that_is_not_taught_this_time_nothing_stands(home: Path) -> None:
    folder = home / "templates" / "shop"
    say(home, "{file: 单位简介.pptx, at: after-know-the-post}", "{file: 单位简介.pptx, slides: 1, at: after-serve}")
    course = bundled_folder() / "content" / "office-director"
    kit = make(
        Request(course, folder.name, (home / "templates", bundled_folder() / "templates"), ("lesson.serve",), ("deck",))
    )
    assert [name for name in ids(kit.files[0].data) if "#" in name] == ["单位简介#1-2"], "as in a whole course"


def test_a_unit_brings_its_parents_slides_too(home: Path) -> None:
    say(home, "{file: 单位简介.pptx, slides: 1}")
    (home / "templates" / "corner").mkdir()
    (home / "templates" / "corner" / "本店.pptx").write_bytes(saved(brochure(title="本店")))
    say(home, "{file: 本店.pptx, slides: 1, at: last}", unit="corner", above="shop")
    order = ids(file_of(home, unit="corner"))
    assert (order[1], order[-1]) == ("单位简介#1", "本店#1")


def test_the_same_files_give_the_same_bytes_with_and_without_a_cache(
    home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    say(home, "{file: 单位简介.pptx}")
    warm = file_of(home)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cold"))
    assert file_of(home) == warm == file_of(home)


def test_without_slides_of_its_own_a_unit_gets_the_deck_it_always_got(home: Path) -> None:
    say(home, "{file: 单位简介.pptx}")
    whole = {s._element.cSld.get("name"): s for s in Presentation(BytesIO(file_of(home))).slides}
    (home / "templates" / "shop" / "unit.yaml").write_text("names: {full: 转角咖啡店}\n", "utf-8")
    plain = list(Presentation(BytesIO(file_of(home))).slides)
    assert len(plain) > 8
    assert [s._element.cSld.get("name") for s in plain] == [key for key in whole if "#" not in key]


def test_microsofts_validator_and_libreoffice_read_what_comes_out(home: Path) -> None:
    (home / "templates" / "shop" / "旧.pptx").write_bytes(saved(brochure(OLD, "旧版式")))
    (home / "templates" / "shop" / "宏.pptx").write_bytes(harmful())
    say(home, "{file: 单位简介.pptx}", "{file: 旧.pptx, at: before-end}", "{file: 宏.pptx, slides: 1, at: last}")
    roots = (home / "templates", bundled_folder() / "templates")
    request = Request(
        home / "content" / "coffee-shop", "shop", roots, products=("deck", "slides"), output=home / "output"
    )
    outputs = build(request).outputs
    assert len(outputs) == 2
    assert {made.path.name: validator_errors(made.path) for made in outputs} == {"deck.pptx": [], "slides.pptx": []}
    (home / "pdf").mkdir()
    (pdf,) = to_pdf([outputs[0].path], home / "pdf")
    pages = page_texts(pdf)
    assert len(pages) == outputs[0].count
    assert "单位简介" in pages[1]
    assert "第5" in pages[4].replace(" ", "")
    assert "旧版式" in pages[-6]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1-3", (1, 2, 3)),
        ("2", (2,)),
        ("1，4－", ()),
        ("3、1", (3, 1)),
        ("1 - 2, 5", (1, 2, 5)),
        ("", ()),
        ("0", ()),
        ("a", ()),
    ],
)
def test_numbers_of_slides_are_written_as_people_do(text: str, numbers: tuple[int, ...]) -> None:
    assert slide_numbers(text) == numbers


@pytest.mark.parametrize("attributes", ['id="x#1"', 'id="x" kind="carried"'])
def test_templates_cannot_name_a_slide_as_if_it_were_carried_over(home: Path, attributes: str) -> None:
    say(home, "{file: 单位简介.pptx}")
    block = f"{{% block agenda %}}<slide {attributes}><title>题</title></slide>{{% endblock %}}"
    template = home / "templates" / "shop" / "deck.xml.j2"
    template.write_text(f'{{% extends "parent:deck.xml.j2" %}}{block}', "utf-8")
    kit = made(home, "deck")
    assert kit.files == ()
    assert {(fault.code[:2], Path(fault.place.file).name) for fault in kit.faults} == {("T2", "deck.xml.j2")}
