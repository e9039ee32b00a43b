"""Colours of a unit as fields, and how they come out on its slides, with their contrast."""

from __future__ import annotations

import re
from contextlib import suppress

from starlette.datastructures import FormData
from starlette.requests import Request as Asked

from coursegen.build.brand import Tone
from coursegen.build.unit_look import painted, unit_tones
from coursegen.errors import FaultError
from coursegen.html.markup import NOTHING, Markup
from coursegen.model import Unit
from coursegen.office.color import AA, contrast
from coursegen.reading import UnitLayers
from coursegen.studio.desk import Desk
from coursegen.studio.home import unit_names
from coursegen.studio.sending import text
from coursegen.studio.ui import (
    Ui,
    card,
    el,
    faults,
    field_id,
    notice,
)
from coursegen.studio.unit_fields import COLORS, said

_COLOR = re.compile(r"#?[0-9A-Fa-f]{6}")


def said_by(ui: Ui, desk: Desk, layers: UnitLayers, key: str, unit: str) -> str:
    """Who says a value, as a remark behind its label."""
    _ = ui.label
    found = said(layers, key, unit)
    if not found.by:
        return ""
    if found.by == unit:
        words = found.inherited if isinstance(found.inherited, str) else ""
        return _("自己的（上级是“{value}”）").format(value=words) if words else _("自己的")
    return _("来自{unit}").format(unit=unit_names(desk, ui).get(found.by, found.by))


def colors_card(ui: Ui, desk: Desk, unit: Unit, layers: UnitLayers) -> Markup:
    """Colours by role, and beside them how they come out."""
    _ = ui.label
    labels = {
        "primary": _("主色"),
        "secondary": _("点缀色"),
        "deep": _("深色底"),
        "tint": _("浅色底"),
        "text": _("文字"),
        "background": _("背景"),
        "muted": _("次要文字"),
        "line": _("线"),
        "link": _("链接"),
    }

    used = _used(desk, unit)

    def one(role: str) -> Markup:
        key = f"brand.colors.{role}"
        value = unit.brand.colors.get(role, "")
        aside = el("span", said_by(ui, desk, layers, key, unit.id), class_="aside")
        words = el("label", labels[role], aside, for_=field_id(key))
        palette = el(
            "input",
            type="color",
            value=f"#{(value or used.get(role) or '808080').lower()}",
            aria_label=_("选{role}").format(role=labels[role]),
        )
        typed = el("input", type="text", id=field_id(key), name=key, value=value, placeholder=_("自动"), maxlength=7)
        return el("div", words, el("div", typed, palette, class_="color"), class_="field")

    first = el("div", one("primary"), one("secondary"), class_="grid")
    more = el(
        "details",
        el("summary", _("别的颜色（不填就由主色推出来）")),
        el("div", *map(one, list(labels)[2:]), class_="grid"),
    )
    shown = el(
        "div",
        tones(ui, desk, unit),
        id="tones",
        hx_post=f"/units/{unit.id}/tones",
        hx_trigger="input from:closest form delay:250ms",
        hx_include="closest form",
    )
    return card(_("颜色"), first, more, shown)


def _used(desk: Desk, unit: Unit) -> dict[str, str]:
    """The colours that a unit's slides have, by role; none where its base cannot be used."""
    with suppress(FaultError):
        return {tone.role: tone.color for tone in unit_tones(unit, desk.workspace.unit_roots)}
    return {}


def show_tones(desk: Desk, ui: Ui, asked: Asked, form_: FormData) -> Markup:
    """How the colours of a form that is not saved yet would come out."""
    unit = desk.unit(asked.path_params["unit"])[0]
    typed = {key.rsplit(".", 1)[-1]: text(form_, key).lstrip("#").upper() for key in COLORS}
    if bad := [value for value in typed.values() if value and not _COLOR.fullmatch(value)]:
        return notice(ui.label("“{value}”不是颜色：要六位十六进制数，例如 1E5AA0。").format(value=bad[0]), kind="warn")
    return tones(ui, desk, painted(unit, {role: value for role, value in typed.items() if value}))


def tones(ui: Ui, desk: Desk, unit: Unit) -> Markup:
    """Samples of the colours as they come out on the unit's base, with contrast."""
    _ = ui.label
    try:
        found = {tone.role: tone for tone in unit_tones(unit, desk.workspace.unit_roots)}
    except FaultError as error:
        return faults(ui, error.faults, desk.address_of)
    pairs = (
        ("on-primary", "primary", _("主色上的字")),
        ("on-deep", "deep", _("深色底上的字")),
        ("primary", "background", _("主色的标题")),
        ("text", "background", _("正文")),
        ("muted", "tint", _("次要文字")),
    )
    rows = (
        _sample(ui, found[ink], found[ground], words)
        for ink, ground, words in pairs
        if ink in found and ground in found
    )
    wish = unit.brand.colors.get("primary", "")
    bent = _("主色 {wish} 和底色对比不够，用的是 {used}。")
    told = (
        notice(bent.format(wish=wish, used=found["primary"].color), kind="warn")
        if wish and found["primary"].color != wish
        else NOTHING
    )
    return el("div", el("ul", *rows, class_="samples", role="list"), told, class_="stack")


def _sample(ui: Ui, ink: Tone, ground: Tone, words: str) -> Markup:
    ratio = contrast(ink.color, ground.color)
    picture = el(
        "svg",
        el("rect", width="100%", height="100%", fill=f"#{ground.color}"),
        el(
            "text",
            ui.label("文字") + " Aa",
            x="50%",
            y="58%",
            fill=f"#{ink.color}",
            text_anchor="middle",
            font_size="20",
            font_weight="600",
        ),
        viewBox="0 0 152 64",
        aria_hidden="true",
    )
    mark = ui.label("清楚") if ratio >= AA else ui.label("只宜大字")
    return el(
        "li", picture, el("small", words, el("br"), ui.label("{ratio}∶1").format(ratio=f"{ratio:.1f}"), f" {mark}")
    )
