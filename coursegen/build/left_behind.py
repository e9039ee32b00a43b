"""Names of other units that were left behind in a file: in a base, a template or a text that was copied."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from html import unescape
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from coursegen.errors import Fault, Place
from coursegen.model import CourseBundle, Names, Unit
from coursegen.wording import in_script, whole_words

_MARKUP = (".xml", ".rels", ".vml", ".svg", ".html", ".htm")
_BREAK = re.compile(r"</(?:a:p|w:p|p|div|h\d|li|td|title)>|<(?:a:br|w:br|w:tab|br)\s*/?>|<!--|-->")
_TAG = re.compile(r"<[^>]*>")
_ATTRIBUTE = re.compile(r'="([^"]{2,})"')
_GAP = re.compile(r"(?<=[\u2e80-\uffef])[ \t\u00a0\u3000]+(?=[\u2e80-\uffef])")
_AROUND = 12
"""Characters shown on either side of a name."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """Names of other units by the unit they belong to; `common` are those that may be words like any other.

    `own` are the unit's own words that have such a name in them.
    """

    names: Mapping[str, str]
    common: frozenset[str]
    own: tuple[str, ...]


def foreign_names(
    unit: Unit, others: Mapping[str, Names], language: str, usual: Iterable[str], class_: object = None
) -> Foreign:
    """What must not stand in a unit's files, unless a class (its roster, its papers) says so.

    `usual` are words that belong to nobody: those of the term slots.
    """
    script = in_script(language)
    everyday = {written for word in usual for written in (word, script(word))}
    names: dict[str, str] = {}
    common = set()
    for other, called in others.items():
        for name in (called.full, called.english, called.short):
            for written in {name, script(name)} if other != unit.id else ():
                if len(written) > 1 and written not in everyday:
                    names.setdefault(written, other)
                    common |= {written} if name == called.short else set()
    said = (*_texts(unit.names), *unit.terms.values(), *unit.phrases.values(), *unit.replace.values(), *_texts(class_))
    own = {script(text) for text in said} | set(said)
    holding = sorted((text for text in own if any(name in text for name in names)), key=len, reverse=True)
    return Foreign(names, frozenset(common), tuple(holding))


def find_left_behind(foreign: Foreign, bundle: CourseBundle, data: bytes, file: str) -> tuple[Fault, ...]:
    """O160 for every name of another unit in a file and all its parts: once a name and part, with what is around it.

    A short name that the course as it was read has too is a word like any other.
    """
    pattern = _pattern(foreign.names)
    if pattern is None:
        return ()
    faults: dict[tuple[str, str], Fault] = {}
    for part, text in _readable(data, file):
        for name, around in _found(pattern, foreign, text):
            if name not in foreign.common or not any(name in said for said in _texts(bundle)):
                facts = {"name": name, "unit": foreign.names[name], "part": part, "text": around}
                faults.setdefault((part, name), Fault("O160", Place(file), facts))
    return tuple(faults.values())


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """All names in one pattern, long ones first: a text is read once, however many units there are."""
    written = sorted(names, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, written)), re.IGNORECASE) if written else None


def _found(pattern: re.Pattern[str], foreign: Foreign, text: str) -> Iterator[tuple[str, str]]:
    """Names that stand in a text as whole words, and what is around them."""
    if not pattern.search(text):
        return
    for own in foreign.own:
        text = text.replace(own, "\n")
    for line in filter(pattern.search, text.split("\n")):
        yield from _in_line(line, foreign.names)


def _in_line(line: str, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
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
    elif name.lower().endswith(_MARKUP) or data[:1] == b"<":
        markup = data.decode("utf-8", "replace")
        yield name, _GAP.sub("", unescape(_TAG.sub("", _BREAK.sub("\n", markup))))
        yield name, unescape("\n".join(_ATTRIBUTE.findall(markup)))
    else:
        yield name, "\n".join(_GAP.sub("", data.decode(code, "ignore")) for code in ("utf-8", "utf-16-le"))


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
        case _ if is_dataclass(node):
            for field in fields(node):
                yield from _texts(getattr(node, field.name)) if field.name != "places" else ()
