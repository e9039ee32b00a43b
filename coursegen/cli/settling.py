"""`coursegen exam make --fresh`: a paper with as few items of the last sittings as may be, settled for its class."""

from __future__ import annotations

from coursegen.build import Forms, Request
from coursegen.build.prepare import prepare
from coursegen.build.settling import settle
from coursegen.cli.items import own_course
from coursegen.cli.locating import locate_unit
from coursegen.cli.report import Voice
from coursegen.cli.saving import edited, save
from coursegen.cli.words import say
from coursegen.errors import Fault, fail
from coursegen.exam.history import Sat, last_sittings
from coursegen.reading.classes import class_file
from coursegen.workspace import find_workspace, shown


def run_settle(
    voice: Voice, course: str, *, unit: str, plan: str, class_: str, paper: str, forms: Forms, fresh: int, strict: bool
) -> int:
    """Choose the items of a paper for a class and write them into its file, so that it stays the same paper.

    Returns the exit code: C610 tells which of them were in those sittings. Raises U314 without a class, U351 for a
    course that is not the user's own, and what `prepare`, the store and `settle` do.
    """
    if not class_:
        raise fail("U314")
    workspace = find_workspace()
    folder = own_course(workspace, course)
    unit_id, roots = locate_unit(workspace, unit)
    request = Request(folder, unit_id, roots, products=("quiz",), plan=plan, paper=paper, class_=class_)
    prepared = prepare(request, papers=False)
    name = prepared.bundle.course.id
    past = last_sittings(_kept(name), name, but=class_, most=fresh)
    found = settle(prepared, forms, past)
    file = class_file(folder, class_)
    save({file: edited(file, found.into)}, workspace)
    text = say("paper_settled", voice.language, items=len(found.items), past=len(past), file=shown(file))
    voice.result(text, path=shown(file), state="settled", paper=found.blueprint, items=found.items, again=found.again)
    facts = {"count": len(found.again), "all": len(found.items), "past": len(past), "items": found.again}
    again = [Fault("C610", prepared.held.place, facts, "warning")] if found.again else []
    return voice.faults(again, strict=strict)


def _kept(course: str) -> tuple[Sat, ...]:
    """Sittings of a course; none where none was ever kept, whatever is installed."""
    store = find_workspace().results
    if not store.exists():
        return ()
    from coursegen.store import read_sittings

    return read_sittings(store, course)
