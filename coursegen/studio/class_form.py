"""How a class is held, as a form, and how its answers are put in the class's file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import get_args

from starlette.datastructures import FormData

from coursegen.errors import Fault, FaultError, Place
from coursegen.html.markup import Markup
from coursegen.model import ClassFile
from coursegen.model.classes import CertificateKind, Contact, HalfDay, Trainer
from coursegen.reading.edit_keys import Entry, Value, put, without
from coursegen.studio.class_fields import NESTED, PLAIN, said
from coursegen.studio.desk import Desk
from coursegen.studio.history import hash_of
from coursegen.studio.sending import text
from coursegen.studio.ui import Ui, card, el, field, field_id, form, hidden, select, submit

_BETWEEN = re.compile(r"[,，、;；\s]+")
_HALF_DAY = re.compile(r"(\S+)\s+(\d{1,2}[:：]\d{2})\s*(?:-|–|—|－|~|～|至|到)\s*(\d{1,2}[:：]\d{2})")


def class_form(desk: Desk, ui: Ui, course: str, path: Path, file: ClassFile, *, own: bool) -> Markup:
    """The form of a class: how it is held, when, the exam, the notice, the certificate."""
    _ = ui.label
    plans = {"": _("单位的安排")} | {plan.id: plan.title for plan in desk.bundle(course).course.plans}
    held = (
        *_fields(file, {"title": _("名称"), "term": _("期次"), "organiser": _("主办单位"), "host": _("承办单位")}),
        *_fields(file, {"place": _("地点"), "group_size": _("一组几人")}),
        select(_("教学安排"), "plan", plans, file.plan),
    )
    parts = (
        card(_("怎么办"), el("div", *held, class_="grid"), _people(ui, file)),
        _times(ui, file),
        _exam(ui, file),
        _notice(ui, file),
        _certificate(ui, file),
    )
    if not own:
        return el("form", el("fieldset", *parts, disabled=True, class_="plain"), class_="stack")
    save = el("div", submit(_("保存")), class_="actions save")
    seen = hidden("seen", hash_of(path))
    return form(ui, f"/courses/{course}/classes/{path.stem}", seen, *parts, save, keep=True, class_="stack")


def _fields(file: ClassFile, labels: Mapping[str, str], **more: str) -> Iterator[Markup]:
    for key, words in labels.items():
        yield field(words, key, said(file, key), **more)


def _lines(label: str, key: str, rows: Iterable[str], hint: str, height: int = 3) -> Markup:
    """A labelled box in which each line is an entry."""
    area = el(
        "textarea", "\n" + "\n".join(rows), id=field_id(key), name=key, rows=height, aria_describedby=f"{key}-hint"
    )
    return el(
        "div",
        el("label", label, for_=field_id(key)),
        area,
        el("p", hint, class_="hint", id=f"{key}-hint"),
        class_="field",
    )


def _people(ui: Ui, file: ClassFile) -> Markup:
    _ = ui.label
    trainers = ("，".join(filter(None, (one.name, one.post))) for one in file.trainers)
    contacts = ("，".join(filter(None, (one.name, one.phone))) for one in file.contacts)
    return el(
        "div",
        _lines(_("讲师"), "trainers", trainers, _("一行一位：姓名，职务。")),
        _lines(_("联系人"), "contacts", contacts, _("一行一位：姓名，电话。")),
        class_="grid",
    )


def _times(ui: Ui, file: ClassFile) -> Markup:
    _ = ui.label
    halves = (f"{one.name} {one.start}-{one.end}" for one in file.half_days)
    return card(
        _("时间"),
        el(
            "div",
            field(_("日期"), "dates", "、".join(file.dates), hint=_("例如 2026-03-09、2026-03-10。")),
            _lines(_("一天的几段"), "half_days", halves, _("一行一段，例如：上午 8:30-12:00。"), 2),
            *_fields(file, {"opening": _("开班几分钟"), "closing": _("结业几分钟")}, inputmode="numeric"),
            *_fields(
                file, {"rest.after": _("连上几分钟就要休息"), "rest.minutes": _("休息几分钟")}, inputmode="numeric"
            ),
            class_="grid",
        ),
    )


def _exam(ui: Ui, file: ClassFile) -> Markup:
    _ = ui.label
    entries = (
        field(_("考试日期"), "exam.date", said(file, "exam.date"), kind="date"),
        field(_("开考时间"), "exam.start", said(file, "exam.start"), hint=_("例如 15:40。")),
        field(_("考几分钟"), "exam.minutes", said(file, "exam.minutes"), hint=_("不填照试卷。"), inputmode="numeric"),
        field(_("考场"), "exam.place", said(file, "exam.place"), hint=_("不填就是上课的地点。")),
    )
    hint = el("p", _("没有考试就把日期和时间清空。"), class_="hint")
    return card(_("考试"), el("div", *entries, class_="grid"), hint)


def _notice(ui: Ui, file: ClassFile) -> Markup:
    _ = ui.label
    formats: dict[str, str] = {
        "official": _("公文（文件格式）"),
        "letter": _("公文（信函格式）"),
        "plain": _("一般通知"),
    }
    heads = {"false": _("不印（有套红纸）"), "true": _("印")}
    labels = {
        "notice.number": _("文号"), "notice.to": _("主送"), "notice.issuer": _("发文单位"),
        "notice.copies": _("抄送"), "notice.printer": _("印发单位"),
    }  # fmt: skip
    days = {"notice.date": _("成文日期"), "notice.reply_by": _("报名截止"), "notice.printed": _("印发日期")}
    entries = (
        select(_("格式"), "notice.format", formats, file.notice.format),
        select(_("红头"), "notice.letterhead", heads, said(file, "notice.letterhead")),
        *_fields(file, labels),
        *_fields(file, days, kind="date"),
    )
    return card(_("通知"), el("details", el("summary", _("通知上写什么")), el("div", *entries, class_="grid")))


def _certificate(ui: Ui, file: ClassFile) -> Markup:
    _ = ui.label
    kinds = {kind: kind for kind in get_args(CertificateKind)}
    labels = {"certificate.number": _("证书编号的前半"), "certificate.issuer": _("发证单位")}
    entries = (
        select(_("种类"), "certificate.kind", kinds, file.certificate.kind),
        *_fields(file, labels),
        *_fields(file, {"certificate.date": _("发证日期")}, kind="date"),
    )
    rules = _lines(_("班规"), "rules", file.rules, _("一行一条。"))
    return card(
        _("证书和班规"),
        el("details", el("summary", _("证书上写什么、班规")), el("div", *entries, rules, class_="grid")),
    )


def answered(content: str, old: ClassFile, form_: FormData, name: str) -> str:
    """A class's file with the answers of its form: what is as before is left. Raises U406, C008 and C116."""
    if {"exam.date", "exam.start"} <= set(form_) and not text(form_, "exam.date") and not text(form_, "exam.start"):
        form_ = FormData([(key, value) for key, value in form_.multi_items() if not key.startswith("exam.")])
        content = without(content, ("exam",)) if old.exam else content
    for key in (*PLAIN, *NESTED):
        now = text(form_, key)
        if key in form_ and now != said(old, key):
            keys = tuple(key.split("."))
            content = put(content, keys, now) if now else without(content, keys)
    for key, (before, lines) in _lists(old, form_, name).items():
        if tuple(lines) != tuple(before):
            content = put(content, (key,), tuple(lines)) if lines else without(content, (key,))
    return content


