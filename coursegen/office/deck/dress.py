"""Layouts that a base lacks, added to it: the house's placeholders on the base's own master, background and drawings.

A design that stands on sample slides only is moved into layouts, so that generated slides show it too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from typing import Any

from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.parts.slide import SlideLayoutPart

from coursegen.layout.geometry import SlideRole
from coursegen.office.deck.anatomy import Anatomy, mark_of, rect_of, standing
from coursegen.office.deck.facts import Facts, is_cover_ground, is_ground
from coursegen.office.deck.samples import Motif, bear_design, opening, recurring
from coursegen.office.house.injected import plan_for

NEEDED: tuple[SlideRole, ...] = ("cover", "section", "title-body", "title-only")
"""Roles that every deck has slides for."""

_IMAGE = "/image"
_FURNITURE = ("dt", "ftr", "sldNum")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SMALL = 0.15
"""Drawings smaller than this part of the slide are something to keep clear of, not a ground."""


def dress(
    presentation: Any,
    chosen: Mapping[SlideRole, Facts],
    every: Sequence[Anatomy],
    master: int,
    wished: frozenset[SlideRole] = frozenset(),
) -> dict[SlideRole, str]:
    """Add a layout for every needed role that has none, or only a bare one where samples bear the design.

    Layouts that somebody wished for stay as they are. Returns part names by role.
    """
    made: dict[SlideRole, str] = {}
    carried = _carried(presentation)
    for role in NEEDED:
        motif = carried.get("cover" if role == "cover" else "content")
        own = chosen.get(role)
        if own and (motif is None or own.layout.drawn or role in wished):
            continue
        source = None if motif else _source(every, role, master, chosen)
        made[role] = _add(presentation, presentation.slide_masters[master], role, source, motif)
    return made


def _carried(presentation: Any) -> dict[str, Motif]:
    """Motifs for the cover and for the rest, when the samples bear the design."""
    if not bear_design(presentation):
        return {}
    found = {"cover": opening(presentation), "content": recurring(presentation)}
    return {key: motif for key, motif in found.items() if not motif.empty}


def _source(
    every: Sequence[Anatomy], role: SlideRole, master: int, chosen: Mapping[SlideRole, Facts]
) -> Anatomy | None:
    """What a layout is made from: the base's content layout; for a cover one that is meant as its ground."""
    bare = [a for a in every if a.master == master and is_ground(a)]
    if role == "cover":
        meant = [a for a in bare if is_cover_ground(a) or a.use.opens]
        return max(meant, key=lambda a: (a.use.opens, a.drawn), default=None)
    content = next((chosen[r].layout for r in ("title-only", "title-body", "two-body") if r in chosen), None)
    return content or max(
        (a for a in bare if a.use.later or a.type == "blank"), key=lambda a: a.use.later, default=None
    )


def _add(presentation: Any, master: Any, role: SlideRole, source: Anatomy | None, motif: Motif | None) -> str:
    package, number = presentation.part.package, 1 + sum(len(m.slide_layouts) for m in presentation.slide_masters)
    name = PackURI(f"/ppt/slideLayouts/slideLayoutHouse{number}.xml")
    if source:
        root = deepcopy(source.layout._element)  # noqa: SLF001
    else:
        root = parse_xml(_plan(presentation, role, master, motif.shapes if motif else (), None))
    part = SlideLayoutPart(name, CONTENT_TYPE.PML_SLIDE_LAYOUT, package, root)
    if source:
        _bring([root], source.layout.part, part)
    if motif:
        _paint(root, motif, part)
    if source:
        _furnish(root, presentation, role, master, source)
    _number(root)
    part.relate_to(master.part, RELATIONSHIP_TYPE.SLIDE_MASTER)
    _list(presentation, master, master.part.relate_to(part, RELATIONSHIP_TYPE.SLIDE_LAYOUT))
    return str(name)


def _plan(presentation: Any, role: SlideRole, master: Any, shapes: Iterable[Any], source: Anatomy | None) -> str:
    size = int(presentation.slide_width), int(presentation.slide_height)
    drawn = [*_drawn(master.shapes._spTree), *shapes]  # noqa: SLF001
    places = source.use.places if source and source.use.opens else {}
    obstacles = [r for s in drawn if (r := rect_of(s)) and r.w * r.h < _SMALL * size[0] * size[1]]
    return plan_for(role, size, obstacles, places, adorned=bool(drawn)).xml()


def _drawn(tree: Any) -> list[Any]:
    return [shape for shape in tree.iterchildren() if mark_of(shape) is None and rect_of(shape) is not None]


def _furnish(root: Any, presentation: Any, role: SlideRole, master: Any, source: Anatomy) -> None:
    """Put the house's placeholders on a layout in place of those it has (footer and slide number stay)."""
    tree = root.cSld.spTree
    kept = []
    for shape in list(tree.iter(qn("p:sp"))):
        mark = mark_of(shape)
        if mark is not None and mark.get("type") in _FURNITURE and standing(shape, master):
            kept.append(mark.get("type"))
        elif mark is not None:
            shape.getparent().remove(shape)
    plan = parse_xml(_plan(presentation, role, master, _drawn(tree), source))
    for shape in list(plan.cSld.spTree.iter(qn("p:sp"))):
        mark = mark_of(shape)
        if mark is not None and mark.get("type") not in kept:
            tree.append(shape)
    for name in ("type", "matchingName"):
        root.attrib.pop(name, None)
    root.cSld.set("name", plan.cSld.get("name"))


def _paint(root: Any, motif: Motif, part: Any) -> None:
    """Put a motif's background and shapes behind what stands on a layout."""
    cover = root.find(qn("p:cSld"))
    old, tree = cover.find(qn("p:bg")), cover.find(qn("p:spTree"))
    shapes = [deepcopy(shape) for shape in motif.shapes]
    ground = deepcopy(motif.background) if motif.background is not None else None
    _bring([*shapes, *([ground] if ground is not None else [])], motif.part, part)
    if ground is not None:
        if old is not None:
            cover.remove(old)
        cover.insert(0, ground)
    for place, shape in enumerate(shapes, 2):
        tree.insert(place, shape)


def _bring(elements: Iterable[Any], source: Any, target: Any) -> None:
    """Give copied elements relationships of their own to the pictures they show; other references go."""
    for element in elements:
        for user in list(element.iter()):
            for key in [k for k in user.attrib if str(k).startswith(_RELATION)]:
                relation = source.rels.get(user.get(key))
                if relation is not None and relation.reltype.endswith(_IMAGE) and not relation.is_external:
                    user.set(key, target.relate_to(relation.target_part, relation.reltype))
                elif user.getparent() is not None:
                    user.getparent().remove(user)
                    break


def _number(root: Any) -> None:
    for number, identity in enumerate(root.iter(qn("p:cNvPr")), 1):
        identity.set("id", str(number))


def _list(presentation: Any, master: Any, relation: str) -> None:
    """Enter a layout in its master's list under an id that no layout and no master has."""
    root = presentation.part._element  # noqa: SLF001
    masters = [m._element for m in presentation.slide_masters]  # noqa: SLF001
    taken = [int(e.get("id") or 0) for m in masters for e in m.iter(qn("p:sldLayoutId"))]
    taken += [int(e.get("id") or 0) for e in root.iter(qn("p:sldMasterId"))]
    entry = master._element.get_or_add_sldLayoutIdLst()._add_sldLayoutId()  # noqa: SLF001
    entry.rId = relation
    entry.set("id", str(max([2**31, *taken]) + 1))
