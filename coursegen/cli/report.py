"""How a run tells what it did: results on stdout, faults and the rest on stderr."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TextIO

from msgspec import Struct

from coursegen.cli.words import option_value, say, ui_language
from coursegen.errors import Fault, UiLanguage, exit_code, refused


class Voice(Struct, frozen=True):
    """The user's language, how much he wants to hear in which form, and the arguments in which he said so."""

    language: UiLanguage = "zh"
    as_json: bool = False
    verbose: bool = False
    quiet: bool = False
    arguments: tuple[str, ...] = ()

    @classmethod
    def asked_for(cls, arguments: Sequence[str], environment: Mapping[str, str]) -> Voice:
        """The voice that arguments not yet parsed ask for: faults of the parsing itself are told in it."""
        return cls(
            ui_language(arguments, environment),
            option_value(arguments, "--log-format") == "json",
            _has_flag(arguments, "v", "--verbose"),
            _has_flag(arguments, "q", "--quiet"),
            tuple(arguments),
        )

    def result(self, text: str, **record: object) -> None:
        """One line of result: `text`, or the record as JSON."""
        _print(self.line(text, record), sys.stdout)

    def line(self, text: str, record: Mapping[str, object]) -> str:
        """A line of result as it is printed: `text`, or the record as JSON."""
        return _json(record) if self.as_json else text

    def tell(self, key: str, **facts: object) -> None:
        """A remark, unless the user wants quiet or JSON."""
        if not (self.quiet or self.as_json):
            _print(say(key, self.language, **facts), sys.stderr)

    def detail(self, key: str, **facts: object) -> None:
        """A remark for those who ask for more."""
        if self.verbose:
            self.tell(key, **facts)

    def faults(self, faults: Iterable[Fault], *, strict: bool = False) -> int:
        """Tell all faults, equal ones once, and how many they are; return the exit code of the run."""
        found = tuple(faults)
        told = dict.fromkeys(self._line(f) for f in found if f.severity == "error" or strict or not self.quiet)
        for line in told:
            _print(line, sys.stderr)
        if found:
            self._count(found)
        return exit_code(found, strict=strict)

    def system(self, error: OSError) -> int:
        """Tell in one line what the system refused to do (O105); return the exit code."""
        self.traceback(error)
        return self.faults([refused(error)])

    def crash(self, error: BaseException) -> None:
        """Tell of a bug: one line, and the traceback for those who ask for more."""
        self.tell("internal")
        _print(f"{type(error).__name__}: {error}", sys.stderr)
        self.traceback(error)

    def traceback(self, error: BaseException) -> None:
        """The traceback, for those who ask for more."""
        if self.verbose:
            import traceback

            traceback.print_exception(error, file=sys.stderr)

    def _line(self, fault: Fault) -> str:
        if self.as_json:
            return _json(fault.record(self.language))
        mark = say("warning", self.language) if fault.severity == "warning" else ""
        return mark + fault.line(self.language)

    def _count(self, faults: Sequence[Fault]) -> None:
        lines = {self._line(f): f.severity for f in faults}
        counts = {"errors": 0, "warnings": 0}
        for severity in lines.values():
            counts[f"{severity}s"] += 1
        parts = [say(key, self.language, count=number) for key, number in counts.items() if number]
        if not (self.quiet or self.as_json):
            _print(say("comma", self.language).join(parts), sys.stderr)


def size_of(size: int) -> str:
    """A file size as people read it: 812 B, 34 KB, 1.2 MB."""
    if size < 1000:
        return f"{size} B"
    return f"{size / 1000:.0f} KB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"


def _json(record: Mapping[str, object]) -> str:
    import json

    return json.dumps(record, ensure_ascii=False)


def _has_flag(arguments: Sequence[str], short: str, long: str) -> bool:
    before = arguments[: arguments.index("--")] if "--" in arguments else arguments
    return any(a == long or (a.startswith("-") and short in a and set(a[1:]) <= {"v", "q"}) for a in before)


def _print(text: str, stream: TextIO) -> None:
    stream.write(text + "\n")
    stream.flush()
