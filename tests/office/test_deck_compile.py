from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from deck_samples import PNG, placed_deck
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Inches

from coursegen.checks.package import check_package
from coursegen.errors import FaultError
from coursegen.model.unit import Brand
from coursegen.office import cache
from coursegen.office.cache import forget
from coursegen.office.deck.base import CompiledDeck
from coursegen.office.deck.compile import compile_deck
from coursegen.office.deck.fill import fill_deck
from coursegen.office.deck.read import read_deck
from coursegen.office.house.deck import HOUSES, house_base
from coursegen.office.pack import pack
from coursegen.office.package import CONTENT_TYPES, read_package
from coursegen.office.palette import mapped

ROOT = Path(__file__).resolve().parents[2]
KINDS = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATION = b'<Relationship Id="rIdX" Type="' + KINDS + b'/%s" Target="%s"%s/>'


def saved(presentation: Any) -> bytes:
    out = BytesIO()
    presentation.save(out)
    return out.getvalue()


def foreign() -> Any:
    """A base that is not ours: python-pptx's own, 4:3, English, without notes master."""
    return Presentation()


def edited(data: bytes, changes: dict[str, Callable[[bytes], bytes]], added: dict[str, bytes] | None = None) -> bytes:
    parts = read_package(data, "base")
    for name, change in changes.items():
        assert change(parts[name]) != parts[name]
        parts[name] = change(parts[name])
    return pack({**parts, **(added or {})})


def warnings(compiled: CompiledDeck) -> list[str]:
    assert all(f.severity == "warning" for f in compiled.faults)
    return [f.code for f in compiled.faults]


def refused(data: bytes) -> list[str]:
    with pytest.raises(FaultError) as caught:
        read_deck(data, "base.pptx")
    return [f.code for f in caught.value.faults]


def test_a_foreign_base_serves_its_roles_by_structure() -> None:
    compiled = read_deck(saved(foreign()), "base.pptx")
    names = {role: compiled.parts[layout.part].decode() for role, layout in compiled.layouts.items()}
    for role, name in {
        "cover": "Title Slide", "section": "Section Header", "title-body": "Title and Content",
        "two-body": "Two Content", "title-only": "Title Only", "blank": "Blank",
    }.items():  # fmt: skip
        assert f'<p:cSld name="{name}"' in names[role]  # type: ignore[index]
    assert "quote" not in names
    assert warnings(compiled) == ["T503"]


def test_decks_on_a_foreign_base_are_sound(ooxml_validator: Callable[[bytes, str], list[str]]) -> None:
    compiled = read_deck(saved(foreign()), "base.pptx")
    data = pack(fill_deck(placed_deck(compiled.spec), compiled, Brand(), {"logo.png": PNG}, ""))
    assert check_package(data, "deck") == ()
    assert ooxml_validator(data, ".pptx") == []


def test_names_lie_and_structure_decides() -> None:
    presentation = foreign()
    layouts = presentation.slide_layouts
    layouts[1]._element.cSld.set("name", "节标题")
    layouts[1]._element.set("type", "secHead")
    layouts[2]._element.cSld.set("name", "Slide 3")
    compiled = read_deck(saved(presentation), "base.pptx")
    assert compiled.layouts["section"].part.endswith("slideLayout3.xml"), "a big body makes no section slide"
    assert compiled.layouts["title-body"].part.endswith("slideLayout2.xml")


def test_sample_slides_go_with_everything_only_they_lead_to() -> None:
    presentation = foreign()
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    slide.shapes.add_picture(BytesIO(PNG), 0, 0)
    slide.notes_slide.notes_text_frame.text = "旧单位的备注"
    compiled = read_deck(saved(presentation), "base.pptx")
    assert not [n for n in compiled.parts if "/slides/" in n or "notesSlides" in n or "media" in n]
    assert not [n for n, d in compiled.parts.items() if "旧单位".encode() in d]


def test_a_design_that_stands_on_sample_slides_is_told() -> None:
    presentation = foreign()
    for _ in range(3):
        slide = presentation.slides.add_slide(presentation.slide_layouts[6])
        for n in range(4):
            slide.shapes.add_textbox(n, n, 99, 99)
    assert "T506" in warnings(read_deck(saved(presentation), "base.pptx"))


