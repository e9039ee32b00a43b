"""A whole small course through every odd base: it comes out sound, in the base's looks, without the base's past."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from minicourse import write_minicourse
from odd_bases import (
    DECKS,
    DOCUMENTS,
    drawn_on_samples,
    halves,
    letter,
    on_a_dark_picture,
    on_half_a_dark_picture,
    on_stripes,
    plain,
    saved,
    with_the_body_tag_in_a_cell,
)
from peers import validator_errors

from coursegen.build import Request, build
from coursegen.errors import Fault, FaultError
from coursegen.office.color import Shade
from coursegen.office.deck.base import CompiledDeck
from coursegen.office.deck.read import read_deck
from coursegen.office.document.base import open_base
from coursegen.office.package import read_package
from coursegen.office.render import VARIABLE, office_program
from coursegen.workspace import bundled_folder

PAST = ("旧单位".encode(), b"example.com", b"vbaProject", b"DDEAUTO", "旧作者".encode(), b"oleObject")


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_minicourse(tmp_path_factory.mktemp("content") / "coffee-shop")


@pytest.fixture
def made(course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., dict[str, Path]]:
    """Builds products on a base (file name, bytes); files by product. Warnings are allowed, errors are not."""
    monkeypatch.setenv(VARIABLE, "")

    def make(name: str, base: bytes, *products: str) -> dict[str, Path]:
        folder = tmp_path / "templates" / "odd"
        folder.mkdir(parents=True)
        (folder / "unit.yaml").write_text("names: {full: 云中咖啡公司, short: 云中咖啡}\n", "utf-8")
        (folder / name).write_bytes(base)
        roots = (tmp_path / "templates", bundled_folder() / "templates")
        result = build(Request(course, "odd", roots, products=products, output=tmp_path / "output"))
        errors: list[Fault] = [fault for fault in result.faults if fault.severity == "error"]
        assert [fault.line("zh") for fault in errors] == []
        return {output.product: output.path for output in result.outputs}

    return make


def sound(path: Path, *, judged: bool = True) -> Mapping[str, bytes]:
    """Parts of a file in which the judge (when asked) finds nothing and of the base's past nothing is left."""
    assert not judged or validator_errors(path) == []
    parts = read_package(path.read_bytes(), path.name)
    assert [(name, past) for name, data in parts.items() for past in PAST if past in data] == []
    return parts


@pytest.mark.parametrize("kind", DECKS)
def test_a_deck_on_an_odd_base_is_sound(made: Callable[..., dict[str, Path]], kind: str) -> None:
    name, make = DECKS[kind]
    parts = sound(made(name, make(), "slides")["slides"])
    slides = {n: data.decode() for n, data in parts.items() if re.fullmatch(r"ppt/slides/slide\d+\.xml", n)}
    assert len(slides) > 8
    for slide in slides.values():
        assert min(map(int, re.findall(r' sz="(\d+)"', slide))) >= 1200
        assert len(re.findall(r'<p:ph[^>]*type="(?:title|ctrTitle)"', slide)) == 1


@pytest.mark.parametrize("kind", halves(DOCUMENTS, 0))
def test_a_handout_and_a_paper_on_an_odd_base_are_sound(made: Callable[..., dict[str, Path]], kind: str) -> None:
    name, make = DOCUMENTS[kind]
    files = made(name, make(), "handout", "quiz")
    assert set(files) == {"handout", "quiz"}
    sound(files["handout"])
    sound(files["quiz"], judged=kind in ("plain", "ten sections"))


