"""Pieces of XML that the house bases are put together from. Positions and sizes are inches, type sizes points."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from msgspec import Struct

from coursegen.office.prototype import escape

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
TREE_HEAD = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
NUMBER_FIELD = (
    '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr lang="zh-CN"/><a:t>‹#›</a:t></a:fld>'
)
_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative'
    ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)

Box = tuple[float, float, float, float]
"""Left, top, width, height."""


class Ink(Struct, frozen=True):
    """A scheme colour with lumMod and lumOff in per cent."""

    scheme: str
    mod: int = 100
    off: int = 0

    def fill(self) -> str:
        """The a:solidFill element."""
        change = f'<a:lumMod val="{self.mod * 1000}"/>' if self.mod != 100 else ""
        change += f'<a:lumOff val="{self.off * 1000}"/>' if self.off else ""
        return f'<a:solidFill><a:schemeClr val="{self.scheme}">{change}</a:schemeClr></a:solidFill>'


class Type(Struct, frozen=True):
    """How a placeholder sets its first level; spacing in per cent."""

    size: int
    ink: Ink
    bold: bool = False
    align: str = "l"
    spacing: int = 100
    face: str = ""

    def level(self) -> str:
        """The a:lvl1pPr element."""
        face = f'<a:latin typeface="{self.face}"/><a:ea typeface="{self.face}"/>' if self.face else ""
        return (
            f'<a:lvl1pPr marL="0" indent="0" algn="{self.align}"><a:lnSpc><a:spcPct val="{self.spacing * 1000}"/>'
            f'</a:lnSpc><a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/><a:defRPr sz="{self.size * 100}"'
            f' b="{int(self.bold)}">{self.ink.fill()}{face}</a:defRPr></a:lvl1pPr>'
        )


def emu(inches: float) -> int:
    """EMU of a length in inches."""
    return round(inches * 914400)


def _frame(box: Box, flip: str = "") -> str:
    x, y, w, h = (emu(v) for v in box)
    return f'<a:xfrm{flip}><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/></a:xfrm>'


class Ornament(Struct, frozen=True):
    """A drawn shape of a master or layout: filled with `ink`, or drawn in it `outline` points wide."""

    name: str
    box: Box
    ink: Ink
    geometry: str = "rect"
    outline: float = 0
    flip: str = ""

    def xml(self, number: int) -> str:
        """The p:sp element, marked as decoration."""
        fill, line = self.ink.fill(), "<a:ln><a:noFill/></a:ln>"
        if self.outline:
            fill, line = "<a:noFill/>", f'<a:ln w="{round(self.outline * 12700)}">{self.ink.fill()}</a:ln>'
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{self.name}">{_DECORATIVE}</p:cNvPr><p:cNvSpPr/>'
            f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{_frame(self.box, self.flip)}'
            f'<a:prstGeom prst="{self.geometry}"><a:avLst/></a:prstGeom>{fill}{line}</p:spPr></p:sp>'
        )


class Holder(Struct, frozen=True):
    """A placeholder without insets; one without `box` or `type` stands or looks as the master has it."""

    name: str
    kind: str
    index: int = 0
    box: Box | None = None
    type: Type | None = None
    anchor: str = ""
    prompt: str = ""
    size: str = ""

    def xml(self, number: int) -> str:
        """The p:sp element."""
        mark = (f' type="{self.kind}"' if self.kind else "") + (f' sz="{self.size}"' if self.size else "")
        mark += f' idx="{self.index}"' if self.index else ""
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{self.name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
            f"<p:nvPr><p:ph{mark}/></p:nvPr></p:nvSpPr><p:spPr>{_frame(self.box) if self.box else ''}</p:spPr>"
            f"<p:txBody>{self._body()}<a:lstStyle>{self.type.level() if self.type else ''}</a:lstStyle>"
            f'<a:p>{self._content()}<a:endParaRPr lang="zh-CN"/></a:p></p:txBody></p:sp>'
        )

    def _body(self) -> str:
        insets = "".join(f' {side}="0"' for side in ("lIns", "tIns", "rIns", "bIns")) if self.box else ""
        anchor = f' anchor="{self.anchor}"' if self.anchor else ""
        fit = "" if self.kind in ("ftr", "sldNum") else "<a:normAutofit/>"
        return f"<a:bodyPr{insets}{anchor}>{fit}</a:bodyPr>"

    def _content(self) -> str:
        if self.kind == "sldNum":
            return NUMBER_FIELD
        return f'<a:r><a:rPr lang="zh-CN"/><a:t>{escape(self.prompt)}</a:t></a:r>' if self.prompt else ""


Piece = Ornament | Holder


class LayoutPlan(Struct, frozen=True):
    """One layout: its Chinese name, type by ECMA-376 (or ""), pieces from back to front, ground (None = the master's).

    With a ground of its own it does without the shapes of the master.
    """

    name: str
    type: str
    pieces: tuple[Piece, ...]
    ground: Ink | None = None

    def xml(self) -> str:
        """The p:sldLayout part."""
        kind = f' type="{self.type}"' if self.type else ""
        shown = ' showMasterSp="0"' if self.ground else ""
        return (
            f'<p:sldLayout {NAMESPACES}{shown}{kind} preserve="1" userDrawn="1"><p:cSld name="{self.name}">'
            f"{ground(self.ground)}{tree(self.pieces)}</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"
            "</p:sldLayout>"
        )


def ground(ink: Ink | None) -> str:
    """The p:bg element, or nothing."""
    return f"<p:bg><p:bgPr>{ink.fill()}<a:effectLst/></p:bgPr></p:bg>" if ink else ""


def tree(pieces: Sequence[Piece]) -> str:
    """The p:spTree element with its pieces numbered from 2."""
    numbers = count(2)
    return f"<p:spTree>{TREE_HEAD}{''.join(piece.xml(next(numbers)) for piece in pieces)}</p:spTree>"