def _lists(old: ClassFile, form_: FormData, name: str) -> Mapping[str, tuple[Value | Sequence[Entry], Sequence[Entry]]]:
    """By key what the file says, and what the form says."""
    rows = {key: [row.strip() for row in text(form_, key).splitlines() if row.strip()] for key in form_}
    dates = tuple(filter(None, _BETWEEN.split(text(form_, "dates"))))
    trainers = [_read(row, old.trainers) for row in rows.get("trainers", ())]
    contacts = [_contact(Contact(*_pair(row))) for row in rows.get("contacts", ())]
    found: dict[str, tuple[Sequence[Entry], Sequence[Entry]]] = {
        "dates": (old.dates, dates),
        "trainers": ([_trainer(one) for one in old.trainers], trainers),
        "contacts": ([_contact(one) for one in old.contacts], contacts),
        "half_days": ([_half(one) for one in old.half_days], _halves(rows.get("half_days", []), name)),
        "rules": (old.rules, tuple(rows.get("rules", ()))),
    }
    return {key: pair for key, pair in found.items() if key in form_}


def _pair(row: str) -> tuple[str, str]:
    name, _, rest = (part.strip() for part in row.replace(",", "，").partition("，"))
    return name, rest


def _read(row: str, known: tuple[Trainer, ...]) -> Mapping[str, str | tuple[str, ...]]:
    """A trainer as a line says him; the lessons of one who is known by name stay his."""
    name, post = _pair(row)
    lessons = next((one.lessons for one in known if one.name == name), ())
    return _trainer(Trainer(name, post, lessons))


def _trainer(one: Trainer) -> Mapping[str, str | tuple[str, ...]]:
    found: dict[str, str | tuple[str, ...]] = {"name": one.name, "post": one.post, "lessons": one.lessons}
    return {key: value for key, value in found.items() if value}


def _contact(one: Contact) -> Mapping[str, str | tuple[str, ...]]:
    return {key: value for key, value in {"name": one.name, "phone": one.phone}.items() if value}


def _half(one: HalfDay) -> Mapping[str, str | tuple[str, ...]]:
    return {"name": one.name, "start": one.start, "end": one.end}


def _halves(rows: Sequence[str], name: str) -> list[Entry]:
    """Parts of a day as lines say them. Raises U406 for lines that say none."""
    found = [(row, _HALF_DAY.fullmatch(row)) for row in rows]
    if bad := [Fault("U406", Place(name), {"line": row}) for row, match in found if match is None]:
        raise FaultError(bad)
    halves = (HalfDay(*(part.replace("：", ":") for part in match.groups())) for _, match in found if match)
    return [_half(one) for one in halves]
