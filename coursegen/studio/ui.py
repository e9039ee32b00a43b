"""Pieces of pages: elements, forms, messages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from coursegen.errors import Fault, UiLanguage
from coursegen.html.markup import NOTHING, Markup, tag
from coursegen.studio.session import Session

Attribute = str | bool | int | None


TAGS: Mapping[UiLanguage, str] = {"zh": "zh-Hans", "zh-Hant": "zh-Hant", "en": "en"}
"""Languages of pages as HTML and the catalogues name them."""


class Ui(Struct, frozen=True):
    """Who looks: language, labels in it (from Chinese), and the run's session."""

    language: UiLanguage
    session: Session
    label: Callable[[str], str]

    @property
    def read_only(self) -> bool:
        """Whether nothing may be written."""
        return self.session.read_only


class Page(Struct, frozen=True):
    """A page before its frame: title, content, and where in the navigation it belongs."""

    title: str
    content: Markup
    at: str = ""
    wide: bool = False
    status: int = 200
    editor: bool = False
    """Whether something on it is written as text, with the editor."""


def el(name: str, /, *content: str, **attributes: Attribute) -> Markup:
    """An element. `class_` is class, `hx_post` is hx-post; False and None leave an attribute out."""
    told = {key.strip("_").replace("_", "-"): _value(value) for key, value in attributes.items()}
    return tag(name, *content, attributes=told)


def _value(value: Attribute) -> str | None:
    match value:
        case None | False:
            return None
        case True:
            return ""
        case _:
            return str(value)


def link(address: str, words: str, *, button: bool = False, quiet: bool = False) -> Markup:
    """A link, or one that looks like a button."""
    return el("a", words, href=address, class_="button quiet" if quiet else "button" if button else None)


def form(ui: Ui, action: str, *content: str, upload: bool = False, keep: bool = False, class_: str = "") -> Markup:
    """A form that writes: with its key, and no button that works when nothing may be written.

    One to `keep` asks before what was typed into it is left unsaved.
    """
    key = el("input", type="hidden", name="csrf", value=ui.session.csrf)
    return el(
        "form",
        key,
        el("fieldset", *content, disabled=ui.read_only, class_="plain"),
        method="post",
        action=action,
        enctype="multipart/form-data" if upload else None,
        class_=class_ or None,
        data_keep=keep,
        data_busy=ui.label("正在上传和检查，大文件要等一会儿……") if upload else None,
    )


def hidden(name: str, value: str) -> Markup:
    """A value that a form carries unseen."""
    return el("input", type="hidden", name=name, value=value)


def field(
    label: str, name: str, value: str = "", *, hint: str = "", kind: str = "text", aside: str = "", **more: Attribute
) -> Markup:
    """A labelled line of input, with a hint under it and a remark behind its label."""
    described = f"{field_id(name)}-hint" if hint else None
    return el(
        "div",
        el("label", label, el("span", aside, class_="aside") if aside else NOTHING, for_=field_id(name)),
        el("input", type=kind, id=field_id(name), name=name, value=value, aria_describedby=described, **more),
        el("p", hint, class_="hint", id=described) if hint else NOTHING,
        class_="field",
    )


def select(
    label: str,
    name: str,
    options: Mapping[str, str],
    chosen: str = "",
    *,
    hint: str = "",
    aside: str = "",
    **more: Attribute,
) -> Markup:
    """A labelled choice of one; `options` are what is shown by value."""
    rows = (el("option", words, value=value, selected=value == chosen) for value, words in options.items())
    described = f"{field_id(name)}-hint" if hint else None
    return el(
        "div",
        el("label", label, el("span", aside, class_="aside") if aside else NOTHING, for_=field_id(name)),
        el("select", *rows, id=field_id(name), name=name, aria_describedby=described, **more),
        el("p", hint, class_="hint", id=described) if hint else NOTHING,
        class_="field",
    )


def check(label: str, name: str, value: str = "yes", *, on: bool = False, lacking: str = "") -> Markup:
    """A box to tick; where something is `lacking` for it, that is said and it cannot be."""
    told = (el("span", label), el("small", lacking) if lacking else NOTHING)
    box = el("input", type="checkbox", name=name, value=value, checked=on, disabled=bool(lacking))
    return el("label", box, *told, class_="check")


def submit(words: str, **more: Attribute) -> Markup:
    """The button of a form."""
    return el("button", words, type="submit", class_="button", **more)


def badge(words: str, kind: str) -> Markup:
    """A short word for a state; the kind gives its colour."""
    return el("span", words, class_=f"badge {kind}")


def notice(words: str, *content: str, kind: str = "note") -> Markup:
    """A remark that is read out when it comes."""
    return el("div", el("p", words), *content, class_=f"notice {kind}", role="status")


def faults(ui: Ui, found: Iterable[Fault], where: Callable[[Fault], str] = lambda _: "") -> Markup:
    """All faults, equal ones once: cause, remedy, place; `where` gives the address of what mends one, or nothing."""
    told = {fault.line(ui.language): fault for fault in found}
    rows = [_fault(ui, fault, where(fault)) for fault in told.values()]
    return el("ul", *rows, class_="faults") if rows else NOTHING


def _fault(ui: Ui, fault: Fault, address: str) -> Markup:
    _ = ui.label
    kind = _("提醒") if fault.severity == "warning" else _("错误")
    place = str(fault.place) if fault.place.file else ""
    shown = link(address, place or _("去改")) if address else el("code", place) if place else NOTHING
    return el(
        "li",
        badge(kind, "warn" if fault.severity == "warning" else "bad"),
        el(
            "div",
            el("p", sentence(fault.cause(ui.language))),
            el("p", sentence(fault.remedy(ui.language)), class_="remedy"),
            el("p", shown, el("span", fault.code, class_="code"), class_="place"),
        ),
    )


def listed(ui: Ui, words: Iterable[str]) -> str:
    """Words one after the other, parted as the language of the page does it."""
    return (", " if ui.language == "en" else "、").join(words)


def sentence(words: str) -> str:
    """Words that stand by themselves: in English they begin large, but not where they begin with a name of a file."""
    return words[:1].upper() + words[1:] if words.partition(" ")[0].isalpha() else words


def card(title: str, *content: str, level: int = 2, class_: str = "card", id_: str | None = None) -> Markup:
    """A part of a page with its heading."""
    return el("section", el(f"h{level}", title), *content, class_=class_, id=id_)


def table(head: Sequence[str], rows: Iterable[Sequence[str]], caption: str, class_: str | None = None) -> Markup:
    """A table; the first cell of a row is its heading."""
    top = el("thead", el("tr", *(el("th", words, scope="col") for words in head)))
    body = (el("tr", el("th", row[0], scope="row"), *(el("td", cell) for cell in row[1:])) for row in rows)
    return el(
        "div",
        el("table", el("caption", caption), top, el("tbody", *body), class_=class_),
        class_="scroll",
        tabindex="0",
        role="region",
        aria_label=caption,
    )


def facts(rows: Iterable[tuple[str, str]]) -> Markup:
    """Names and what they stand for, side by side."""
    return el("dl", *(el("div", el("dt", name), el("dd", words)) for name, words in rows), class_="facts")


def field_id(name: str) -> str:
    """The id of a form's field by its name."""
    return "f-" + "".join(c if c.isalnum() else "-" for c in name)
