from __future__ import annotations

import re

import pytest

from coursegen.document.parse import parse_document
from coursegen.errors import FaultError
from coursegen.layout.geometry import PlacedDeck
from coursegen.layout.pages import paginate
from coursegen.model.unit import Brand
from coursegen.office.deck.base import CompiledDeck
from coursegen.office.deck.fill import fill_deck
from coursegen.office.document.compile import compile_document
from coursegen.office.document.fill import fill_document
from coursegen.office.faces import ALIASES, PROFILES, TRADITIONAL, USES, faces
from coursegen.office.house.document import house_document
from coursegen.office.theme import check_brand

MAC = Brand(fonts={"profile": "mac", "body": "我的字体"})
HANDOUT = (
    '<document form="handout"><properties><title>题</title><language>zh-Hans</language></properties>'
    '<para style="lead">一句话。</para></document>'
)


def test_every_profile_has_a_face_for_every_use() -> None:
    assert PROFILES
    assert PROFILES.keys() == TRADITIONAL.keys()
    every = (*PROFILES.values(), *TRADITIONAL.values())
    assert all(tuple(profile) == USES for profile in every)
    assert set(ALIASES) <= {face for profile in every for face in profile.values()}


def test_traditional_characters_have_faces_that_have_them() -> None:
    own = Brand(fonts={"profile": "windows", "heading": "微软雅黑", "body": "我的字體"})
    found = faces(own, "zh-Hant")
    assert (found["heading"], found["body"], found["song"]) == ("Microsoft JhengHei", "我的字體", "PMingLiU")
    assert faces(own, "zh-HK")["hei"] == "Microsoft JhengHei"
    assert faces(own, "zh-Hans")["heading"] == faces(own, "en")["heading"] == "微软雅黑"


def test_a_face_that_is_named_goes_before_the_profile() -> None:
    assert (faces(MAC)["body"], faces(MAC)["heading"]) == ("我的字体", "PingFang SC")
    assert faces(Brand()) == {}


def test_a_profile_that_nobody_knows_is_a_fault() -> None:
    assert [f.code for f in check_brand(Brand(fonts={"profile": "linux"}))] == ["T522"]


def test_slides_have_the_faces(placed: PlacedDeck, compiled: CompiledDeck) -> None:
    parts = fill_deck(placed, compiled, MAC, {"logo.png": b"\x89PNG\r\n\x1a\n"}, "")
    theme = parts["ppt/theme/theme1.xml"].decode()
    assert '<a:ea typeface="PingFang SC"/>' in theme
    assert '<a:ea typeface="我的字体"/>' in theme
    slides = "".join(data.decode() for name, data in parts.items() if name.startswith("ppt/slides/slide"))
    assert 'typeface="Kaiti SC"' in slides
    assert "楷体" not in slides


@pytest.mark.parametrize("profile", sorted(PROFILES))
def test_documents_have_them_in_their_styles(profile: str) -> None:
    document, compiled = parse_document(HANDOUT, "participant"), compile_document(house_document(), "document.docx")
    pages = paginate(document, compiled.spec)
    parts = fill_document(document, pages, compiled, Brand(fonts={"profile": profile}), {}, "")
    styles = parts["word/styles.xml"].decode()
    assert all(f'w:eastAsia="{PROFILES[profile][use]}"' in styles for use in ("kai", "song", "hei", "fang"))
    assert ('w:eastAsia="宋体"' in styles) == (profile == "windows")
    bold = re.search(r'w:styleId="Heading1".*?w:eastAsia="([^"]*)".*?<w:b w:val="(.)"/>', styles)
    assert bold
    assert bold.groups() == (PROFILES[profile]["title"], "1" if profile == "mac" else "0")
    with pytest.raises(FaultError):
        fill_document(document, pages, compiled, Brand(fonts={"profile": "x"}), {}, "")
