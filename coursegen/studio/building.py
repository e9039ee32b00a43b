"""The page on which a kit is ordered, and the page on which one watches it being made."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import date

from anyio import sleep
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request as Asked
from starlette.responses import RedirectResponse, Response, StreamingResponse

from coursegen.build import PRODUCTS, Forms, Look, Output, Request
from coursegen.build.titles import TITLES
from coursegen.errors import FaultError
from coursegen.exam import FORM_LETTERS
from coursegen.html.markup import NOTHING, Markup, joined
from coursegen.model import CourseBundle, Unit
from coursegen.office.render import office_program
from coursegen.reading import class_ids
from coursegen.studio.desk import Desk, KitId
from coursegen.studio.home import course_title, unit_names
from coursegen.studio.jobs import Job
from coursegen.studio.ui import Page, Ui, badge, card, check, el, faults, field, form, hidden, link, notice, select, submit
from coursegen.wording import labels

LANGUAGES = {"": "", "zh-Hans": "简体中文", "zh-Hant": "繁體中文", "en": "English"}
_LOOK_SECONDS = 0.15
"""How often a build is looked at while somebody watches it."""


def order(desk: Desk, ui: Ui, asked: Asked) -> Page:
    """What to build: course and unit first, then what there is for both."""
    _ = ui.label
    courses = {name: course_title(desk, name) for name in desk.workspace.courses()}
    units = unit_names(desk)
    course = asked.query_params.get("course") or next(iter(courses), "")
    unit = asked.query_params.get("unit") or _first_unit(units)
    choice = el(
        "form", select(_("课程"), "course", courses, course), select(_("单位"), "unit", units, unit),
        el("button", _("换"), type="submit", class_="button quiet"),
        method="get", action="/build", class_="row", data_submit_on_change=True,
    )  # fmt: skip
    try:
        bundle, found = desk.bundle(course), desk.unit(unit)[0]
    except FaultError as error:
        return Page(_("做课程包"), joined((choice, faults(ui, error.faults, desk.address_of))), "/build")
    wanted = _wanted(desk, ui, course, bundle, found, asked.query_params.get("class", ""))
    return Page(_("做课程包"), el("div", card(_("哪门课，给哪个单位"), choice), wanted, class_="stack"), "/build")


def _first_unit(units: dict[str, str]) -> str:
    """The first unit that is not the one all others begin from, if there is one."""
    return next((unit for unit in units if unit != "default"), next(iter(units), ""))


def _wanted(desk: Desk, ui: Ui, course: str, bundle: CourseBundle, unit: Unit, class_: str) -> Markup:
    _ = ui.label
    plans = {"": _("单位的安排")} | {plan.id: plan.title for plan in bundle.course.plans}
    papers = {"": _("平常用的")} | {paper.id: paper.title for paper in bundle.blueprints.values() if paper.scope != "lesson"}
    classes = {"": _("不指定")} | {name: name for name in class_ids(desk.course(course))}
    how = el(
        "div",
        select(_("培训班"), "class", classes, class_, hint=_("选了培训班，通知、日程、签到表等会填好日期和名单。")),
        select(_("教学安排"), "plan", plans),
        select(_("语言"), "language", LANGUAGES | {"": _("课程的语言")}),
        field(_("日期"), "date", kind="date", hint=_("印在封面上；不填就留空。")),
        class_="grid",
    )
    exam = el(
        "div",
        select(_("试卷"), "paper", papers),
        select(_("卷别"), "forms", {"": _("一份"), **{str(n): "、".join(FORM_LETTERS[:n]) + _("卷") for n in range(2, 5)}}),
        check(_("平行卷：各卷题目不同，难度相当"), "parallel"),
        class_="grid",
    )  # fmt: skip
    look = el(
        "div",
        select(_("画面比例"), "aspect", {"": _("单位的"), "16:9": "16:9", "4:3": "4:3"}),
        check(_("深色幻灯片"), "dark"),
        check(_("每个文件另存一份 PDF"), "pdf", hint="" if office_program() else _("这台电脑没有 LibreOffice，做不了 PDF。")),
        check(_("另存一个压缩包"), "zip"),
        class_="grid",
    )
    return form(
        ui, "/build",
        hidden("course", course), hidden("unit", unit.id),
        card(_("做哪些文件"), _products(ui, unit)),
        card(_("怎么上课"), how),
        card(_("试卷"), exam),
        card(_("样子和格式"), look),
        el("div", submit(_("开始制作")), link(f"/preview/{course}/{unit.id}", _("先看看效果"), quiet=True), class_="actions"),
        class_="stack",
    )  # fmt: skip


def _products(ui: Ui, unit: Unit) -> Markup:
    _ = ui.label
    usual = unit.choices.products or tuple(name for name, product in PRODUCTS.items() if not product.asked)
    groups = {_("讲师用"): "facilitator", _("学员用"): "participant"}

    def boxes(audience: str, *, more: bool) -> list[Markup]:
        rows = ((name, product) for name, product in PRODUCTS.items() if product.audience == audience)
        return [
            check(product_title(ui, name), "product", name, on=name in usual)
            for name, product in rows
            if more == (product.asked and name not in usual)
        ]

    first = (el("fieldset", el("legend", words), *boxes(key, more=False)) for words, key in groups.items())
    rest = (el("fieldset", el("legend", words), *boxes(key, more=True)) for words, key in groups.items())
    others = el("details", el("summary", _("网页、打印版和办班用的表格")), el("div", *rest, class_="pair"))
    return joined((el("div", *first, class_="pair"), others))


def product_title(ui: Ui, name: str) -> str:
    """What a product is called, in the user's language; PDFs and zips by what they are."""
    if name == "zip":
        return ui.label("压缩包")
    return labels("en" if ui.language == "en" else "zh-Hans")(TITLES.get(name, name))


