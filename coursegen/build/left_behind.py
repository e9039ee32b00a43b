"""Names of other units that were left behind in a file: in a base, a template or a text that was copied."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from io import BytesIO
from itertools import chain
from types import MappingProxyType

from msgspec import Struct

from coursegen.build.everybody import Everybody
from coursegen.build.pieces import pieces_of, shared_and_own, texts_in
from coursegen.errors import Fault, Place
from coursegen.model import CourseBundle, Unit
from coursegen.once import Asked
from coursegen.wording import in_script, whole_words

_MARKUP = (".xml", ".rels", ".vml", ".svg", ".html", ".htm")
_GAP = re.compile(r"[ \t\u00a0\u3000](?<=[^\x00-\u2e7f].)[ \t\u00a0\u3000]*(?=[^\x00-\u2e7f])")
"""Blanks between ideographs; that it begins with a blank makes it fast."""
_PROPERTIES = "docProps/"
_AROUND = 12
"""Characters shown on either side of a name."""


class Foreign(Struct, frozen=True):
    """Names of all units, and the unit whose files are looked at; `own` are its own words that have a name in them."""

    everybody: Everybody
    unit: str
    own: tuple[str, ...]

    def owner(self, name: str) -> str:
        """The first other unit that is called so, or ""."""
        return self._other(self.everybody.names.get(name, ()))

    def is_common(self, name: str) -> bool:
        """Whether it is the short name of another unit."""
        return bool(self._other(self.everybody.short.get(name, ())))

    def _other(self, units: Iterable[str]) -> str:
        return next((unit for unit in units if unit != self.unit), "")


def foreign_names(unit: Unit, everybody: Everybody, language: str, class_: object = None) -> Foreign:
    """What must not stand in a unit's files, unless a class (its roster, its papers) says so."""
    script = in_script(language)
    said = (*_texts(unit.names), *unit.terms.values(), *unit.phrases.values(), *unit.replace.values(), *_texts(class_))
    own = {script(text) for text in said} | set(said)
    holding = sorted(filter(everybody.any_in, own), key=lambda text: (-len(text), text))  # the same in every process
    return Foreign(everybody, unit.id, tuple(holding))


def find_left_behind(
    foreign: Foreign, bundle: CourseBundle, data: bytes, file: str, parts: Mapping[str, bytes] = MappingProxyType({})
) -> tuple[Fault, ...]:
    """O160 for every name of another unit in a file and all its parts: once a name and part, with what is around it.

    A short name that the course as it was read has too is a word like any other. `parts` are those of a package, where
    they are known.
    """
    everybody = foreign.everybody
    if not everybody.names:
        return ()
    faults: dict[tuple[str, str], Fault] = {}
    whole = any("\n" in own for own in foreign.own)
    for part, text in _named_in(everybody, file, data, parts, whole=whole):
        for name, around in _found(foreign, text):
            if not foreign.is_common(name) or not any(name in said for said in _texts(bundle)):
                facts = {"name": name, "unit": foreign.owner(name), "part": part, "text": around}
                faults.setdefault((part, name), Fault("O160", Place(file), facts))
    return tuple(faults.values())


_Member = tuple[str, bytes]


def _named_in(
    everybody: Everybody, file: str, data: bytes, parts: Mapping[str, bytes], *, whole: bool
) -> Iterator[tuple[str, str]]:
    """Parts in which anybody's name stands, with the lines.

    First of properties, then of what parts share with those of other units, then of their own, which many have alike.
    """
    if not parts:
        yield from _with_names(everybody, _members(file, data), whole=whole)
        return
    said = [member for part in parts if part.startswith(_PROPERTIES) for member in _members(part, parts[part])]
    yield from _with_names(everybody, [(file, b""), *said], whole=whole)
    rest = [part for part in parts if not part.startswith(_PROPERTIES)]
    shared, own = zip(*(shared_and_own(parts[part]) for part in rest), strict=True)
    asked = id(everybody), whole, tuple(rest), shared
    yield from _of_all(Asked(asked, (everybody, whole, zip(rest, shared, strict=True))))
    found = {content: _lines_of(everybody, "", content, whole=whole) for content in set(own)}
    yield from ((part, found[content]) for part, content in zip(rest, own, strict=True) if found[content])


