"""A unit's id → the unit with everything it inherits, and the layers each value was taken from.

A unit without `extends` extends `default`, the end of every chain, which also defines the term slots and, by giving a
term one text per sector, the sectors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, cast

from msgspec import Struct
from msgspec.structs import replace

from coursegen.errors import EXIT_TEMPLATE, NOWHERE, Fault, FaultError, Place, fail
from coursegen.model import Brand, Choices, Names, Unit, UnitFile
from coursegen.reading.brand import brand_faults, hexadecimal, logo_of, palette_of
from coursegen.reading.brand import said as said_of
from coursegen.reading.cache import cached
from coursegen.reading.decode import read_bytes
from coursegen.reading.extra import extra_faults, extra_files
from coursegen.reading.naming import naming_faults
from coursegen.reading.translated import find_translations, unit_in_language
from coursegen.text import did_you_mean
from coursegen.workspace import UNIT_FILE, shown

DEFAULT_UNIT = "default"
ANY_SECTOR = "any"
PERIOD_MINUTES = 45
"""A period (学时) where no unit of a chain says how long one is."""
PASS_MARK = 60
"""Percent of full marks that pass where no unit of a chain says how many."""

UNIT_ID = re.compile(r"(?!(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$)[a-z0-9][a-z0-9-]{0,63}")
_WORD = re.compile(r"\w{1,20}")
"""What can be cut out of a text as a word."""

_BESIDE_FULL = ("names.short", "names.english", "names.signature")
"""What a unit is called besides its full name: of one organisation, never inherited by another."""

Value = str | tuple[str, ...]


class Layer(Struct, frozen=True):
    """What one unit of the chain says about one key."""

    unit: str
    value: Value
    place: Place


class UnitLayers(Struct, frozen=True):
    """For every dotted key (`names.full`, `brand.colors.primary`) what each unit of the chain says, nearest first.

    Of `extra`, all that is said counts, not only what is nearest.
    """

    values: Mapping[str, tuple[Layer, ...]]

    def of(self, key: str) -> tuple[Layer, ...]:
        """All layers of a key; the first is the one that won."""
        return self.values.get(key, ())

    def text(self, key: str) -> str:
        """The text that won, or an empty one."""
        return "".join(layer.value for layer in self.of(key)[:1] if isinstance(layer.value, str))

    def list(self, key: str) -> tuple[str, ...]:
        """The list that won, or an empty one."""
        return next((layer.value for layer in self.of(key) if isinstance(layer.value, tuple)), ())

    def below(self, prefix: str) -> dict[str, str]:
        """The texts that won, of all keys that begin with `prefix.`, by the rest of their keys."""
        return {key.removeprefix(f"{prefix}."): self.text(key) for key in self.values if key.startswith(f"{prefix}.")}


class _Source(Struct, frozen=True):
    """One unit.yaml as read: its values by dotted key, with their places; nothing that is empty."""

    file: UnitFile
    places: Mapping[str, Place]

    def values(self) -> dict[str, Value]:
        """What the file says, by dotted key."""
        return dict(_flat(self.file, ""))


class _Link(Struct, frozen=True):
    """One unit of a chain."""

    id: str
    folder: Path
    source: _Source

    def place(self, key: str) -> Place:
        """Where a key's value stands."""
        found = self.source.places.get(key)
        return Place(shown(self.folder / UNIT_FILE)) if found is None else found


def read_unit(unit_id: str, roots: Sequence[Path], language: str = "") -> tuple[Unit, UnitLayers]:
    """A unit of the first root that has it, with all it inherits, and where each value comes from.

    With a `language` its words are in that as far as catalogues beside it have them, and it says what they lack. Raises
    T faults for a chain or a value that cannot be used, C faults for a file that cannot be read.
    """
    chain = _chain(unit_id, roots)
    sector = next((link.source.file.type for link in chain if link.source.file.type), ANY_SECTOR)
    if faults := tuple(fault for link in chain for fault in _faults(link, chain, sector)):
        raise FaultError(faults)
    chain, untranslated = _in_language(chain, language) if language else (chain, ())
    layers = _layers(chain, sector)
    return replace(_unit(chain, layers), untranslated=untranslated), layers


def names_of_units(roots: Sequence[Path]) -> tuple[dict[str, Names], frozenset[str]]:
    """What each unit calls itself, by its id, and the words of all term slots; what cannot be read is left out."""
    found: dict[str, Names] = {}
    words: set[str] = set()
    for unit_id, folder in sorted(_folders(roots).items()):
        with suppress(FaultError):
            file = _link(unit_id, folder).source.file
            found[unit_id] = file.names
            if unit_id == DEFAULT_UNIT:
                terms = ([term] if isinstance(term, str) else term.values() for term in file.terms.values())
                words = {word for said in terms for word in said}
    return found, frozenset(words)


def unit_files(roots: Sequence[Path]) -> dict[str, tuple[Path, UnitFile]]:
    """Folder and file of every unit as written, by its id; what cannot be read is left out."""
    found: dict[str, tuple[Path, UnitFile]] = {}
    for unit_id, folder in sorted(_folders(roots).items()):
        with suppress(FaultError):
            found[unit_id] = folder, _link(unit_id, folder).source.file
    return found


