"""What a unit says itself and what it has from its parents, on one card."""

from __future__ import annotations

from coursegen.html.markup import NOTHING, Markup, joined
from coursegen.model import Unit
from coursegen.reading import UnitLayers
from coursegen.reading.edit_keys import Value
from coursegen.studio.desk import Desk
from coursegen.studio.home import unit_names
from coursegen.studio.ui import Ui, card, el, field_id, link, table
from coursegen.studio.unit_fields import Said, own_values


def own_card(ui: Ui, desk: Desk, unit: Unit, layers: UnitLayers) -> Markup:
    """The chain of parents, and every value that is the unit's own with what it would be without."""
    _ = ui.label
    names = unit_names(desk)
    own = own_values(layers, unit.id)
    inherited = len(layers.values) - len(own)
    chain = _chain(ui, unit, names)
    if not own:
        return card(_("自己的和照上级的"), chain, el("p", _("全部照上级，自己什么也没有写。"), class_="muted"))
    rows = [_row(ui, key, found, names) for key, found in own]
    count = _("自己写了{own}项，其余{rest}项照上级。要改回照上级，把那一格清空再保存。")
    count = count.format(own=len(own), rest=inherited)
    head = (_("项目"), _("自己的"), _("上级的"), _("上级"))
    more = el("details", el("summary", _("看自己写的")), table(head, rows, _("自己写的")))
    told = el("p", count, class_="muted") if len(unit.chain) > 1 else NOTHING
    return card(_("自己的和照上级的"), chain, told, more)


def _chain(ui: Ui, unit: Unit, names: dict[str, str]) -> Markup:
    _ = ui.label
    above = [link(f"/units/{parent}", names.get(parent, parent)) for parent in unit.chain[1:]]
    if not above:
        return el("p", _("这是所有单位的起点。"))
    arrowed = joined(piece for one in above for piece in (" → ", one))
    return el("p", _("没有写的，依次照上级单位："), el("strong", unit.names.short or unit.id), arrowed)


def _row(ui: Ui, key: str, found: Said, names: dict[str, str]) -> tuple[str, ...]:
    words = key_labels(ui).get(key) or (key.removeprefix("terms.") if key.startswith("terms.") else key)
    at = el("a", words, href=f"#{field_id(key)}")
    from_ = names.get(found.inherited_from, found.inherited_from) or "–"
    return at, _shown(found.value), _shown(found.inherited) or "–", from_


def _shown(value: Value) -> str:
    return value if isinstance(value, str) else "、".join(map(str, value))


def key_labels(ui: Ui) -> dict[str, str]:
    """What the keys of a unit are called in its form."""
    _ = ui.label
    return {
        "extends": _("上级单位（起点）"), "type": _("单位类型"), "level": _("层级"), "names.full": _("全称"),
        "names.short": _("简称"), "names.english": _("英文名"), "names.office": _("主办部门"),
        "brand.logo": _("标志"), "brand.mode": _("幻灯片"), "brand.colors.primary": _("主色"),
        "brand.colors.secondary": _("点缀色"), "brand.fonts.profile": _("文件给哪种电脑用"),
        "brand.fonts.heading": _("标题字体"), "brand.fonts.body": _("正文字体"), "brand.fonts.latin": _("西文字体"),
        "choices.plan": _("教学安排"), "choices.lessons": _("只讲其中几讲"), "choices.products": _("平常做哪些文件"),
        "choices.aspect": _("画面比例"), "choices.naming": _("文件名"), "choices.paper": _("试卷纸张"),
        "choices.seal": _("密封线"), "choices.period_minutes": _("一学时几分钟"),
        "choices.pass_mark": _("及格分（百分之几）"),
    }  # fmt: skip
