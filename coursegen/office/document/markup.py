"""Pieces of WordprocessingML that the house base, the compiler and the writer share, as text. Lengths are points."""

from __future__ import annotations

from coursegen.late import regex
from coursegen.layout.geometry import Role
from coursegen.office.color import Colors, Shade
from coursegen.office.faces import FANG, HEI, KAI, SONG, TITLE, is_heavy

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WORD_MAP = {
    "bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2", "hlink": "hlink",
    **{f"accent{n}": f"accent{n}" for n in range(1, 7)},
}  # fmt: skip
"""What w:clrSchemeMapping of every base made here says: names that roles use → slots of the theme."""

THEME_COLORS = {
    "bg1": "background1", "tx1": "text1", "bg2": "background2", "tx2": "text2", "hlink": "hyperlink",
    **{f"accent{n}": f"accent{n}" for n in range(1, 7)},
}  # fmt: skip
"""The same names as w:themeColor writes them (ECMA-376 part 1, 17.18.97)."""

SLOT_OF = {THEME_COLORS[name]: slot for name, slot in WORD_MAP.items()}
"""What w:themeColor says → slots of the theme."""

THEMED = regex(r'w:(val|fill|color)="[0-9A-Fa-f]{6}"( w:theme(?:Color|Fill)="(\w+)")(?! w:theme)')
"""A colour that names one of the theme, plain: kind, the naming attribute, the name."""

HOUSE_ROLES: dict[Role, str] = {
    "text": "tx1", "background": "bg1", "deep": "tx2", "tint": "bg2", "primary": "accent1", "secondary": "accent2",
    "muted": "accent5", "line": "accent6", "on-primary": "bg1", "on-deep": "bg1", "accent-on-deep": "bg2",
}  # fmt: skip
"""Scheme colour of each role in the house styles: the brand repaints the theme so that these can be read."""


SLOT = "\0"
"""Stands on both sides of the name of a slot in the body; no text of anybody's has it."""

_TITLE_WEIGHT = regex(rf'(w:eastAsia="{TITLE}"[^>]*/><w:b w:val=)"[01]"')


def with_title_weight(xml: str, weight: str) -> str:
    """Styles of the house with this value for whether those in the title face are bold."""
    return _TITLE_WEIGHT.sub(rf'\1"{weight}"', xml)


def title_weight(face: str) -> str:
    """What that value is for a face: 小标宋 is heavy by itself, 宋体 in its place is bold."""
    return str(int(not is_heavy(face)))


NO_CHINESE = '<w:lang w:eastAsia="en-US"/>'
"""On runs of figure spaces: by the rules for Chinese, LibreOffice would break a line inside them."""


FACES = {"kai": KAI, "song": SONG, "hei": HEI, "fang": FANG, "title": TITLE}
"""Faces of the house styles by use; a unit's brand may name others."""


ROLE_OF: dict[str, Role] = {
    "text1": "text", "background1": "on-primary", "text2": "deep", "background2": "tint", "accent1": "primary",
    "accent2": "secondary", "accent5": "muted", "accent6": "line",
}  # fmt: skip
"""What a theme colour means in a house style; a white ground is never asked for there."""


def shade_attributes(shade: Shade, colors: Colors, kind: str) -> str:
    """Attributes of a colour: `val` of w:color, `fill` of w:shd, `color` of a border.

    The theme's name for it, and how it looks now for programs that know no themes.
    """
    theme = "themeFill" if kind == "fill" else "themeColor"
    text = f'w:{kind}="{shade.on(colors)}" w:{theme}="{THEME_COLORS[shade.scheme]}"'
    if shade.mod == 100:
        return text
    change = ("themeFill" if kind == "fill" else "theme") + ("Tint" if shade.off else "Shade")
    return f'{text} w:{change}="{round(shade.mod * 2.55):02X}"'


def shade_slot(role: Role, kind: str) -> str:
    """Name of the slot that stands for these attributes in a compiled part."""
    return f"{kind}_{role.replace('-', '_')}"


def dxa(points: float) -> int:
    """Twentieths of a point."""
    return round(points * 20)


def eighths(points: float) -> int:
    """Eighths of a point, as border widths are written."""
    return round(points * 8)
