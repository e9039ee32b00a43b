"""The page on which one watches a kit being made, and sees what came of it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

from anyio import sleep
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request as Asked
from starlette.responses import RedirectResponse, Response, StreamingResponse

from coursegen.build import Output
from coursegen.html.markup import NOTHING, Markup
from coursegen.studio.building import product_title
from coursegen.studio.desk import Desk
from coursegen.studio.jobs import Job
from coursegen.studio.ui import (
    Page,
    Ui,
    badge,
    card,
    el,
    faults,
    form,
    link,
    notice,
)

_LOOK_SECONDS = 0.15
"""How often a build is looked at while somebody watches it."""


def watch(desk: Desk, ui: Ui, asked: Asked) -> Page:
    """One build: how far it is, or what came of it."""
    _ = ui.label
    job = job_of(desk, asked)
    title = _("正在制作") if not job.ended else _("做好了") if job.outputs else _("没有做成")
    bar = el("progress", id="bar", value=job.turn, max=max(job.total, 1), aria_label=_("进度"))
    going = el(
        "section",
        bar,
        el("p", _step(ui, job), id="step", role="status"),
        form(ui, f"/jobs/{job.number}/stop", el("button", _("停下"), type="submit", class_="button quiet")),
        class_="card",
        data_events=f"/jobs/{job.number}/events",
    )
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
    found = job.faults
    errors = [fault for fault in found if fault.severity == "error"]
    said: tuple[str, ...] = (
        notice(_("程序出了意外，这一次没有做完。请换个选项再试，或者把情况告诉维护的人。"), kind="bad")
        if job.state == "broken"
        else NOTHING,
        notice(_("已经停下，没有写任何文件。"), kind="note") if job.state == "stopped" else NOTHING,
        notice(_("有{n}处错误，有的文件没有做出来。改好以后再做一次。").format(n=len(errors)), kind="bad")
        if errors
        else NOTHING,
    )
    outputs = (
        card(
            _("做好的文件"),
            el("ul", *(_output(ui, job, output) for output in job.outputs), class_="files"),
            el(
                "div",
                link(f"{job.address}/zip", _("全部下载"), button=True),
                link(job.address, _("打开课程包"), quiet=True),
                class_="actions",
            ),
        )
        if job.outputs
        else NOTHING
    )
    told = card(_("要留意的"), faults(ui, found, desk.address_of)) if found else NOTHING
    again = el("div", link("/build", _("再做一套"), quiet=True), class_="actions")
    return el("div", *said, outputs, told, again, class_="stack")


def _output(ui: Ui, job: Job, output: Output) -> Markup:
    _ = ui.label
    words = {"written": _("新做的"), "unchanged": _("没有变化"), "beside": _("放在旁边"), "renamed": _("改了名字")}
    kinds = {"written": "good", "unchanged": "plain", "beside": "info", "renamed": "info"}
    kept = (
        el("p", _("您改过的“{name}”没有动，新的放在它旁边。").format(name=output.edited.name), class_="hint")
        if output.edited
        else NOTHING
    )
    return el(
        "li",
        el(
            "div",
            link(f"{job.address}/files/{output.path.name}", output.path.name),
            el("small", product_title(ui, output.product)),
            kept,
        ),
        badge(words[output.state], kinds[output.state]),
    )


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


def stop(desk: Desk, _ui: Ui, asked: Asked, _form: FormData) -> Response:
    """Ask a build to end before its next file."""
    job = job_of(desk, asked)
    job.stop.set()
    return RedirectResponse(f"/jobs/{job.number}", 303)