@lru_cache(maxsize=16)
def _of_all(asked: Asked[tuple[Everybody, bool, Iterable[_Member]]]) -> tuple[tuple[str, str], ...]:
    """Of parts that are all the same in many a file the ones with names."""
    everybody, whole, parts = asked.held
    return tuple(_with_names(everybody, chain.from_iterable(_members(*part) for part in parts), whole=whole))


def _with_names(everybody: Everybody, members: Iterable[_Member], *, whole: bool) -> Iterator[tuple[str, str]]:
    for part, content in members:
        if text := _lines_of(everybody, part, content, whole=whole):
            yield part, text


def _lines_of(everybody: Everybody, part: str, content: bytes, *, whole: bool) -> str:
    return _lines(Asked((id(everybody), whole, part, content), (everybody, whole, part, content)))


@lru_cache(maxsize=2048)
def _lines(asked: Asked[tuple[Everybody, bool, str, bytes]]) -> str:
    """Lines of a part, and of its name, in which anybody's name stands; of the `whole` all, if it stands in any."""
    everybody, whole, part, content = asked.held
    is_markup = part.lower().endswith(_MARKUP) or content[:1] == b"<"
    pieces = pieces_of(content) if is_markup else [content]
    hits = [_hits(Asked((id(everybody), text, is_markup), (everybody, text, is_markup))) for text in (part, *pieces)]
    if whole and any(hits):
        return "\n".join((part, *_texts_of(content, is_markup=is_markup)))
    return "\n".join(filter(None, hits))


@lru_cache(maxsize=4096)
def _hits(asked: Asked[tuple[Everybody, str | bytes, bool]]) -> str:
    """The lines of a text or part in which anybody's name stands; most are the same from one build to the next."""
    everybody, content, is_markup = asked.held
    texts = (content,) if isinstance(content, str) else _texts_of(content, is_markup=is_markup)
    named = everybody.any_in
    return "\n".join(line for text in texts if named(text) for line in text.split("\n") if named(line))


def _found(foreign: Foreign, text: str) -> Iterator[tuple[str, str]]:
    """Names that stand in a text as whole words, and what is around them."""
    for own in foreign.own:
        text = text.replace(own, "\n")
    for line in filter(foreign.everybody.any_in, text.split("\n")):
        yield from _in_line(line, [name for name in foreign.everybody.names_in(line) if foreign.owner(name)])


def _in_line(line: str, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    latin = {name.lower(): name for name in names if name.isascii()}
    spans = [*whole_words(line, [n for n in names if not n.isascii()]), *whole_words(line.lower(), latin)]
    for start, end, name in spans:
        yield latin.get(name, name), line[max(0, start - _AROUND) : end + _AROUND]


def _members(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and content of every part of a file, those of packages in packages included; of the file its name."""
    if not data.startswith(b"PK\x03\x04"):
        yield name, data
        return
    yield name, b""
    from zipfile import BadZipFile, ZipFile

    with suppress(BadZipFile), ZipFile(BytesIO(data)) as package:
        for member, content in [(member, package.read(member)) for member in package.namelist()]:
            yield from _members(member, content)


def _texts_of(data: bytes, *, is_markup: bool) -> tuple[str, ...]:
    """Texts of a part: paragraphs, attributes."""
    if not is_markup:
        return ("\n".join(_GAP.sub("", data.decode(code, "ignore")) for code in ("utf-8", "utf-16-le")),)
    found = texts_in(data)
    return tuple(filter(None, (_GAP.sub("", found.text), "\n".join(found.values))))


def _texts(node: object) -> Iterator[str]:
    """All texts below a node of the model."""
    match node:
        case str():
            yield node
        case tuple():
            for member in node:
                yield from _texts(member)
        case Mapping():
            for member in node.values():
                yield from _texts(member)
        case _ if isinstance(node, Struct):
            for name in node.__struct_fields__:
                yield from _texts(getattr(node, name)) if name != "places" else ()
