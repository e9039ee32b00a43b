"""Faults are values: a place, a code, and the facts that the message of that code needs.

The sentences stand in `messages/*.toml`, Chinese and English, cause and remedy apart, so a fault can be shown in the
user's language or as JSON without being made anew.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, Literal, TypeVar

from msgspec import Struct, field

T = TypeVar("T")

Severity = Literal["error", "warning"]
UiLanguage = Literal["zh", "zh-Hant", "en"]
UI_LANGUAGES: tuple[UiLanguage, ...] = ("zh", "zh-Hant", "en")

EXIT_OK = 0
EXIT_CHECK = 1
EXIT_USAGE = 2
EXIT_CONTENT = 3
EXIT_TEMPLATE = 4
EXIT_ASSET = 5
EXIT_OUTPUT = 6
EXIT_STRICT = 7
EXIT_INTERNAL = 70

_EXIT_BY_FAMILY = {
    "C": EXIT_CONTENT,
    "T": EXIT_TEMPLATE,
    "A": EXIT_ASSET,
    "L": EXIT_OUTPUT,
    "O": EXIT_OUTPUT,
    "K": EXIT_CHECK,
    "U": EXIT_USAGE,
}


class Place(Struct, frozen=True):
    """Where a fault stands: a file as the user knows it, a line and a column (both from 1; 0 = the whole file).

    An Office file has no lines: `inside` says where in it, `slide 3:"name of a shape"` or `paragraph 12`.
    """

    file: str
    line: int = 0
    column: int = 0
    inside: str = ""

    def __str__(self) -> str:
        parts = [self.file] + [str(n) for n in (self.line, self.column, self.inside) if n]
        return ":".join(parts)


NOWHERE = Place("")


class Fault(Struct, frozen=True):
    """One thing that is wrong: `code` is a key of messages/*.toml, `facts` fill its sentences.

    The first letter of the code is its family and decides the exit code: C content, T template or unit, A asset,
    L layout and O output, K check, U usage.
    """

    code: str
    place: Place = NOWHERE
    facts: Mapping[str, object] = field(default_factory=dict)
    severity: Severity = "error"
    exits: int = 0
    """Exit code where it is not the family's: a unit file is YAML like any other, but ends a run with 4."""

    @property
    def exit_code(self) -> int:
        """Exit code of a run that ends with this fault (0 for a warning)."""
        if self.severity == "warning":
            return EXIT_OK
        return self.exits or _EXIT_BY_FAMILY.get(self.code[0], EXIT_INTERNAL)

    def cause(self, language: UiLanguage) -> str:
        """Sentence that says what is wrong."""
        return _sentence(self.code, language, "cause", self.facts)

    def remedy(self, language: UiLanguage) -> str:
        """Sentence that says what to do."""
        return _sentence(self.code, language, "remedy", self.facts)

    def line(self, language: UiLanguage) -> str:
        """`file:line:column CODE cause → remedy`, on one line."""
        place = f"{self.place} " if self.place != NOWHERE else ""
        text = f"{place}{self.code} {self.cause(language)} → {self.remedy(language)}"
        return " ".join(text.split())

    def record(self, language: UiLanguage) -> dict[str, object]:
        """The fault as a JSON object."""
        return {
            "file": self.place.file,
            "line": self.place.line,
            "column": self.place.column,
            "code": self.code,
            "severity": self.severity,
            "message": self.cause(language),
            "remedy": self.remedy(language),
        } | ({"inside": self.place.inside} if self.place.inside else {})


class Reason(Struct, frozen=True):
    """A fact: why the system refused. The name of its error number, and its own words where we have none for it."""

    name: str
    words: str

    def said(self, language: UiLanguage) -> str:
        """The reason in the user's language."""
        known = _reasons().get(self.name)
        return in_ui_language(known, language) if known else self.words


class Said(Struct, frozen=True):
    """A fact that has words of its own in each language, as a kind of question has."""

    zh: str
    en: str

    def said(self, language: UiLanguage) -> str:
        """The words in the user's language."""
        return in_ui_language({"zh": self.zh, "en": self.en}, language)


_KEPT_BY_OTHERS = (32, 33)
"""What Windows says of a file that another program has open or locked; Python makes a refused permission of it."""


def reason_of(error: Exception) -> Reason:
    """Why something was refused, to be told in any language; of what no system says, its own words."""
    kept = getattr(error, "winerror", None) in _KEPT_BY_OTHERS
    name = "EBUSY" if kept else errno.errorcode.get(getattr(error, "errno", None) or 0, "")
    return Reason(name, getattr(error, "strerror", None) or str(error) or type(error).__name__)


def refused(error: OSError) -> Fault:
    """What the system refused, where nobody knew better what it was for (O105)."""
    return Fault("O105", Place(str(error.filename)) if error.filename else NOWHERE, {"reason": reason_of(error)})


class FaultError(Exception):
    """Carries all faults of one stage up to the caller; caught once, in `cli` (or by whoever wants to go on)."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(faults)
        super().__init__("; ".join(f"{f.place} {f.code}" for f in self.faults))


def fail(code: str, place: Place = NOWHERE, **facts: object) -> FaultError:
    """A `FaultError` of a single fault, to be raised."""
    return FaultError([Fault(code, place, facts)])


def gather(make: Callable[[], T], faults: list[Fault]) -> T | None:
    """What `make` returns, or None with its faults added to the list."""
    try:
        return make()
    except FaultError as error:
        faults += error.faults
        return None


def exit_code(faults: Iterable[Fault], *, strict: bool = False) -> int:
    """Exit code of a run: the gravest family among the errors; 7 for warnings alone under `strict`."""
    found = tuple(faults)
    errors = [f.exit_code for f in found if f.severity == "error"]
    if errors:
        order = (EXIT_INTERNAL, EXIT_USAGE, EXIT_CONTENT, EXIT_TEMPLATE, EXIT_ASSET, EXIT_OUTPUT, EXIT_CHECK)
        return min(errors, key=order.index)
    return EXIT_STRICT if strict and found else EXIT_OK


@cache
def _messages() -> dict[str, dict[str, dict[str, str]]]:
    import tomllib
    from importlib.resources import files

    found: dict[str, dict[str, dict[str, str]]] = {}
    for file in sorted(files("coursegen.messages").iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            found |= tomllib.loads(file.read_text("utf-8"))
    return found


@cache
def _reasons() -> Mapping[str, Mapping[str, str]]:
    import tomllib
    from pkgutil import get_data

    return tomllib.loads((get_data("coursegen", "reasons.toml") or b"").decode())


def _sentence(code: str, language: UiLanguage, part: str, facts: Mapping[str, object]) -> str:
    shown = {key: _shown(value, language) for key, value in facts.items()}
    return in_ui_language(_messages()[code], language, part).format_map(shown)


def in_ui_language(said: Mapping[str, Any], language: UiLanguage, part: str = "") -> str:
    """A sentence of a catalogue by language, or a `part` of it; traditional Chinese is made from simplified.

    Sentences are converted before facts are put in, for names and paths are nobody's to convert.
    """
    own = said["zh" if language == "zh-Hant" else language]
    text = str(own[part] if part else own)
    return _traditional()(text) if language == "zh-Hant" else text


@cache
def _traditional() -> Callable[[str], str]:
    from opencc import OpenCC

    convert = OpenCC("s2twp").convert
    return lambda text: str(convert(text)).translate(_CORNERS)


_CORNERS = str.maketrans("“”‘’", "「」『』")


_INVISIBLE = frozenset("\u200c\u200d\u3000")
"""Not printable by the letter, but part of what people write: joiners in emoji, the full-width blank."""


_LONGEST = 160
"""Characters of a fact in a sentence."""


def _shown(value: object, language: UiLanguage) -> str:
    """A fact as it stands in a sentence: control characters made visible, long values cut, blanks and emoji kept."""
    between = ", " if language == "en" else "、"
    members = tuple(value) if isinstance(value, tuple | list) else (value,)
    text = between.join(_said(member, language) for member in members)
    visible = "".join(c if c.isprintable() or c in _INVISIBLE else f"\\u{ord(c):04x}" for c in text)
    if len(visible) <= _LONGEST:
        return visible
    cut = visible[: _LONGEST - 1]
    whole = cut.rpartition(between)[0] if len(members) > 1 else ""
    return f"{whole}{between}…" if whole else f"{cut}…"


def _said(value: object, language: UiLanguage) -> str:
    return value.said(language) if isinstance(value, Reason | Said) else str(value)
