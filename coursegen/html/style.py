"""One style sheet for the whole page: a strict content policy allows no style attributes.

Lengths on slides are written in `--u`, which is one point of the slide at whatever size it is shown.
"""

from __future__ import annotations

import re

from msgspec import Struct, field

from coursegen.layout.geometry import EMU_PER_PT, Face, Rect, Role
from coursegen.layout.scenery import Scenery

_UNSAFE = re.compile(r"[^\w \-·]")


class StyleSheet(Struct):
    """Declarations by class; the same declarations get the same class. Rules come out in the order they came in."""

    classes: dict[str, str] = field(default_factory=dict)

    def name(self, declarations: str) -> str:
        """The class of these declarations."""
        return self.classes.setdefault(declarations, f"x{len(self.classes):x}")

    def css(self) -> str:
        """All rules."""
        return "".join(f".{name}{{{declarations}}}\n" for declarations, name in self.classes.items())


def number(value: float) -> str:
    """A number as short as it can be written, to four decimals."""
    return f"{round(value, 4) + 0.0:.4f}".rstrip("0").rstrip(".")


def points(value: float) -> str:
    """A length in points of the slide."""
    return f"calc(var(--u)*{number(value)})" if value else "0"


def emu(value: float) -> str:
    """A length in EMU of the slide."""
    return points(value / EMU_PER_PT)


def box(rect: Rect) -> str:
    """Where a rectangle stands on the slide."""
    return f"left:{emu(rect.x)};top:{emu(rect.y)};width:{emu(rect.w)};height:{emu(rect.h)}"


def ink(role: Role) -> str:
    """A colour role as a value."""
    return f"var(--{role})"


def quoted(words: str) -> str:
    """A name of a font as a CSS string; what no font is called by is left out."""
    return f'"{_UNSAFE.sub("", words).strip()}"'


_SANS = ("微软雅黑", "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei")
_SONG = ("宋体", "SimSun", "Songti SC", "Noto Serif CJK SC", "Source Han Serif SC")
_KAI = ("楷体", "KaiTi", "楷体_GB2312", "Kaiti SC", "STKaiti", "AR PL UKai CN")
_LATIN = {"Calibri": ("Carlito",), "Arial": ("Liberation Sans",), "Times New Roman": ("Liberation Serif",)}
_LATIN_RANGE = "U+20-B6,U+B8-2AF,U+1E00-1EFF"
"""Latin letters come from the Latin face; quotation marks, dashes and dots are Chinese here and are not among them."""

LATIN = "slide-latin"


def palette(scenery: Scenery) -> str:
    """Colours and faces of a layout as properties."""
    colors = "".join(f"--{role}:#{ink.color};" for role, ink in scenery.inks.items())
    faces = "".join(f"--f-{use}:{face_stack(use, face)};" for use, face in scenery.faces.items())
    return f"{colors}{faces}"


def face_stack(use: Face, face: str) -> str:
    """A face as a value, with those that stand in for it where it is not installed."""
    known = _KAI if use == "kai" else _SONG if re.search("宋|Song|SimSun|仿|Serif", face) else _SANS
    kind = "sans-serif" if known is _SANS else "serif"
    names = dict.fromkeys((face, *known))
    return ",".join((quoted(LATIN), *(quoted(name) for name in names if name), kind))


def latin_faces(face: str) -> str:
    """The Latin face and those that are as wide, from the reader's own fonts; nothing is fetched."""
    names = (face, *_LATIN.get(face, ("Arial", "Liberation Sans")))
    rules = ""
    for weight, ending in (("400", ""), ("700", " Bold")):
        sources = ",".join(f"local({quoted(name + ending)})" for name in names)
        look = f"font-weight:{weight};unicode-range:{_LATIN_RANGE}"
        rules += f"@font-face{{font-family:{quoted(LATIN)};src:{sources};{look}}}\n"
    return rules