def read_unit_file(folder: Path) -> UnitFile:
    """What the file of one unit says by itself. Raises C faults for a file that cannot be read."""
    return _link(folder.name, folder).source.file


def sectors(default: UnitFile) -> tuple[str, ...]:
    """The sectors a unit can be of (`type`), by the unit that defines the term slots."""
    named = (name for term in default.terms.values() if isinstance(term, Mapping) for name in term)
    return tuple(name for name in dict.fromkeys(named) if name != ANY_SECTOR)


def _folders(roots: Sequence[Path]) -> dict[str, Path]:
    """Folder of every unit by its id, the nearest of several."""
    return {file.parent.name: file.parent for root in reversed(roots) for file in root.glob(f"*/{UNIT_FILE}")}


def _chain(unit_id: str, roots: Sequence[Path]) -> tuple[_Link, ...]:
    """The unit and its parents, `default` last."""
    chain = [_link(unit_id, _folder(unit_id, roots))]
    while chain[-1].id != DEFAULT_UNIT:
        child = chain[-1]
        parent = child.source.file.extends or DEFAULT_UNIT
        ids = [link.id for link in chain]
        if parent in ids:
            raise fail("T304", child.place("extends"), chain=" → ".join([*ids[ids.index(parent) :], parent]))
        chain.append(_link(parent, _folder(parent, roots, child.place("extends"))))
    return tuple(chain)


def _folder(unit_id: str, roots: Sequence[Path], place: Place = NOWHERE) -> Path:
    if not UNIT_ID.fullmatch(unit_id):
        raise fail("T303", place, value=unit_id)
    for root in roots:
        if (root / unit_id / UNIT_FILE).is_file():
            return root / unit_id
    known = sorted(_folders(roots))
    suggestion = did_you_mean(unit_id, known)
    raise fail("T301" if suggestion else "T302", place, value=unit_id, suggestion=suggestion, known=known)


def _link(unit_id: str, folder: Path) -> _Link:
    """One unit of the chain; what is wrong in its file ends a run as a fault of the unit."""
    try:
        return _read_link(unit_id, folder)
    except FaultError as error:
        raise FaultError(replace(fault, exits=EXIT_TEMPLATE) for fault in error.faults) from error


def _read_link(unit_id: str, folder: Path) -> _Link:
    path = folder / UNIT_FILE
    content, file = read_bytes(path), shown(path)
    return _Link(unit_id, folder, cached({file: content}, _Source, partial(_read, content, file)))


def _read(content: bytes, file: str) -> _Source:
    from coursegen.reading.tree import places
    from coursegen.reading.validate import read_document

    document = read_document(UnitFile, content, file)
    return _Source(document.value, {".".join(path): place for path, place in places(document.tree.root)})


def _flat(value: object, key: str) -> Iterator[tuple[str, Value]]:
    """Dotted keys of all that an object says; what is empty is not said."""
    match value:
        case str() if value:
            yield key, value
        case tuple() | list() if value:
            yield key, tuple(map(_member, value))
        case int() if value:
            yield key, str(value)
        case Mapping():
            for name, part in value.items():
                yield from _flat(part, f"{key}.{name}")
        case _ if isinstance(value, Struct):
            for name in value.__struct_fields__:
                yield from _flat(getattr(value, name), f"{key}.{name}".lstrip("."))


def _member(value: object) -> str:
    """A member of a list as one text: what its fields or keys say, side by side."""
    return " ".join(text for _, text in _flat(value, "") if isinstance(text, str)) or str(value)


def _faults(link: _Link, chain: Sequence[_Link], sector: str) -> Iterator[Fault]:
    """What is wrong with one unit's values, seen from the unit that defines the slots and sectors."""
    default = chain[-1]
    unit, known = link.source.file, sectors(default.source.file)
    if unit.type and unit.type not in known:
        yield Fault("T308", link.place("type"), {"value": unit.type, "known": sorted(known)})
    if unit.extends and link is default:
        yield Fault("T312", link.place("extends"))
    if unit.choices.pass_mark > 100:
        yield Fault("T334", link.place("choices.pass_mark"), {"value": unit.choices.pass_mark})
    for word, new in unit.replace.items():
        if not _WORD.fullmatch(word) or word == new:
            yield Fault("T350", link.place(f"replace.{word}"), {"value": word})
    yield from naming_faults(unit.choices.naming, link.place("choices.naming"))
    yield from _term_faults(link, default, sector)
    yield from brand_faults(unit.brand, _palette(chain, link), link.folder, link.place)
    yield from extra_faults(unit.extra, link.folder, link.place)


