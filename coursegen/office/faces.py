"""Faces by use, from a unit's brand: names that the machines have for which its files are meant.

A name is only a name: a program that has not got the face takes another, and lines were measured so that they hold
then too (a Han character is 1 em wide in all of them).
"""

from __future__ import annotations

from collections.abc import Mapping

from coursegen.model.unit import Brand

USES = ("heading", "body", "latin", "kai", "song", "hei", "fang", "title")
"""Headings, body and Latin text of slides; 楷体 of quotations; 宋体, 黑体, 仿宋 and title face of documents."""

SANS, KAI, SONG, HEI, FANG, TITLE = "微软雅黑", "楷体", "宋体", "黑体", "仿宋", "方正小标宋简体"
"""What bases are written with."""

_HEAVY = ("小标宋", "XiaoBiaoSong")
"""In the names of faces that are heavy enough for titles as they are."""

PROFILES: Mapping[str, Mapping[str, str]] = {
    "windows": {
        "heading": SANS, "body": SANS, "latin": "Arial", "kai": KAI, "song": SONG, "hei": HEI, "fang": FANG,
        "title": TITLE,
    },
    "wps-linux": {
        "heading": "Noto Sans CJK SC", "body": "Noto Sans CJK SC", "latin": "Arial", "kai": "方正楷体_GBK",
        "song": "方正书宋_GBK", "hei": "方正黑体_GBK", "fang": "方正仿宋_GBK",
        "title": "方正小标宋_GBK",
    },
    "mac": {
        "heading": "PingFang SC", "body": "PingFang SC", "latin": "Arial", "kai": "Kaiti SC", "song": "Songti SC",
        "hei": "Heiti SC", "fang": "STFangsong", "title": "Songti SC",
    },
}  # fmt: skip
"""Faces that come with Windows, with UOS or Kylin and WPS, with macOS.

方正小标宋 does not come with Windows, but offices that write official papers have it; macOS has none, so titles there
are 宋体 in bold. Linux: 方正 by the names of fonts that Founder gives to Kylin and WPS, Noto that all desktops have;
fontconfig's own rules (30-metric-aliases) put a face of the same widths in Arial's place.
"""

ALIASES: Mapping[str, tuple[str, ...]] = {
    SANS: ("Microsoft YaHei",), SONG: ("SimSun", "NSimSun", "新宋体"), HEI: ("SimHei",), KAI: ("KaiTi", "KaiTi_GB2312"),
    FANG: ("FangSong", "FangSong_GB2312"), "方正楷体_GBK": ("FZKai-Z03",), "方正书宋_GBK": ("FZShuSong-Z01",),
    TITLE: ("FZXiaoBiaoSong-B05S", "FZXBSJW--GB1-0"),
    "方正小标宋_GBK": ("FZXiaoBiaoSong-B05",),
    "方正黑体_GBK": ("FZHei-B01",), "方正仿宋_GBK": ("FZFangSong-Z02",), "STFangsong": ("华文仿宋",),
    "Kaiti SC": ("楷体-简", "STKaiti"), "Songti SC": ("宋体-简", "STSong"), "Heiti SC": ("黑体-简", "STHeiti"),
    "Microsoft JhengHei": ("微軟正黑體",), "PMingLiU": ("新細明體",), "標楷體": ("DFKai-SB", "BiauKai"),
    "PingFang SC": ("苹方-简",), "Noto Sans CJK SC": ("Source Han Sans SC", "思源黑体"),
}  # fmt: skip
"""Other names by which systems list these faces."""


TRADITIONAL: Mapping[str, Mapping[str, str]] = {
    "windows": {
        "heading": "Microsoft JhengHei", "body": "Microsoft JhengHei", "latin": "Arial", "kai": "標楷體",
        "song": "PMingLiU", "hei": "Microsoft JhengHei", "fang": "標楷體", "title": "PMingLiU",
    },
    "wps-linux": {
        "heading": "Noto Sans CJK TC", "body": "Noto Sans CJK TC", "latin": "Arial", "kai": "AR PL UKai TW",
        "song": "Noto Serif CJK TC", "hei": "Noto Sans CJK TC", "fang": "AR PL UKai TW", "title": "Noto Serif CJK TC",
    },
    "mac": {
        "heading": "PingFang TC", "body": "PingFang TC", "latin": "Arial", "kai": "BiauKai", "song": "Songti TC",
        "hei": "Heiti TC", "fang": "BiauKai", "title": "Songti TC",
    },
}  # fmt: skip
"""The same for traditional characters: official papers of Taiwan are set in 標楷體, which takes the place of 仿宋."""


def faces(brand: Brand, language: str = "") -> dict[str, str]:
    """Faces by use as far as a brand says them: those of its profile, but where it names one itself that.

    In traditional characters those of a profile always: faces that are known for simplified ones lack many of them.
    """
    named = {use: face for use, face in brand.fonts.items() if use in USES and face}
    profile = brand.fonts.get("profile", "")
    if not language.startswith(("zh-Hant", "zh-HK", "zh-TW")):
        return {**PROFILES.get(profile, {}), **named}
    simplified = {face for known in PROFILES.values() for use, face in known.items() if use != "latin"}
    simplified |= {name for face in simplified for name in ALIASES.get(face, ())}
    own = {use: face for use, face in named.items() if face not in simplified}
    return {**TRADITIONAL.get(profile, TRADITIONAL["windows"]), **own}


def is_heavy(face: str) -> bool:
    """Whether titles in this face are not set in bold: programs would thicken its strokes once more."""
    return any(word in face for word in _HEAVY)