@pytest.fixture(scope="module")
def by_libreoffice(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """Files as LibreOffice writes them."""
    folder = tmp_path_factory.mktemp("libreoffice")
    out: dict[str, bytes] = {}
    for suffix, middle, data in (("pptx", "odp", plain()), ("docx", "odt", saved(letter()))):
        (folder / f"base.{suffix}").write_bytes(data)
        for kind in (middle, suffix):
            source = folder / (f"base.{suffix}" if kind == middle else f"{middle}/base.{middle}")
            profile = f"-env:UserInstallation={(folder / 'p').as_uri()}"
            command = [office_program(), profile, "--headless", "--convert-to", kind, "--outdir", str(folder / kind)]
            subprocess.run([*command, str(source)], check=True, capture_output=True)
        out[suffix] = (folder / suffix / f"base.{suffix}").read_bytes()
    return out


def test_files_that_libreoffice_wrote_are_bases(
    made: Callable[..., dict[str, Path]], by_libreoffice: Mapping[str, bytes]
) -> None:
    sound(made("deck.pptx", by_libreoffice["pptx"], "slides")["slides"])


def test_documents_that_libreoffice_wrote_are_bases(
    made: Callable[..., dict[str, Path]], by_libreoffice: Mapping[str, bytes]
) -> None:
    sound(made("document.docx", by_libreoffice["docx"], "handout")["handout"])


def test_tags_are_filled_wherever_they_stand(made: Callable[..., dict[str, Path]]) -> None:
    parts = read_package(made("deck.pptx", DECKS["tags typed in"][1](), "slides")["slides"].read_bytes(), "")
    master = re.sub(r"<[^>]+>", "", parts["ppt/slideMasters/slideMaster1.xml"].decode())
    assert "云中咖啡公司 内部资料" in master
    assert "咖啡店新人上岗（云中咖啡）" in parts["docProps/core.xml"].decode()
    assert not [name for name, data in parts.items() if b"{{" in data]


def test_tags_of_layouts_are_filled_on_web_pages_and_sheets_too(made: Callable[..., dict[str, Path]]) -> None:
    files = made("deck.pptx", DECKS["tags typed in"][1](), "slides-html", "slides-print")
    page = files["slides-html"].read_text("utf-8")
    assert "内部资料" in page
    assert "{{" not in re.sub(r"<script.*?</script>|<style.*?</style>", "", page, flags=re.DOTALL)
    sound(files["slides-print"])


@pytest.mark.parametrize("kind", halves(["plain", "ten sections", "text boxes", "body tag"], 0))
def test_papers_of_a_class_have_their_own_pages_on_an_odd_base(made: Callable[..., dict[str, Path]], kind: str) -> None:
    name, make = DOCUMENTS[kind]
    wanted = ("notice", "agenda", "reply", "sign-in", "evaluation", "certificate")
    files = made(name, make(), *wanted)
    assert set(files) == set(wanted)
    for product, path in files.items():
        text = b"".join(sound(path, judged=product in ("notice", "certificate")).values())
        assert "本册完".encode() not in text
        assert b"{{" not in text


def test_what_stands_round_the_body_tag_stays(made: Callable[..., dict[str, Path]]) -> None:
    parts = read_package(made("document.docx", DOCUMENTS["body tag"][1](), "handout")["handout"].read_bytes(), "")
    text = re.sub(r"<[^>]+>", "", parts["word/document.xml"].decode())
    assert text.index("云中咖啡公司 专用") < text.index("早上八点") < text.index("本册完")
    assert "{{" not in text
    assert [name for name in parts if name.startswith("word/media/")]
    assert "云中咖啡讲义" in parts["docProps/core.xml"].decode()


def test_text_boxes_and_tracked_changes_in_headers_read_as_they_should(made: Callable[..., dict[str, Path]]) -> None:
    parts = read_package(made("document.docx", DOCUMENTS["text boxes"][1](), "handout")["handout"].read_bytes(), "")
    heads = "".join(re.sub(r"<[^>]+>", "", d.decode()) for n, d in parts.items() if n.startswith("word/header"))
    assert "云中咖啡" in heads
    assert "{{" not in heads


def test_a_design_on_sample_slides_moves_into_the_layouts() -> None:
    compiled = read_deck(drawn_on_samples(), "base.pptx")
    content = compiled.parts[compiled.layouts["title-only"].part].decode()
    cover = compiled.parts[compiled.layouts["cover"].part].decode()
    assert "<p:pic>" in content
    assert "<p:bg>" in content
    assert "<p:bg>" in cover
    assert "样例" not in content
    assert "T506" in [fault.code for fault in compiled.faults]


def test_titles_keep_clear_of_a_logo_that_came_from_the_samples() -> None:
    compiled = read_deck(drawn_on_samples(), "base.pptx")
    logo = 914400 * 0.8
    assert compiled.layouts["title-only"].placeholders["title"].spec.rect.x >= logo


def test_without_libreoffice_a_picture_is_told_by_its_own_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "")
    layout = read_deck(on_a_dark_picture(), "base.pptx").layouts["title-only"]
    assert layout.ground == "0C183C"
    assert not layout.placeholders["title"].legible