def _term_faults(link: _Link, default: _Link, sector: str) -> Iterator[Fault]:
    slots = default.source.file.terms
    for name, term in link.source.file.terms.items():
        place = link.place(f"terms.{name}")
        if name not in slots:
            suggestion = did_you_mean(name, slots)
            facts = {"value": name, "suggestion": suggestion, "known": tuple(slots)}
            yield Fault("T305" if suggestion else "T306", place, facts)
        elif isinstance(term, Mapping) and link is not default:
            yield Fault("T307", place, {"value": name})
        elif link is default and not _word(term, sector):
            yield Fault("T309", place, {"value": name, "sector": sector})


def _word(term: str | Mapping[str, str], sector: str) -> str:
    """The word of a term in a sector."""
    return term if isinstance(term, str) else term.get(sector) or term.get(ANY_SECTOR, "")


def _in_language(chain: Sequence[_Link], language: str) -> tuple[tuple[_Link, ...], tuple[Fault, ...]]:
    """The chain with what every unit of it says in a language, and a warning for each that has a gap. Raises C820."""
    links, faults = [], list[Fault]()
    for link in chain:
        path = link.folder / UNIT_FILE
        found = find_translations(language, {path: link.folder})
        file, gaps = unit_in_language(link.source.file, shown(path), found)
        links.append(replace(link, source=replace(link.source, file=file)))
        faults += gaps
    return tuple(links), tuple(faults)


def _layers(chain: Sequence[_Link], sector: str) -> UnitLayers:
    """All values by key, in the order in which `default` and then its children name them."""
    found: dict[str, tuple[Layer, ...]] = {}
    for link in reversed(chain):
        for key, layer in _said(link, sector, _palette(chain, link)):
            found[key] = (layer, *found.get(key, ()))
    return UnitLayers(_own_names(found, [link.id for link in chain]))


def _own_names(found: Mapping[str, tuple[Layer, ...]], chain: Sequence[str]) -> dict[str, tuple[Layer, ...]]:
    """Layers without the other names of units above the one whose full name won: they are not this unit's."""
    whose = next((chain.index(layer.unit) for layer in found.get("names.full", ())), len(chain))
    kept = {key: tuple(x for x in found.get(key, ()) if chain.index(x.unit) <= whose) for key in _BESIDE_FULL}
    return {key: layers for key, layers in {**found, **kept}.items() if layers}


def _said(link: _Link, sector: str, palette: Mapping[str, str]) -> Iterator[tuple[str, Layer]]:
    for name, term in link.source.file.terms.items():
        if word := _word(term, sector):
            chosen = f".{sector if term.get(sector) else ANY_SECTOR}" if isinstance(term, Mapping) else ""
            yield f"terms.{name}", Layer(link.id, word, link.place(f"terms.{name}{chosen}"))
    brand = {key: (value, link.place(written)) for key, written, value in said_of(link.source.file.brand, palette)}
    for key, value in link.source.values().items():
        if key not in ("extends", "language") and not key.startswith(("terms.", "brand.logo")) and key not in brand:
            yield key, Layer(link.id, value, link.place(key))
    for key, (text, place) in brand.items():
        if text:
            yield key, Layer(link.id, text, place)


def _palette(chain: Sequence[_Link], link: _Link) -> dict[str, str]:
    """Colours by name that the units above a unit define, the nearest counting most."""
    above = reversed(chain[chain.index(link) + 1 :])
    return {name: color for parent in above for name, color in palette_of(parent.source.file.brand).items()}


def _unit(chain: Sequence[_Link], layers: UnitLayers) -> Unit:
    colors = {role: hexadecimal(color) for role, color in layers.below("brand.colors").items()}
    extras = ((x for x in extra_files(u.source.file.extra, u.id, u.folder, u.place)) for u in reversed(chain))
    return Unit(
        id=chain[0].id,
        chain=tuple(link.id for link in chain),
        type=layers.text("type"),
        level=layers.text("level"),
        names=Names(**layers.below("names")),
        terms=layers.below("terms"),
        brand=Brand(colors, layers.below("brand.fonts"), _logo(chain), cast("Any", layers.text("brand.mode"))),
        choices=_choices(layers),
        phrases=layers.below("phrases"),
        replace=layers.below("replace"),
        extra=tuple(file for files in extras for file in files),
    )


def _choices(layers: UnitLayers) -> Choices:
    return Choices(
        lessons=layers.list("choices.lessons"),
        products=layers.list("choices.products"),
        plan=layers.text("choices.plan"),
        period_minutes=int(layers.text("choices.period_minutes") or PERIOD_MINUTES),
        pass_mark=int(layers.text("choices.pass_mark") or PASS_MARK),
        aspect=cast("Any", layers.text("choices.aspect")),
        paper=cast("Any", layers.text("choices.paper")),
        seal=cast("Any", layers.text("choices.seal")),
        naming=layers.text("choices.naming"),
        sheet=cast("Any", layers.text("choices.sheet")),
        script=cast("Any", layers.text("choices.script")),
    )


def _logo(chain: Sequence[_Link]) -> str:
    """Absolute path of the nearest unit's logo, since a parent's logo stands in the parent's folder."""
    named = ((link.folder, logo_of(link.source.file.brand)) for link in chain)
    return next((str((folder / logo).resolve()) for folder, logo in named if logo), "")
