"""Names of other units in the files of a kit: known before the first is made, looked for as soon as one is."""

from __future__ import annotations

from pathlib import Path

from coursegen.build.everybody import Everybody, everybody
from coursegen.build.kept import program
from coursegen.build.kit import Made
from coursegen.build.left_behind import Foreign, foreign_names
from coursegen.build.prepared import Prepared
from coursegen.build.request import Request
from coursegen.errors import Fault
from coursegen.once import AtMoment
from coursegen.reading import names_of_units
from coursegen.reading.cache import cached
from coursegen.workspace import sha256


def others_of(prepared: Prepared, request: Request) -> Foreign:
    """What must not stand in a unit's files.

    Participants of a class may be of any unit, and its papers may name whom they are for.
    """
    called = _everybody_at(request.moment, request.unit_roots, prepared.language)
    return foreign_names(prepared.unit, called, prepared.language, prepared.held.class_)


def _everybody(roots: tuple[Path, ...], language: str) -> Everybody:
    """All units by name."""
    names, usual = names_of_units(roots)
    return everybody(names, language, usual)


_everybody_at = AtMoment(_everybody, 2)


def left_behind(foreign: Foreign, prepared: Prepared, file: Made) -> tuple[Fault, ...]:
    """Names of others in a file; a file that was read for these names before is not read again."""

    def read() -> tuple[Fault, ...]:
        from coursegen.build.left_behind import find_left_behind

        return find_left_behind(foreign, prepared.source, file.data, file.name, file.parts)

    if not prepared.kept:
        return read()
    whose = foreign.everybody.digest, foreign.unit, foreign.own
    facts = repr((whose, prepared.record["content"], file.name, program()))
    return cached(
        {"file": sha256(file.data).encode(), "facts": facts.encode()}, tuple, read, "verdicts", question=file.name
    )
