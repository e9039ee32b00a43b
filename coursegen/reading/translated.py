"""Documents of a course or a unit in another language, by the catalogues beside them; what these lack is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from coursegen.errors import Fault, FaultError, Place
from coursegen.model import ClassFile, Course, CourseBundle, UnitFile
from coursegen.reading.decode import read_bytes
from coursegen.translation.addresses import texts
from coursegen.translation.catalogue import (
    WORDS,
    Catalogue,
    Entry,
    catalogue_folder,
    catalogue_path,
    read_catalogue,
    read_words,
)
from coursegen.translation.translate import Settled, same_tongue, translated
from coursegen.workspace import UNIT_FILE, shown

if TYPE_CHECKING:
    from coursegen.reading.validate import Document

T = TypeVar("T")

_BY_WAY_OF: Mapping[str, str] = {"zh-Hant": "zh-Hans", "zh-HK": "zh-Hans"}
"""Where a course of another tongue has no catalogues, it is taken from this language and converted afterwards."""


class Translations(Struct, frozen=True):
    """What stands beside content files for one language: catalogues by (language, content file), and a list of words.

    `files` says by what name each content file (as shown) goes in its catalogue; `contents` holds the bytes of all.
    """

    language: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    catalogues: Mapping[tuple[str, str], str] = field(default_factory=dict)
    contents: Mapping[str, bytes] = field(default_factory=dict)

    def __hash__(self) -> int:
        """What cannot be hashed is compared only."""
        return hash(self.language)

    def into(self, own: str) -> str:
        """The language that a course in its `own` can be translated into; its own where there is nothing to read."""
        if same_tongue(own, self.language):
            return own
        known = {language for language, _ in self.catalogues}
        return next((x for x in (self.language, _BY_WAY_OF.get(self.language, "")) if x in known), own)

    def catalogue(self, language: str, file: str) -> Catalogue:
        """The catalogue of a content file in a language; empty where there is none. Raises C820."""
        path = self.catalogues.get((language, file))
        return read_catalogue(self.contents[path], path) if path else Catalogue()

    def words(self) -> tuple[tuple[str, str], ...]:
        """Words that a course always writes in one way. Raises C820."""
        found = (path for path in self.contents if path.endswith(f"/{WORDS}"))
        return tuple(pair for path in found for pair in read_words(self.contents[path], path).items())


def find_translations(language: str, files: Mapping[Path, Path]) -> Translations:
    """What there is for a language beside content files, each with the folder of its course or unit. Raises C003."""
    if not language:
        return Translations()
    names = {shown(path): path.relative_to(folder).as_posix() for path, folder in files.items()}
    places = {
        (tongue, shown(path)): catalogue_path(folder, names[shown(path)], tongue)
        for tongue in filter(None, (language, _BY_WAY_OF.get(language)))
        for folder in dict.fromkeys(files.values())
        if catalogue_folder(folder, tongue).is_dir()
        for path in (path for path, home in files.items() if home == folder)
    }
    there = {key: path for key, path in places.items() if path.is_file()}
    words = [catalogue_folder(folder, language) / WORDS for folder in dict.fromkeys(files.values())]
    contents = {shown(path): read_bytes(path) for path in (*there.values(), *(w for w in words if w.is_file()))}
    return Translations(language, names, {key: shown(path) for key, path in there.items()}, contents)


def in_language(
    documents: Sequence[Document[Any]], own: str, found: Translations
) -> tuple[tuple[Document[Any], ...], tuple[Fault, ...]]:
    """Documents of a language (`own`) in the one that was looked for, and a warning (C811) for each with a gap.

    Raises C820.
    """
    results: list[Document[Any]] = []
    faults: list[Fault] = []
    broken: list[Fault] = []
    language = found.language if same_tongue(own, found.language) else found.into(own)
    for document in documents:
        try:
            value, gap = _translated(document.value, document.tree.file, own, language, found)
        except FaultError as error:
            broken += error.faults
        else:
            results.append(replace(document, value=value))
            faults += gap
    if broken:
        raise FaultError(broken)
    return tuple(results), tuple(faults)


def unit_in_language(unit: UnitFile, file: str, found: Translations) -> tuple[UnitFile, tuple[Fault, ...]]:
    """What a unit says, in the language that was looked for; its English name is its name in English. Raises C820."""
    if same_tongue(unit.language, found.language):
        return _translated(unit, file, unit.language, found.language, found)
    language = _toward(unit.language, found)
    english = unit.names.english if language == "en" else ""
    names = {"full": unit.names.full, "short": unit.names.short}
    also = {f"{UNIT_FILE}:names/{key}": Entry(text, english) for key, text in names.items() if english}
    return _translated(unit, file, unit.language, language, found, also)


def class_in_language(read: ClassFile, file: str, own: str, found: Translations) -> tuple[ClassFile, tuple[Fault, ...]]:
    """What a class says, written in the language of its course (`own`), in the one looked for. Raises C820."""
    return _translated(read, file, own, _toward(own, found), found) if found.language else (read, ())


def _toward(own: str, found: Translations) -> str:
    """The language of the catalogues to take; the one looked for where there are none, so that all is missing."""
    into = found.into(own)
    return found.language if into == own else into


def _translated(
    value: T, file: str, own: str, language: str, found: Translations, also: Mapping[str, Entry] | None = None
) -> tuple[T, tuple[Fault, ...]]:
    """An object of a file and a warning where something is missing; `also` has what no catalogue need say.

    Within one tongue (another script) only exceptions are put in, and only stale ones are told.
    """
    if language == own:
        return value, ()
    exceptions, name = same_tongue(own, language), found.files.get(file, file)
    written = {key: entry for key, entry in found.catalogue(language, file).entries.items() if entry.text}
    catalogue = Catalogue({**(also or {}), **written})
    from coursegen.translation.state import gaps

    states = Counter(gap.state for gap in gaps(catalogue, texts(value, name)))
    missing = 0 if exceptions else states["missing"]
    facts = {"file": file, "missing": missing, "stale": states["stale"], "language": language}
    faults = (Fault("C811", Place(file), facts, "warning"),) if missing or states["stale"] else ()
    return translated(value, name, catalogue, Settled if exceptions else str), faults


def course_of(documents: Iterable[Document[Any]]) -> Course:
    """The course among its documents."""
    return next(d.value for d in documents if isinstance(d.value, Course))


def finished(bundle: CourseBundle, source: Course, found: Translations, faults: tuple[Fault, ...]) -> CourseBundle:
    """A translated course: it says its language, and its cases name tasks as the course itself now does."""
    language = found.into(source.language)
    tasks = dict(zip(source.tasks, bundle.course.tasks, strict=True))
    principles = {
        key: replace(p, cases=tuple(replace(case, task=tasks.get(case.task, case.task)) for case in p.cases))
        for key, p in bundle.principles.items()
    }
    return replace(
        bundle,
        course=replace(bundle.course, language=language),
        principles=bundle.principles if source.tasks == bundle.course.tasks else principles,
        untranslated=faults,
        words=found.words() if found.language else (),
    )