def start(desk: Desk, form_: FormData) -> Response:
    """Put a build in the queue. A value that no form of ours sends is 400."""
    course, unit = text(form_, "course"), text(form_, "unit")
    folder = desk.course(course)
    desk.unit_folder(unit)
    class_ = _known(text(form_, "class"), class_ids(folder))
    kit = KitId(unit, course, class_)
    count = _known(text(form_, "forms"), map(str, range(1, len(FORM_LETTERS) + 1)))
    request = Request(
        course=folder,
        unit=unit,
        unit_roots=desk.workspace.unit_roots,
        products=tuple(_known(str(name), PRODUCTS) for name in form_.getlist("product")),
        class_=class_,
        output=desk.workspace.output,
        language=_known(text(form_, "language"), LANGUAGES),
        date=_date(text(form_, "date")),
        plan=text(form_, "plan"),
        paper=text(form_, "paper"),
        forms=Forms(int(count or 0), "parallel" if text(form_, "parallel") and count else None),
        look=Look(_aspect(text(form_, "aspect")), "dark" if text(form_, "dark") else ""),
        keep_going=True,
        pdf=bool(text(form_, "pdf")),
        zip=bool(text(form_, "zip")),
    )
    return RedirectResponse(f"/jobs/{desk.jobs.add(request, kit.address).number}", 303)


def text(form_: FormData, name: str) -> str:
    """A value of a form as text; empty when it is not there or a file."""
    value = form_.get(name, "")
    return value.strip() if isinstance(value, str) else ""


def _known(value: str, known: object) -> str:
    if value and value not in list(known):  # type: ignore[call-overload]
        raise HTTPException(400)
    return value


def _aspect(value: str) -> object:
    return _known(value, ("16:9", "4:3"))


