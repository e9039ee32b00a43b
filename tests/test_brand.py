"""`coursegen brand` and the look of slides: what users type, what is written, what is kept."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result
from deck_samples import PNG
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from coursegen.build.brand import Wishes, house_for, make_brand
from coursegen.cli.commands import program
from coursegen.office.color import contrast
from coursegen.office.house.sheet import color_map
from coursegen.office.palette import PAIRS, mapped, palette
from coursegen.office.theme import BRAND_COLORS


def png_of(width: int, height: int) -> bytes:
    made = BytesIO()
    Image.new("RGB", (width, height), "navy").save(made, "PNG")
    return made.getvalue()


def run(*arguments: str) -> Result:
    return CliRunner().invoke(program, list(arguments))


def part(file: Path, name: str) -> str:
    with ZipFile(BytesIO(file.read_bytes())) as package:
        return package.read(name).decode()


def themes(folder: Path) -> tuple[str, str]:
    return part(folder / "deck.pptx", "ppt/theme/theme1.xml"), part(folder / "document.docx", "word/theme/theme1.xml")


def test_one_colour_makes_a_deck_a_document_and_a_unit_file(home: Path) -> None:
    result = run("brand", "--primary", "#1e5aa0", "-o", "templates/shop")
    assert (result.exit_code, result.stderr) == (0, "")
    folder = home / "templates" / "shop"
    assert sorted(path.name for path in folder.iterdir()) == ["deck.pptx", "document.docx", "unit.yaml"]
    assert all('<a:accent1><a:srgbClr val="1E5AA0"/>' in theme for theme in themes(folder))
    assert "primary: '1e5aa0'" in (folder / "unit.yaml").read_text("utf-8")


def test_it_says_roles_colours_and_contrast(home: Path) -> None:
    rows = run("brand", "--primary", "1E5AA0", "-o", "shop").stdout.splitlines()[3:]
    assert len(rows) == 11
    assert re.fullmatch(r"主色\t1E5AA0\t\d+\.\d:1", next(row for row in rows if row.startswith("主色\t")))
    lines = run("brand", "--primary", "1E5AA0", "-o", "shop", "--log-format", "json").stdout.splitlines()
    tones = {row["role"]: row for row in map(json.loads, lines) if "role" in row}
    assert tones["primary"]["color"] == "1E5AA0"
    assert tones["on-primary"]["contrast"] >= 4.5


@pytest.mark.parametrize("color", ["FFFF00", "FFFFFF", "D0D0D0"])
def test_it_says_which_wishes_it_bent(home: Path, color: str) -> None:
    result = run("brand", "--primary", color, "-o", "shop")
    assert result.exit_code == 0
    assert f"警告：T523 primary {color}" in result.stderr
    assert run("brand", "--primary", color, "-o", "shop", "--strict").exit_code == 7


def test_a_colour_that_can_be_read_is_taken_as_it_is(home: Path) -> None:
    for color in ("000000", "1E5AA0", "B3242B", "006644"):
        assert "T523" not in run("brand", "--primary", color, "-o", color).stderr
        assert f'<a:accent1><a:srgbClr val="{color}"/>' in themes(home / color)[0]


def test_a_unit_built_on_it_has_its_look(home: Path) -> None:
    run("brand", "--primary", "006644", "--aspect", "4:3", "--theme", "band", "-o", "templates/shop")
    built = run("build", "coffee-shop", "-u", "shop", "-f", "slides,quiz")
    assert built.exit_code == 0, built.output
    assert built.stderr == ""
    deck = home / "output" / "shop" / "coffee-shop" / "slides.pptx"
    assert 'cx="9144000" cy="6858000"' in part(deck, "ppt/presentation.xml")
    assert '<a:accent1><a:srgbClr val="006644"/>' in part(deck, "ppt/theme/theme1.xml")


def test_making_it_again_changes_nothing_and_another_colour_replaces_what_it_made(home: Path) -> None:
    run("brand", "--primary", "006644", "-o", "shop")
    again = run("brand", "--primary", "006644", "-o", "shop").stdout.splitlines()
    assert [line.split("\t")[1] for line in again[:2]] == ["没有变化", "没有变化"]
    other = run("brand", "--primary", "B3242B", "-o", "shop")
    assert [line.split("\t")[1] for line in other.stdout.splitlines()[:2]] == ["已生成", "已生成"]
    assert not list((home / "shop").glob("*.backup*"))


@pytest.mark.parametrize("name", ["deck.pptx", "document.docx"])
def test_what_a_person_made_is_kept_and_forced_out_only_with_a_backup(home: Path, name: str) -> None:
    run("brand", "--primary", "006644", "-o", "shop")
    path = home / "shop" / name
    edited = edited_package(path.read_bytes())
    path.write_bytes(edited)
    kept = run("brand", "--primary", "B3242B", "-o", "shop")
    assert f"shop/{name}\t保持原样" in kept.stdout
    assert f"shop/{name} O150" in kept.stderr
    assert path.read_bytes() == edited
    forced = run("brand", "--primary", "B3242B", "-o", "shop", "--force")
    backup = path.with_name(name.replace(".", ".backup."))
    assert f"原文件备份为 {backup.name}" in forced.stdout
    assert backup.read_bytes() == edited
    assert path.read_bytes() != edited
    path.write_bytes(edited)
    run("brand", "--primary", "B3242B", "-o", "shop", "--force")
    assert path.with_name(name.replace(".", ".backup.2.")).read_bytes() == edited


def edited_package(data: bytes) -> bytes:
    """A package in which somebody changed the title in the properties."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w") as new:
        for member in old.namelist():
            text = old.read(member)
            new.writestr(member, text.replace(b"<dc:language>", b"<dc:subject>mine</dc:subject><dc:language>"))
    assert out.getvalue() != data
    return out.getvalue()


