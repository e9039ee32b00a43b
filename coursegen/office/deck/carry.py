"""Slides of a unit's own files put into a deck: their masters beside the base's, every part under a new name."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from types import MappingProxyType

from msgspec import Struct, field
from msgspec.structs import replace

from coursegen.late import regex
from coursegen.office.deck.base import CompiledDeck
from coursegen.office.deck.carried_file import CarriedFile
from coursegen.office.deck.fit import Fit
from coursegen.office.package import OFFICE_RELATIONS, Relation, relations_of, relative, resolve, write_relations
from coursegen.office.prototype import Prototype
from coursegen.workspace import sha256

_FIRST_ID, _LAST_ID = 2**31, 2**32 - 1
"""Range of the ids of masters and layouts (ECMA-376 part 1, 19.7.13 and 19.7.15)."""

_SIZED = regex(r"\.(slide|slideLayout|slideMaster|chart|drawingml\.diagramDrawing|diagramDrawing)\+xml$")
_ID = re.compile(r'<(?:\w+:)?sld(?:Master|Layout)Id\b[^>]*?\sid="(\d+)"')
_LAYOUT = regex(r"<(?:\w+:)?sldLayoutId\b[^>]*?(?:/>|></(?:\w+:)?sldLayoutId>)")
_KEY = regex(r'\s\w+:id="([^"]*)"')
_TABLE = regex(r"<(?:\w+:)?tableStyleId>\s*([^<\s]*)")


class Wanted(Struct, frozen=True):
    """Slides wanted of a file: id in the deck → number in the file, from 1."""

    file: CarriedFile
    slides: Mapping[str, int]


class ReadySlide(Struct, frozen=True):
    """A slide as it goes into the deck, but for its number; a relationship to another carried slide names its id."""

    xml: bytes
    relations: tuple[Relation, ...]


class Carried(Struct, frozen=True):
    """All slides that are carried into a deck, by id, the other parts they need, and the ids of their masters."""

    slides: Mapping[str, ReadySlide] = field(default_factory=dict)
    parts: Mapping[str, bytes] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)
    masters: tuple[tuple[str, int], ...] = ()
    tables: Mapping[str, bytes] = field(default_factory=dict)


NOTHING_CARRIED = Carried(MappingProxyType({}), MappingProxyType({}), MappingProxyType({}), (), MappingProxyType({}))


def carry(wanted: Sequence[Wanted], compiled: CompiledDeck) -> Carried:
    """Everything that the slides wanted need, on a base: names and ids are free there, sizes are the base's."""
    taken = {int(found) for text in _listing(compiled) for found in _ID.findall(text)}
    free = (n for n in count(_FIRST_ID) if n not in taken)
    whole = NOTHING_CARRIED
    for number, one in enumerate(wanted, 1):
        fit = Fit.of((one.file.width, one.file.height), (compiled.spec.width, compiled.spec.height))
        made = _carried(one, number, fit, free)
        whole = Carried(
            {**whole.slides, **made.slides}, {**whole.parts, **made.parts}, {**whole.types, **made.types},
            (*whole.masters, *made.masters), {**whole.tables, **made.tables},
        )  # fmt: skip
    return whole


def with_carried(compiled: CompiledDeck, carried: Carried) -> CompiledDeck:
    """A base that has the masters of carried slides too, behind its own."""
    if not carried.slides:
        return compiled
    keys = [r.id for r in compiled.relations]
    names = (f"rIdExtra{n}" for n in count(1) if f"rIdExtra{n}" not in keys)
    masters = [(next(names), part, number) for part, number in carried.masters]
    rows = "".join(f'<p:sldMasterId id="{number}" r:id="{key}"/>' for key, _, number in masters)
    pattern = compiled.presentation.pattern.replace("</p:sldMasterIdLst>", f"{rows}</p:sldMasterIdLst>", 1)
    more = [Relation(key, f"{OFFICE_RELATIONS}/slideMaster", relative(compiled.main, part)) for key, part, _ in masters]
    parts = {**compiled.parts, **carried.parts}
    styles = next((resolve(compiled.main, r.target) for r in compiled.relations if r.kind == "tableStyles"), "")
    if styles in parts:
        parts[styles] = _with_styles(parts[styles], carried.tables)
    return replace(
        compiled,
        parts=parts,
        types={**compiled.types, **carried.types},
        relations=(*compiled.relations, *more),
        presentation=Prototype(pattern, compiled.presentation.slots),
    )


def _listing(compiled: CompiledDeck) -> Iterator[str]:
    """Texts in which a base lists masters and layouts."""
    yield compiled.presentation.pattern
    yield from (
        body.decode()
        for part, body in compiled.parts.items()
        if compiled.types.get(part, "").endswith("slideMaster+xml")
    )
    yield from (proto.pattern for proto in compiled.tagged.values())


