"""House styles as they look in exam papers, official papers and certificates."""

from __future__ import annotations

from msgspec.structs import replace

from coursegen.office.faces import FANG, KAI, SONG
from coursegen.office.house.paper_styles import CLASS, LINE, TRACKING
from coursegen.office.house.style import HouseStyle
from coursegen.office.house.text_styles import BODY, CELLS, HEADINGS


def _in_paper(style: HouseStyle, **changes: object) -> HouseStyle:
    """A house style as it looks in the smaller type of an exam paper."""
    ratio = 12 / 14 if style.size in (14, 15) else 1
    small = {
        "size": 12 if ratio < 1 else style.size, "line": 20.0 if ratio < 1 else style.line,
        "left": round(style.left * ratio), "first": round(style.first * ratio),
        "font": SONG if style.font == FANG else style.font,
    }  # fmt: skip
    name = {"List Bullet": "要点", "List Number": "编号", "heading 1": "一级标题", "heading 2": "二级标题",
            "heading 3": "三级标题", "Quote": "引文", "caption": "表题"}.get(style.name, style.name)  # fmt: skip
    named = replace(style, key=f"Paper{style.key}", name=f"试卷{name}", base=style.key, form="paper")
    return replace(named, **(small | changes))


_PRINTED = ("caption", "cell", "cell-short")
"""What tables of papers are written in."""

PAPER_VARIANTS = (
    *(_in_paper(style) for style in BODY if style.role not in ("gap", "lines", "outline")),
    _in_paper(next(s for s in BODY if s.role == "lines"), size=12, line=26.0),
    _in_paper(HEADINGS[0]),
    _in_paper(HEADINGS[1], size=12, line=22.0, before=6.0),
    _in_paper(HEADINGS[2], size=12, line=20.0),
    *(_in_paper(style) for style in CELLS if style.role in _PRINTED),
)

SHEET_VARIANTS = tuple(_in_paper(style) for style in CLASS[:5])


def _official(style: HouseStyle, **changes: object) -> HouseStyle:
    """A house style as it looks in an official paper: 三号, every line of the grid, 28 characters in it."""
    ratio = 16 / style.size if style.size in (14, 15) else 1
    own: dict[str, object] = {"line": LINE, "tracking": TRACKING, "color": "text"} if ratio > 1 else {"color": "text"}
    if ratio > 1:
        own |= {"size": 16, "left": round(style.left * ratio), "first": round(style.first * ratio)}
    name = {"List Bullet": "要点", "List Number": "编号", "heading 1": "标题", "heading 2": "一级标题",
            "heading 3": "二级标题", "Quote": "引文", "caption": "表题"}.get(style.name, style.name)  # fmt: skip
    named = replace(style, key=f"Official{style.key}", name=f"公文{name}", base=style.key, form="official")
    return replace(named, **(own | changes))


OFFICIAL_VARIANTS = (
    *(_official(style) for style in BODY if style.role not in ("gap", "outline")),
    _official(HEADINGS[0], line=36.0, before=LINE),
    _official(HEADINGS[1], line=LINE, first=32.0, before=0.0, tracking=TRACKING),
    _official(HEADINGS[2], line=LINE, first=32.0, before=0.0, tracking=TRACKING),
    _official(CLASS[0], before=LINE),
    _official(CLASS[1]),
    _official(CLASS[2], before=LINE),
    _official(CLASS[3]),
    _official(CLASS[4], before=2 * LINE),
    *(_official(style) for style in CELLS if style.role in _PRINTED),
)


def _certificate(style: HouseStyle, **changes: object) -> HouseStyle:
    named = replace(style, key=f"Certificate{style.key}", name=f"证书{style.name}", base=style.key, form="certificate")
    return replace(named, **changes)


CERTIFICATE_VARIANTS = (
    replace(
        _certificate(HEADINGS[0], size=48, line=72.0, before=26.0, color="primary", tracking=16.0), name="证书标题"
    ),
    _certificate(BODY[0], font=KAI, size=20, line=38.0, first=40.0, before=24.0),
    _certificate(CLASS[1], size=14, line=24.0, align="right", before=14.0),
    _certificate(CLASS[4], size=18, line=32.0, before=44.0),
)
