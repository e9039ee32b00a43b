"""Files that a unit is given: its logo, its own PowerPoint and Word bases, and which layout serves which slides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request as Asked
from starlette.responses import RedirectResponse, Response

from coursegen.build.products import BASES, BaseForm
from coursegen.build.request import find_base, search_path
from coursegen.build.survey import Survey, form_of, map_text, survey
from coursegen.build.unit_look import layout_names
from coursegen.errors import Place, fail
from coursegen.html.markup import NOTHING, Markup
from coursegen.office.deck.base import CompiledDeck
from coursegen.office.deck.compile import compile_deck
from coursegen.office.package import is_picture, picture_extension
from coursegen.reading import read_unit
from coursegen.reading.base_maps import MAP_FILE, read_base_map
from coursegen.reading.edit_keys import put
from coursegen.studio.building import text
from coursegen.studio.desk import Desk
from coursegen.studio.guard import UPLOAD_LIMIT
from coursegen.studio.history import ConflictError, hash_of
from coursegen.studio.preview import drawing
from coursegen.studio.saving import changed_meanwhile, check_unit, copied, placed
from coursegen.studio.sending import named, sent_file
from coursegen.studio.ui import Page, Ui, badge, card, el, faults, field, form, hidden, link, notice, select, submit
from coursegen.studio.units import after_form
from coursegen.workspace import UNIT_FILE

_LOGO_LIMIT = 5 * 1024 * 1024
"""Bytes of a logo: it goes into every file that is made."""


def save_logo(desk: Desk, ui: Ui, asked: Asked, form_: FormData) -> Page | Response:
    """Take a picture as the unit's logo: beside its file under a name of ours, and named in it."""
    name = asked.path_params["unit"]
    path = _own(desk, name) / UNIT_FILE
    given, data = sent_file(form_)
    if len(data) > _LOGO_LIMIT:
        raise fail("U404", Place(given), limit=_LOGO_LIMIT // 1024 // 1024)
    suffix = "svg" if given.lower().endswith(".svg") else picture_extension(data, given)
    logo = path.with_name(f"logo.{suffix}")
    new = put(path.read_bytes().decode("utf-8-sig"), ("brand", "logo"), logo.name).encode()
    _check_logo(desk, name, logo.name, data, new)
    seen = {path: text(form_, "seen"), logo: hash_of(logo)}
    try:
        desk.history.save({logo: data, path: new}, seen)
    except ConflictError:
        return changed_meanwhile(ui, f"/units/{name}", "/units")
    return RedirectResponse(after_form(form_, name), 303)


def _check_logo(desk: Desk, unit: str, name: str, data: bytes, unit_file: bytes) -> None:
    """Raise what is wrong with a unit that has this logo, and with the picture itself."""
    if not name.endswith(".svg") and not is_picture(data):
        raise fail("A508", Place(name))
    check_unit(desk, unit, {UNIT_FILE: unit_file, name: data})


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


def base_page(desk: Desk, ui: Ui, asked: Asked) -> Page:
    """A unit's bases: where they come from, how the deck is understood, and forms to change both."""
    _ = ui.label
    name = asked.path_params["unit"]
    unit = desk.unit(name)[0]
    own = desk.own(desk.unit_folder(name))
    content = (
        el("div", link(f"/units/{name}", _("回到单位"), quiet=True), class_="actions"),
        _upload(ui, name) if own else notice(_("这是程序自带的示例，不能改。可以新建一个单位，以它为起点。")),
        _mapping(desk, ui, name, own=own),
    )
    return Page(_("{unit}的底版").format(unit=unit.names.full or name), el("div", *content, class_="stack"), "/units")


def _upload(ui: Ui, unit: str) -> Markup:
    _ = ui.label
    suffixes = ".pptx,.potx,.pptm,.potm,.docx,.dotx,.docm,.dotm"
    entry = field(
        _("您单位的 PPT 或 Word 文件"),
        "file",
        kind="file",
        accept=suffixes,
        required=True,
        hint=_("直接用平时的文件就行，不用加任何标记。里面原有的幻灯片不会带过来。最大 100 MB。"),
        data_limit=UPLOAD_LIMIT,
        data_too_large=_("文件太大了。最大 100 MB；PPT 里的大图可以先压缩再传。"),
    )
    return card(
        _("换成自己的底版"),
        form(
            ui,
            f"/units/{unit}/base",
            entry,
            el("div", submit(_("上传并检查")), class_="actions"),
            upload=True,
            class_="stack",
        ),
    )


def _mapping(desk: Desk, ui: Ui, name: str, *, own: bool) -> Markup:
    _ = ui.label
    unit, roots = desk.unit(name)[0], desk.workspace.unit_roots
    base = find_base(search_path(unit, roots), *BASES["deck"])
    compiled = compile_deck(base.data, base.name, base.map)
    every = layout_names(base.data, base.name)
    here = _file(desk, name, "deck")
    options = {
        part: f"{words}（{part.removeprefix('slideLayout').removesuffix('.xml')}）" for part, words in every.items()
    }
    rows = list(_rows(ui, compiled, options))
    note = _("底版：{file}。程序看懂了下面这些版式；哪一个不对，就换一个。").format(file=base.name)
    save = el("div", submit(_("保存对应关系")), class_="actions") if here and own else NOTHING
    told = NOTHING if here else notice(_("这个底版是从上级单位来的。要改对应关系，请先上传自己的底版。"))
    seen = hidden("seen", hash_of(here.with_name(MAP_FILE))) if here else NOTHING
    table = form(ui, f"/units/{name}/map", seen, el("ul", *rows, class_="files"), save, class_="stack")
    locked = table if here and own else el("ul", *rows, class_="files")
    drawn = el(
        "div",
        el("p", _("正在请 LibreOffice 画……"), class_="muted", role="status"),
        hx_get=f"/units/{name}/samples",
        hx_trigger="load",
    )
    warnings = faults(ui, compiled.faults, desk.address_of) if compiled.faults else NOTHING
    return el(
        "div",
        card(_("幻灯片用哪个版式"), el("p", note, class_="muted"), told, locked, warnings),
        card(_("样张"), drawn),
        class_="stack",
    )


def _rows(ui: Ui, compiled: CompiledDeck, options: Mapping[str, str]) -> Iterator[Markup]:
    _ = ui.label
    roles = {
        "cover": _("封面"),
        "section": _("章节页"),
        "title-body": _("标题和正文"),
        "two-body": _("标题和两栏"),
        "title-only": _("只有标题"),
        "quote": _("引文"),
        "activity": _("活动页"),
        "closing": _("结束页"),
        "blank": _("空白"),
    }
    sure = {
        "high": ("good", _("有把握")),
        "medium": ("info", _("大致可靠")),
        "low": ("warn", _("请核对")),
        "added": ("plain", _("底版没有，程序补的")),
        "map": ("good", _("您指定的")),
    }
    for row in compiled.rows:
        kind, words = sure[row.surety]
        added = {"": _("程序补的")} if row.part not in options else {}
        choice = select(
            roles.get(row.role, row.role),
            f"layout.{row.role}",
            added | dict(options),
            row.part if row.part in options else "",
        )
        holders = "、".join(holder.name for holder in compiled.layouts[row.role].placeholders.values())
        yield el("li", el("div", choice, el("small", holders)), badge(words, kind))


def _file(desk: Desk, unit: str, kind: BaseForm) -> Path | None:
    """A unit's own base, if it has one."""
    folder = desk.unit_folder(unit)
    return next((folder / name for name in BASES[kind] if (folder / name).is_file()), None)


def samples(desk: Desk, ui: Ui, asked: Asked) -> Markup:
    """Sample slides on the unit's deck base, as LibreOffice draws them."""
    unit = desk.unit(asked.path_params["unit"])[0]
    base = find_base(search_path(unit, desk.workspace.unit_roots), *BASES["deck"])
    compiled = compile_deck(base.data, base.name, base.map)
    from coursegen.build.proof import prove_deck
    from coursegen.build.tags import sample_texts

    data = prove_deck(compiled, sample_texts(unit.terms))[0]
    return drawing(desk, ui, f"samples/{unit.id}", "sample.pptx", data, asked.url.path)


def save_base(desk: Desk, ui: Ui, asked: Asked, form_: FormData) -> Page | Response:
    """Take an Office file as the unit's base, once it was opened, understood and tried; its map comes with it."""
    _ = ui.label
    name = asked.path_params["unit"]
    folder = _own(desk, name)
    given, data = sent_file(form_)
    found, kind = _survey(desk, given, data)
    new = folder / (Path(BASES[kind][0]).stem + Path(given).suffix.lower())
    changed: dict[Path, bytes | None] = {folder / other: None for other in BASES[kind] if (folder / other).is_file()}
    changed |= {new: data}
    if isinstance(found.compiled, CompiledDeck):
        changed[folder / MAP_FILE] = map_text(found.compiled, given).encode()
    try:
        desk.history.save(changed, {path: hash_of(path) for path in changed})
    except ConflictError:
        return changed_meanwhile(ui, f"/units/{name}/base", "/units")
    return RedirectResponse(f"/units/{name}/base", 303)


def _survey(desk: Desk, given: str, data: bytes) -> tuple[Survey, BaseForm]:
    """What is found out about a file somebody sent. Raises its faults under the name it was sent by."""
    kind = form_of(Path(given))
    terms = read_unit("default", desk.workspace.unit_roots)[0].terms
    with TemporaryDirectory(prefix="coursegen-", ignore_cleanup_errors=True) as temporary:
        path = Path(temporary).resolve() / f"file{Path(given).suffix.lower()}"
        path.write_bytes(data)
        with named(path, given):
            return survey(path, terms, draw=False), kind


def save_map(desk: Desk, ui: Ui, asked: Asked, form_: FormData) -> Page | Response:
    """Put the chosen layouts into the map beside the base, if the base can be used with them."""
    name = asked.path_params["unit"]
    folder = _own(desk, name)
    base, path = _file(desk, name, "deck"), folder / MAP_FILE
    if base is None:
        raise HTTPException(400)
    data = base.read_bytes()
    compiled = compile_deck(data, base.name, read_base_map(path))
    written = path.read_bytes().decode("utf-8-sig") if path.is_file() else ""
    for row in compiled.rows:
        wanted = text(form_, f"layout.{row.role}")
        if wanted and wanted != row.part:
            written = put(written, ("layouts", row.role, "layout"), wanted)
    with copied(folder, {MAP_FILE: written.encode()}) as copy, placed(copy, folder):
        compile_deck(data, base.name, read_base_map(copy / MAP_FILE))
    try:
        desk.history.save({path: written.encode()}, {path: text(form_, "seen")})
    except ConflictError:
        return changed_meanwhile(ui, f"/units/{name}/base", "/units")
    return RedirectResponse(f"/units/{name}/base", 303)


def _own(desk: Desk, unit: str) -> Path:
    folder = desk.unit_folder(unit)
    if not desk.own(folder):
        raise HTTPException(403, "shipped")
    return folder
