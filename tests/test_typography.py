"""How every Word product is set, sentence by sentence, on files as they are made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree
from minicourse import write_minicourse
from test_class_kit import write_class

from coursegen.build import PRODUCTS, Request, make
from coursegen.office.house.document_styles import STYLES
from coursegen.workspace import bundled_folder

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WORD = tuple(name for name, product in PRODUCTS.items() if product.form == "document" and name != "acceptance")
BY_HAND = {"sz", "szCs", "color", "spacing", "w", "position", "shd", "bdr", "b", "i", "highlight"}
"""Looks that a run's own properties must not set."""
PLACED = {"jc", "ind", "shd", "pBdr", "textAlignment"}
"""Looks that a paragraph's own properties set at a few places only."""
pytestmark = pytest.mark.xdist_group("class")


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Mapping[str, bytes]]:
    """Parts of every Word product by name."""
    course = write_minicourse(tmp_path_factory.mktemp("typography") / "coffee-shop")
    write_class(course, 12)
    request = Request(course, "default", (bundled_folder() / "templates",), products=WORD, class_="c12")
    made = make(request)
    assert not made.failed, [fault.line("en") for fault in made.faults]
    assert {file.product for file in made.files} == set(WORD)
    return {file.product: parts_of(file.data) for file in made.files}


def parts_of(data: bytes) -> Mapping[str, bytes]:
    with ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def body(parts: Mapping[str, bytes]) -> etree._Element:
    return etree.fromstring(parts["word/document.xml"])


def styles(parts: Mapping[str, bytes]) -> etree._Element:
    return etree.fromstring(parts["word/styles.xml"])


