"""What a base draws is seen as it is drawn: grounds, ornaments, colours of the unit."""

from __future__ import annotations

from pathlib import Path as File

import pptx
import pytest
from msgspec.structs import replace

from coursegen.layout.scenery import MediaFill, Ornament, Paint, Path
from coursegen.model.unit import Brand
from coursegen.office.color import contrast
from coursegen.office.deck.base import CompiledDeck
from coursegen.office.deck.read import read_deck
from coursegen.office.deck.scenery import sceneries, scenery_media
from coursegen.office.house.deck import HOUSES, house_base
from coursegen.office.package import relations_of

RED = read_deck(house_base(HOUSES["red"]), "red.pptx")

PICTURE = "ppt/media/image9.png"
DRAWN = """
<p:sp><p:nvSpPr><p:cNvPr id="90" name="弧"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>
  <a:xfrm rot="5400000" flipH="1"><a:off x="100" y="200"/><a:ext cx="300" cy="400"/></a:xfrm>
  <a:custGeom><a:pathLst><a:path w="10" h="20"><a:moveTo><a:pt x="0" y="0"/></a:moveTo>
  <a:lnTo><a:pt x="10" y="20"/></a:lnTo><a:close/></a:path></a:pathLst></a:custGeom>
  <a:gradFill><a:gsLst><a:gs pos="0"><a:schemeClr val="accent1"/></a:gs>
  <a:gs pos="100000"><a:srgbClr val="00ff00"><a:alpha val="50000"/></a:srgbClr></a:gs></a:gsLst>
  <a:lin ang="5400000"/></a:gradFill><a:ln w="25400"><a:solidFill><a:srgbClr val="123456"/></a:solidFill></a:ln>
</p:spPr></p:sp>
<p:grpSp><p:nvGrpSpPr><p:cNvPr id="91" name="组"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>
  <a:off x="1000" y="1000"/><a:ext cx="200" cy="200"/><a:chOff x="0" y="0"/><a:chExt cx="100" cy="100"/></a:xfrm>
  </p:grpSpPr><p:pic><p:nvPicPr><p:cNvPr id="92" name="图"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill>
  <a:blip r:embed="rId77"/><a:srcRect l="25000"/><a:stretch/></p:blipFill><p:spPr><a:xfrm><a:off x="10" y="20"/>
  <a:ext cx="30" cy="40"/></a:xfrm><a:prstGeom prst="rect"/></p:spPr></p:pic></p:grpSp>
<p:sp><p:nvSpPr><p:cNvPr id="93" name="字"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr>
  <a:xfrm><a:off x="0" y="0"/><a:ext cx="9" cy="9"/></a:xfrm><a:prstGeom prst="rect"/><a:noFill/></p:spPr>
  <p:txBody><a:bodyPr anchor="ctr"/>
  <a:p><a:pPr algn="ctr"/><a:r><a:rPr sz="1200" b="1"/><a:t>为民务实</a:t></a:r></a:p></p:txBody></p:sp>
<p:sp><p:nvSpPr><p:cNvPr id="94" name="藏" hidden="1"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>
  <a:xfrm><a:off x="0" y="0"/><a:ext cx="9" cy="9"/></a:xfrm><a:solidFill><a:srgbClr val="FF0000"/></a:solidFill>
</p:spPr></p:sp>
"""


def drawn_on() -> CompiledDeck:
    """The red house with more on its title-only layout."""
    part = RED.layouts["title-only"].part
    layout = RED.parts[part].decode().replace("</p:spTree>", f"{DRAWN}</p:spTree>")
    rows = RED.parts[relations_of(part)].decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    row = f'<Relationship Id="rId77" Type="{kind}" Target="../media/image9.png"/></Relationships>'
    parts = {
        **RED.parts,
        part: layout.encode(),
        relations_of(part): rows.replace("</Relationships>", row).encode(),
        PICTURE: b"\x89PNG\r\n\x1a\nxx",
    }
    return replace(RED, parts=parts)


