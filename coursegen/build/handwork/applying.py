"""Proposals that were accepted → the files of the course with them in, read as a whole before one is written."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from coursegen.build.handwork.lifting import Lifted
from coursegen.build.handwork.origin import Origin
from coursegen.build.handwork.proposals import Proposal
from coursegen.errors import fail
from coursegen.reading import read_course_of
from coursegen.reading.edit import Edit, splice
from coursegen.reading.edit_items import item_added, item_removed
from coursegen.workspace import Workspace, place_of


def with_proposals(proposals: Sequence[Proposal], origin: Origin, workspace: Workspace) -> Mapping[Path, bytes]:
    """The files of the course with texts that were accepted in them; comments and all else as they are.

    Raises U413 for a file that is not the user's own, C116 for one written in a way that cannot be followed, and all
    faults that the course would have with them.
    """
    by_file: dict[Path, list[Proposal]] = {}
    for proposal in proposals:
        by_file.setdefault(proposal.source.file, []).append(proposal)
    drafts = {path: _spliced(path, wanted) for path, wanted in by_file.items()}
    _only_own(drafts, workspace)
    read_course_of(origin.request.course, origin.unit, drafts)
    return drafts


def with_lifted(lifted: Lifted, workspace: Workspace) -> Mapping[Path, bytes]:
    """Slides of the unit's own and the unit's file that names them. Raises U413 for a shipped unit."""
    _only_own((lifted.file,), workspace)
    return {lifted.file: lifted.data, lifted.unit_file: lifted.text.encode()}


def _spliced(path: Path, wanted: Iterable[Proposal]) -> bytes:
    """A file with its proposals: texts first, then items from the last to the first, so that paths hold."""
    data = path.read_bytes()
    text = data.decode("utf-8-sig")
    steps = sorted(wanted, key=lambda p: (p.action == "text", _turns(p)), reverse=True)
    for proposal in steps:
        match proposal.action:
            case "text":
                text = splice(text, [Edit(proposal.source.path, proposal.new)])
            case "add":
                text = item_added(text, proposal.source.path, proposal.new)
            case "remove":
                text = item_removed(text, proposal.source.path)
    return (BOM_UTF8 if data.startswith(BOM_UTF8) else b"") + text.encode()


def _turns(proposal: Proposal) -> tuple[int, ...]:
    return tuple(part for part in proposal.source.path if isinstance(part, int))


def _only_own(paths: Iterable[Path], workspace: Workspace) -> None:
    for path in paths:
        if not path.resolve().is_relative_to(workspace.root.resolve()):
            raise fail("U413", place_of(path))