def _carried(wanted: Wanted, number: int, fit: Fit, free: Iterator[int]) -> Carried:
    file = wanted.file
    shown = {file.slides[n - 1].part: key for key, n in reversed(list(wanted.slides.items()))}
    reached = _reached(file, shown)
    names = {part: _name(part, file, number) for part in reached if part not in shown}
    write = _Writer(file, names, shown, fit)
    masters = [part for part in names if file.types[part].endswith("slideMaster+xml")]
    ids = {part: next(free) for part in masters}
    parts: dict[str, bytes] = {}
    for part, name in names.items():
        rows = write.relations(part)
        body = write.body(part)
        parts[name] = _relisted(body, {r.id for r in rows}, free) if part in ids else body
        if rows:
            parts[relations_of(name)] = write_relations(rows)
    slides = {
        key: ReadySlide(write.body(file.slides[n - 1].part), write.relations(file.slides[n - 1].part))
        for key, n in wanted.slides.items()
    }
    used = {found for slide in slides.values() for found in _TABLE.findall(slide.xml.decode("utf-8", "replace"))}
    tables = {key: xml for key, xml in file.tables.items() if key in used}
    types = {name: file.types[part] for part, name in names.items()}
    return Carried(slides, parts, types, tuple((names[part], ids[part]) for part in masters), tables)


def _reached(file: CarriedFile, slides: Iterable[str]) -> list[str]:
    """Slides and all parts they lead to, each once; of a master's layouts only those that slides stand on."""
    found = dict.fromkeys(slides)
    waiting = list(found)
    while waiting:
        part = waiting.pop(0)
        for row in file.relations.get(part, ()):
            target = resolve(part, row.target)
            down = row.kind == "slideLayout" and file.types[part].endswith("slideMaster+xml")
            if not (row.external or row.kind == "slide" or down or target in found) and target in file.types:
                found[target] = None
                waiting.append(target)
    return list(found)


def _name(part: str, file: CarriedFile, number: int) -> str:
    """The name of a part in the deck: pictures and films by what they hold, so that equal ones are there once."""
    folder, base = posixpath.split(part)
    if folder.endswith("/media"):
        return f"ppt/media/extra-{sha256(file.parts[part])[:20]}{posixpath.splitext(base)[1].lower()}"
    return f"{folder}/extra{number}-{base}"


class _Writer(Struct, frozen=True):
    """Bodies and relationships of parts under their new names."""

    file: CarriedFile
    names: Mapping[str, str]
    shown: Mapping[str, str]
    fit: Fit

    def body(self, part: str) -> bytes:
        """A part, in its new size; a slide without links to slides that are not carried over."""
        body = self.file.parts[part]
        lost = {
            row.id for row in self.file.relations.get(part, ()) if row.kind == "slide" and not self._shows(part, row)
        }
        if lost:
            from coursegen.office.deck.clean import without_users

            body = without_users(body, lost)
        if self.fit.same or not _SIZED.search(self.file.types[part]):
            return body
        from coursegen.office.deck.carry_scale import fitted

        return fitted(body, self.fit, self.file.text)

    def relations(self, part: str) -> tuple[Relation, ...]:
        """Relationships with their new targets, from the new name; one to a carried slide has its id as target."""
        name = self.names.get(part, "ppt/slides/slide.xml")
        found = []
        for row in self.file.relations.get(part, ()):
            target = resolve(part, row.target)
            if row.external:
                found.append(row)
            elif row.kind == "slide" and self._shows(part, row):
                found.append(replace(row, target=self.shown[target]))
            elif target in self.names:
                found.append(replace(row, target=relative(name, self.names[target])))
        return tuple(found)

    def _shows(self, part: str, row: Relation) -> bool:
        return resolve(part, row.target) in self.shown


def _relisted(master: bytes, keys: set[str], free: Iterator[int]) -> bytes:
    """A master that lists only layouts it still has, under ids that nobody else has."""

    def row(found: re.Match[str]) -> str:
        key = _KEY.search(found[0])
        if key is None or key[1] not in keys:
            return ""
        text = re.sub(r'\sid="\d*"', "", found[0])
        return re.sub(r"(<(?:\w+:)?sldLayoutId)\b", rf'\1 id="{next(free)}"', text, count=1)

    return _LAYOUT.sub(row, master.decode()).encode()


def _with_styles(styles: bytes, tables: Mapping[str, bytes]) -> bytes:
    """Table styles of the base with those that carried tables need."""
    from lxml import etree

    root = etree.fromstring(styles)
    known = {style.get("styleId") for style in root}
    for key, xml in tables.items():
        if key not in known:
            root.append(etree.fromstring(xml))
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def numbered(xml: bytes, key: str, number: int) -> bytes:
    """A slide under its id, its fields saying its number in the deck."""
    from lxml import etree

    from coursegen.office.deck.carry_scale import A, P

    root = etree.fromstring(xml)
    sheet = root.find(f"{P}cSld")
    if sheet is not None:
        sheet.set("name", key)
    for mark in root.iter(f"{A}fld"):
        text = mark.find(f"{A}t")
        if mark.get("type") == "slidenum" and text is not None:
            text.text = str(number)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
