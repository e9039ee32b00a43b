"""What was found sound is not looked into again, and nothing that is amiss is missed for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from minicourse import write_minicourse
from remembering import forget_everything

from coursegen.build import Request, make, sound
from coursegen.checks.output import check_output, look_into
from coursegen.office.part import Part
from coursegen.workspace import bundled_folder

Parts = Mapping[str, bytes]
NAMES = ("deck.pptx", "handout.docx")


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small course."""
    return write_minicourse(tmp_path_factory.mktemp("content") / "coffee-shop")


@pytest.fixture(scope="module")
def kit(course: Path) -> dict[str, Parts]:
    """Parts of a deck and a handout, by the names of the files."""
    roots = (bundled_folder() / "templates",)
    files = make(Request(course, "default", roots, products=("deck", "handout"), remember=False)).files
    return {file.name: file.parts for file in files}


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[frozenset[str]]:
    """For every look into a file what was taken to be sound, from now on; nothing is remembered from before."""
    forget_everything()
    seen: list[frozenset[str]] = []

    def look(parts: Parts, name: str, known: frozenset[str] = frozenset(), *, listed: bool = False) -> object:
        seen.append(known)
        return look_into(parts, name, known, listed=listed)

    monkeypatch.setattr(sound, "look_into", look)
    return seen


def changed(parts: Parts, wanted: str, old: bytes, new: bytes) -> Parts:
    """The parts with a text replaced in those whose names begin so; what is shared stays told from what is own."""

    def change(data: bytes) -> bytes:
        if isinstance(data, Part):
            return Part(data.replace(old, new), data.shared.replace(old, new), data.own.replace(old, new))
        return data.replace(old, new)

    made = {name: change(data) if name.startswith(wanted) else data for name, data in parts.items()}
    assert made != parts
    return made


def pale(parts: Parts) -> Parts:
    """The parts with a theme in which every colour is nearly white."""
    head, tail = b"<a:clrScheme", b"</a:clrScheme>"
    made = dict(parts)
    for name, data in parts.items():
        if "/theme/" in name:
            before, rest = data.split(head, 1)
            scheme, after = rest.split(tail, 1)
            pieces = scheme.split(b'val="')
            white = [pieces[0], *(b"FDFDFD" + piece[6:] for piece in pieces[1:])]
            made[name] = before + head + b'val="'.join(white) + tail + after
    assert made != parts
    return made


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_is_made_again_is_hardly_looked_into(
    kit: dict[str, Parts], looked: list[frozenset[str]], name: str
) -> None:
    assert sound.faults_of(kit[name], name) == ()
    assert looked == [frozenset()]
    assert sound.faults_of(dict(kit[name]), name) == ()
    assert len(looked) == 2
    rest = set(kit[name]) - looked[1]
    assert not any(part.startswith(("ppt/slides/", "ppt/notesSlides/", "word/")) for part in rest)


FAINT = b'<w:rPr><w:color w:val="EEEEEE"/></w:rPr>'

DEFECTS: Mapping[str, tuple[str, Callable[[Parts], Parts]]] = {
    "colours in which nothing can be read": ("deck.pptx", pale),
    "colours of a document in which nothing can be read": ("handout.docx", pale),
    "a slide without a language": ("deck.pptx", lambda p: changed(p, "ppt/slides/slide3.xml", b' lang="zh-CN"', b"")),
    "a shape in a foot that has another's number": (
        "deck.pptx", lambda p: changed(p, "ppt/slides/slide4.xml", b'<p:cNvPr id="2"', b'<p:cNvPr id="3"'),
    ),
    "a foot too long for its place": (
        "deck.pptx", lambda p: changed(p, "ppt/slides/slide", "咖啡店新人上岗</a:t></a:r></a:p></p:txBody></p:sp><p:sp>"
                                       .encode(), b"</a:t>"),
    ),
    "a slide that is not listed": (
        "deck.pptx", lambda p: changed(p, "ppt/presentation.xml", b'<p:sldId id="258"', b'<p:sldXx id="258"'),
    ),
    "a slide on a layout that is not there": (
        "deck.pptx", lambda p: changed(p, "ppt/slides/_rels/slide2.xml.rels", b"slideLayout", b"slideLayoutX"),
    ),
    "a layout that is broken": (
        "deck.pptx", lambda p: changed(p, "ppt/slideLayouts/", b"</p:sldLayout>", b""),
    ),
    "a document without a style's end": (
        "handout.docx", lambda p: changed(p, "word/styles.xml", b"</w:styles>", b""),
    ),
    "words of a document that are no XML": (
        "handout.docx", lambda p: changed(p, "word/document.xml", "学员讲义</w:t>".encode(), b"&none;</w:t>"),
    ),
    "a document with faint words": (
        "handout.docx", lambda p: changed(p, "word/document.xml", b"<w:r><w:t", b"<w:r>" + FAINT + b"<w:t"),
    ),
    "a date that is none": ("handout.docx", lambda p: changed(p, "docProps/core.xml", b"2000-01-01T", b"2000-13-")),
}  # fmt: skip


@pytest.mark.parametrize("defect", DEFECTS)
def test_what_is_amiss_is_found_after_the_same_was_found_sound(
    kit: dict[str, Parts], looked: list[frozenset[str]], defect: str
) -> None:
    name, change = DEFECTS[defect]
    broken = change(kit[name])
    expected = check_output(broken, name)
    assert expected
    assert sound.faults_of(kit[name], name) == ()
    assert sound.faults_of(broken, name) == expected
    assert sound.faults_of(broken, name) == expected
    assert looked[-1] == frozenset()


def test_the_deck_of_another_unit_is_looked_into_for_its_feet(
    tmp_path: Path, looked: list[frozenset[str]], course: Path
) -> None:
    shipped = bundled_folder() / "templates"
    for unit, color in (("north", "1F4E79"), ("south", "7A1F1F")):
        (tmp_path / unit).mkdir()
        text = f"names: {{full: 咖啡店{unit}}}\nbrand: {{colors: {{primary: '{color}'}}}}\n"
        (tmp_path / unit / "unit.yaml").write_text(text, "utf-8")
        request = Request(course, unit, (tmp_path, shipped), products=("deck",), remember=False)
        (deck,) = make(request).files
    assert len(looked) == 2
    slides = {part for part in deck.parts if part.startswith("ppt/slides/slide")}
    layouts = {deck.parts[f"ppt/slides/_rels/{part[11:]}.rels"].split(b"slideLayouts/")[1][:16] for part in slides}
    anew = slides - looked[1]
    assert 0 < len(anew) <= len(layouts) < len(slides)


def test_the_document_of_another_unit_is_not_looked_into_for_its_words(
    tmp_path: Path, looked: list[frozenset[str]], course: Path
) -> None:
    shipped = bundled_folder() / "templates"
    for unit in ("north", "south"):
        (tmp_path / unit).mkdir()
        (tmp_path / unit / "unit.yaml").write_text(f"names: {{full: 咖啡店{unit}}}\n", "utf-8")
        request = Request(course, unit, (tmp_path, shipped), products=("handout",), remember=False)
        (handout,) = make(request).files
        assert f"咖啡店{unit}".encode() in handout.parts["word/document.xml"]
    assert len(looked) == 2
    assert {"word/document.xml", "word/styles.xml"} <= looked[1]
