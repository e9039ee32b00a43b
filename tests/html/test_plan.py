"""Layouts as small pictures: SVG that any browser shows, with what stands on the layout."""

from __future__ import annotations

from lxml import etree

from coursegen.html.plan import plan_picture
from coursegen.layout.geometry import Rect
from coursegen.layout.plan import LayoutPlan, PlanHolder
from coursegen.layout.scenery import Ink, MediaFill, Ornament, Paint

SVG = "{http://www.w3.org/2000/svg}"
PNG = b"\x89PNG\r\n\x1a\n"
EMU = 12700


def plan(*ornaments: Ornament, ground: Paint | MediaFill | None = None) -> LayoutPlan:
    holders = (PlanHolder("title", Rect(0, 0, 500 * EMU, 60 * EMU)), PlanHolder("foot", Rect(0, 0, 9 * EMU, 9 * EMU)))
    white = ground or Paint(((0, Ink("FFFFFF")),))
    return LayoutPlan("slideLayout1.xml", "封面", 960 * EMU, 540 * EMU, white, ornaments, holders, Ink("112233"))


def test_ground_ornaments_and_placeholders_are_drawn_in_points() -> None:
    band = Ornament(Rect(0, 0, 960 * EMU, 10 * EMU), fill=Paint(((0, Ink("AA0000", 0.5)),)), turn=90)
    root = etree.fromstring(plan_picture(plan(band), {}))
    assert root.get("viewBox") == "0 0 960 540"
    fills = [(path.get("fill"), path.get("fill-opacity")) for path in root.iter(f"{SVG}path")]
    assert fills == [("#FFFFFF", None), ("#AA0000", "0.5")]
    assert "rotate(90" in root.findall(f"{SVG}path")[1].get("transform")
    assert [rect.get("width") for rect in root.iter(f"{SVG}rect")] == [
        "500",
        "500",
        "9",
        "9",
    ]  # each on a lighter one, to be seen on any ornament
    assert [words.text for words in root.iter(f"{SVG}text")] == ["标题"]


def test_pictures_stand_in_it_and_formats_that_browsers_do_not_show_are_left_out() -> None:
    shown = plan(ground=MediaFill("a"))
    assert b"data:image/png;base64," in plan_picture(shown, {"a": PNG})
    for data in (b"\xd7\xcd\xc6\x9a", b""):
        assert b"<image" not in plan_picture(shown, {"a": data})
