"""Exam papers of a course: what one must contain as a form, and the paper beside it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import cast, get_args

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request as Asked
from starlette.responses import Response

from coursegen.build import Printing, Request, make
from coursegen.build.document_page import PaperView, paper_page
from coursegen.errors import FaultError
from coursegen.exam import FORM_LETTERS
from coursegen.html.markup import Markup
from coursegen.model import Blueprint
from coursegen.model.exam import ItemKind, PaperSize
from coursegen.reading import read_course
from coursegen.reading.edit import Edit, splice
from coursegen.reading.edit_keys import put, without
from coursegen.studio.bank import kinds
from coursegen.studio.code import checked, ending, live_form, sound, told
from coursegen.studio.desk import Desk
from coursegen.studio.draft import Draft, key_of
from coursegen.studio.history import hash_of
from coursegen.studio.home import unit_names
from coursegen.studio.preview import drawing
from coursegen.studio.saving import save
from coursegen.studio.sending import text
from coursegen.studio.shipped import shipped_note
from coursegen.studio.shown_in import unit_shown
from coursegen.studio.ui import Page, Ui, card, el, field, hidden, link, listed, select, table

MOST_FORMS = 4
"""Forms that can be chosen here; the command line makes more."""

_TEXTS = ("title", "minutes", "recall_at_most", "forms", "form_kind", "seal", "multiple_rule")


def paper_exam(desk: Desk, ui: Ui, asked: Asked) -> Page:
    """One paper: what it must contain, and how it comes out."""
    _ = ui.label
    course, blueprint, path = _asked(desk, asked)
    own, unit = desk.own(path), unit_shown(desk, asked)
    note = shipped_note(desk, ui, course, _("也可以先试写，右边会跟着变，只是存不下来。"))
    content = path.read_bytes()
    left = live_form(
        ui,
        f"/courses/{course}/papers/{blueprint.id}",
        hidden("seen", hash_of(path)),
        _settings(ui, blueprint),
        _sections(ui, blueprint),
        checked(_checked(desk, ui, course, blueprint.id, path, content, unit, "quiz", "", "")),
        ending(ui, own=own),
        also="#shown",
    )
    right = el("div", _screen(desk, ui, unit), class_="stack sticky")
    acts = el(
        "div",
        link(f"/courses/{course}/bank?paper={blueprint.id}", _("这张试卷的题目"), quiet=True),
        link(f"/courses/{course}/files/blueprints/{path.stem}", _("文本（YAML）"), quiet=True),
        link(f"/courses/{course}/bank", _("回到题库"), quiet=True),
        class_="actions",
    )
    body = el("div", note, acts, el("div", left, right, class_="halves writing"), class_="stack")
    return Page(blueprint.title, body, "/courses", wide=True)


def _asked(desk: Desk, asked: Asked) -> tuple[str, Blueprint, Path]:
    """Course, blueprint and its file; 404 for a paper that is not there."""
    course, name = asked.path_params["course"], asked.path_params["paper"]
    blueprint = desk.bundle(course).blueprints.get(name)
    files = [path for path in (desk.course(course) / "blueprints").glob("*.y*ml") if path.stem == name]
    if blueprint is None or not files or blueprint.scope != "course":
        raise HTTPException(404)
    return course, blueprint, files[0]


def _settings(ui: Ui, blueprint: Blueprint) -> Markup:
    _ = ui.label
    counts = {"1": _("一份")} | {str(n): listed(ui, FORM_LETTERS[:n]) + _("卷") for n in range(2, MOST_FORMS + 1)}
    counts.setdefault(str(blueprint.forms), str(blueprint.forms))
    ways = {"shuffled": _("乱序卷：题目相同，次序不同"), "parallel": _("平行卷：题目不同，难度相当")}
    seals = {"": _("照单位"), "textbox": _("文本框"), "table": _("表格"), "none": _("不要")}
    return card(
        _("试卷"),
        el(
            "div",
            field(_("名称"), "title", blueprint.title, required=True),
            field(_("考几分钟"), "minutes", str(blueprint.minutes), inputmode="numeric"),
            select(_("卷别"), "forms", counts, str(blueprint.forms)),
            select(_("几份怎么不同"), "form_kind", ways, blueprint.form_kind),
            field(_("记忆题最多占百分之几"), "recall_at_most", str(blueprint.recall_at_most), inputmode="numeric"),
            select(_("密封线"), "seal", seals, blueprint.seal),
            class_="grid",
        ),
        field(_("多选题怎么给分"), "multiple_rule", blueprint.multiple_rule),
    )


def _sections(ui: Ui, blueprint: Blueprint) -> Markup:
    """How many items of each kind, and what each is worth; none leaves the kind out."""
    _ = ui.label
    now = {part.kind: part for part in blueprint.sections}
    names = kinds(ui)

    def entry(kind: ItemKind, what: str, value: str, words: str) -> Markup:
        label = f"{names[kind]}{words}"
        return el("input", name=f"{what}.{kind}", value=value, inputmode="decimal", aria_label=label, class_="short")

    rows = (
        (
            names[kind],
            entry(kind, "count", str(now[kind].count) if kind in now else "", _("几题")),
            entry(kind, "points", f"{now[kind].points:g}" if kind in now else "", _("每题几分")),
        )
        for kind in get_args(ItemKind)
    )
    return card(_("题型和分值"), table((_("题型"), _("几题"), _("每题几分")), rows, _("题型和分值"), "entries"))


def _screen(desk: Desk, ui: Ui, unit: str) -> Markup:
    _ = ui.label
    views = {"quiz": _("试卷"), "answers": _("答案"), "blueprint": _("细目表")}
    radios = (
        el("label", el("input", type="radio", name="view", value=key, checked=key == "quiz", form="writing"), words)
        for key, words in views.items()
    )

    def pick(name: str, label: str, options: Mapping[str, str], chosen: str = "") -> Markup:
        rows = (el("option", words, value=key, selected=key == chosen) for key, words in options.items())
        return el("select", *rows, name=name, form="writing", aria_label=label)

    letters = {letter: _("{letter}卷").format(letter=letter) for letter in FORM_LETTERS[:MOST_FORMS]}
    sizes = {"": _("平常的（A4）"), "A4": "A4", "A3": _("A3 对开"), "B4": _("B4 对开")}
    frame = el("iframe", title=_("试卷的样子"), sandbox="", class_="screen draft tall")
    drawn = el("div", el("p", _("停下来以后，请 LibreOffice 画出成品的页面。"), class_="muted"), id="drawn")
    return el(
        "div",
        el(
            "div",
            el("fieldset", el("legend", _("看成什么"), class_="sr"), *radios, class_="tabs"),
            pick("letter", _("看哪一份"), letters),
            pick("size", _("纸张"), sizes),
            pick("unit", _("放在哪个单位里看"), unit_names(desk, ui), unit),
            id="shown",
            class_="row",
        ),
        el("div", frame, id="screen"),
        card(_("成品的样子"), drawn),
        class_="stack",
    )


def check_paper(desk: Desk, ui: Ui, asked: Asked, form_: FormData) -> Markup:
    """What is wrong with a paper as the form has it; one that can be made is shown at once."""
    course, blueprint, path = _asked(desk, asked)
    try:
        content = _answered(path.read_bytes().decode("utf-8-sig"), blueprint, form_).encode()
    except FaultError as error:
        return told(desk, ui, error.faults, path)
    shown = (text(form_, "view"), text(form_, "letter"), text(form_, "size"))
    return _checked(
        desk, ui, course, blueprint.id, path, content, text(form_, "unit") or unit_shown(desk, asked), *shown
    )


def _checked(
    desk: Desk, ui: Ui, course: str, name: str, path: Path, content: bytes, unit: str, view: str, letter: str, size: str
) -> Markup:
    desk.unit_folder(unit)
    whole = f"{view or 'quiz'}.{letter}.{size}"
    draft = desk.drafts.get(key_of(course, name, content, unit, whole))
    try:
        if draft is None:
            request, product = _request(desk, course, name, path, content, unit, whole)
            draft = Draft(course, name, path, content, unit, whole, paper_page(request, product, letter))
    except FaultError as error:
        return told(desk, ui, error.faults, path, ui.label("下面的改好以前，预览还是上一次能用的样子。"))
    desk.drafts.keep(draft)
    return sound(ui, data_preview=f"/drafts/{draft.key}", data_drawn=f"/drafts/{draft.key}/paper")


def _request(
    desk: Desk, course: str, name: str, path: Path, content: bytes, unit: str, view: str
) -> tuple[Request, PaperView]:
    product, _letter, size = view.split(".")
    if product not in get_args(PaperView) or size not in ("", "A4", "A3", "B4"):
        raise HTTPException(400)
    request = Request(
        desk.course(course), unit, desk.workspace.unit_roots, products=(product,), paper=name,
        store=desk.workspace.results,
        printing=Printing(cast("PaperSize", size)), drafts={desk.course(course) / "blueprints" / path.name: content},
    )  # fmt: skip
    return request, cast("PaperView", product)


def paper_drawn(desk: Desk, ui: Ui, asked: Asked) -> Markup:
    """Pictures of a paper from the file it would become."""
    draft = desk.drafts.get(asked.path_params["key"])
    if draft is None:
        raise HTTPException(404)
    request, _product = _request(desk, draft.course, draft.name, draft.path, draft.content, draft.unit, draft.view)
    kit = make(request)
    if not kit.files:
        return told(desk, ui, kit.faults, draft.path)
    number = FORM_LETTERS.find(draft.view.split(".")[1] or "A")
    file = kit.files[min(number, len(kit.files) - 1)]
    return drawing(desk, ui, f"paper/{draft.course}/{draft.name}", "paper.docx", file.data, asked.url.path)


def save_paper(desk: Desk, ui: Ui, asked: Asked, form_: FormData) -> Page | Response:
    """Put the answers of the form into the blueprint's file, if the course can be read with it."""
    course, blueprint, path = _asked(desk, asked)
    new = _answered(path.read_bytes().decode("utf-8-sig"), blueprint, form_).encode()
    read_course(desk.course(course), drafts={desk.course(course) / "blueprints" / path.name: new})
    at = f"/courses/{course}/papers/{blueprint.id}"
    return save(
        desk, ui, path, new, text(form_, "seen"), back=at, action=f"/courses/{course}/files/blueprints/{path.stem}"
    )


