"""A unit's id → the unit with everything it inherits, and the layers each value was taken from.

A unit without `extends` extends `default`, the end of every chain, which also defines the term slots and, by giving a
term one text per sector, the sectors.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from msgspec.structs import replace

from coursegen.errors import Fault, FaultError
from coursegen.late import regex
from coursegen.model import Brand, Choices, Names, Unit, UnitFile
from coursegen.reading.brand import brand_faults, hexadecimal, logo_of
from coursegen.reading.extra import extra_faults, extra_files
from coursegen.reading.naming import naming_faults
from coursegen.reading.translated import find_translations, unit_in_language
from coursegen.reading.unit_chain import DEFAULT_UNIT, Link, chain_of, folders, link_of
from coursegen.reading.unit_layers import ANY_SECTOR, UnitLayers, layers_of, palette_above, word_in
from coursegen.text import did_you_mean
from coursegen.workspace import UNIT_FILE, shown

PERIOD_MINUTES = 45
"""A period (学时) where no unit of a chain says how long one is."""
PASS_MARK = 60
"""Percent of full marks that pass where no unit of a chain says how many."""

_WORD = regex(r"\w{1,20}")
"""What can be cut out of a text as a word."""


def read_unit(unit_id: str, roots: Sequence[Path], language: str = "", moment: str = "") -> tuple[Unit, UnitLayers]:
    """A unit of the first root that has it, with all it inherits, and where each value comes from.

    With a `language` its words are in that as far as catalogues beside it have them, and it says what they lack. The
    files of its parents are read once for all of one `moment` (any text). Raises T faults for a chain or a value that
    cannot be used, C faults for a file that cannot be read.
    """
    written = _sound_chain(unit_id, roots, moment)
    sector = _sector(written)
    chain, untranslated = _in_language(written, language) if language else (written, ())
    layers = layers_of(chain, sector)
    unit = _unit(chain, layers)
    if not language:
        return unit, layers
    as_written = unit.names if chain == written else Names(**layers_of(written, sector).below("names"))
    return replace(unit, names=_as_close(unit.names, as_written), untranslated=untranslated), layers


def ids_of_chain(unit_id: str, roots: Sequence[Path], moment: str = "") -> tuple[str, ...]:
    """A unit and those it inherits from, `default` last. Reads and raises as `read_unit` does."""
    return tuple(link.id for link in _sound_chain(unit_id, roots, moment))


def _sound_chain(unit_id: str, roots: Sequence[Path], moment: str) -> tuple[Link, ...]:
    chain = chain_of(unit_id, roots, moment)
    sector = _sector(chain)
    if faults := tuple(fault for link in chain for fault in _faults(link, chain, sector)):
        raise FaultError(faults)
    return chain


def _sector(chain: Sequence[Link]) -> str:
    return next((link.source.file.type for link in chain if link.source.file.type), ANY_SECTOR)


def _as_close(names: Names, as_written: Names) -> Names:
    """Names in another language; a unit that is an office by its name is its own office there too."""
    own = as_written.office and not as_written.beside
    return replace(names, office=names.full) if own else names


def names_of_units(roots: Sequence[Path]) -> tuple[dict[str, Names], frozenset[str]]:
    """What each unit calls itself, by its id, and the words of all term slots; what cannot be read is left out."""
    found: dict[str, Names] = {}
    words: set[str] = set()
    for unit_id, folder in sorted(folders(roots).items()):
        with suppress(FaultError):
            file = link_of(unit_id, folder).source.file
            found[unit_id] = file.names
            if unit_id == DEFAULT_UNIT:
                terms = ([term] if isinstance(term, str) else term.values() for term in file.terms.values())
                words = {word for said in terms for word in said}
    return found, frozenset(words)


def unit_files(roots: Sequence[Path]) -> dict[str, tuple[Path, UnitFile]]:
    """Folder and file of every unit as written, by its id; what cannot be read is left out."""
    found: dict[str, tuple[Path, UnitFile]] = {}
    for unit_id, folder in sorted(folders(roots).items()):
        with suppress(FaultError):
            found[unit_id] = folder, link_of(unit_id, folder).source.file
    return found


def read_unit_file(folder: Path) -> UnitFile:
    """What the file of one unit says by itself. Raises C faults for a file that cannot be read."""
    return link_of(folder.name, folder).source.file


def sectors(default: UnitFile) -> tuple[str, ...]:
    """The sectors a unit can be of (`type`), by the unit that defines the term slots."""
    named = (name for term in default.terms.values() if isinstance(term, Mapping) for name in term)
    return tuple(name for name in dict.fromkeys(named) if name != ANY_SECTOR)


def _faults(link: Link, chain: Sequence[Link], sector: str) -> Iterator[Fault]:
    """What is wrong with one unit's values, seen from the unit that defines the slots and sectors."""
    default = chain[-1]
    unit = link.source.file
    if unit.type and unit.type not in (known := sectors(default.source.file)):
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
    yield from brand_faults(unit.brand, palette_above(chain, link), link.folder, link.place)
    yield from extra_faults(unit.extra, link.folder, link.place)


def _term_faults(link: Link, default: Link, sector: str) -> Iterator[Fault]:
    slots = default.source.file.terms
    for name, term in link.source.file.terms.items():
        at = f"terms.{name}"
        if name not in slots:
            suggestion = did_you_mean(name, slots)
            facts = {"value": name, "suggestion": suggestion, "known": tuple(slots)}
            yield Fault("T305" if suggestion else "T306", link.place(at), facts)
        elif link is not default and isinstance(term, Mapping):
            yield Fault("T307", link.place(at), {"value": name})
        elif link is default and not word_in(term, sector):
            yield Fault("T309", link.place(at), {"value": name, "sector": sector})


def _in_language(chain: Sequence[Link], language: str) -> tuple[tuple[Link, ...], tuple[Fault, ...]]:
    """The chain with what every unit of it says in a language, and a warning for each that has a gap. Raises C820."""
    links, faults = [], list[Fault]()
    for link in chain:
        own = link.source.file
        if own.language == language:
            links.append(link)
            continue
        path = link.folder / UNIT_FILE
        file, gaps = unit_in_language(own, shown(path), find_translations(language, {path: link.folder}))
        links.append(link if file is own else replace(link, source=replace(link.source, file=file)))
        faults += gaps
    return tuple(links), tuple(faults)


def _unit(chain: Sequence[Link], layers: UnitLayers) -> Unit:
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


def _logo(chain: Sequence[Link]) -> str:
    """Absolute path of the nearest unit's logo, since a parent's logo stands in the parent's folder."""
    named = ((link.folder, logo_of(link.source.file.brand)) for link in chain)
    return next((str((folder / logo).resolve()) for folder, logo in named if logo), "")
