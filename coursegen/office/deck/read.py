"""Reads a deck base with python-pptx: takes its sample slides out, finds roles, themes and prototypes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn

from coursegen.errors import Fault, Place, fail
from coursegen.layout.geometry import BaseSpec, LayoutSpec, Rect, SlideRole
from coursegen.office.color import Shade, is_dark
from coursegen.office.deck.anatomy import anatomies
from coursegen.office.deck.artwork import Plate, plate_around, with_plates
from coursegen.office.deck.base import CHINESE_FACE, CompiledDeck, CompiledLayout, CompiledTheme, RoleRow, Surety
from coursegen.office.deck.choose import best_master, choose
from coursegen.office.deck.clean import cleaned, strip
from coursegen.office.deck.dress import dress
from coursegen.office.deck.facts import Facts, facts
from coursegen.office.deck.layouts import MadeLayout, aligned, compile_layout, in_doubt
from coursegen.office.deck.probe import Drawn, draw
from coursegen.office.deck.prototypes import make_prototypes
from coursegen.office.deck.roles import HIGH, MEDIUM, ROLES, score
from coursegen.office.deck.samples import bear_design, uses
from coursegen.office.deck.wishes import Wishes, granted, part_name
from coursegen.office.dropped import dropped_faults
from coursegen.office.house.known import house_of
from coursegen.office.pack import pack
from coursegen.office.package import (
    CONTENT_TYPES,
    XML_HEAD,
    read_content_types,
    read_package,
    read_relations,
    relations_of,
    resolve,
)
from coursegen.office.palette import SLOTS, mapped
from coursegen.office.prototype import Prototype
from coursegen.office.tags import Tag, core_tags, may_have_tags, slotted
from coursegen.reading.base_maps import MapSource
from coursegen.text import NO_LINE_END, NO_LINE_START

_NO_MAP = MapSource()


def read_deck(base: bytes, name: str, source: MapSource = _NO_MAP) -> CompiledDeck:
    """A base, compiled.

    Raises A501 to A507 (see `package`), T501 (no presentation), T502 (no slide master), T509 (not built as decks are).
    """
    opened = read_package(base, name)
    try:
        parts, dropped = cleaned(opened, name)
        presentation = Presentation(BytesIO(pack(parts, "store")))
        if not len(presentation.slide_masters):
            raise fail("T502", Place(name))
        compiled = _compiled(presentation, dropped, name, source, parts, known=house_of(base) is not None)
        return replace(compiled, faults=(*compiled.faults, *dropped_faults(opened, name)))
    except (KeyError, ValueError, AttributeError, IndexError, TypeError, StopIteration, etree.XMLSyntaxError) as error:
        raise fail("T509", Place(name), detail=type(error).__name__) from error


def _compiled(
    presentation: Any, dropped: int, name: str, source: MapSource, opened: Mapping[str, bytes], *, known: bool
) -> CompiledDeck:
    """A cleaned base, compiled; of one that is `known` (a house made it) the file says all grounds."""
    choice = _chosen(presentation, source)
    samples = bear_design(presentation)
    strip(presentation)
    prototypes = _prototypes(presentation)
    parts = _saved(presentation)
    themes = _themes(parts, presentation)
    width, height = int(presentation.slide_width), int(presentation.slide_height)
    slots = {name: theme.colors for name, theme in themes.items()}
    pictures = {} if known else _pictures(presentation, choice)
    made = {
        role: compile_layout(f, role, slots, choice.wishes, pictures.get(str(f.layout.layout.part.partname)))
        for role, f in choice.layouts.items()
    }
    own = {role: one.spec for role, one in made.items()}
    layouts = {role: one.compiled for role, one in made.items()}
    specs = {role: own[role] if choice.wishes.of(role).content else spec for role, spec in aligned(own).items()}
    parts |= _plated(parts, made, specs, Rect(0, 0, width, height))
    main = str(presentation.part.partname).lstrip("/")
    tags: list[Tag] = []
    core = core_tags(opened, tags)
    tagged = {n: Prototype.split(slotted(data, n, tags)) for n, data in sorted(parts.items()) if _typed(n, data)}
    relations = read_relations(parts[relations_of(main)])
    return CompiledDeck(
        BaseSpec(width, height, specs, _is_dark(layouts, themes)),
        {n: data for n, data in parts.items() if n not in {CONTENT_TYPES, main, relations_of(main), *themes, *tagged}},
        {n: t for n, t in read_content_types(parts).items() if not n.endswith(".rels")},
        themes,
        layouts,
        prototypes,
        main,
        _presentation(parts[main]),
        relations,
        next(resolve(main, r.target) for r in relations if r.kind == "notesMaster"),
        _faults(name, dropped, themes, choice.added, samples=samples),
        _rows(choice),
        name,
        tuple(tags),
        tagged,
        core,
    )


def _plated(
    parts: Mapping[str, bytes], made: Mapping[SlideRole, MadeLayout], specs: Mapping[SlideRole, LayoutSpec], slide: Rect
) -> dict[str, bytes]:
    """Layout parts with what they need behind texts; a layout that serves two roles has each plate once."""
    wanted: dict[str, dict[Plate, None]] = {}
    for role, one in made.items():
        board = (plate_around(specs[role].content, slide, one.board),) if one.board else ()
        for plate in (*board, *one.plates):
            wanted.setdefault(one.compiled.part, {})[plate] = None
    return {name: with_plates(parts[name], plates) for name, plates in wanted.items()}


def _typed(part: str, data: bytes) -> bool:
    """Whether somebody may have typed tags into a part."""
    return part.startswith(("ppt/slideMasters/", "ppt/slideLayouts/")) and part.endswith(".xml") and may_have_tags(data)


class _Choice(Struct, frozen=True):
    """Layouts by role; every layout of the base, those that were added to it (by role), and what its map wishes."""

    layouts: dict[SlideRole, Facts]
    every: tuple[Facts, ...]
    added: tuple[SlideRole, ...]
    wishes: Wishes


def _chosen(presentation: Any, source: MapSource) -> _Choice:
    size = int(presentation.slide_width), int(presentation.slide_height)
    use = uses(presentation)
    own = anatomies(presentation, use)
    every = tuple(facts(a, *size) for a in own)
    wishes = granted(source.value, every, source.place)
    found = {**(choose(own, *size) if own else {}), **wishes.layouts}
    added = dress(presentation, found, own, best_master(every) if every else 0, frozenset(wishes.layouts))
    by_part = {str(a.layout.part.partname): a for a in anatomies(presentation, use)}
    layouts = {**found, **{role: facts(by_part[part], *size) for role, part in added.items()}}
    return _Choice(layouts, every, tuple(added), wishes)


def _pictures(presentation: Any, choice: _Choice) -> dict[str, Drawn]:
    """Pictures of the layouts in use whose grounds their file leaves open."""
    doubtful = [str(f.layout.layout.part.partname) for f in choice.layouts.values() if in_doubt(f)]
    if not doubtful:
        return {}
    out = BytesIO()
    presentation.save(out)
    return draw(out.getvalue(), doubtful)


def _rows(choice: _Choice) -> tuple[RoleRow, ...]:
    """What was chosen and why, for those who want to look at it."""
    return tuple(_row(role, choice) for role in ROLES if role in choice.layouts)


def _row(role: SlideRole, choice: _Choice) -> RoleRow:
    found = choice.layouts[role]
    own = score(found, role)
    other = max((score(f, role) for f in choice.every if f.layout.layout is not found.layout.layout), default=0)
    layout = found.layout
    surety: Surety = (
        "map" if role in choice.wishes.layouts else "added" if role in choice.added
        else "high" if own >= HIGH else "medium" if own >= MEDIUM else "low"
    )  # fmt: skip
    return RoleRow(role, layout.name, part_name(found), layout.master + 1, layout.index + 1, surety, own, own - other)


def _is_dark(layouts: Mapping[SlideRole, CompiledLayout], themes: Mapping[str, CompiledTheme]) -> bool:
    """Whether content stands on a dark ground."""
    layout = next(layouts[role] for role in ("title-only", "title-body", *ROLES) if role in layouts)
    colors = mapped(themes[layout.theme].colors, layout.color_map)
    found = layout.ground.on(colors) if isinstance(layout.ground, Shade) else layout.ground
    return is_dark(found or colors["bg1"])


def _faults(
    name: str, dropped: int, themes: Mapping[str, CompiledTheme], added: Sequence[SlideRole], *, samples: bool
) -> tuple[Fault, ...]:
    """Warnings about a base: what went, what it lacks, and where its design stands."""
    bare = any(not theme.faces[key] for theme in themes.values() for key in ("major_ea", "minor_ea"))
    told: list[tuple[str, dict[str, object]]] = [("T504", {"roles": added})] if added and not samples else []
    told += [("T505", {"count": dropped})] if dropped else []
    told += [("T506", {})] if samples else []
    told += [("T503", {"font": CHINESE_FACE})] if bare else []
    return tuple(Fault(code, Place(name), facts_, "warning") for code, facts_ in told)


def _prototypes(presentation: Any) -> dict[str, Prototype]:
    """Prototypes, made on a slide that is taken out again; the notes master is made when the base has none."""
    _usable_notes_master(presentation)
    layout = next(layout for master in presentation.slide_masters for layout in master.slide_layouts)
    prototypes = make_prototypes(presentation.slides.add_slide(layout))
    strip(presentation)
    return prototypes


def _usable_notes_master(presentation: Any) -> None:
    """A notes master with a place for text: the base's own, else python-pptx's default one."""
    part, root = presentation.part, presentation.part._element  # noqa: SLF001
    own = [key for key, r in part._rels.items() if r.reltype.endswith("/notesMaster")]  # noqa: SLF001
    kinds = {p.placeholder_format.type for p in presentation.notes_master.placeholders} if own else set()
    if PP_PLACEHOLDER.BODY not in kinds:
        for key in own:
            part._rels.pop(key)  # noqa: SLF001
    _ = presentation.notes_master
    for element in root.findall(qn("p:notesMasterIdLst")):
        root.remove(element)
    key = next(k for k, r in part._rels.items() if r.reltype.endswith("/notesMaster"))  # noqa: SLF001
    listed = etree.Element(qn("p:notesMasterIdLst"))
    etree.SubElement(listed, qn("p:notesMasterId")).set(qn("r:id"), key)
    root.find(qn("p:sldMasterIdLst")).addnext(listed)


def _saved(presentation: Any) -> dict[str, bytes]:
    out = BytesIO()
    presentation.save(out)
    parts = read_package(out.getvalue(), "")
    return {n: data for n, data in parts.items() if not n.startswith("docProps/") and n != "_rels/.rels"}


def _presentation(data: bytes) -> Prototype:
    """presentation.xml with slots for the list of slides and for sections."""
    root: Any = etree.fromstring(data)
    _complete(root)
    xml = str(etree.tostring(root, encoding="unicode")).replace("<p:sldSz ", "§slides§<p:sldSz ", 1)
    xml = xml.replace("</p:presentation>", "§sections§</p:presentation>")
    return Prototype.split(f"{XML_HEAD}{xml}")


def _complete(root: Any) -> None:
    """Chinese line breaking rules, where the base does not bring its own."""
    if root.find(qn("p:kinsoku")) is not None:
        return
    rules = etree.SubElement(root, qn("p:kinsoku"))
    rules.set("lang", "zh-CN")
    rules.set("invalStChars", "".join(sorted(NO_LINE_START)))
    rules.set("invalEndChars", "".join(sorted(NO_LINE_END)))
    style = root.find(qn("p:defaultTextStyle"))
    if style is not None:
        style.addprevious(rules)


def _themes(parts: Mapping[str, bytes], presentation: Any) -> dict[str, CompiledTheme]:
    """Themes of the slide masters, with their colours and faces as slots."""
    themes: dict[str, CompiledTheme] = {}
    for master in presentation.slide_masters:
        part = next(r.target_part for r in master.part.rels.values() if r.reltype.endswith("/theme"))
        name = str(part.partname).lstrip("/")
        names = master._element.find(qn("p:clrMap")).attrib  # noqa: SLF001
        themes[name] = _theme(parts[name], {str(k): str(v) for k, v in names.items()})
    return themes


def _theme(data: bytes, color_map: Mapping[str, str]) -> CompiledTheme:
    root: Any = etree.fromstring(data)
    scheme = root.find(f".//{qn('a:clrScheme')}")
    colors: dict[str, str] = {}
    for element in scheme:
        slot = etree.QName(element).localname
        if slot in SLOTS:
            value = element[0].get("lastClr") or element[0].get("val") or "000000"
            colors[slot] = value.upper() if re.fullmatch(r"[0-9A-Fa-f]{6}", value) else "000000"
            element[:] = [etree.fromstring(f'<a:srgbClr xmlns:a="{root.nsmap["a"]}" val="§{slot}§"/>')]
    faces: dict[str, str] = {}
    for kind in ("major", "minor"):
        fonts = root.find(f".//{qn(f'a:{kind}Font')}")
        for script in ("latin", "ea"):
            element = fonts.find(qn(f"a:{script}"))
            if element is None:
                element = fonts.makeelement(qn(f"a:{script}"), {})
                fonts.insert(0 if script == "latin" else 1, element)
            faces[f"{kind}_{script}"] = element.get("typeface") or ""
            element.set("typeface", f"§{kind}_{script}§")
    xml = str(etree.tostring(root, encoding="unicode"))
    return CompiledTheme(Prototype.split(f"{XML_HEAD}{xml}"), colors, faces, color_map)
