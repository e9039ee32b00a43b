"""`coursegen build`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec.structs import replace

from coursegen.build import PRODUCTS, Forms, Kit, Look, Output, Printing, Request, make, put
from coursegen.build.deliver import ARCHIVE
from coursegen.build.kit import State
from coursegen.build.line import compressor_of
from coursegen.build.manifest import MANIFEST
from coursegen.build.products import Form
from coursegen.build.shelf import shelve
from coursegen.cli.locating import locate_unit
from coursegen.cli.memory import reads, remember
from coursegen.cli.report import Voice, size_of
from coursegen.cli.spread import Spread, is_url
from coursegen.cli.words import say
from coursegen.errors import Fault, fail, gather
from coursegen.limits import USUAL, Limits, ended_late, limit_memory, processors
from coursegen.model.exam import PaperSize, Seal
from coursegen.reading.unit_chain import DEFAULT_UNIT
from coursegen.standing import Standing
from coursegen.workspace import Workspace, find_workspace, place_of, safe_name, shown

if TYPE_CHECKING:
    from typing import NotRequired, TypedDict, Unpack

    class Wanted(TypedDict):
        """What of a kit is asked for, by the names of the options."""

        lesson: Sequence[str]
        plan: str
        class_: str
        product: Sequence[str]
        paper: str
        forms: int
        parallel: bool
        profile: str
        paper_size: PaperSize | None
        seal: Seal | None
        aspect: Literal["16:9", "4:3"] | None
        dark: bool
        lang: str | None
        date: str
        keep_going: bool
        pdf: bool
        zip_: bool
        final: NotRequired[bool]
        thumbnails: NotRequired[bool]
        force: NotRequired[bool]


_MOST = 4
"""Processes that make one kit, where nobody says how many: with more it takes as long, for the longest files do."""


def run_build(
    voice: Voice,
    course: str,
    *,
    unit: str,
    units: Sequence[str],
    output: str | None,
    strict: bool,
    watch: bool = False,
    jobs: int = 0,
    offices: int = 0,
    unit_memory: int = 0,
    unit_seconds: int = 0,
    engine: str | None = None,
    scheduler: str = "",
    workspace_url: str = "",
    **wanted: Unpack[Wanted],
) -> int:
    """Build a course, tell of every file made, or of every unit of several; return the exit code.

    Raises U392 where one unit and several are named, U394 for several that are to be watched, U395 and U399 for a
    cluster without its scheduler and a URL without a cluster.
    """
    limits = Limits(unit_memory or USUAL.megabytes, unit_seconds or USUAL.seconds)
    processes = jobs or int(bool(unit_memory or unit_seconds))  # limits are those of a process of its own
    how = Spread(processes, offices or 1, limits, engine or "local", scheduler, workspace_url, output or "")
    how.check(several=bool(units))
    workspace = how.workspace()
    if units and unit != DEFAULT_UNIT:
        raise fail("U392")
    if units and watch:
        raise fail("U394")
    request = _request(workspace, course, unit, output, wanted)
    voice.detail("reading", course=shown(request.course), unit=request.unit)
    voice.detail("into", folder=shown(request.output))
    if units:
        return _build_several(voice, request, units, workspace, how, strict=strict)
    if unit_memory:
        limit_memory(unit_memory)
    if watch:
        return _build_again(voice, request, limits.seconds, strict=strict)
    beside = jobs or (1 if unit_memory else min(processors(), _MOST))  # its memory is that of this process alone
    return _build_one(voice, request, limits.seconds, strict=strict, processes=beside)


def _request(workspace: Workspace, course: str, unit: str, output: str | None, wanted: Wanted) -> Request:
    """What the options ask for. Raises what finding unit and course raises."""
    unit_id, roots = locate_unit(workspace, unit)
    return Request(
        course=workspace.course_folder(course),
        unit=unit_id,
        unit_roots=roots,
        lessons=tuple(wanted["lesson"]),
        products=tuple(wanted["product"]),
        class_=wanted["class_"],
        output=Path(output) if output and not is_url(output) else find_workspace().output,
        language=wanted["lang"] or "",
        date=wanted["date"],
        plan=wanted["plan"],
        paper=wanted["paper"],
        forms=Forms(wanted["forms"], "parallel" if wanted["parallel"] else None),
        printing=Printing(wanted["paper_size"] or "", wanted["seal"] or ""),
        look=Look(wanted["aspect"] or "", "dark" if wanted["dark"] else ""),
        keep_going=wanted["keep_going"],
        final=wanted.get("final", False),
        profile=wanted["profile"],
        thumbnails=wanted.get("thumbnails", False),
        pdf=wanted["pdf"],
        zip=wanted["zip_"],
        force=wanted.get("force", False),
        store=workspace.results,
    )


def _build_again(voice: Voice, request: Request, seconds: int, *, strict: bool) -> int:
    from coursegen.build.inputs import inputs_of
    from coursegen.cli.watching import build_again

    return build_again(
        voice, lambda: _build_one(voice, request, seconds, strict=strict, watched=True), lambda: inputs_of(request)
    )


def _build_one(
    voice: Voice, request: Request, seconds: int, *, strict: bool, watched: bool = False, processes: int = 1
) -> int:
    read = None if watched else _reads(request)
    with ended_late(seconds, lambda: voice.faults([Fault("O174", facts={"unit": request.unit, "seconds": seconds})])):
        kit = make(request, processes=processes)
        result = put(kit, request)
    code = tell(voice, result.outputs, result.faults, strict=strict)
    if read and result.outputs and not result.faults:
        _remember(voice, request, read, kit, result.outputs, strict=strict)
    return code


def tell(voice: Voice, outputs: Sequence[Output], faults: Sequence[Fault], *, strict: bool) -> int:
    """Tell of what a build left and of what is wrong; return the exit code."""
    for made in outputs:
        _tell(voice, made, _unit_of(made))
    code = voice.faults(faults, strict=strict)
    if not outputs:
        voice.tell("nothing_written")
    return code


def _reads(request: Request) -> Standing | None:
    """How all that a build is going to read stands; None where that cannot be known."""
    from coursegen.build.inputs import inputs_of

    inputs = gather(lambda: inputs_of(request), [])
    return reads(*inputs) if inputs else None


def _remember(
    voice: Voice, request: Request, read: Standing, kit: Kit, outputs: Sequence[Output], *, strict: bool
) -> None:
    """Keep what a sound build read and made: the same command is then told or put back while nothing changes."""
    if any(made.state not in ("written", "unchanged") for made in outputs):
        return
    states: tuple[State, ...] = ("written", "unchanged")
    lines = {
        made.path.name: {state: voice.line(*_line(replace(made, state=state), voice)) for state in states}
        for made in outputs
    }
    remarks = [] if voice.quiet or voice.as_json else [say("nothing_changed", voice.language)]
    kept = {"read": read, "lines": lines, "remarks": remarks, "kit": _shelved(voice, request, kit, strict=strict)}
    written = [made.path for made in outputs]
    remember(voice.arguments, kept, (*written, written[0].with_name(MANIFEST)))


def _shelved(voice: Voice, request: Request, kit: Kit, *, strict: bool) -> Mapping[str, object] | None:
    """A kit as it can be put back; none of one that LibreOffice had a hand in, or with details told on its way."""
    if request.pdf or request.thumbnails or voice.verbose:
        return None
    with suppress(OSError):
        files = shelve(kit.files)
        how = {"compressor": compressor_of(request), "force": request.force, "strict": strict}
        archive = kit.archive if request.zip else ("", "")
        return {"folder": str(kit.folder), "files": files, "archive": archive, **how} if files else None
    return None


def _build_several(
    voice: Voice, request: Request, units: Sequence[str], workspace: Workspace, how: Spread, *, strict: bool
) -> int:
    from coursegen.cli.batch import build_batch
    from coursegen.cli.units import units_named

    chosen = units_named(voice, units, workspace)
    return build_batch(voice, replace(request, unit_roots=workspace.unit_roots), chosen, how, strict=strict)


def run_gallery(voice: Voice, unit: str, output: Path | None) -> int:
    """Draw every figure kind for a unit and tell of the file; return the exit code. Raises U311 for another suffix."""
    from coursegen.build.deliver import deliver
    from coursegen.build.gallery import make_gallery

    workspace = find_workspace()
    unit_id, roots = locate_unit(workspace, unit)
    path = output or workspace.output / safe_name(unit_id) / "gallery.pptx"
    if path.suffix.lower() != ".pptx":
        raise fail("U311", place_of(path), suffix=".pptx")
    gallery, faults = make_gallery(unit_id, roots, path.name)
    outputs, more = deliver(path.parent, (gallery,))
    for made in outputs:
        _tell(voice, made, "slides")
    return voice.faults((*faults, *more))


_Unit = Literal["slides", "pages", "files", "questions"]

_UNITS: Mapping[Form, _Unit] = {"document": "pages", "export": "questions", "workbook": "questions"}
"""What is counted in a file; slides in all others."""


def _unit_of(made: Output) -> _Unit:
    """What is counted of an output."""
    return "files" if made.product == ARCHIVE else _UNITS.get(PRODUCTS[made.product].form, "slides")


def _tell(voice: Voice, made: Output, unit: _Unit) -> None:
    text, record = _line(made, voice, unit)
    voice.result(text, **record)


def _line(made: Output, voice: Voice, unit: _Unit | None = None) -> tuple[str, Mapping[str, object]]:
    """An output as a line and as a record."""
    counted = unit or _unit_of(made)
    facts = (say(made.state, voice.language), say(counted, voice.language, count=made.count), size_of(made.size))
    record = {"product": made.product, "path": shown(made.path), "state": made.state, "bytes": made.size}
    return "\t".join((shown(made.path), *facts)), {**record, counted: made.count}