def words(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def style_of(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else str(style.get(f"{W}val"))


def roots(parts: Mapping[str, bytes]) -> Mapping[str, str]:
    """The style that each style was made from: itself, or the one that a variant adds something to."""
    found = {}
    for style in styles(parts).iter(f"{W}style"):
        key, base = style.get(f"{W}styleId"), style.find(f"{W}basedOn")
        varied = "·" in style.find(f"{W}name").get(f"{W}val")
        found[key] = base.get(f"{W}val") if varied else key
    return found


def local(element: etree._Element) -> str:
    return etree.QName(element).localname


def test_every_paragraph_has_a_named_style_and_no_run_sets_a_look(kit: Mapping[str, Mapping[str, bytes]]) -> None:
    for name, parts in kit.items():
        root = body(parts)
        texts = [p for p in root.iter(f"{W}p") if words(p).strip()]
        assert texts, name
        assert all(p.find(f"{W}pPr/{W}pStyle") is not None for p in texts), name
        assert {local(e) for look in root.iter(f"{W}rPr") for e in look} & BY_HAND == set(), name


def test_at_most_one_letter_in_twenty_is_placed_by_hand(kit: Mapping[str, Mapping[str, bytes]]) -> None:
    """Blanks to fill keep their paragraph from being justified. Signatures do not count: they are centred on dates."""
    for name, parts in kit.items():
        root = body(parts)
        total = placed = 0
        for paragraph in root.iter(f"{W}p"):
            letters = len(words(paragraph).replace("\u2007", ""))
            own = paragraph.find(f"{W}pPr")
            total += letters
            by_hand = own is not None and {local(e) for e in own} & PLACED and "Signature" not in style_of(paragraph)
            placed += letters if by_hand else 0
        assert placed <= max(0.05 * total, 60), (name, placed, total)


def test_east_asian_faces_stand_in_the_defaults_and_in_every_style(kit: Mapping[str, Mapping[str, bytes]]) -> None:
    ours = {style.key for style in STYLES}
    for parts in kit.values():
        root = styles(parts)
        assert root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}rFonts").get(f"{W}eastAsia")
        found = {s.get(f"{W}styleId"): s for s in root.iter(f"{W}style") if s.get(f"{W}styleId") in ours}
        assert len(found) == len(ours)
        assert all(s.find(f"{W}rPr/{W}rFonts").get(f"{W}eastAsia") for s in found.values())


def test_languages_and_widow_control_stand_in_the_defaults(kit: Mapping[str, Mapping[str, bytes]]) -> None:
    for parts in kit.values():
        defaults = styles(parts).find(f"{W}docDefaults")
        lang = defaults.find(f"{W}rPrDefault/{W}rPr/{W}lang")
        assert (lang.get(f"{W}val"), lang.get(f"{W}eastAsia")) == ("en-US", "zh-CN")
        control = defaults.find(f"{W}pPrDefault/{W}pPr/{W}widowControl")
        assert control.get(f"{W}val", "1") == "1"


@pytest.mark.parametrize("name", ["quiz", "answers", "sheet", "blueprint", "notice", "approval", "evaluation"])
def test_papers_and_forms_print_in_black(kit: Mapping[str, Mapping[str, bytes]], name: str) -> None:
    """The text colour of the brand is that of handouts."""
    inks = {s.get(f"{W}styleId"): s.find(f"{W}rPr/{W}color") for s in styles(kit[name]).iter(f"{W}style")}
    made_from = roots(kit[name])
    used = {made_from[style_of(p)] for p in body(kit[name]).iter(f"{W}p") if words(p).strip()}
    assert used
    assert {key for key in used if inks[key].get(f"{W}themeColor") == "text1"} == set()
    assert "000000" in {inks[key].get(f"{W}val") for key in used}


@pytest.mark.parametrize("name", ["handout", "guide", "notice", "booklet"])
def test_page_numbers_are_in_song_one_em_from_the_edge(kit: Mapping[str, Mapping[str, bytes]], name: str) -> None:
    looks = {s.get(f"{W}styleId"): s for s in styles(kit[name]).iter(f"{W}style")}
    feet = [etree.fromstring(data) for part, data in kit[name].items() if part.startswith("word/footer")]
    numbered = [p for foot in feet for p in foot.iter(f"{W}p") if words(p).startswith("— ")]
    assert {style_of(p) for p in numbered} == {"PageNumber", "PageNumberEven"}
    assert all({local(e) for e in p.find(f"{W}pPr")} == {"pStyle"} and "　" not in words(p) for p in numbered)
    for key, side in (("PageNumber", "right"), ("PageNumberEven", "left")):
        fonts, own = looks[key].find(f"{W}rPr/{W}rFonts"), looks[key].find(f"{W}pPr")
        assert {fonts.get(f"{W}{script}") for script in ("ascii", "hAnsi", "eastAsia")} == {"宋体"}
        assert own.find(f"{W}ind").get(f"{W}{side}") == "280"
        assert own.find(f"{W}jc").get(f"{W}val") == side


LISTS = {"numPr"}
"""What numbers a list anew, which no style can do."""


@pytest.mark.parametrize("name", WORD)
def test_paragraphs_and_runs_have_names_and_no_looks_of_their_own(
    kit: Mapping[str, Mapping[str, bytes]], name: str
) -> None:
    """All but one in twenty paragraphs: headings that start a page, and contents, keep styles known by their names."""
    root = body(kit[name])
    own = [{local(e) for e in p.find(f"{W}pPr")} - {"pStyle", "sectPr"} - LISTS for p in root.iter(f"{W}p")]
    assert own
    assert sum(map(bool, own)) <= len(own) / 20
    runs = [{local(e) for e in found} for run in root.iter(f"{W}r") if (found := run.find(f"{W}rPr")) is not None]
    assert runs
    assert set().union(*runs) <= {"rStyle", "rFonts"}
    assert {key for e in root.iter(f"{W}rFonts") for key in e.attrib} <= {f"{W}hint"}


def test_titles_are_in_xiaobiaosong_of_22_points_and_not_bold(kit: Mapping[str, Mapping[str, bytes]]) -> None:
    looks = {s.get(f"{W}styleId"): s.find(f"{W}rPr") for s in styles(kit["handout"]).iter(f"{W}style")}
    for key in ("Heading1", "PaperTitle", "PaperHeading1", "OfficialHeading1", "TOCHeading"):
        assert looks[key].find(f"{W}rFonts").get(f"{W}eastAsia") == "方正小标宋简体", key
        assert (looks[key].find(f"{W}sz").get(f"{W}val"), looks[key].find(f"{W}b").get(f"{W}val")) == ("44", "0"), key


def test_quotations_are_in_kai(kit: Mapping[str, Mapping[str, bytes]]) -> None:
    root = styles(kit["handout"])
    looked = ((s.get(f"{W}styleId"), s.find(f"{W}rPr/{W}rFonts")) for s in root.iter(f"{W}style"))
    faces = {key: fonts for key, fonts in looked if fonts is not None}
    used = {e.get(f"{W}val") for e in body(kit["handout"]).iter(f"{W}rStyle")}
    assert "Quotation" in used
    assert faces["Quotation"].get(f"{W}eastAsia") == faces["Quote"].get(f"{W}eastAsia") == "楷体"


def runs(root: etree._Element) -> Iterator[etree._Element]:
    yield from (run for run in root.iter(f"{W}r") if words(run))


def test_chinese_marks_have_the_hint_for_the_east_asian_face(kit: Mapping[str, Mapping[str, bytes]]) -> None:
    for name, parts in kit.items():
        marked = [run for run in runs(body(parts)) if re.search("[“”‘’…—·]", words(run))]
        hints = [run.find(f"{W}rPr/{W}rFonts") for run in marked]
        assert all(hint is not None and hint.get(f"{W}hint") == "eastAsia" for hint in hints), name
    assert any("“" in words(run) for run in runs(body(kit["handout"])))


def test_every_section_has_a_grid_that_styles_do_not_snap_to(kit: Mapping[str, Mapping[str, bytes]]) -> None:
    """Line heights are exact; a grid that lines snap to would stretch those in cells."""
    for name, parts in kit.items():
        grids = list(body(parts).iter(f"{W}docGrid"))
        assert len(grids) == len(list(body(parts).iter(f"{W}sectPr"))), name
        assert all(grid.get(f"{W}linePitch") and grid.get(f"{W}type") is None for grid in grids)
        snap = styles(parts).find(f"{W}docDefaults/{W}pPrDefault/{W}pPr/{W}snapToGrid")
        assert snap.get(f"{W}val") == "0"


def test_header_rows_repeat_and_rows_do_not_split(kit: Mapping[str, Mapping[str, bytes]]) -> None:
    count = 0
    for name, parts in kit.items():
        for table in body(parts).iter(f"{W}tbl"):
            rows = table.findall(f"{W}tr")
            columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
            assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows), name
            assert len(rows) == 1 or columns == 1 or rows[0].find(f"{W}trPr/{W}tblHeader") is not None, name
            assert [int(c.find(f"{W}tcPr/{W}tcW").get(f"{W}w")) for c in rows[0].findall(f"{W}tc")] == [
                int(c.get(f"{W}w")) for c in table.findall(f"{W}tblGrid/{W}gridCol")
            ]
            count += 1
    assert count > 40


