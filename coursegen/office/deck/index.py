"""The parts of a deck that list its other parts: presentation, relationships, content types, properties."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from uuid import NAMESPACE_URL, uuid5

from coursegen.layout.geometry import PlacedDeck
from coursegen.office.deck.base import CompiledDeck
from coursegen.office.package import (
    CORE_RELATION,
    OFFICE_RELATIONS,
    Relation,
    app_properties,
    core_properties,
    relations_of,
    relative,
    write_relations,
)
from coursegen.office.prototype import escape
from coursegen.once import Asked

_SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
_P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
_FIRST_SLIDE_ID = 256


def index_parts(placed: PlacedDeck, compiled: CompiledDeck) -> Mapping[str, bytes]:
    """The presentation with its lists of slides and sections, and the relationships of package and presentation."""
    key = id(compiled), placed.sections, tuple(slide.section for slide in placed.slides)
    return _index_parts(Asked(key, (placed, compiled)))


@lru_cache(maxsize=8)
def _index_parts(asked: Asked[tuple[PlacedDeck, CompiledDeck]]) -> Mapping[str, bytes]:
    placed, compiled = asked.held
    slides = [
        Relation(_slide_relation(compiled, n), f"{OFFICE_RELATIONS}/slide", relative(compiled.main, _slide_part(n)))
        for n in range(1, len(placed.slides) + 1)
    ]
    package = (
        Relation("rId1", f"{OFFICE_RELATIONS}/officeDocument", compiled.main),
        Relation("rId2", CORE_RELATION, "docProps/core.xml"),
        Relation("rId3", f"{OFFICE_RELATIONS}/extended-properties", "docProps/app.xml"),
    )
    return {
        compiled.main: _presentation(placed, compiled).encode(),
        "_rels/.rels": write_relations(package),
        relations_of(compiled.main): write_relations((*compiled.relations, *slides)),
    }


def index_types(compiled: CompiledDeck) -> dict[str, str]:
    """Content types of these parts."""
    return {
        compiled.main: compiled.types[compiled.main],
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    }


def properties(placed: PlacedDeck, date: str) -> dict[str, bytes]:
    """Document properties: title, subject, author, language, date, and how many slides and notes there are."""
    notes = sum(1 for slide in placed.slides if slide.notes)
    return {
        "docProps/core.xml": core_properties(placed.title, placed.subject, placed.author, placed.language, date),
        "docProps/app.xml": app_properties(Slides=len(placed.slides), Notes=notes),
    }


def _slide_part(number: int) -> str:
    return f"ppt/slides/slide{number}.xml"


def _slide_relation(compiled: CompiledDeck, number: int) -> str:
    """Relationship id of a slide in the presentation: beyond those the base has."""
    taken = max((int(r.id[3:]) for r in compiled.relations if r.id[:3] == "rId" and r.id[3:].isdigit()), default=0)
    return f"rId{taken + number}"


def _presentation(placed: PlacedDeck, compiled: CompiledDeck) -> str:
    ids = range(_FIRST_SLIDE_ID, _FIRST_SLIDE_ID + len(placed.slides))
    rows = "".join(f'<p:sldId id="{id_}" r:id="{_slide_relation(compiled, n)}"/>' for n, id_ in enumerate(ids, 1))
    slides = f"<p:sldIdLst>{rows}</p:sldIdLst>" if rows else ""
    return compiled.presentation.fill(slides=slides, sections=_sections(placed))


def _sections(placed: PlacedDeck) -> str:
    """The list of sections that PowerPoint shows beside the slides; every slide stands in one."""
    if not placed.sections or not placed.slides:
        return ""
    rows = []
    for key, name in placed.sections:
        members = "".join(
            f'<p14:sldId id="{_FIRST_SLIDE_ID + n}"/>' for n, slide in enumerate(placed.slides) if slide.section == key
        )
        guid = str(uuid5(NAMESPACE_URL, f"section:{key}")).upper()
        head = f'<p14:section name="{escape(name)}" id="{{{guid}}}">'
        rows.append(f"{head}<p14:sldIdLst>{members}</p14:sldIdLst></p14:section>")
    listed = f'<p14:sectionLst xmlns:p14="{_P14}">{"".join(rows)}</p14:sectionLst>'
    return f'<p:extLst><p:ext uri="{_SECTIONS}">{listed}</p:ext></p:extLst>'
