"""`coursegen build`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from coursegen.build import PRODUCTS, Output, Request, build
from coursegen.cli.report import Voice, size_of
from coursegen.cli.words import say
from coursegen.workspace import UNIT_FILE, Workspace, find_workspace, shown, unknown_name


def run_build(
    voice: Voice,
    course: str,
    *,
    unit: str,
    lesson: Sequence[str],
    plan: str,
    class_: str,
    product: Sequence[str],
    paper: str,
    output: Path | None,
    lang: str | None,
    date: str,
    strict: bool,
    keep_going: bool,
) -> int:
    """Build a course, tell of every file made; return the exit code."""
    workspace = find_workspace()
    unit_id, roots = locate_unit(workspace, unit)
    request = Request(
        course=workspace.course_folder(course),
        unit=unit_id,
        unit_roots=roots,
        lessons=tuple(lesson),
        products=tuple(product),
        class_=class_,
        output=output or workspace.output,
        language=lang or "",
        date=date,
        plan=plan,
        paper=paper,
        keep_going=keep_going,
    )
    voice.detail("reading", course=shown(request.course), unit=unit_id)
    voice.detail("into", folder=shown(request.output))
    result = build(request)
    for made in result.outputs:
        _tell(voice, made)
    code = voice.faults(result.faults, strict=strict)
    if not result.outputs:
        voice.tell("nothing_written")
    return code


def locate_unit(workspace: Workspace, unit: str) -> tuple[str, tuple[Path, ...]]:
    """Id of a unit given by id or by a path to its folder, and the folders to look for units in. Raises U220, U221."""
    known = workspace.units()
    if unit not in known and (Path(unit) / UNIT_FILE).is_file():
        folder = Path(unit).resolve()
        return folder.name, tuple(dict.fromkeys((folder.parent, *workspace.unit_roots)))
    if unit not in known:
        raise unknown_name("U220", unit, known)
    return unit, workspace.unit_roots


def _tell(voice: Voice, made: Output) -> None:
    product = PRODUCTS[made.product]
    unit: Literal["slides", "pages"] = "slides" if product.form == "deck" else "pages"
    facts = (say(made.state, voice.language), say(unit, voice.language, count=made.count), size_of(made.size))
    voice.result(
        "\t".join((shown(made.path), *facts)),
        product=made.product, path=shown(made.path), state=made.state, bytes=made.size, **{unit: made.count},
    )  # fmt: skip
