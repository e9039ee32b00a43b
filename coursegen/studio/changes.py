"""All that was saved, the last first, and the way back."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request as Asked
from starlette.responses import RedirectResponse, Response

from coursegen.html.markup import Markup
from coursegen.studio.desk import Desk
from coursegen.studio.history import ConflictError, Entry
from coursegen.studio.home import day_and_time
from coursegen.studio.ui import Page, Ui, badge, card, el, form, link, notice

_SHOWN = 100


def changes(desk: Desk, ui: Ui, _asked: Asked) -> Page:
    """Every save with its undo."""
    _ = ui.label
    entries = desk.history.entries()[:_SHOWN]
    rows = [_row(ui, entry, desk.history.time(entry)) for entry in entries]
    body = (
        el("ol", *rows, class_="files", reversed=True) if rows else el("p", _("还没有在这里改过文件。"), class_="lead")
    )
    note = el("p", _("在这里保存的每一次都能撤销。撤销也会记下来，所以撤销还能再撤销。"), class_="lead")
    return Page(_("修改记录"), el("div", note, card(_("最近的修改"), body), class_="stack"), "/history")


def _row(ui: Ui, entry: Entry, made: float) -> Markup:
    _ = ui.label
    kind = (_("新建"), "good") if not entry.before else (_("删除"), "warn") if not entry.after else (_("修改"), "info")
    undo = form(
        ui,
        f"/history/{entry.number}/undo",
        el("button", _("撤销"), el("span", f" {entry.file}", class_="sr"), type="submit", class_="button quiet"),
    )
    return el(
        "li",
        el(
            "div",
            el("span", badge(*kind), " ", el("code", entry.file)),
            el("small", el("time", day_and_time(made)), "　", _("第{n}次保存").format(n=entry.number)),
        ),
        undo,
    )


def undo(desk: Desk, ui: Ui, asked: Asked, _form: FormData) -> Page | Response:
    """Take one save back."""
    _ = ui.label
    try:
        path = desk.history.undo(int(asked.path_params["number"]))
    except ConflictError as conflict:
        told = notice(
            _("“{name}”后来又改过了，所以没有撤销：那样会丢掉后来的修改。请先撤销后来的那次。").format(
                name=conflict.path.name
            ),
            kind="warn",
        )
        return Page(
            _("没有撤销"),
            el("div", told, link("/history", _("回到修改记录"), button=True), class_="stack"),
            "/history",
            status=409,
        )
    if path is None:
        raise HTTPException(404)
    return RedirectResponse("/history", 303)
