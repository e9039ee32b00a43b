"""What comes with the program is looked at: a course is copied to be changed, a unit is what another begins from."""

from __future__ import annotations

from contextlib import suppress

from starlette.datastructures import FormData
from starlette.requests import Request as Asked
from starlette.responses import RedirectResponse, Response

from coursegen.html.markup import NOTHING, Markup
from coursegen.studio.desk import Desk
from coursegen.studio.history import ABSENT, ConflictError
from coursegen.studio.sending import own_path
from coursegen.studio.ui import Ui, el, form, link, notice, submit
from coursegen.workspace import COURSE_FILE, write_atomic


def shipped_note(desk: Desk, ui: Ui, course: str, more: str = "") -> Markup:
    """That a course comes with the program, and the button that makes it the user's own; nothing for one that is."""
    _ = ui.label
    if desk.own(desk.course(course)):
        return NOTHING
    words = _("这门课是程序自带的，不能直接改。复制一份到您的工作文件夹，就能改内容、办培训班，以后用的是您这一份。")
    copy = form(ui, f"/courses/{course}/own", submit(_("复制一份来改")), class_="actions")
    return notice(f"{words}{more}", copy)


def shipped_unit(ui: Ui, unit: str) -> Markup:
    """That a unit comes with the program, and the way to one of one's own."""
    _ = ui.label
    begin = el("div", link(f"/units?from={unit}#new", _("以它为起点，新建单位"), button=True), class_="actions")
    return notice(_("这是程序自带的示例，不能改。可以新建一个单位，以它为起点。"), begin)


def take(desk: Desk, _ui: Ui, asked: Asked, _form: FormData) -> Response:
    """Copy a course into the workspace and go back to the page it was asked on.

    The file that makes a folder a course comes last, and is the one that is remembered: a copy that is cut short is no
    course yet, and taking that save back brings the shipped course back. What stands there already is left.
    """
    name = asked.path_params["course"]
    shipped = desk.course(name)
    if not desk.own(shipped):
        folder = desk.workspace.root / "content" / name
        for path in sorted(shipped.rglob("*")):
            copy = folder / path.relative_to(shipped)
            if path.is_file() and path != shipped / COURSE_FILE and not copy.exists():
                copy.parent.mkdir(parents=True, exist_ok=True)
                write_atomic(copy, path.read_bytes())
        own, data = folder / COURSE_FILE, (shipped / COURSE_FILE).read_bytes()
        with suppress(ConflictError):  # another tab was as quick
            desk.history.save({own: data}, {own: ABSENT})
    return RedirectResponse(own_path(asked), 303)
