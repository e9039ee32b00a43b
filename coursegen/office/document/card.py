"""Text that stands upside down in the upper half of a sheet: drawn text of VML, one for each paragraph.

Text boxes can be turned as well, but LibreOffice leaves their text upright; all programs turn drawn text, and it can be
edited in each. Lengths are points.
"""

from __future__ import annotations

from collections.abc import Mapping

from coursegen.document.nodes import Text
from coursegen.layout.pages.geometry import FlowPara, FormSpec, ParaRole
from coursegen.office.document.markup import SLOT
from coursegen.office.prototype import escape
from coursegen.text import is_wide

SIDES, TOP, BOTTOM = 30 / 25.4 * 72, 122 / 25.4 * 72, 8 / 25.4 * 72
"""Margins of the sheet: left and right, and above and below the text of its lower half."""

NARROW = 0.55
"""Width of a Latin character in em, near enough for a drawing that is fitted to its frame."""

_LATIN = "Times New Roman"
_FACES: Mapping[ParaRole, str] = {"name-card-unit": "song"}
"""Uses of faces other than that of names: drawn text has no style."""

_SPACES = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
_TYPE = (
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
    'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
    '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
    '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>'
    '<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
)
"""Plain drawn text, as Word defines it; it stands before the first that is drawn."""


def mirrored_runs(paras: tuple[FlowPara, ...], spec: FormSpec, first: int) -> str:
    """Drawn text for paragraphs that stand in the lower half, turned about the middle of the sheet.

    For faces there are slots (see `SLOT`).
    """
    sheet, high = spec.width + SIDES, TOP + spec.height + BOTTOM
    out, down = "", TOP
    for n, para in enumerate(paras):
        style = spec.paras[para.role]
        down += style.before
        text = "".join(piece.text for piece in para.line if isinstance(piece, Text))
        size, width = style.size, _width(text) * style.size
        widest = spec.width
        if width > widest:
            size, width = size * widest / width, widest
        at = (sheet - width) / 2, high - down - style.line / 2 - size / 2
        kind = _TYPE if first == 1 and n == 0 else ""
        face = _face(text, para.role, bold=style.bold)
        out += _shape(text, kind, first * 10 + n, face, (*at, width, size)) if text.strip() else ""
        down += style.line
    return out


def _width(text: str) -> float:
    return sum(1.0 if is_wide(char) else NARROW for char in text)


def _face(text: str, role: ParaRole, *, bold: bool) -> str:
    """The face that the lower half has: a name in Latin letters is not set in a Chinese one."""
    weight = ";font-weight:bold" if bold else ""
    chinese = f"{SLOT}{_FACES.get(role, 'hei')}{SLOT}"
    return f"font-family:&quot;{chinese if any(map(is_wide, text)) else _LATIN}&quot;{weight}"


def _shape(text: str, kind: str, number: int, face: str, frame: tuple[float, float, float, float]) -> str:
    left, top, width, size = frame
    place = (
        f"position:absolute;margin-left:{left:.1f}pt;margin-top:{top:.1f}pt;width:{width:.1f}pt;"
        f"height:{size:.1f}pt;rotation:180;z-index:{number};mso-position-horizontal-relative:page;"
        "mso-position-vertical-relative:page"
    )
    return (
        f'<w:r><w:pict {_SPACES}>{kind}<v:shape id="card{number}" type="#_x0000_t136" alt="{escape(text)}" '
        f'style="{place}" fillcolor="black" stroked="f"><v:textpath style="{face};'
        f'font-size:{size:.0f}pt" string="{escape(text)}"/></v:shape></w:pict></w:r>'
    )
