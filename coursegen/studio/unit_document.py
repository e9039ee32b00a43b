"""A unit's Word base: where it comes from, which of its styles are used, and a sample handout on it."""

from __future__ import annotations

from pathlib import Path

from starlette.requests import Request as Asked

from coursegen.build.bases import Base
from coursegen.build.products import BASES
from coursegen.build.proof import prove_document
from coursegen.build.search import find_base, search_path
from coursegen.build.tags import sample_texts
from coursegen.html.markup import NOTHING, Markup
from coursegen.office.document.compile import compile_document
from coursegen.studio.desk import Desk
from coursegen.studio.home import unit_names
from coursegen.studio.preview import drawing
from coursegen.studio.ui import Ui, card, el, facts, faults, listed, notice

_MM = 25.4 / 72


def document_card(desk: Desk, ui: Ui, unit: str) -> Markup:
    """How the Word base of a unit is understood, and the place for pictures of a sample on it."""
    _ = ui.label
    base = _base(desk, unit)
    compiled = compile_document(base.data, base.name)
    own = any((desk.unit_folder(unit) / name).is_file() for name in BASES["document"])
    area = compiled.spec.forms["handout"]
    rows = (
        (_("底版"), base.name if own else _("来自{unit}").format(unit=_owner(desk, ui, base))),
        (_("版心"), f"{area.width * _MM:.0f} × {area.height * _MM:.0f} mm"),
        (_("用它的样式"), _("{n}个").format(n=len(compiled.own)) if compiled.own else _("没有，都由程序补上")),
    )
    names = (
        el("details", el("summary", _("看是哪些样式")), el("p", listed(ui, compiled.own))) if compiled.own else NOTHING
    )
    told = NOTHING if own else notice(_("这个底版是从上级单位来的。上传自己的 Word 文件就换成自己的。"))
    sample = el(
        "div",
        el("p", _("正在请 LibreOffice 画……"), class_="muted", role="status"),
        hx_get=f"/units/{unit}/pages",
        hx_trigger="load",
    )
    return card(
        _("Word 文件用哪些样式"), told, facts(rows), names, faults(ui, compiled.faults, desk.address_of), sample
    )


def _owner(desk: Desk, ui: Ui, base: Base) -> str:
    folder = Path(base.name).parent.name
    return unit_names(desk, ui).get(folder, folder)


def pages(desk: Desk, ui: Ui, asked: Asked) -> Markup:
    """A sample handout on the unit's Word base, as LibreOffice draws it."""
    unit = asked.path_params["unit"]
    base = _base(desk, unit)
    data = prove_document(compile_document(base.data, base.name), sample_texts(desk.unit(unit)[0].terms))
    return drawing(desk, ui, f"pages/{unit}", "sample.docx", data, asked.url.path)


def _base(desk: Desk, unit: str) -> Base:
    return find_base(search_path(desk.unit(unit)[0], desk.workspace.unit_roots), *BASES["document"])
