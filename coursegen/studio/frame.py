"""The frame around every page: head, navigation, foot."""

from __future__ import annotations

import json
from collections.abc import Mapping

from coursegen.errors import UI_LANGUAGES, UiLanguage
from coursegen.html.markup import NOTHING, Markup
from coursegen.studio.ui import TAGS, Page, Ui, badge, el, hidden


def frame(ui: Ui, page: Page) -> bytes:
    """The whole page in its frame, as UTF-8."""
    _ = ui.label
    gone = el("p", _gone(ui), id="gone", class_="notice bad", role="alert", hidden=True)
    html = el(
        "html",
        el(
            "head",
            el("meta", charset="utf-8"),
            el("meta", name="viewport", content="width=device-width, initial-scale=1"),
            el("meta", name="color-scheme", content="light dark"),
            el("meta", name="htmx-config", content=_HTMX),
            el("title", f"{page.title} · {_('课程工作台')}"),
            el("link", rel="icon", href="/assets/icon.svg", type="image/svg+xml"),
            el("link", rel="stylesheet", href="/assets/studio.css"),
            el("script", src="/assets/htmx.min.js", defer=True),
            el("script", src="/assets/editor.min.js", defer=True) if page.editor else NOTHING,
            el("script", src="/assets/studio.js", defer=True),
        ),
        el(
            "body",
            el("a", _("跳到正文"), href="#main", class_="skip"),
            _header(ui, page),
            el("main", el("h1", page.title), gone, page.content, id="main", class_="wide" if page.wide else None),
            el("footer", el("p", _("本页只在这台电脑上运行，不上网。手工改过的文件不会被覆盖。"))),
        ),
        lang=TAGS[ui.language],
    )
    return f"<!DOCTYPE html>\n{html}\n".encode()


def _gone(ui: Ui) -> str:
    """What is said when nothing answers any more, on a page that is still open."""
    return ui.label(
        "课程工作台没有回应：它可能已经关掉或重新启动。请用它新显示的地址打开。保存过的都在；没有做完的课程包再做一次就行。"
    )


_HTMX = json.dumps(
    {
        "includeIndicatorStyles": False,
        "allowEval": False,
        "allowScriptTags": False,
        "selfRequestsOnly": True,
        "historyCacheSize": 0,
    }
)
"""What htmx must not do: add styles or scripts, evaluate words, ask elsewhere, keep pages in the browser."""


def _header(ui: Ui, page: Page) -> Markup:
    _ = ui.label
    places = {
        "/": _("首页"),
        "/build": _("做课程包"),
        "/units": _("各单位"),
        "/courses": _("各门课程"),
        "/history": _("修改记录"),
    }
    links = (
        el("li", el("a", words, href=address, aria_current="page" if page.at == address else None))
        for address, words in places.items()
    )
    return el(
        "header",
        el("a", el("span", class_="mark", aria_hidden="true"), _("课程工作台"), href="/", class_="home"),
        el("nav", el("ul", *links), aria_label=_("主导航")),
        badge(_("只读"), "plain") if ui.read_only else NOTHING,
        _tongues(ui),
    )


def _tongues(ui: Ui) -> Markup:
    """The other languages a page can be read in."""
    others = (language for language in UI_LANGUAGES if language != ui.language)
    buttons = (
        el("button", _TONGUES[one], type="submit", name="language", value=one, class_="tongue", lang=TAGS[one])
        for one in others
    )
    return el("form", hidden("csrf", ui.session.csrf), *buttons, method="post", action="/language", class_="tongues")


_TONGUES: Mapping[UiLanguage, str] = {"zh": "简体中文", "zh-Hant": "繁體中文", "en": "English"}