@pytest.mark.parametrize("kind", ["presentationml.template", "presentationml.slideshow"])
def test_templates_and_shows_are_taken_as_presentations(kind: str) -> None:
    data = edited(saved(foreign()), {CONTENT_TYPES: lambda d: d.replace(b"presentationml.presentation", kind.encode())})
    compiled = read_deck(data, "base.potx")
    assert compiled.types[compiled.main].endswith("presentationml.presentation.main+xml")


def test_macros_go_and_are_told() -> None:
    main, rels = "ppt/presentation.xml", "ppt/_rels/presentation.xml.rels"
    macro = RELATION % (b"vbaProject", b"vbaProject.bin", b"")
    data = edited(
        saved(foreign()),
        {
            CONTENT_TYPES: lambda d: d.replace(
                b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
                b"application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml",
            ).replace(
                b"<Override ",
                b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/><Override ',
                1,
            ),
            rels: lambda d: d.replace(b"</Relationships>", macro + b"</Relationships>"),
        },
        {"ppt/vbaProject.bin": b"macro"},
    )
    assert main in read_package(data, "base")
    compiled = read_deck(data, "base.pptm")
    assert "T505" in warnings(compiled)
    assert not [n for n in compiled.parts if "vba" in n]


def test_references_to_the_outside_go_with_the_shapes_that_use_them() -> None:
    layout = "ppt/slideLayouts/slideLayout6.xml"
    link = RELATION % (b"image", b"http://example.com/spy.png", b' TargetMode="External"')
    picture = (
        b'<p:pic><p:nvPicPr><p:cNvPr id="99" name="spy"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr>'
        b'<p:blipFill><a:blip r:link="rIdX"/>'
        b"</p:blipFill><p:spPr/></p:pic></p:spTree>"
    )
    data = edited(
        saved(foreign()),
        {
            layout: lambda d: d.replace(b"</p:spTree>", picture),
            "ppt/slideLayouts/_rels/slideLayout6.xml.rels": lambda d: d.replace(
                b"</Relationships>", link + b"</Relationships>"
            ),
        },
    )
    compiled = read_deck(data, "base.pptx")
    assert b"spy" not in compiled.parts[layout]
    assert not [n for n, d in compiled.parts.items() if b"example.com" in d]


def test_twin_placeholders_are_told_apart_by_their_place() -> None:
    presentation = foreign()
    for mark in presentation.slide_layouts[3]._element.iter(qn("p:ph")):
        if mark.get("idx") in ("1", "2"):
            mark.set("idx", "1")
    two = read_deck(saved(presentation), "base.pptx").layouts["two-body"].placeholders
    assert two["body"].fixed
    assert two["body2"].fixed
    assert two["body"].spec.rect.right < two["body2"].spec.rect.x


def test_a_base_whose_layouts_have_no_title_gets_the_houses_on_its_own_master() -> None:
    presentation = foreign()
    for layout in list(presentation.slide_layouts)[:6] + list(presentation.slide_layouts)[7:]:
        presentation.slide_layouts.remove(layout)
    compiled = read_deck(saved(presentation), "base.pptx")
    assert {"cover", "section", "title-body", "title-only"} <= set(compiled.layouts)
    assert not compiled.layouts["title-only"].placeholders["title"].fixed
    (fault,) = (f for f in compiled.faults if f.code == "T504")
    assert set(fault.facts["roles"]) == {"cover", "section", "title-body", "title-only"}  # type: ignore[call-overload]


def test_dark_grounds_are_noticed(compiled: CompiledDeck) -> None:
    dark = {role for role, layout in compiled.spec.layouts.items() if layout.dark}
    assert dark in ({"cover", "section", "closing"}, {"closing"})


def test_content_on_a_dark_base_is_drawn_in_light_colours() -> None:
    presentation = foreign()
    names = presentation.slide_master._element.find(qn("p:clrMap"))
    for one, other in (("bg1", "dk1"), ("tx1", "lt1"), ("bg2", "dk2"), ("tx2", "lt2")):
        names.set(one, other)
    compiled = read_deck(saved(presentation), "base.pptx")
    layout = compiled.layouts["title-only"]
    theme = mapped(compiled.themes[layout.theme].colors, layout.color_map)
    assert theme["bg1"] == "000000"
    assert layout.palette(theme)["text"].on(theme) == "FFFFFF"