def test_with_libreoffice_it_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert office_program()
    layout = read_deck(on_a_dark_picture(), "base.pptx").layouts["title-only"]
    assert isinstance(layout.ground, str)
    assert all(abs(int(layout.ground[i : i + 2], 16) - want) < 12 for i, want in ((0, 12), (2, 24), (4, 60)))


def grounds(base: bytes, monkeypatch: pytest.MonkeyPatch) -> CompiledDeck:
    """A base read with LibreOffice there to draw it."""
    monkeypatch.delenv(VARIABLE, raising=False)
    assert office_program()
    return read_deck(base, "base.pptx")


def test_titles_keep_clear_of_the_dark_half_of_a_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = grounds(on_half_a_dark_picture(), monkeypatch)
    title = compiled.layouts["title-only"].placeholders["title"]
    assert title.spec.rect.x >= compiled.spec.width * 20 / 64
    assert title.spec.rect.w > compiled.spec.width / 3
    assert title.fixed


def test_texts_on_a_ground_on_which_nothing_reads_get_a_plate(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = grounds(on_stripes(), monkeypatch)
    layout = compiled.layouts["title-only"]
    part = compiled.parts[layout.part].decode()
    assert part.count('name="衬底"') >= 2
    assert isinstance(layout.ground, Shade)


def test_an_even_ground_needs_no_plate(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = grounds(on_a_dark_picture(), monkeypatch)
    assert not [name for name, data in compiled.parts.items() if "衬底".encode() in data]


def test_drawings_stand_above_a_title_that_stands_low() -> None:
    layout = read_deck(DECKS["titles below"][1](), "base.pptx").spec.layouts["title-only"]
    assert layout.content.bottom <= layout.placeholders["title"].rect.y
    assert layout.content.h > layout.placeholders["title"].rect.h * 3


def test_placeholders_that_stand_nowhere_are_none() -> None:
    compiled = read_deck(DECKS["no places on the master"][1](), "base.pptx")
    rects = [p.spec.rect for layout in compiled.layouts.values() for p in layout.placeholders.values()]
    assert len(rects) > 4
    assert min(min(rect.w, rect.h) for rect in rects) > 0


@pytest.mark.parametrize(
    ("base", "code"), [(DECKS["links outside"][1], "T535"), (DECKS["comments, tags, sections"][1], "T536")]
)
def test_what_a_deck_base_loses_is_told(base: Callable[[], bytes], code: str) -> None:
    assert code in [fault.code for fault in read_deck(base(), "base.pptx").faults]
    assert code not in [fault.code for fault in read_deck(plain(), "base.pptx").faults]


def test_what_a_document_base_loses_is_told() -> None:
    base = open_base(DOCUMENTS["remote template and fields"][1](), "base.docx")
    assert "T535" in [fault.code for fault in base.faults]
    assert "T535" not in [fault.code for fault in open_base(saved(letter()), "base.docx").faults]


def test_a_body_tag_where_no_body_can_be_is_a_fault() -> None:
    with pytest.raises(FaultError) as caught:
        open_base(with_the_body_tag_in_a_cell(), "base.docx")
    assert [(f.code, f.facts["part"]) for f in caught.value.faults] == [("T515", "word/document.xml")]


def test_a_logo_in_the_header_stands_on_the_cover_too(made: Callable[..., dict[str, Path]]) -> None:
    parts = read_package(
        made("document.docx", DOCUMENTS["logo in the header"][1](), "handout")["handout"].read_bytes(), ""
    )
    heads = [name for name, data in parts.items() if name.startswith("word/header") and b"<pic:pic" in data]
    assert len(heads) == 2
    assert all(
        b"decorative" in parts[name] and "云中咖啡公司" in re.sub(r"<[^>]+>", "", parts[name].decode())
        for name in heads
    )
    assert b'w:type="first"' in parts["word/document.xml"]


def test_a_handout_is_set_in_one_column() -> None:
    forms = open_base(DOCUMENTS["two columns"][1](), "base.docx").spec.forms
    whole = open_base(saved(letter()), "base.docx").spec.forms
    assert forms["handout"].width == whole["handout"].width
