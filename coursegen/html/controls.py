"""What helps to show a deck: buttons, the list of keys, and the lecturer's own window with clock and minutes."""

from __future__ import annotations

from collections.abc import Callable

from coursegen.html.markup import Markup, tag

Label = Callable[[str], str]


def _button(action: str, words: str, key: str) -> Markup:
    """A button for an action of the script, with the key that does the same."""
    return tag("button", words, attributes={"type": "button", "data-do": action, "title": f"{words}（{key}）"})


def controls(count: int, _: Label, *, lecturer: bool) -> Markup:
    """The bar of buttons; the script shows it, so without one there is none."""
    notes = [_button("notes", _("讲稿窗口"), "N")] if lecturer else []
    return tag(
        "nav",
        _button("back", _("上一张"), "←"),
        tag("span", f"1 / {count}", attributes={"class": "place", "role": "status"}),
        _button("next", _("下一张"), "→"),
        _button("overview", _("总览"), "O"),
        *notes,
        _button("fullscreen", _("全屏"), "F"),
        _button("print", _("打印"), "P"),
        _button("help", _("按键说明"), "?"),
        attributes={"class": "controls", "aria-label": _("放映")},
    )


def help_box(_: Label, *, lecturer: bool) -> Markup:
    """The keys, in a dialog."""
    keys = [
        ("→ ↓ PageDown Enter " + _("空格"), _("下一张")),
        ("← ↑ PageUp", _("上一张")),
        ("Home End", _("第一张、最后一张")),
        (_("数字") + " Enter", _("到那一张")),
        ("O", _("总览")),
        *([("N", _("讲稿窗口"))] if lecturer else []),
        ("F", _("全屏")),
        ("P", _("打印")),
        ("?", _("按键说明")),
        ("Esc", _("退出总览")),
    ]
    rows = [tag("div", tag("dt", key), tag("dd", what)) for key, what in keys]
    close = tag("button", _("关闭"), attributes={"type": "button", "data-do": "close"})
    title = tag("h2", _("按键说明"))
    return tag("dialog", title, tag("dl", *rows), close, attributes={"class": "help", "aria-label": _("按键说明")})


def presenter(_: Label) -> Markup:
    """The head of the lecturer's window: place, clock, time gone, minutes planned, what comes next."""
    facts = [
        ("place", _("第几张")),
        ("clock", _("现在")),
        ("gone", _("已讲")),
        ("planned", _("这一张计划（分钟）")),
        ("due", _("到这一张末应讲（分钟）")),
        ("coming", _("下一张")),
    ]
    rows = [tag("div", tag("dt", words), tag("dd", attributes={"class": name})) for name, words in facts]
    return tag(
        "section",
        tag("dl", *rows),
        tag("button", _("重新计时"), attributes={"type": "button", "data-do": "restart"}),
        attributes={"class": "presenter", "aria-label": _("讲稿窗口")},
    )
