"""Files written as text: the editor, and what is wrong with what is written, while it is written."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request as Asked
from starlette.responses import Response

from coursegen.errors import Fault
from coursegen.html.markup import NOTHING, Markup
from coursegen.studio.desk import Desk
from coursegen.studio.ui import Ui, badge, el, hidden, link, sentence, submit


def code_box(ui: Ui, content: bytes, label: str, kind: str) -> Markup:
    """A text area that becomes an editor, with what a file of this kind may hold to choose from."""
    area = el(
        "textarea",
        "\n" + content.decode("utf-8", "replace"),
        name="text",
        aria_label=label,
        spellcheck="false",
        autocomplete="off",
    )
    return el("div", area, class_="code-box", data_schema=f"/schemas/{kind}", data_needed=ui.label("必填"))


def live_form(ui: Ui, action: str, *content: str, also: str = "") -> Markup:
    """A form that is checked by its action and `/check` while one writes, even where nothing can be saved.

    `also` selects what stands elsewhere and asks for a check as well.
    """
    return el(
        "form",
        hidden("csrf", ui.session.csrf),
        *content,
        method="post",
        action=action,
        id="writing",
        class_="stack",
        data_keep=True,
        hx_post=f"{action}/check",
        hx_trigger="input delay:60ms" + (f", input from:{also} delay:20ms" if also else ""),
        hx_target="#check",
        hx_sync="this:replace",
    )


def checked(content: Markup) -> Markup:
    """The place in which is told what is wrong."""
    return el("div", content, id="check", aria_live="polite")


def sound(ui: Ui, **more: str) -> Markup:
    """What is told when nothing is wrong; `more` says where the preview is."""
    return el("p", ui.label("没有错误。"), class_="muted", **more)


def told(desk: Desk, ui: Ui, found: Iterable[Fault], path: Path, said: str = "") -> Markup:
    """Faults, those of the file that is written at their lines, others with the way to where they are mended."""
    lead = el("p", said, class_="muted") if said else ""
    rows = (_line(desk, ui, fault, path) for fault in {fault.line(ui.language): fault for fault in found}.values())
    return el("div", lead, el("ul", *rows, class_="faults"), class_="stack")


def _line(desk: Desk, ui: Ui, fault: Fault, path: Path) -> Markup:
    _ = ui.label
    here = not fault.place.file or Path(fault.place.file).name == path.name
    line = fault.place.line if here else 0
    words = _("第{n}行").format(n=line) if line else str(fault.place) if fault.place.file else _("整个文件")
    address = "#text" if line else "" if here else desk.address_of(fault)
    shown = link(address, words) if address else words
    where = el("p", shown, el("span", fault.code, class_="code"), class_="place")
    told_ = el(
        "div",
        el("p", sentence(fault.cause(ui.language))),
        el("p", sentence(fault.remedy(ui.language)), class_="remedy"),
        where,
    )
    warning = fault.severity == "warning"
    mark = badge(_("提醒"), "warn") if warning else badge(_("错误"), "bad")
    return el("li", mark, told_, data_line=line or None)


def ending(ui: Ui, *more: Markup, own: bool) -> Markup:
    """The end of a form: its button where it can be saved, and what else leads on."""
    saves = own and not ui.read_only
    return el("div", submit(ui.label("保存")) if saves else NOTHING, *more, class_="actions")


def schema(_desk: Desk, _ui: Ui, asked: Asked) -> Response:
    """The JSON Schema of a kind of file."""
    found = _schemas().get(asked.path_params["kind"])
    if found is None:
        raise HTTPException(404)
    return Response(found, media_type="application/schema+json", headers={"Cache-Control": "max-age=3600"})


@cache
def _schemas() -> dict[str, bytes]:
    from coursegen.reading.editor_schema import schemas  # with pydantic, which the first page need not wait for

    return {kind: json.dumps(found, ensure_ascii=False).encode() for kind, found in schemas().items()}


def written(value: str) -> bytes:
    """The bytes of a file from what a text area sent: one line end at its end."""
    return value.replace("\r\n", "\n").rstrip("\n").encode() + b"\n"
