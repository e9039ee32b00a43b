"""`coursegen diff`: what a person changed in a finished file, and what that would mean for the course."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import click

from coursegen.build.handwork.aligning import flat, has_ids, known_again
from coursegen.build.handwork.applying import with_lifted, with_proposals
from coursegen.build.handwork.changes import Changes, find_changes
from coursegen.build.handwork.lifting import Lifted, lift
from coursegen.build.handwork.origin import Origin, find_origin
from coursegen.build.handwork.proposals import Proposal, propose
from coursegen.cli.report import Voice
from coursegen.cli.saving import save
from coursegen.cli.words import say
from coursegen.errors import Fault, fail, reason_of
from coursegen.office.said import read_said
from coursegen.workspace import Workspace, find_workspace, place_of, shown

Taking = Literal["show", "ask", "apply"]


def run_diff(voice: Voice, edited: Path, made_as: Path | None, taking: Taking) -> int:
    """Tell every change and what it would be in the YAML; write what is accepted; return the exit code.

    Raises U266 for a file that cannot be read, U415 for one without any id of ours, and what finding its origin and
    writing raise.
    """
    workspace = find_workspace()
    try:
        data = edited.read_bytes()
    except OSError as error:
        raise fail("U266", place_of(edited), reason=reason_of(error)) from error
    origin = find_origin(edited, made_as or edited, workspace)
    slides = edited.suffix.lower() == ".pptx"
    made, now = read_said(origin.made, edited.name), read_said(data, shown(edited))
    if slides and not has_ids(made, now):
        made, now = flat(made), known_again(flat(made), flat(now))
    if not has_ids(made, now):
        raise fail("U415", place_of(edited))
    changes = find_changes(made, now, slides=slides)
    proposals, faults = propose(changes.texts, origin.texts(), place_of(edited))
    faults = (*_remarks(changes, origin, edited), *faults)
    lifted = _lifted(data, edited, changes, origin)
    _tell(voice, proposals, lifted, edited)
    if not (proposals or lifted or faults):
        voice.tell("diff_nothing")
    if taking != "show" and not origin.fresh:
        raise fail("U414", place_of(edited))
    _take(voice, proposals, lifted, (origin, workspace), taking)
    return voice.faults(faults)


def _take(
    voice: Voice, proposals: Sequence[Proposal], lifted: Lifted | None, at: tuple[Origin, Workspace], taking: Taking
) -> None:
    """Write what is accepted: all of it, or what the user says yes to."""
    origin, workspace = at
    if taking == "show":
        if proposals or lifted:
            voice.tell("diff_hint")
        return
    chosen = [p for p in proposals if taking == "apply" or _yes(voice, _line(voice, p))]
    files = dict(with_proposals(chosen, origin, workspace)) if chosen else {}
    if lifted and (taking == "apply" or _yes(voice, shown(lifted.file))):
        files |= with_lifted(lifted, workspace)
    save(files, workspace)
    for path in files:
        voice.tell("diff_written", file=shown(path))
    if files:
        voice.tell("diff_next")


def _yes(voice: Voice, what: str) -> bool:
    return click.confirm(f"{what}\n{say('diff_question', voice.language)}", default=False, err=True)


def _remarks(changes: Changes, origin: Origin, edited: Path) -> tuple[Fault, ...]:
    """What holds for the file as a whole: K508 older than the course, K509 slides taken out, K510 slides moved."""
    place = place_of(edited)
    stale = [] if origin.fresh else [Fault("K508", place, severity="warning")]
    gone = [Fault("K509", place, {"slides": changes.gone}, "warning")] if changes.gone else []
    moved = [Fault("K510", place, severity="warning")] if changes.moved else []
    return (*stale, *gone, *moved)


def _lifted(data: bytes, edited: Path, changes: Changes, origin: Origin) -> Lifted | None:
    if not changes.guests:
        return None
    folder = next(root / origin.unit.id for root in origin.request.unit_roots if (root / origin.unit.id).is_dir())
    return lift(data, edited, changes.guests, folder)


def _tell(voice: Voice, proposals: Sequence[Proposal], lifted: Lifted | None, edited: Path) -> None:
    for proposal in proposals:
        place, source = proposal.source.place, proposal.source
        voice.result(
            _line(voice, proposal), place=str(place), path=list(source.path), action=proposal.action,
            old=source.value, new=proposal.new, slide=proposal.change.number,
        )  # fmt: skip
    for slides, at in lifted.entries if lifted else ():
        file = shown(lifted.file) if lifted else ""
        text = say("diff_slides", voice.language, file=shown(edited), slides=slides, own=file, at=at)
        voice.result(text, action="slides", file=file, slides=slides, at=at)


def _line(voice: Voice, proposal: Proposal) -> str:
    key = f"diff_{proposal.action}"
    return f"{proposal.source.place}\t" + say(
        key, voice.language, old=_flat(proposal.source.value), new=_flat(proposal.new)
    )


def _flat(text: str) -> str:
    return " ".join(text.split())
