"""Pictures of a unit's deck base: of its layouts, drawn by us and by LibreOffice, and of sample slides on it."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request as Asked
from starlette.responses import Response

from coursegen.build.products import BASES
from coursegen.build.proof import prove_deck
from coursegen.build.search import find_base, search_path
from coursegen.build.tags import sample_texts
from coursegen.build.unit_look import unit_layouts
from coursegen.html.markup import Markup
from coursegen.office.deck.compile import compile_deck
from coursegen.office.deck.plans import layouts_deck
from coursegen.studio.desk import Desk
from coursegen.studio.preview import drawing
from coursegen.studio.ui import Ui, el


def layout_picture(desk: Desk, _ui: Ui, asked: Asked) -> Response:
    """A layout of a unit's base, drawn from its own placeholders and ornaments."""
    name = asked.path_params["unit"]
    unit, roots = desk.unit(name)[0], desk.workspace.unit_roots
    files = (path for root in roots for path in root.glob("*/*") if path.is_file())
    found = desk.kept.get(("layouts", name), files, lambda: unit_layouts(unit, roots)).get(asked.path_params["part"])
    if found is None:
        raise HTTPException(404)
    headers = {"Content-Security-Policy": "sandbox; default-src 'none'; img-src data:", "Cache-Control": "max-age=3600"}
    return Response(found, media_type="image/svg+xml", headers=headers)


def layouts_drawn(desk: Desk, ui: Ui, asked: Asked) -> Markup:
    """The key of LibreOffice's pictures of all layouts, by which the small ones are replaced; or how far it is."""
    name = asked.path_params["unit"]
    unit = desk.unit(name)[0]
    base = find_base(search_path(unit, desk.workspace.unit_roots), *BASES["deck"])
    key = ("layouts-deck", base.name)
    files = (path for root in desk.workspace.unit_roots for path in root.glob("*/*") if path.is_file())
    data = desk.kept.get(key, files, lambda: layouts_deck(base.data, base.name))
    found = desk.pictures.of(f"layouts/{name}", "layouts.pptx", data)
    match found.state:
        case "drawing":
            again = el("p", ui.label("正在请 LibreOffice 画……"), class_="muted", role="status")
            return el("div", again, hx_get=asked.url.path, hx_trigger="load delay:700ms", hx_swap="outerHTML")
        case "done":
            return el("p", ui.label("图由 LibreOffice 画。"), class_="hint", data_pictures=f"/pictures/{found.key}")
        case _:
            return el("p", ui.label("图按版式里的占位符画，和 PowerPoint 里的样子会有出入。"), class_="hint")


def samples(desk: Desk, ui: Ui, asked: Asked) -> Markup:
    """Sample slides on the unit's deck base, as LibreOffice draws them."""
    unit = desk.unit(asked.path_params["unit"])[0]
    base = find_base(search_path(unit, desk.workspace.unit_roots), *BASES["deck"])
    data = prove_deck(compile_deck(base.data, base.name, base.map), sample_texts(unit.terms))[0]
    return drawing(desk, ui, f"samples/{unit.id}", "sample.pptx", data, asked.url.path)