def _date(value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat() if value else ""
    except ValueError:
        raise HTTPException(400) from None


def watch(desk: Desk, ui: Ui, asked: Asked) -> Page:
    """One build: how far it is, or what came of it."""
    _ = ui.label
    job = job_of(desk, asked)
    title = _("正在制作") if not job.ended else _("做好了") if job.result.outputs else _("没有做成")
    bar = el("progress", id="bar", value=job.turn, max=max(job.total, 1), aria_label=_("进度"))
    going = el(
        "section", bar, el("p", _step(ui, job), id="step", role="status"),
        form(ui, f"/jobs/{job.number}/stop", el("button", _("停下"), type="submit", class_="button quiet")),
        class_="card", data_events=f"/jobs/{job.number}/events",
    )  # fmt: skip
    return Page(title, outcome(desk, ui, job) if job.ended else going, "/build")


def job_of(desk: Desk, asked: Asked) -> Job:
    """The build that an address names; 404 for one that is not remembered."""
    job = desk.jobs.get(int(asked.path_params["number"]))
    if job is None:
        raise HTTPException(404)
    return job


def _step(ui: Ui, job: Job) -> str:
    _ = ui.label
    if job.state == "waiting":
        return _("前面还有一套在做，请稍等。")
    if not job.total:
        return _("正在读课程……")
    return _("正在做{product}（第{n}个，共{total}个）").format(
        product=product_title(ui, job.product), n=job.turn + 1, total=job.total
    )


def outcome(desk: Desk, ui: Ui, job: Job) -> Markup:
    """What a build that has ended left: files, what was kept, and what is wrong."""
    _ = ui.label
    found = job.result.faults
    errors = [fault for fault in found if fault.severity == "error"]
    said: tuple[str, ...] = (
        notice(_("程序出了意外，这一次没有做完。请换个选项再试，或者把情况告诉维护的人。"), kind="bad") if job.state == "broken" else NOTHING,
        notice(_("已经停下，没有写任何文件。"), kind="note") if job.state == "stopped" else NOTHING,
        notice(_("有{n}处错误，有的文件没有做出来。改好以后再做一次。").format(n=len(errors)), kind="bad") if errors else NOTHING,
    )
    outputs = (
        card(_("做好的文件"), el("ul", *(_output(ui, job, output) for output in job.result.outputs), class_="files"),
             el("div", link(f"{job.address}/zip", _("全部下载"), button=True),
                link(job.address, _("打开课程包"), quiet=True), class_="actions"))
        if job.result.outputs else NOTHING
    )  # fmt: skip
    told = card(_("要留意的"), faults(ui, found, desk.address_of)) if found else NOTHING
    again = el("div", link("/build", _("再做一套"), quiet=True), class_="actions")
    return el("div", *said, outputs, told, again, class_="stack")


def _output(ui: Ui, job: Job, output: Output) -> Markup:
    _ = ui.label
    words = {"written": _("新做的"), "unchanged": _("没有变化"), "beside": _("放在旁边"), "renamed": _("改了名字")}
    kinds = {"written": "good", "unchanged": "plain", "beside": "info", "renamed": "info"}
    kept = el("p", _("您改过的“{name}”没有动，新的放在它旁边。").format(name=output.edited.name), class_="hint") if output.edited else NOTHING
    return el(
        "li",
        el("div", link(f"{job.address}/files/{output.path.name}", output.path.name),
           el("small", product_title(ui, output.product)), kept),
        badge(words[output.state], kinds[output.state]),
    )  # fmt: skip


async def events(desk: Desk, ui: Ui, asked: Asked) -> Response:
    """How far a build is, as server-sent events, until it has ended."""
    job = job_of(desk, asked)

    async def stream() -> AsyncIterator[str]:
        told = ""
        while not await asked.is_disconnected():
            now = json.dumps(
                {"turn": job.turn, "total": job.total, "text": _step(ui, job), "ended": job.ended}, ensure_ascii=False
            )
            if now != told:
                yield f"data: {now}\n\n"
                told = now
            if job.ended:
                return
            await sleep(_LOOK_SECONDS)

    return StreamingResponse(stream(), media_type="text/event-stream")


def stop(desk: Desk, _: Ui, asked: Asked) -> Response:
    """Ask a build to end before its next file."""
    job = job_of(desk, asked)
    job.stop.set()
    return RedirectResponse(f"/jobs/{job.number}", 303)


