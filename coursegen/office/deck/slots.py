"""Which placeholder of a layout takes which text: by kind, place and size, and by name where these leave it open."""

from __future__ import annotations

import re
from collections.abc import Mapping

from coursegen.layout.geometry import PlaceholderRole, SlideRole
from coursegen.office.deck.anatomy import Holder
from coursegen.office.deck.facts import Facts, pair
from coursegen.office.deck.names import says

_KICKER = re.compile(r"眉题|kicker|eyebrow|overline", re.IGNORECASE)
_ORGANISER = re.compile(r"主办|单位|日期|讲师|主讲|汇报|organi|date|author|presenter|speaker", re.IGNORECASE)
_NUMBER = re.compile(r"序号|编号|number|nummer|numéro", re.IGNORECASE)
_SOURCE = re.compile(r"出处|来源|source|attribution|author", re.IGNORECASE)


def assign(found: Facts, role: SlideRole) -> dict[PlaceholderRole, Holder]:
    """Which placeholder of a layout takes which text."""
    out: dict[PlaceholderRole, Holder] = {}
    if found.title:
        out["title"] = found.title
    match role:
        case "cover" | "closing":
            _assign_cover(found, out)
        case "section":
            _assign_section(found, out)
        case "title-body":
            out["body"] = max(found.big or found.bodies, key=lambda h: h.area)
        case "two-body":
            both = pair(found)
            out |= {"body": both[0], "body2": both[1]} if both else {}
        case "quote":
            _assign_quote(found, out)
        case _:
            pass
    kinds: Mapping[str, PlaceholderRole] = {"ftr": "footer", "sldNum": "slide-number"}
    for holder in found.layout.holders:
        if holder.kind in kinds:
            out.setdefault(kinds[holder.kind], holder)
    return out


def _assign_cover(found: Facts, out: dict[PlaceholderRole, Holder]) -> None:
    top = found.title.rect.y if found.title else 0
    rest = [h for h in found.bodies if h.kind == "body"]
    for holder in sorted((*found.subtitles, *rest), key=lambda h: h.rect.y):
        if holder.kind == "subTitle":
            out.setdefault("subtitle", holder)
        elif says(holder.name, _KICKER) or (holder.rect.bottom <= top and not says(holder.name, _ORGANISER)):
            out.setdefault("kicker", holder)
        elif says(holder.name, _ORGANISER) or found.subtitles or "subtitle" in out:
            out.setdefault("organiser", holder)
        else:
            out.setdefault("subtitle", holder)


def _assign_section(found: Facts, out: dict[PlaceholderRole, Holder]) -> None:
    for holder in (*found.subtitles, *found.bodies):
        small = holder.rect.w < 0.2 * found.width and holder.rect.h > 0.5 * holder.rect.w
        if says(holder.name, _NUMBER) or small:
            out.setdefault("number", holder)
        else:
            out.setdefault("subtitle", holder)


def _assign_quote(found: Facts, out: dict[PlaceholderRole, Holder]) -> None:
    for holder in sorted(found.bodies, key=lambda h: -h.area):
        out.setdefault("source" if says(holder.name, _SOURCE) or "body" in out else "body", holder)
