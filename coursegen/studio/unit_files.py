"""Files that a unit is given: its logo, its own PowerPoint and Word bases."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request as Asked
from starlette.responses import RedirectResponse, Response

from coursegen.build.products import BASES
from coursegen.build.survey import form_of, survey
from coursegen.errors import Place, fail
from coursegen.office.package import picture_extension
from coursegen.reading import read_unit
from coursegen.reading.base_maps import MAP_FILE
from coursegen.reading.edit_keys import put
from coursegen.studio.desk import Desk
from coursegen.studio.history import ConflictError, hash_of
from coursegen.studio.saving import changed_meanwhile, check_unit
from coursegen.studio.sending import named, sent_file, text
from coursegen.studio.ui import Page, Ui
from coursegen.studio.units import after_form
from coursegen.workspace import UNIT_FILE, shown

_LOGO_LIMIT = 5 * 1024 * 1024
"""Bytes of a logo: it goes into every file that is made."""


def save_logo(desk: Desk, ui: Ui, asked: Asked, form_: FormData) -> Page | Response:
    """Take a picture as the unit's logo: beside its file under a name of ours, and named in it."""
    name = asked.path_params["unit"]
    path = own_folder(desk, name) / UNIT_FILE
    given, data = sent_file(form_)
    if len(data) > _LOGO_LIMIT:
        raise fail("U404", Place(given), limit=_LOGO_LIMIT // 1024 // 1024)
    logo = path.with_name(f"logo.{picture_extension(data, given)}")
    new = put(path.read_bytes().decode("utf-8-sig"), ("brand", "logo"), logo.name).encode()
    _check_picture(data, logo.suffix, given)
    check_unit(desk, name, {UNIT_FILE: new, logo.name: data})
    seen = {path: text(form_, "seen"), logo: hash_of(logo)}
    try:
        desk.history.save({logo: data, path: new}, seen)
    except ConflictError:
        return changed_meanwhile(ui, f"/units/{name}", "/units")
    return RedirectResponse(after_form(form_, name), 303)


def _check_picture(data: bytes, suffix: str, given: str) -> None:
    """Raise what is wrong with a picture that somebody sent: every file of every kit will hold it."""
    from coursegen.reading.picture_clean import clean_picture

    clean_picture(data, str(Path(given).with_suffix(suffix)), Place(given))


def logo(desk: Desk, _ui: Ui, asked: Asked) -> Response:
    """The unit's logo as a picture, closed in so that nothing in it runs."""
    path = Path(desk.unit(asked.path_params["unit"])[0].brand.logo)
    kinds = {
        ".png": "image/png",
        ".jpg": "image/jpeg",
        ".jpeg": "image/jpeg",
        ".svg": "image/svg+xml",
        ".gif": "image/gif",
    }
    if not path.is_file() or path.suffix.lower() not in kinds:
        raise HTTPException(404)
    headers = {"Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'"}
    return Response(path.read_bytes(), media_type=kinds[path.suffix.lower()], headers=headers)


def save_base(desk: Desk, ui: Ui, asked: Asked, form_: FormData) -> Page | Response:
    """Take an Office file as the unit's base, once it was opened, understood and tried; a map of another one goes."""
    _ = ui.label
    name = asked.path_params["unit"]
    folder = own_folder(desk, name)
    given, data = sent_file(form_)
    kind = form_of(Path(given))
    new = folder / (Path(BASES[kind][0]).stem + Path(given).suffix.lower())
    _try(desk, new, given, data)
    changed: dict[Path, bytes | None] = {folder / other: None for other in BASES[kind] if (folder / other).is_file()}
    changed |= {new: data}
    if kind == "deck" and (folder / MAP_FILE).is_file():
        changed[folder / MAP_FILE] = None  # it names layouts of the file that goes
    try:
        desk.history.save(changed, {path: hash_of(path) for path in changed})
    except ConflictError:
        return changed_meanwhile(ui, f"/units/{name}/base", "/units")
    return RedirectResponse(f"/units/{name}/base" + ("?next=tour" if text(form_, "next") == "tour" else ""), 303)


def _try(desk: Desk, target: Path, given: str, data: bytes) -> None:
    """Try a file somebody sent as the base it is to become. Raises its faults under the name it was sent by.

    It is compiled by the name it will have, so that the next page finds it compiled.
    """
    terms = read_unit("default", desk.workspace.unit_roots)[0].terms
    with TemporaryDirectory(prefix="coursegen-", ignore_cleanup_errors=True) as temporary:
        path = Path(temporary).resolve() / target.name
        path.write_bytes(data)
        with named(target, given), named(path, given):
            survey(path, terms, draw=False, name=shown(target))


def own_folder(desk: Desk, unit: str) -> Path:
    """The folder of a unit that is the user's own; 403 for others."""
    folder = desk.unit_folder(unit)
    if not desk.own(folder):
        raise HTTPException(403, "shipped")
    return folder
