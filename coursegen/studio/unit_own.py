"""What a unit says itself and what it has from its parents, on one card."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from coursegen.build import PRODUCTS
from coursegen.errors import FaultError
from coursegen.html.markup import NOTHING, Markup, joined
from coursegen.model import Unit
from coursegen.reading import UnitLayers
from coursegen.reading.edit_keys import Value
from coursegen.studio.building import product_title
from coursegen.studio.desk import Desk
from coursegen.studio.home import unit_names
from coursegen.studio.ui import Ui, card, el, field_id, link, listed, table
from coursegen.studio.unit_fields import Said, own_values


def own_card(ui: Ui, desk: Desk, unit: Unit, layers: UnitLayers) -> Markup:
    """The chain of parents, and every value that is the unit's own with what it would be without."""
    _ = ui.label
    names = unit_names(desk, ui)
    own = own_values(layers, unit.id)
    inherited = len(layers.values) - len(own)
    chain = _chain(ui, unit, names)
    if not own:
        return card(_("自己的和照上级的"), chain, el("p", _("全部照上级，自己什么也没有写。"), class_="muted"))
    labels = key_labels(ui) | {f"terms.{name}": word for name, word in desk.term_labels(ui.language).items()}
    words = value_words(ui, desk)
    rows = [_row(ui, labels.get(key, key), key, found, names, words.get(key, {})) for key, found in own]
    count = _("自己写了{own}项，其余{rest}项照上级。要改回照上级，把那一格清空再保存。")
    count = count.format(own=len(own), rest=inherited)
    head = (_("项目"), _("本单位的"), _("上级的"), _("上级"))
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


def _row(ui: Ui, label: str, key: str, found: Said, names: dict[str, str], words: Mapping[str, str]) -> tuple[str, ...]:
    at = el("a", label, href=f"#{field_id(key)}")
    from_ = names.get(found.inherited_from, found.inherited_from) or "–"
    return at, _shown(ui, found.value, words), _shown(ui, found.inherited, words) or "–", from_


def _shown(ui: Ui, value: Value, words: Mapping[str, str]) -> str:
    return listed(ui, (words.get(one, one) for one in ([value] if isinstance(value, str) else map(str, value))))


def value_words(ui: Ui, desk: Desk) -> dict[str, Mapping[str, str]]:
    """What the values of some keys are called in the form."""
    _ = ui.label
    bundles = []
    for course in desk.workspace.courses():
        with suppress(FaultError):
            bundles.append(desk.bundle(course))
    return {
        "extends": unit_names(desk, ui),
        "brand.mode": {"light": _("浅色"), "dark": _("深色")},
        "choices.naming": {"english": _("英文"), "chinese": _("中文")},
        "choices.seal": {"textbox": _("文本框"), "table": _("表格"), "none": _("不要")},
        "choices.script": {"s2twp": _("台湾"), "s2hk": _("香港")},
        "choices.plan": {plan.id: plan.title for bundle in bundles for plan in bundle.course.plans},
        "choices.lessons": {lesson.id: lesson.title for bundle in bundles for lesson in bundle.lessons},
        "choices.products": {name: product_title(ui, name) for name in PRODUCTS},
    }


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
        "choices.seal": _("密封线"), "choices.sheet": _("文件纸张"), "choices.script": _("繁体字照哪里的写法"),
        "choices.period_minutes": _("一学时几分钟"), "choices.pass_mark": _("及格分（百分之几）"),
    }  # fmt: skip
