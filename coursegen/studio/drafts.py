"""What a principle becomes while it is written: checked, shown at once, then drawn from the file itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import cast, get_args
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request as Asked
from starlette.responses import Response

from coursegen.build import Request
from coursegen.build.draft import VIEWS, View, draft_file, draft_page
from coursegen.build.products import PRODUCTS
from coursegen.errors import FaultError
from coursegen.html.markup import Markup, tag
from coursegen.reading import read_course
from coursegen.studio.code import sound, told
from coursegen.studio.desk import Desk
from coursegen.studio.draft import Draft, key_of
from coursegen.studio.preview import drawing
from coursegen.studio.ui import Ui, el

_SLIDE = re.compile(rb'<section class="slide" id="([^"]+)".*?</section>', re.DOTALL)


def view_of(value: str) -> View:
    """A view by its name; the slides for anything else."""
    return cast("View", value) if value in get_args(View) else "slides"


def checked_draft(
    desk: Desk, ui: Ui, course: str, name: str, path: Path, content: bytes, unit: str, view: View
) -> Markup:
    """What is wrong with a principle written so; one that can be shown is kept, and its address told."""
    desk.unit_folder(unit)
    try:
        draft = desk.drafts.get(key_of(course, name, content, unit, view))
        draft = draft or _made(desk, course, name, path, content, unit, view)
    except FaultError as error:
        return told(desk, ui, error.faults, path, ui.label("下面的改好以前，预览还是上一次能用的样子。"))
    before = desk.drafts.keep(draft)
    at = f"/drafts/{draft.key}"
    changed = _changed(before.page, draft.page) if before else ""
    return sound(ui, data_preview=f"{at}{changed and '#'}{quote(changed)}", data_drawn=f"{at}/drawn")


def _made(desk: Desk, course: str, name: str, path: Path, content: bytes, unit: str, view: View) -> Draft:
    request = _request(desk, course, name, path, content, unit)
    return Draft(course, name, path, content, unit, view, draft_page(request, name, view))


def _request(desk: Desk, course: str, name: str, path: Path, content: bytes, unit: str) -> Request:
    """The lessons of a principle as they would be with a draft of it."""
    folder = desk.course(course)
    drafts = drafts_of(desk, course, path, content)
    lessons = tuple(one.id for one in read_course(folder, drafts=drafts).lessons if name in one.principles)
    return Request(folder, unit, desk.workspace.unit_roots, lessons=lessons, drafts=drafts)


def drafts_of(desk: Desk, course: str, path: Path, content: bytes) -> Mapping[Path, bytes]:
    """A draft under the path by which the course's folder is read."""
    return {desk.course(course) / "principles" / path.name: content}


def _changed(before: bytes, now: bytes) -> str:
    """The id of the first slide that is not as before; nothing when there is none, or all are."""
    old = {found[1]: found[0] for found in _SLIDE.finditer(before)}
    new = {found[1]: found[0] for found in _SLIDE.finditer(now)}
    first = next((key for key, slide in new.items() if old.get(key) != slide), b"") if old else b""
    return first.decode()


def draft_shown(desk: Desk, ui: Ui, asked: Asked) -> Response:
    """A draft as a page without our origin, all of it one below the other; it runs nothing."""
    page = _draft(desk, asked).page or _empty(ui)
    return Response(
        page, media_type="text/html", headers={"Content-Security-Policy": "sandbox; frame-ancestors 'self'"}
    )


def _empty(ui: Ui) -> bytes:
    words = ui.label("这一条在这里没有内容：自学的要点没有幻灯片，没有试题的要点没有试题。")
    page = tag("html", tag("head", tag("title", "–")), tag("body", tag("p", words)), attributes={"lang": ui.language})
    return f"<!DOCTYPE html>{page}".encode()


def draft_drawn(desk: Desk, ui: Ui, asked: Asked) -> Markup:
    """Pictures of a draft's own pages from the file it would become; those of the draft before it are given up."""
    draft = _draft(desk, asked)
    request = _request(desk, draft.course, draft.name, draft.path, draft.content, draft.unit)
    try:
        data = draft_file(request, draft.name, view_of(draft.view))
    except FaultError as error:
        return told(desk, ui, error.faults, draft.path)
    if not data:
        return el("p", ui.label("没有可画的。"), class_="muted")
    suffix = PRODUCTS[VIEWS[view_of(draft.view)]].suffix
    return drawing(desk, ui, f"draft/{draft.course}/{draft.name}", f"draft{suffix}", data, asked.url.path)


def _draft(desk: Desk, asked: Asked) -> Draft:
    found = desk.drafts.get(asked.path_params["key"])
    if found is None:
        raise HTTPException(404)
    return found
