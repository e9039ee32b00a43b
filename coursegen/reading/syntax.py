"""What libyaml could not parse → what the author most likely did, at the place where he did it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

import yaml

from coursegen.errors import Fault, Place
from coursegen.late import regex
from coursegen.reading.tree import DEPTH_LIMIT

_INDENT = r"^[ \t]*(?:- +)*"
_VALUE_CURLY = regex(rf"{_INDENT}(?:[\w.-]+: +)?([“”‘’「])")

_WRONG_ANYWHERE = (
    ("C023", regex(r"(?:^|[:,\[-] )\s*(\{\{)")),
    ("C011", regex(rf"{_INDENT}[a-z][a-z_-]+ *(：)")),
)
_WRONG_HERE = (
    ("C013", regex(r"^[ \t]*([\u3000\u00a0])")),
    ("C013", regex(rf"{_INDENT}[\w.-]+:([\u3000\u00a0])")),
    ("C016", regex(rf"{_INDENT}[A-Za-z_][\w.-]*(:)[^\s:/]")),
    ("C015", regex(r"^ *(\t)")),
)
_WRONG_WITHOUT_KEY = (("C011", regex(rf"{_INDENT}[^：:]{{1,20}}(：)")),)

_BY_PROBLEM = (
    ("exceeded maximum nesting depth", "C030", "problem"),
    ("found unexpected end of stream", "C017", "context"),
    ("found unexpected document indicator", "C017", "context"),
    ("did not find expected ',' or", "C018", "context"),
    ("block sequence entries are not allowed", "C035", "problem"),
    ("found a tab character", "C015", "problem"),
    ("could not find expected ':'", "C034", "context"),
    ("escape", "C021", "problem"),
    ("hexdecimal", "C021", "problem"),
    ("cannot start any token", "C022", "problem"),
    ("tag", "C027", "context"),
)
"""Part of libyaml's sentence, the code, and which of its two marks is the place."""


class _Spot(NamedTuple):
    """A place in the text, counted from 0, with its line."""

    row: int
    column: int
    line: str

    @property
    def before(self) -> str:
        return self.line[: self.column]

    @property
    def char(self) -> str:
        return self.line[self.column : self.column + 1]


def explain(error: yaml.MarkedYAMLError, text: str, file: str) -> Fault:
    """The fault for a syntax error: a mistake that shows in the line itself first, else by what libyaml missed."""
    lines = text.splitlines() or [""]
    problem = _spot(error.problem_mark or error.context_mark, lines)
    context = _spot(error.context_mark, lines) if error.context_mark else problem
    said = f"{error.context or ''}: {error.problem or ''}"
    keyless = "could not find expected ':'" in said
    first = context.row if keyless or "quoted scalar" in said else problem.row
    found = _misread(lines[first], Place(file, first + 1, 1), keyless=keyless)
    if not found and first:
        joined = _WRONG_HERE if "mapping values are not allowed" in said else ()
        found = _first_match((*_WRONG_ANYWHERE, *joined), lines[first - 1], Place(file, first, 1))
    return found or _by_problem(said, problem, context, file)


def misread(value: str, place: Place) -> Fault | None:
    """The fault of a plain text at `place` that was meant to be `key: value`, or None."""
    return _misread((value.splitlines() or [""])[0], place, keyless=True)


def _spot(mark: yaml.Mark | None, lines: list[str]) -> _Spot:
    row, column = (mark.line, mark.column) if mark else (0, 0)
    if row >= len(lines):
        row, column = len(lines) - 1, len(lines[-1])
    return _Spot(row, column, lines[row])


def _misread(line: str, at: Place, *, keyless: bool) -> Fault | None:
    """A mistake that shows in the line that could not be parsed; `keyless`: because no `: ` was found in it."""
    patterns = (*_WRONG_ANYWHERE, *_WRONG_HERE, *(_WRONG_WITHOUT_KEY if keyless else ()))
    return _first_match(patterns, line, at)


def _first_match(patterns: Iterable[tuple[str, re.Pattern[str]]], line: str, at: Place) -> Fault | None:
    for code, pattern in patterns:
        if found := pattern.search(line):
            return Fault(code, Place(at.file, at.line, at.column + found.start(1)))
    return None


def _by_problem(said: str, problem: _Spot, context: _Spot, file: str) -> Fault:
    code, spot = _code(said, problem, context)
    return Fault(code, Place(file, spot.row + 1, spot.column + 1), {"char": spot.char, "limit": DEPTH_LIMIT})


def _code(said: str, problem: _Spot, context: _Spot) -> tuple[str, _Spot]:
    if "an anchor" in said or "an alias" in said:
        return "C026", context
    if "mapping values are not allowed" in said:
        return _stray_colon(problem)
    if "did not find expected ',' or" in said and problem.char in {"，", "、", "；", "】", "］", "｝"}:
        return "C014", problem
    if "did not find expected key" in said or "did not find expected '-'" in said:
        return ("C033" if problem.before.strip() else "C019"), problem
    for part, code, mark in _BY_PROBLEM:
        if part in said:
            return code, context if mark == "context" else problem
    return "C032", problem


def _stray_colon(problem: _Spot) -> tuple[str, _Spot]:
    """A second `: ` in one line, or a line set in too far."""
    if curly := _VALUE_CURLY.match(problem.before):
        return "C012", problem._replace(column=curly.start(1))
    return ("C020" if ": " in problem.before else "C019"), problem