def test_every_numbered_list_starts_at_one(kit: Mapping[str, Mapping[str, bytes]]) -> None:
    for name in ("handout", "guide", "plan", "booklet"):
        numbers = etree.fromstring(kit[name]["word/numbering.xml"])
        lists = ((n.get(f"{W}numId"), n.find(f"{W}lvlOverride/{W}startOverride")) for n in numbers.iter(f"{W}num"))
        restarted = {key for key, start in lists if start is not None}
        used = {e.get(f"{W}val") for e in body(kit[name]).iter(f"{W}numId")}
        assert used, name
        assert used <= restarted, name


def test_lessons_start_pages(kit: Mapping[str, Mapping[str, bytes]]) -> None:
    for name in ("handout", "guide", "brief", "plan"):
        first, *others = body(kit[name]).iter(f"{W}p")
        heads = [p for p in (first, *others) if style_of(p).endswith("Heading1") and re.match("(教案：)?第", words(p))]
        assert heads, name
        assert all(p is first or p.find(f"{W}pPr/{W}pageBreakBefore") is not None for p in heads), name


def test_files_are_of_the_mode_of_today_with_their_properties(kit: Mapping[str, Mapping[str, bytes]]) -> None:
    for name, parts in kit.items():
        settings = etree.fromstring(parts["word/settings.xml"])
        modes = {s.get(f"{W}name"): s.get(f"{W}val") for s in settings.iter(f"{W}compatSetting")}
        assert modes["compatibilityMode"] == "15", name
        core = parts["docProps/core.xml"].decode()
        assert re.search(r"<dc:title>[^<]+</dc:title>", core), name
        assert re.search(r"<dc:creator>[^<]+</dc:creator>", core), name
        assert "<dc:language>zh-Hans</dc:language>" in core, name


def test_the_foot_of_an_official_notice_names_printer_and_date(kit: Mapping[str, Mapping[str, bytes]]) -> None:
    *_, upper, printed, lower = body(kit["notice"]).iter(f"{W}p")
    made_from = roots(kit["notice"])
    assert [made_from[style_of(p)] for p in (upper, printed, lower)] == ["ImprintRule", "Imprint", "ImprintRule"]
    assert words(printed) == "示例单位办公室2026年2月24日印发"
