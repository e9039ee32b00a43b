"""Prototypes of text on slides: bodies, paragraphs, runs, breaks, bullets and faces."""

from __future__ import annotations

import re
from typing import Any

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.slide import Slide
from pptx.util import Emu, Pt

from coursegen.office.deck.sentinels import H, W, X, Y, bare_xml, split
from coursegen.office.prototype import Prototype


def text_prototypes(slide: Slide) -> dict[str, Prototype]:
    """Text bodies, paragraphs, runs, breaks, bullets and faces."""
    box = slide.shapes.add_textbox(Emu(X), Emu(Y), Emu(W), Emu(H))
    frame = box.text_frame
    frame.word_wrap = True
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    frame.margin_left, frame.margin_top, frame.margin_right, frame.margin_bottom = (Emu(v) for v in (X, Y, W, H))
    paragraph = frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.CENTER
    paragraph.line_spacing = 1.11101
    paragraph.space_before = Pt(11)
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001
    for name, value in (("marL", X), ("indent", -Y), ("eaLnBrk", 1), ("latinLnBrk", 0), ("hangingPunct", 0)):
        properties.set(name, str(value))
    run = paragraph.add_run()
    run.text, run.font.size, run.font.bold = "WORDS", Pt(11), True
    run.font.color.theme_color = MSO_THEME_COLOR.ACCENT_6
    return {
        "paragraph": _paragraph(paragraph),
        **_runs(run),
        **_bodies(frame),
        "bullet": Prototype.split('<a:buClr>§color§</a:buClr><a:buFont typeface="§font§"/><a:buChar char="§marker§"/>'),
        "number": Prototype.split(
            '<a:buClr>§color§</a:buClr><a:buFont typeface="+mj-lt"/>'
            '<a:buAutoNum type="arabicPeriod" startAt="§first§"/>'
        ),
        "no-bullet": Prototype.split("<a:buNone/>"),
        "theme-face": Prototype.split(
            '<a:latin typeface="+§kind§-lt"/><a:ea typeface="+§kind§-ea"/><a:cs typeface="+§kind§-cs"/>'
        ),
        "own-face": Prototype.split('<a:latin typeface="§face§"/><a:ea typeface="§face§"/>'),
    }


def _paragraph(paragraph: Any) -> Prototype:
    xml = bare_xml(paragraph._p)  # noqa: SLF001
    xml = re.sub(r"<a:r>.*</a:r>", "§runs§", xml, flags=re.DOTALL).replace("</a:pPr>", "§bullet§</a:pPr>")
    return split(
        xml,
        left=f'marL="{X}"',
        hang=f'indent="-{Y}"',
        align='algn="ctr"',
        spacing="111101",
        before='val="1100"',
    )


def _runs(run: Any) -> dict[str, Prototype]:
    """Run, line break and end of paragraph, all with the same properties."""
    properties = run._r.get_or_add_rPr()  # noqa: SLF001
    properties.set("lang", "xx-LANG")
    properties.set("altLang", "xx-ALT")
    slots = {"lang": "xx-LANG", "alt": "xx-ALT", "size": "1100", "bold": ' b="1"', "fill": "FILL", "faces": "FACES"}

    def look(tag: str) -> str:
        xml = re.sub(r"<a:solidFill>.*?</a:solidFill>", "FILLFACES", bare_xml(properties), flags=re.DOTALL)
        return xml.replace("a:rPr", tag)

    return {
        "run": split(f"<a:r>{look('a:rPr')}<a:t>WORDS</a:t></a:r>", words="WORDS", **slots),
        "break": split(f"<a:br>{look('a:rPr')}</a:br>", **slots),
        "end": split(look("a:endParaRPr"), **slots),
    }


def _bodies(frame: Any) -> dict[str, Prototype]:
    """Text bodies of shapes and placeholders (autofit off)."""
    xml = bare_xml(frame._txBody)  # noqa: SLF001
    xml = re.sub(r"<a:p>.*</a:p>", "§paragraphs§", xml, flags=re.DOTALL)
    xml = re.sub(
        r"<a:bodyPr([^>]*?)/?>(?:.*?</a:bodyPr>)?", r"<a:bodyPr\1><a:noAutofit/></a:bodyPr>", xml, flags=re.DOTALL
    )
    edges = {"left": X, "top": Y, "right": W, "bottom": H}
    return {
        "body": split(xml, anchor='anchor="ctr"', **edges),
        "inherited-body": Prototype.split(
            "<p:txBody><a:bodyPr><a:noAutofit/></a:bodyPr><a:lstStyle/>§paragraphs§</p:txBody>"
        ),
    }
