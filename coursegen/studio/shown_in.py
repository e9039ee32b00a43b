"""The unit in whose look everything is shown: chosen once, it holds for every preview."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.requests import Request as Asked
from starlette.responses import RedirectResponse, Response

from coursegen.html.markup import NOTHING, Markup
from coursegen.reading.unit_chain import DEFAULT_UNIT
from coursegen.studio.desk import Desk
from coursegen.studio.ui import Ui, el, form


def unit_shown(desk: Desk, asked: Asked) -> str:
    """The unit that an address names, else the one that was chosen, else the one all others begin from."""
    return asked.query_params.get("unit") or unit_chosen(desk, asked) or DEFAULT_UNIT


def unit_chosen(desk: Desk, asked: Asked) -> str:
    """The unit that was chosen for everything, if one was and it is still there."""
    chosen = asked.cookies.get(_cookie(desk), "")
    return chosen if chosen in desk.workspace.units() else ""


def show_button(desk: Desk, ui: Ui, asked: Asked, unit: str) -> Markup:
    """The button that shows everything in the look of a unit, or a word that it is."""
    _ = ui.label
    if asked.cookies.get(_cookie(desk), DEFAULT_UNIT) == unit:
        return el("span", _("预览都用这个单位"), class_="badge info")
    send = el("button", _("预览都用这个单位"), type="submit", class_="button quiet")
    return form(ui, f"/units/{unit}/show", send) if not ui.read_only else NOTHING


def show(desk: Desk, _ui: Ui, asked: Asked, _form: FormData) -> Response:
    """Remember the unit that everything is shown in."""
    unit = asked.path_params["unit"]
    desk.unit_folder(unit)
    return remembered(desk, RedirectResponse(f"/units/{unit}", 303), unit)


def remembered(desk: Desk, response: Response, unit: str) -> Response:
    """An answer after which everything is shown in this unit."""
    response.set_cookie(_cookie(desk), unit, httponly=True, samesite="strict")
    return response


def _cookie(desk: Desk) -> str:
    return f"{desk.session.cookie}-unit"
