"""A kit's page: its files, which of them a person changed, and how they are taken away."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from starlette.exceptions import HTTPException
from starlette.requests import Request as Asked
from starlette.responses import Response

from coursegen.build import PRODUCTS
from coursegen.build.deliver import ARCHIVE
from coursegen.build.state import KitFile, KitState
from coursegen.html.markup import NOTHING, Markup
from coursegen.studio.building import product_title
from coursegen.studio.desk import NO_CLASS, Desk, KitId
from coursegen.studio.home import course_title, day_and_time, standing, unit_names
from coursegen.studio.ui import Page, Ui, badge, card, el, link, notice

_MIME = {
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pdf": "application/pdf",
    ".zip": "application/zip",
}


def kit_page(desk: Desk, ui: Ui, asked: Asked) -> Page:
    """Files of a kit, and where it stands."""
    _ = ui.label
    kit = kit_of(asked)
    state = desk.kit(kit)
    again = f"/build?unit={kit.unit}&course={kit.course}" + (f"&class={kit.class_}" if kit.class_ else "")
    if state.standing == "none":
        return Page(
            _title(desk, ui, kit),
            el("div", notice(_("这套课程包还没有做。")), link(again, _("制作"), button=True), class_="stack"),
            "/",
        )
    edited = [file for file in state.files if file.edited]
    hints = {
        "edited": _("有{n}个文件手工改过。再做的时候它们不会动，新做的放在旁边。").format(n=len(edited)),
        "stale": _("做好以后，课程、单位或程序有过改动。再做一次就是最新的。"),
        "fresh": _("和现在的内容一致。"),
        "unfinished": _("上一次做到一半就停了。留下的文件都是完整的，再做一次就齐了。"),
    }
    top = el(
        "p", standing(ui, state), " ", el("time", day_and_time(state.made)), "　", hints[state.standing], class_="lead"
    )
    acts = el(
        "div",
        link(f"{kit.address}/zip", _("全部下载"), button=True) if state.files else NOTHING,
        link(again, _("再做一次"), quiet=bool(state.files), button=True),
        class_="actions",
    )
    return Page(_title(desk, ui, kit), el("div", top, *_groups(ui, kit, state), acts, class_="stack"), "/")


def kit_of(asked: Asked) -> KitId:
    """The kit that an address names."""
    at = asked.path_params
    return KitId(at["unit"], at["course"], "" if at["class_"] == NO_CLASS else at["class_"])


def _title(desk: Desk, ui: Ui, kit: KitId) -> str:
    parts = (unit_names(desk, ui).get(kit.unit, kit.unit), course_title(desk, kit.course), kit.class_)
    return "　".join(filter(None, parts))


def _groups(ui: Ui, kit: KitId, state: KitState) -> Iterator[Markup]:
    _ = ui.label
    names = {"facilitator": _("讲师用"), "participant": _("学员用"), "": _("其他")}
    for audience, words in names.items():
        rows = [_row(ui, kit, file) for file in state.files if _audience(file) == audience]
        if rows:
            yield card(words, el("ul", *rows, class_="files"))


def _audience(file: KitFile) -> str:
    return PRODUCTS[file.product].audience if file.product in PRODUCTS else ""


def _row(ui: Ui, kit: KitId, file: KitFile) -> Markup:
    _ = ui.label
    mark = badge(_("手工改过，会保留"), "info") if file.edited else NOTHING
    about = f"{product_title(ui, file.product)}　{_size(file.size)}"
    return el("li", el("div", link(f"{kit.address}/files/{file.name}", file.name), el("small", about)), mark)


def _size(size: int) -> str:
    return f"{max(size // 1000, 1)} KB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"


def one_file(desk: Desk, _: Ui, asked: Asked) -> Response:
    """A file of a kit, as it stands on the disk: only what the manifest knows."""
    state = desk.kit(kit_of(asked))
    name = asked.path_params["name"]
    if name not in {file.name for file in state.files}:
        raise HTTPException(404)
    return download(name, (state.folder / name).read_bytes())


def all_files(desk: Desk, ui: Ui, asked: Asked) -> Response:
    """All files of a kit in one zip, but for zips in it."""
    kit = kit_of(asked)
    state = desk.kit(kit)
    files = [state.folder / file.name for file in state.files if file.product != ARCHIVE]
    if not files:
        raise HTTPException(404)
    return download(f"{_title(desk, ui, kit).replace('　', '-')}.zip", zipped(files))


def zipped(files: list[Path]) -> bytes:
    """Files in one zip; Office files and PDFs are squeezed already."""
    data = io.BytesIO()
    with ZipFile(data, "w", ZIP_STORED) as archive:
        for path in files:
            archive.writestr(ZipInfo(path.name), path.read_bytes())
    return data.getvalue()


def download(name: str, data: bytes) -> Response:
    """A file to be saved, never shown: what was made is not a page of ours."""
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return Response(data, media_type=_MIME.get(Path(name).suffix, "application/octet-stream"), headers=headers)