def test_something_else_in_the_place_of_a_base_is_kept(home: Path) -> None:
    (home / "shop").mkdir()
    (home / "shop" / "deck.pptx").write_bytes(b"no presentation")
    assert "shop/deck.pptx\t保持原样" in run("brand", "-o", "shop").stdout


def test_the_unit_file_is_never_touched_and_contradictions_are_told(home: Path) -> None:
    folder = home / "templates" / "shop"
    folder.mkdir(parents=True)
    text = "brand: {colors: {primary: 'B3242B'}, fonts: {heading: 黑体}}\n"
    (folder / "unit.yaml").write_text(text, "utf-8")
    result = run("brand", "--unit", "shop", "--primary", "006644", "--fonts", "heading=楷体", "--force")
    assert (folder / "unit.yaml").read_text("utf-8") == text
    assert "brand.colors.primary 是“B3242B”" in result.stderr
    assert "在 unit.yaml 里写 brand.fonts.heading: 楷体" in result.stderr
    assert '<a:accent1><a:srgbClr val="006644"/>' in themes(folder)[0]


def test_a_unit_gives_what_is_not_said(home: Path) -> None:
    folder = home / "templates" / "shop"
    folder.mkdir(parents=True)
    (folder / "unit.yaml").write_text(
        "names: {short: 小店}\nbrand: {mode: dark, colors: {primary: '006644', tint: F0FFF0}, fonts: {profile: mac}}\n"
        "choices: {aspect: 4:3}\n",
        "utf-8",
    )
    result = run("brand", "--unit", "shop")
    theme = part(folder / "deck.pptx", "ppt/theme/theme1.xml")
    assert 'name="小店"' in theme
    assert '<a:ea typeface="PingFang SC"/>' in theme
    assert "screen4x3" in part(folder / "deck.pptx", "ppt/presentation.xml")
    assert 'bg1="dk1"' in part(folder / "deck.pptx", "ppt/slideMasters/slideMaster1.xml")
    assert "T525 tint F0FFF0" in result.stderr, "a light panel is for light slides"
    assert '<a:accent1><a:srgbClr val="006644"/>' in themes(folder)[1], "what is printed stays light"
    assert 'w:eastAsia="STFangsong"' in part(folder / "document.docx", "word/styles.xml")


def test_a_logo_is_copied_and_named(home: Path) -> None:
    mark = png_of(40, 20)
    (home / "our mark.bin").write_bytes(mark)
    result = run("brand", "--logo", "our mark.bin", "-o", "templates/shop")
    assert result.exit_code == 0, result.output
    assert (home / "templates" / "shop" / "logo.png").read_bytes() == mark
    assert "logo: logo.png" in (home / "templates" / "shop" / "unit.yaml").read_text("utf-8")
    assert run("check", "shop").exit_code == 0


def test_fonts_and_quotes_in_names_survive(home: Path) -> None:
    result = run("brand", "--fonts", "heading=O'Font & Co,profile=wps-linux", "-o", "templates/shop")
    assert result.exit_code == 0, result.output
    assert 'typeface="O\'Font &amp; Co"' in themes(home / "templates" / "shop")[0]
    assert run("explain", "brand.fonts.heading", "-u", "shop").stdout.startswith("shop\tO'Font & Co\t")
    assert "保持原样" not in run("brand", "--fonts", "heading=黑体", "-o", "templates/shop").stdout


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ([], 2, "U320"),
        (["-o", "x", "--primary", "red"], 4, "T508"),
        (["-o", "x", "--fonts", "titel=黑体"], 2, "U321"),
        (["-o", "x", "--fonts", "黑体"], 2, "U321"),
        (["-o", "x", "--fonts", "profile=linux"], 4, "T522"),
        (["-o", "x", "--theme", "bands"], 2, "你要的是“band”吗"),
        (["-o", "x", "--aspect", "16:10"], 2, "16:9"),
        (["-o", "x", "--logo", "nothing.png"], 5, "A850"),
        (["-o", "x", "--logo", "dot.png"], 5, "A318"),
        (["-o", "x", "--logo", "content/coffee-shop/course.yaml"], 5, "A508"),
    ],
)
def test_what_cannot_be_is_a_fault_and_nothing_is_written(
    home: Path, arguments: list[str], code: int, words: str
) -> None:
    (home / "dot.png").write_bytes(PNG)
    result = run("brand", *arguments)
    assert result.exit_code == code, result.output
    assert words in result.stderr
    assert not (home / "x").exists()


