"""Catalogues (.po) of translations, one for each file of a course or unit, read and written by Babel.

`<folder>/locale/<language>/LC_MESSAGES/principles.cup.clean.po` is that of `<folder>/principles/cup.clean.yaml`. An
entry has the address of its text for a context and the text it was made from for a msgid. Nothing is guessed: an entry
that is marked fuzzy counts as empty.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from coursegen.errors import Place, fail
from coursegen.late import regex

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

WORDS = "words.po"
"""Name of the catalogue of single words that are always written in one way."""

_HEADER = """msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


class Entry(Struct, frozen=True):
    """A translation: the text it was made from, the text in the other language (perhaps still empty), and its place.

    `remarks` are a translator's own, `notes` what the program says to translators.
    """

    source: str
    text: str = ""
    place: Place = field(default_factory=lambda: Place(""))
    remarks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Catalogue(Struct, frozen=True):
    """Entries by address; `gone` are those whose text is no more, kept for their words."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    gone: Mapping[str, Entry] = field(default_factory=dict)


def catalogue_path(folder: Path, file: str, language: str) -> Path:
    """Path of the catalogue of a file, which is named relative to the folder of its course or unit."""
    return catalogue_folder(folder, language) / f"{file.rpartition('.')[0].replace('/', '.')}.po"


def catalogue_folder(folder: Path, language: str) -> Path:
    """Where the catalogues of a language are."""
    return folder / "locale" / language / "LC_MESSAGES"


def languages_beside(folder: Path) -> tuple[str, ...]:
    """The languages that there are catalogues in for a course or unit."""
    return tuple(path.parent.name for path in sorted(folder.glob("locale/*/LC_MESSAGES")))


def read_catalogue(content: bytes, file: str) -> Catalogue:
    """The entries of a .po file of this content and name. Raises C820 for what is no .po file."""
    found = _read(content, file)
    return Catalogue(_entries(found, file), _entries(found.obsolete.values(), file))


def read_words(content: bytes, file: str) -> Mapping[str, str]:
    """Texts by msgid of a .po file whose entries have no context: labels, single words. Raises C820."""
    return {str(m.id): "" if m.fuzzy else str(m.string) for m in _read(content, file) if m.id and not m.context}


def _read(content: bytes, file: str) -> Catalog:
    from babel.messages.pofile import PoFileError, read_po

    _refuse_torn(content.decode("utf-8", "replace"), file)
    try:
        return read_po(io.BytesIO(content), abort_invalid=True, charset="utf-8")
    except (PoFileError, UnicodeError, ValueError) as error:
        line = getattr(error, "lineno", None)
        raise fail("C820", Place(file, 0 if line is None else line + 1), reason=str(error).strip()) from error


_LINE = regex(r'(?:#~\s*)?(?:(msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)\s+)?"((?:[^"\\]|\\.)*)"')
"""A line that is no remark: a keyword, or none, and a text in quotation marks."""


def _refuse_torn(text: str, file: str) -> None:
    """Raise C820 at a line that Babel would pass over or cut, losing somebody's words; at an address given twice."""
    before, known = "", set[str]()
    for number, line in enumerate(map(str.strip, text.splitlines()), 1):
        old = line.startswith("#~")
        if not line or line.startswith("#~|") or (line.startswith("#") and not old):
            continue
        found = _LINE.fullmatch(line)
        keyword, said = found.groups("") if found else ("", "")
        address = said if keyword == "msgctxt" and not old else ""
        if not found or (keyword and keyword == before) or address in known:
            raise fail("C820", Place(file, number), reason=line[:60])
        before = keyword or before
        known |= {address} - {""}


def write_catalogue(catalogue: Catalogue, language: str) -> bytes:
    """A .po file: entries in their order, those that are gone at its end, no dates."""
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import write_po

    made = Catalog()
    for address, entry in catalogue.entries.items():
        message = made.add(
            entry.source, entry.text, user_comments=entry.remarks, auto_comments=entry.notes, context=address
        )
        message.flags.clear()  # "100%的" is no format of Python
    for address, entry in catalogue.gone.items():
        old = Catalog().add(entry.source, entry.text, user_comments=entry.remarks, context=address)
        made.obsolete[entry.source, address] = old
    out = io.BytesIO()
    write_po(out, made, width=0, omit_header=True)
    return _HEADER.format(language=language).encode() + out.getvalue()


def _entries(messages: Iterable[Message], file: str) -> dict[str, Entry]:
    return {
        str(m.context): Entry(
            str(m.id),
            "" if m.fuzzy else str(m.string),
            Place(file, m.lineno or 0),
            tuple(m.user_comments),
            tuple(m.auto_comments),
        )
        for m in messages
        if m.id and m.context
    }
