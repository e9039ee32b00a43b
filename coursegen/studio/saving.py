"""A form's answer → a checked file on the disk; what somebody else wrote meanwhile is shown, never overwritten."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec.structs import replace
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse

from coursegen.errors import Fault, FaultError
from coursegen.html.markup import Markup
from coursegen.reading import read_unit
from coursegen.studio.desk import Desk
from coursegen.studio.history import ConflictError
from coursegen.studio.ui import Page, Ui, el, form, hidden, link, notice, submit
from coursegen.workspace import shown

_HEAVY = (".pptx", ".potx", ".pptm", ".potm", ".docx", ".dotx", ".docm", ".dotm")


def save(desk: Desk, ui: Ui, path: Path, new: bytes, seen: str, *, back: str, action: str) -> Page | RedirectResponse:
    """Write a file that the form saw with the hash `seen`, then back to its page; else both texts side by side.

    `action` takes `text` and `seen` and saves the whole text. A file that is not the user's own is 403.
    """
    if not desk.own(path):
        raise HTTPException(403, "shipped")
    try:
        desk.history.save({path: new}, {path: seen})
    except ConflictError as conflict:
        return _both(ui, path, new, conflict.now, back=back, action=action)
    return RedirectResponse(back, 303)


def _both(ui: Ui, path: Path, mine: bytes, theirs: bytes, *, back: str, action: str) -> Page:
    """Two versions of a file: what is on the disk now, and what this form wanted to write."""
    from coursegen.workspace import sha256

    _ = ui.label
    told = _("您打开这一页以后，“{name}”被改过了：可能是另一个窗口，也可能是别的程序。两边都没有丢，请看一看再决定。")
    content = el(
        "div",
        notice(told.format(name=shown(path)), kind="warn"),
        el(
            "div",
            _version(_("磁盘上现在的"), "theirs", theirs, editable=False),
            form(
                ui,
                action,
                hidden("seen", sha256(theirs)),
                hidden("whole", "yes"),
                _version(_("您这一页的（可以接着改）"), "text", mine, editable=True),
                el("div", submit(_("用我的替换")), link(back, _("用磁盘上的，放弃我的"), quiet=True), class_="actions"),
                class_="stack",
            ),
            class_="halves both",
        ),
        class_="stack",
    )
    return Page(_("两边都改了"), content, wide=True, status=409)


def changed_meanwhile(ui: Ui, back: str, at: str) -> Page:
    """What is said when a file was changed by somebody else and two versions cannot be shown side by side."""
    _ = ui.label
    told = notice(
        _("您打开这一页以后，文件被别人改过了，所以没有保存。请看一看现在的样子再改。"),
        link(back, _("重新打开")),
        kind="warn",
    )
    return Page(_("两边都改了"), told, at, status=409)


def _version(words: str, name: str, data: bytes, *, editable: bool) -> Markup:
    box = el(
        "textarea",
        "\n" + data.decode("utf-8", "replace"),
        id=f"v-{name}",
        name=name if editable else None,
        readonly=not editable,
        spellcheck="false",
    )
    return el("div", el("label", words, for_=f"v-{name}"), box, class_="field")


def check_unit(desk: Desk, unit: str, files: Mapping[str, bytes]) -> None:
    """Raise the faults that a unit would have with these files (name → bytes) in its folder."""
    folder = desk.unit_folder(unit)
    with copied(folder, files) as copy, placed(copy, folder):
        read_unit(unit, (copy.parent, *desk.workspace.unit_roots))


@contextmanager
def copied(folder: Path, files: Mapping[str, bytes]) -> Iterator[Path]:
    """A passing copy of a folder, but for Office files, with some files written anew."""
    with TemporaryDirectory(prefix="coursegen-", ignore_cleanup_errors=True) as temporary:
        copy = Path(temporary).resolve() / folder.name
        if folder.is_dir():
            shutil.copytree(folder, copy, ignore=shutil.ignore_patterns(*(f"*{suffix}" for suffix in _HEAVY)))
        copy.mkdir(exist_ok=True)
        for name, data in files.items():
            (copy / name).write_bytes(data)
        yield copy


@contextmanager
def placed(copy: Path, folder: Path) -> Iterator[None]:
    """Let faults in a copy be told as faults of what it is a copy of."""
    try:
        yield
    except FaultError as error:
        raise FaultError(_moved(fault, copy, folder) for fault in error.faults) from error


def _moved(fault: Fault, copy: Path, folder: Path) -> Fault:
    path = Path(fault.place.file) if fault.place.file else None
    if path is None or not path.is_relative_to(copy):
        return fault
    return replace(fault, place=replace(fault.place, file=shown(folder / path.relative_to(copy))))