def test_the_result_is_the_same_each_time() -> None:
    wishes = Wishes({"primary": "336699"}, theme="band", aspect="4:3", mode="dark")
    assert make_brand(wishes, "一").files == make_brand(wishes, "一").files


colors = st.integers(0, 0xFFFFFF).map("{:06X}".format)


@given(
    st.dictionaries(st.sampled_from(sorted(BRAND_COLORS)), colors, min_size=1).filter(
        lambda brand: "background" not in brand
    ),
    st.sampled_from(["panel", "band"]),
    st.sampled_from(["light", "dark"]),
)
def test_whatever_colours_are_wished_every_pair_can_be_read(brand: dict[str, str], theme: str, mode: str) -> None:
    house = house_for(Wishes(brand, theme=theme, mode=mode), "x")  # type: ignore[arg-type]
    scheme = mapped(house.colors, color_map(house.mode))
    found = palette(scheme)
    for ink, ground, least in PAIRS:
        assert contrast(found[ink].on(scheme), found[ground].on(scheme)) >= least, (ink, ground)


# The look of slides on build


def size_of(deck: Path) -> str:
    found = re.search(r'<p:sldSz cx="(\d+)" cy="(\d+)"', part(deck, "ppt/presentation.xml"))
    assert found
    return f"{int(found.group(1)) // 9525}x{int(found.group(2)) // 9525}"


def test_slides_come_in_the_aspect_and_mode_asked_for_beside_the_usual_ones(home: Path) -> None:
    run("build", "coffee-shop", "-f", "slides")
    result = run("build", "coffee-shop", "-f", "slides,quiz", "--aspect", "4:3", "--dark")
    assert (result.exit_code, result.stderr) == (0, "")
    folder = home / "output" / "default" / "coffee-shop"
    assert size_of(folder / "slides.pptx") == "1280x720"
    assert size_of(folder / "slides.4x3.dark.pptx") == "960x720"
    assert 'bg1="dk1"' in part(folder / "slides.4x3.dark.pptx", "ppt/slideMasters/slideMaster1.xml")
    light = (folder / "quiz.docx").read_bytes()
    run("build", "coffee-shop", "-f", "quiz")
    assert (folder / "quiz.docx").read_bytes() == light, "what is printed is the same"


def test_a_unit_can_choose_them_for_good(home: Path) -> None:
    folder = home / "templates" / "shop"
    folder.mkdir(parents=True)
    (folder / "unit.yaml").write_text("choices: {aspect: 4:3}\nbrand: {mode: dark}\n", "utf-8")
    run("build", "coffee-shop", "-u", "shop", "-f", "slides", "--aspect", "4:3")
    made = home / "output" / "shop" / "coffee-shop" / "slides.pptx"
    assert size_of(made) == "960x720"
    assert run("explain", "choices.aspect", "-u", "shop").stdout.startswith("shop\t4:3\t")
    (folder / "unit.yaml").write_text("choices: {aspect: 3:2}\n", "utf-8")
    assert run("build", "coffee-shop", "-u", "shop").exit_code == 4


def test_a_base_that_a_person_made_stays_and_the_run_says_so(home: Path) -> None:
    run("brand", "--primary", "006644", "-o", "templates/shop")
    base = home / "templates" / "shop" / "deck.pptx"
    base.write_bytes(edited_package(base.read_bytes()))
    result = run("build", "coffee-shop", "-u", "shop", "-f", "slides", "--aspect", "4:3", "--dark")
    assert result.exit_code == 0
    assert "templates/shop/deck.pptx T520 这份底版不是 4:3，是 16:9" in result.stderr
    assert "T521" in result.stderr
    assert size_of(home / "output" / "shop" / "coffee-shop" / "slides.4x3.dark.pptx") == "1280x720"
    assert run("build", "coffee-shop", "-u", "shop", "-f", "slides", "--aspect", "16:9").stderr == ""


def test_light_colours_of_a_unit_do_not_spoil_dark_slides(home: Path) -> None:
    result = run("build", "coffee-shop", "-u", "county-tax", "-f", "slides", "--dark")
    assert (result.exit_code, result.stderr) == (0, "")
    theme = part(home / "output" / "county-tax" / "coffee-shop" / "slides.dark.pptx", "ppt/theme/theme1.xml")
    slots = dict(re.findall(r'<a:(\w+)><a:srgbClr val="(\w+)"/>', theme))
    assert contrast(slots["lt1"], slots["dk1"]) >= 7
    assert contrast(slots["dk2"], slots["dk1"]) <= 1.4
    assert contrast(slots["accent1"], slots["dk2"]) >= 4.5
