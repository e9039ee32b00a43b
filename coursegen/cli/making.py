"""`coursegen build`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from coursegen.build import PRODUCTS, Forms, Look, Output, Printing, Request, build
from coursegen.build.deliver import ARCHIVE
from coursegen.build.products import Form
from coursegen.cli.report import Voice, size_of
from coursegen.cli.words import say
from coursegen.errors import fail
from coursegen.model.exam import PaperSize, Seal
from coursegen.reading.units import DEFAULT_UNIT
from coursegen.workspace import UNIT_FILE, Workspace, find_workspace, place_of, safe_name, shown, unknown_name


def run_build(
    voice: Voice,
    course: str,
    *,
    unit: str,
    units: Sequence[str],
    lesson: Sequence[str],
    plan: str,
    class_: str,
    product: Sequence[str],
    paper: str,
    forms: int,
    parallel: bool,
    profile: str,
    paper_size: PaperSize | None,
    seal: Seal | None,
    aspect: Literal["16:9", "4:3"] | None,
    dark: bool,
    output: Path | None,
    lang: str | None,
    date: str,
    strict: bool,
    keep_going: bool,
    final: bool,
    thumbnails: bool,
    pdf: bool,
    zip_: bool,
    force: bool,
) -> int:
    """Build a course, tell of every file made, or of every unit of several; return the exit code.

    Raises U392 where one unit and several are named.
    """
    workspace = find_workspace()
    if units and unit != DEFAULT_UNIT:
        raise fail("U392")
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
        forms=Forms(forms, "parallel" if parallel else None),
        printing=Printing(paper_size or "", seal or ""),
        look=Look(aspect or "", "dark" if dark else ""),
        keep_going=keep_going,
        final=final,
        profile=profile,
        thumbnails=thumbnails,
        pdf=pdf,
        zip=zip_,
        force=force,
        store=workspace.results,
    )
    voice.detail("reading", course=shown(request.course), unit=unit_id)
    voice.detail("into", folder=shown(request.output))
    if units:
        return _build_several(voice, request, units, workspace, strict=strict)
    result = build(request)
    for made in result.outputs:
        _tell(voice, made, _unit_of(made))
    code = voice.faults(result.faults, strict=strict)
    if not result.outputs:
        voice.tell("nothing_written")
    return code


def _build_several(voice: Voice, request: Request, units: Sequence[str], workspace: Workspace, *, strict: bool) -> int:
    from coursegen.build.several import build_several
    from coursegen.cli.units import tell_several, units_named

    chosen = units_named(voice, units, workspace)
    return tell_several(voice, build_several(replace(request, unit_roots=workspace.unit_roots), chosen), strict=strict)


def run_gallery(voice: Voice, unit: str, output: Path | None) -> int:
    """Draw every figure kind for a unit and tell of the file; return the exit code. Raises U311 for another suffix."""
    from coursegen.build.gallery import make_gallery
    from coursegen.build.kit import write_kit

    workspace = find_workspace()
    unit_id, roots = locate_unit(workspace, unit)
    path = output or workspace.output / safe_name(unit_id) / "gallery.pptx"
    if path.suffix.lower() != ".pptx":
        raise fail("U311", place_of(path), suffix=".pptx")
    gallery, faults = make_gallery(unit_id, roots, path.name)
    outputs, more = write_kit(path.parent, (gallery,))
    for made in outputs:
        _tell(voice, made, "slides")
    return voice.faults((*faults, *more))


def locate_unit(workspace: Workspace, unit: str) -> tuple[str, tuple[Path, ...]]:
    """Id of a unit given by id or by a path to its folder, and the folders to look for units in. Raises U220, U221."""
    known = workspace.units()
    if unit not in known and (Path(unit) / UNIT_FILE).is_file():
        folder = Path(unit).resolve()
        return folder.name, tuple(dict.fromkeys((folder.parent, *workspace.unit_roots)))
    if unit not in known:
        raise unknown_name("U220", unit, known)
    return unit, workspace.unit_roots


_Unit = Literal["slides", "pages", "files", "questions"]

_UNITS: Mapping[Form, _Unit] = {"document": "pages", "export": "questions"}
"""What is counted in a file; slides in all others."""


def _unit_of(made: Output) -> _Unit:
    """What is counted of an output."""
    return "files" if made.product == ARCHIVE else _UNITS.get(PRODUCTS[made.product].form, "slides")


def _tell(voice: Voice, made: Output, unit: _Unit) -> None:
    facts = (say(made.state, voice.language), say(unit, voice.language, count=made.count), size_of(made.size))
    voice.result(
        "\t".join((shown(made.path), *facts)),
        product=made.product, path=shown(made.path), state=made.state, bytes=made.size, **{unit: made.count},
    )  # fmt: skip
