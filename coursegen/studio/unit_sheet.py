"""Many units at once from a sheet: its cells are checked, then all its units are written, or none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request as Asked

from coursegen.build.unit_import import Planned, plan_import
from coursegen.errors import Fault
from coursegen.html.markup import Markup
from coursegen.studio.desk import Desk
from coursegen.studio.guard import UPLOAD_LIMIT
from coursegen.studio.history import ConflictError, hash_of
from coursegen.studio.sending import moved, named, sent_file
from coursegen.studio.ui import Page, Ui, badge, card, el, faults, field, form, link, notice, submit, table
from coursegen.workspace import UNIT_FILE


def sheet_form(ui: Ui) -> Markup:
    """The form that takes a sheet of units."""
    _ = ui.label
    entry = field(
        _("单位表（.xlsx 或 .csv）"),
        "file",
        kind="file",
        accept=".xlsx,.xlsm,.csv",
        required=True,
        hint=_("一行一个单位。表里有一处错，就什么也不写，并告诉您是哪一格。标志和模板请到单位页里上传。"),
        data_limit=UPLOAD_LIMIT,
        data_too_large=_("文件太大了。"),
    )
    send = form(ui, "/units/import", entry, el("div", submit(_("导入")), class_="actions"), upload=True, class_="stack")
    return card(_("从表格导入许多单位"), send)


def take(desk: Desk, ui: Ui, _asked: Asked, form_: FormData) -> Page:
    """Write what a sheet says of units; its faults name the cells."""
    _ = ui.label
    name, data = sent_file(form_)
    planned, warnings = _planned(desk, name, data)
    changed = dict(_changes(planned))
    try:
        desk.history.save(changed, {path: hash_of(path) for path in changed})
    except ConflictError:
        raise HTTPException(409) from None
    words = {"new": (_("新建"), "good"), "changed": (_("修改"), "info"), "unchanged": (_("没有变化"), "plain")}
    rows = [
        (link(f"/units/{plan.folder.name}", plan.row.text("full") or plan.folder.name), badge(*words[_state(plan)]))
        for plan in planned
    ]
    told = notice(_("导入了{n}个单位。每一处修改都能在“修改记录”里撤销。").format(n=len(planned)), kind="good")
    shown = card(_("单位"), table((_("单位"), _("状态")), rows, _("导入的单位")))
    return Page(_("导入完成"), el("div", told, faults(ui, warnings), shown, class_="stack"), "/units")


def _planned(desk: Desk, name: str, data: bytes) -> tuple[tuple[Planned, ...], tuple[Fault, ...]]:
    """What a sheet would do, and warnings about it. Raises its faults; all are under the name it was sent by."""
    with TemporaryDirectory(prefix="coursegen-", ignore_cleanup_errors=True) as temporary:
        folder = Path(temporary).resolve()
        sheet = folder / f"units{Path(name).suffix.lower()}"
        sheet.write_bytes(data)
        with named(sheet, name):
            plan = plan_import(sheet, desk.workspace)
        return plan.units, moved(plan.faults, sheet, name)


def _changes(planned: Sequence[Planned]) -> Iterator[tuple[Path, bytes | None]]:
    for plan in planned:
        if plan.after != plan.before:
            yield plan.folder / UNIT_FILE, plan.after.encode()
        for copy in plan.copies:
            yield from ((path, None) for path in copy.replaces)
            yield copy.path, copy.data


def _state(plan: Planned) -> str:
    return "new" if not plan.before else "unchanged" if plan.after == plan.before else "changed"