def _answered(content: str, old: Blueprint, form_: FormData) -> str:
    """A blueprint's file with the answers of its form. Raises C008 and C116."""
    for key in _TEXTS:
        now = text(form_, key)
        if key in form_ and now != str(getattr(old, key)):
            content = put(content, (key,), now) if now else without(content, (key,))
    wanted = {
        kind: (text(form_, f"count.{kind}"), text(form_, f"points.{kind}"))
        for kind in get_args(ItemKind)
        if text(form_, f"count.{kind}") not in ("", "0")
    }
    if not any(key.startswith("count.") for key in form_):
        return content
    if set(wanted) == {part.kind for part in old.sections} and len(wanted) == len(old.sections):
        return splice(content, list(_edits(old, wanted)))
    parts = tuple({"kind": kind, "count": count, "points": points} for kind, (count, points) in wanted.items())
    return put(content, ("sections",), parts)


def _edits(old: Blueprint, wanted: Mapping[str, tuple[str, str]]) -> list[Edit]:
    found = []
    for number, part in enumerate(old.sections):
        count, points = wanted[part.kind]
        if count != str(part.count):
            found.append(Edit(("sections", number, "count"), count))
        if points != f"{part.points:g}":
            found.append(Edit(("sections", number, "points"), points))
    return found
