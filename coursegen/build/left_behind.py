"""Names of other units that were left behind in a file: in a base, a template or a text that was copied."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from html import unescape
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from msgspec import Struct

from coursegen.build.everybody import Everybody
from coursegen.errors import Fault, Place
from coursegen.model import CourseBundle, Unit
from coursegen.wording import in_script, whole_words

_MARKUP = (".xml", ".rels", ".vml", ".svg", ".html", ".htm")
_BREAK = re.compile(r"</(?:a:p|w:p|p|div|h\d|li|td|title)>|<(?:a:br|w:br|w:tab|br)\s*/?>|<!--|-->")
_TAG = re.compile(r"<[^>]*>")
_ATTRIBUTE = re.compile(r'="([^"]{2,})"')
_GAP = re.compile(r"(?<=[\u2e80-\uffef])[ \t\u00a0\u3000]+(?=[\u2e80-\uffef])")
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
    script, pattern = in_script(language), everybody.pattern
    said = (*_texts(unit.names), *unit.terms.values(), *unit.phrases.values(), *unit.replace.values(), *_texts(class_))
    own = {script(text) for text in said} | set(said)
    holding = sorted((text for text in own if pattern and pattern.search(text)), key=len, reverse=True)
    return Foreign(everybody, unit.id, tuple(holding))


def find_left_behind(foreign: Foreign, bundle: CourseBundle, data: bytes, file: str) -> tuple[Fault, ...]:
    """O160 for every name of another unit in a file and all its parts: once a name and part, with what is around it.

    A short name that the course as it was read has too is a word like any other.
    """
    pattern = foreign.everybody.pattern
    if pattern is None:
        return ()
    faults: dict[tuple[str, str], Fault] = {}
    for part, text in _readable(data, file):
        for name, around in _found(pattern, foreign, text):
            if not foreign.is_common(name) or not any(name in said for said in _texts(bundle)):
                facts = {"name": name, "unit": foreign.owner(name), "part": part, "text": around}
                faults.setdefault((part, name), Fault("O160", Place(file), facts))
    return tuple(faults.values())


def _found(pattern: re.Pattern[str], foreign: Foreign, text: str) -> Iterator[tuple[str, str]]:
    """Names that stand in a text as whole words, and what is around them."""
    if not pattern.search(text):
        return
    for own in foreign.own:
        text = text.replace(own, "\n")
    for line in filter(pattern.search, text.split("\n")):
        yield from _in_line(line, [name for name in foreign.everybody.names_in(line) if foreign.owner(name)])


def _in_line(line: str, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    latin = {name.lower(): name for name in names if name.isascii()}
    spans = [*whole_words(line, [n for n in names if not n.isascii()]), *whole_words(line.lower(), latin)]
    for start, end, name in spans:
        yield latin.get(name, name), line[max(0, start - _AROUND) : end + _AROUND]


def _readable(data: bytes, name: str) -> Iterator[tuple[str, str]]:
    """Name and text of every part of a file, packages in packages included: paragraphs, attributes, names of parts."""
    yield name, name
    if data.startswith(b"PK\x03\x04"):
        try:
            with ZipFile(BytesIO(data)) as package:
                members = [(member, package.read(member)) for member in package.namelist()]
        except BadZipFile:
            return
        for member, content in members:
            yield from _readable(content, member)
    else:
        is_markup = name.lower().endswith(_MARKUP) or data[:1] == b"<"
        yield from ((name, text) for text in _texts_of(data, is_markup=is_markup))


@lru_cache(maxsize=1024)
def _texts_of(data: bytes, *, is_markup: bool) -> tuple[str, ...]:
    """Texts of a part; most parts are the same from one build to the next."""
    if not is_markup:
        return ("\n".join(_GAP.sub("", data.decode(code, "ignore")) for code in ("utf-8", "utf-16-le")),)
    markup = data.decode("utf-8", "replace")
    words = _GAP.sub("", unescape(_TAG.sub("", _BREAK.sub("\n", markup))))
    return words, unescape("\n".join(_ATTRIBUTE.findall(markup)))


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
