"""Sentinels: numbers and words put into XML where slots are wanted, because they occur nowhere else."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree
from pptx.oxml.ns import qn

from coursegen.office.prototype import Prototype

DECLARATION = re.compile(r' xmlns:(?:a|p|r)="[^"]*"')
_IDENTITY = re.compile(r"<p:cNvPr [^>]*?(?:/>|>.*?</p:cNvPr>)", re.DOTALL)
X, Y, W, H = 1111001, 1111002, 1111003, 1111004
BOX = {"x": X, "y": Y, "w": W, "h": H}


def bare_xml(element: Any) -> str:
    """XML of an element without the declarations that every slide's root has, and without theme effects."""
    for style in element.findall(qn("p:style")):
        element.remove(style)
    return DECLARATION.sub("", str(etree.tostring(element, encoding="unicode")))


def split(xml: str, **sentinels: object) -> Prototype:
    """A prototype whose slots stand where the sentinels are; each must be there."""
    xml = _IDENTITY.sub("§identity§", xml, count=1) if "<p:cNvPr" in xml else xml
    for slot, sentinel in sentinels.items():
        if str(sentinel) not in xml:
            raise AssertionError(f"no sentinel {sentinel!r} for {slot} in {xml}")
        xml = xml.replace(str(sentinel), f"§{slot}§")
    return Prototype.split(xml)