@pytest.fixture(scope="module")
def more() -> tuple[Ornament, ...]:
    plain = len(sceneries(RED, Brand())["title-only"].ornaments)
    return sceneries(drawn_on(), Brand())["title-only"].ornaments[plain:]


def test_every_role_has_its_scenery(compiled: CompiledDeck) -> None:
    scenes = sceneries(compiled, Brand())
    assert scenes.keys() == compiled.layouts.keys()
    for scene in scenes.values():
        assert isinstance(scene.ground, Paint)
        assert scene.faces["heading"] == "微软雅黑"
        assert contrast(scene.inks["text"].color, scene.inks["background"].color) >= 4.5


def test_a_layout_with_a_ground_of_its_own_goes_without_the_masters_shapes() -> None:
    scenes = sceneries(RED, Brand())
    names = {role: len(scene.ornaments) for role, scene in scenes.items()}
    assert names["title-only"] == 2
    assert names["section"] == 5
    assert scenes["section"].ground != scenes["title-only"].ground


def test_colours_are_the_units(compiled: CompiledDeck) -> None:
    green = sceneries(compiled, Brand(colors={"primary": "1B6E3C"}))["title-only"]
    assert green.inks["primary"].color == "1B6E3C"
    assert green.inks["primary"].theme == ("accent1", 100, 0)


def test_free_outlines_gradients_turns_and_lines_are_kept(more: tuple[Ornament, ...]) -> None:
    arc = more[0]
    assert arc.outline == Path(10, 20, (("M", (0, 0)), ("L", (10, 20)), ("Z", ())))
    assert (arc.turn, arc.flip) == (90, (True, False))
    assert isinstance(arc.fill, Paint)
    assert arc.fill.angle == 90
    assert [(at, ink.color, ink.opacity) for at, ink in arc.fill.stops] == [(0, "B3242B", 1), (1, "00FF00", 0.5)]
    assert arc.edge
    assert (arc.edge[0].flat.color, arc.edge[1]) == ("123456", 2)


def test_members_of_groups_stand_where_the_group_puts_them(more: tuple[Ornament, ...]) -> None:
    picture = more[1]
    assert picture.fill == MediaFill(PICTURE, (0.25, 0, 0, 0))
    assert (picture.rect.x, picture.rect.y, picture.rect.w, picture.rect.h) == (1020, 1040, 60, 80)
    deck = drawn_on()
    assert scenery_media(deck, sceneries(deck, Brand())) == {PICTURE: deck.parts[PICTURE]}


def test_fixed_words_are_kept_and_hidden_shapes_are_not(more: tuple[Ornament, ...]) -> None:
    assert len(more) == 3
    words = more[2].words
    assert words
    assert (words.lines, words.size, words.bold, words.align, words.anchor) == (("为民务实",), 12, True, "ctr", "ctr")


def test_a_ground_that_refers_to_the_theme_is_the_themes_fill_in_its_colour() -> None:
    deck = read_deck((File(pptx.__file__).parent / "templates" / "default.pptx").read_bytes(), "default.pptx")
    master = "ppt/slideMasters/slideMaster1.xml"
    numbered = deck.parts[master].decode().replace('bgRef idx="1001"', 'bgRef idx="1002"')
    plain = sceneries(deck, Brand())["title-only"].ground
    styled = sceneries(replace(deck, parts={**deck.parts, master: numbered.encode()}), Brand())["title-only"].ground
    assert isinstance(plain, Paint)
    assert isinstance(styled, Paint)
    assert plain.flat.color == "FFFFFF"
    assert styled != plain


def test_pictures_only_office_draws_are_left_out() -> None:
    deck = drawn_on()
    metafile = replace(deck, parts={**deck.parts, PICTURE: b"\xd7\xcd\xc6\x9a metafile"})
    scenes = sceneries(metafile, Brand())
    assert scenery_media(metafile, scenes) == {}
    assert len(scenes["title-only"].ornaments) == len(sceneries(deck, Brand())["title-only"].ornaments) - 1