def test_a_colour_that_cannot_be_read_is_not_inherited() -> None:
    presentation = foreign()
    title = presentation.slide_layouts[5].placeholders[0]
    style = title._element.txBody.find(qn("a:lstStyle"))
    style.append(style.makeelement(qn("a:lvl1pPr"), {}))
    run = style[0].makeelement(qn("a:defRPr"), {})
    style[0].append(run)
    run.append(run.makeelement(qn("a:solidFill"), {}))
    run[0].append(run.makeelement(qn("a:schemeClr"), {"val": "bg1"}))
    found = read_deck(saved(presentation), "base.pptx").layouts["title-only"].placeholders["title"]
    assert not found.legible
    assert found.spec.color == "deep" or found.spec.color == "text"


def test_what_is_no_deck_is_refused() -> None:
    assert refused(b"nothing") == ["A501"]
    docx = {
        CONTENT_TYPES: b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": b"<r/>",
    }
    assert refused(pack(docx)) == ["T501"]


def test_a_base_without_layouts_gets_the_houses() -> None:
    presentation = foreign()
    for layout in list(presentation.slide_layouts):
        presentation.slide_layouts.remove(layout)
    compiled = read_deck(saved(presentation), "base.pptx")
    assert set(compiled.layouts) == {"cover", "section", "title-body", "title-only"}
    assert "T504" in warnings(compiled)


def test_a_base_that_is_not_built_as_decks_are_is_refused() -> None:
    broken = edited(saved(foreign()), {"ppt/theme/theme1.xml": lambda d: d.replace(b"clrScheme", b"noScheme")})
    assert refused(broken) == ["T509"]


def test_slides_of_another_size_keep_their_fractions() -> None:
    presentation = foreign()
    presentation.slide_width, presentation.slide_height = Inches(10), Inches(7.5)
    spec = read_deck(saved(presentation), "base.pptx").spec
    assert spec.width == Inches(10)
    area = spec.layouts["title-only"].content
    assert area.y + area.h <= 0.94 * spec.height
    assert area.w >= 0.85 * spec.width


@pytest.fixture
def own_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    monkeypatch.setattr(cache, "cache_folder", lambda: _made(tmp_path / "coursegen"))
    return tmp_path / "coursegen"


def _made(folder: Path) -> Path:
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def test_a_compiled_base_comes_back_from_the_cache_the_same(own_cache: Path) -> None:
    base = house_base(HOUSES["red"])
    first = compile_deck(base, "red.pptx")
    (kept,) = own_cache.iterdir()
    assert own_cache.stat().st_mode & 0o777 == 0o700
    forget()
    assert compile_deck(base, "red.pptx") == first
    assert pickle.loads(kept.read_bytes()) == first


@pytest.mark.parametrize("junk", [b"", b"\x80\x05garbage", pickle.dumps(os.getcwd), pickle.dumps({"a": 1})])
def test_a_spoilt_cache_is_passed_over(own_cache: Path, junk: bytes) -> None:
    base = house_base(HOUSES["red"])
    first = compile_deck(base, "red.pptx")
    (kept,) = own_cache.iterdir()
    kept.write_bytes(junk)
    forget()
    assert compile_deck(base, "red.pptx") == first
    assert kept.read_bytes() != junk, "and made good"


WARM = """
import sys
from pathlib import Path
from coursegen import shipped
from coursegen.office.deck.compile import compile_deck
from coursegen.office.deck.fill import fill_deck
shipped.FOLDER = Path("nowhere")
compile_deck(Path("templates/default/deck.pptx").read_bytes(), "deck.pptx")
print(",".join(m for m in ("pptx", "docx", "lxml", "PIL") if m in sys.modules))
"""


def test_a_second_run_needs_no_office_library(tmp_path: Path) -> None:
    env = {**os.environ, "XDG_CACHE_HOME": str(tmp_path), "LOCALAPPDATA": str(tmp_path), "PYTHONPATH": str(ROOT)}
    runs = [
        subprocess.run(
            [sys.executable, "-c", WARM], cwd=ROOT, env=env, check=True, capture_output=True, text=True
        ).stdout
        for _ in range(2)
    ]
    assert "pptx" in runs[0]
    assert runs[1].strip() == ""
