"""The options that commands share, and the callbacks that check what they were given."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from coursegen.errors import NOWHERE, FaultError, fail
from coursegen.late import regex

Function = TypeVar("Function", bound=Callable[..., Any])

LANGUAGES = ("zh-Hans", "zh-Hant", "zh-TW", "zh-HK", "en")
"""Languages of products; zh-TW is zh-Hant whatever a unit chooses."""

_LAST_SECOND = 253402300799  # 9999-12-31
_ISO_DATE = regex(r"\d{4}-\d{2}-\d{2}")


def one_of(*known: str) -> Callable[[click.Context, click.Parameter, str | None], str | None]:
    """A callback that takes only some values; another raises U250 or U251."""

    def check(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
        if value is not None and value not in known:
            raise _not_one_of(context, parameter, value, known)
        return value

    return check


def _language(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """A language, or two with a plus between them; the same twice is one. Raises U250 or U251."""
    parts = tuple(dict.fromkeys((value or "").split("+", 1))) if value else ()
    for part in parts:
        one_of(*LANGUAGES)(context, parameter, part)
    return "+".join(parts) or value


def _not_one_of(context: click.Context, parameter: click.Parameter, value: str, known: Sequence[str]) -> FaultError:
    """The fault of a value; one of an argument, which has no name to be typed, follows its command."""
    from coursegen.workspace import unknown_name

    fault = unknown_name("U250", value, known).faults[0]
    before = parameter.opts[-1] if isinstance(parameter, click.Option) else f"{context.command_path} …"
    return fail(fault.code, NOWHERE, **fault.facts, option=before)


def listed(_: click.Context, __: click.Parameter, values: Sequence[str]) -> tuple[str, ...]:
    """Values given one by one or between commas (English or Chinese), each once."""
    parts = (part.strip() for value in values for part in re.split(r"[,，、]", value))
    return tuple(dict.fromkeys(filter(None, parts)))


def _day(_: click.Context, __: click.Parameter, value: str | None) -> str:
    """An ISO date; U252 otherwise. Without one, that of SOURCE_DATE_EPOCH, else none."""
    import datetime as dt

    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if value is None:
        usable = epoch.isdecimal() and int(epoch) <= _LAST_SECOND
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date().isoformat() if usable else ""
    try:
        return dt.date.fromisoformat(value if _ISO_DATE.fullmatch(value) else "").isoformat()
    except ValueError:
        raise fail("U252", date=value) from None


def _count(_: click.Context, __: click.Parameter, value: str | None) -> int:
    """A number of forms; U302 unless it is 1 to 10. 0 when none is given."""
    if value is None:
        return 0
    from coursegen.exam import FORM_LETTERS

    if not value.isdecimal() or not 1 <= int(value) <= len(FORM_LETTERS):
        raise fail("U302", NOWHERE, value=value, most=len(FORM_LETTERS))
    return int(value)


def whole(most: int) -> Callable[[click.Context, click.Parameter, str | None], int]:
    """A callback that takes whole numbers from 1 to `most`; another raises U396. 0 when none is given."""

    def check(_: click.Context, option: click.Parameter, value: str | None) -> int:
        if value is None:
            return 0
        if not value.isdecimal() or not 1 <= int(value) <= most:
            raise fail("U396", NOWHERE, option=option.opts[0], value=value, most=most)
        return int(value)

    return check


jobs = whole(64)
unit = click.option("--unit", "-u", default="default", metavar="UNIT")
units = click.option("--units", metavar="all|UNIT,UNIT|FILE.xlsx", multiple=True, callback=listed)
lesson = click.option("--lesson", "-l", "lesson", multiple=True, callback=listed, metavar="ID")
plan = click.option("--plan", metavar="PLAN", default="")
class_ = click.option("--class", "class_", metavar="CLASS", default="")
class_sat = click.option("--class", "class_sat", metavar="CLASS", default="")
paper = click.option("--paper", metavar="PAPER", default="")
forms = click.option("--forms", metavar="N", callback=_count)
parallel = click.option("--parallel", is_flag=True)
paper_size = click.option("--paper-size", metavar="A4|A3|B4", callback=one_of("A4", "A3", "B4"))
seal = click.option("--seal", metavar="textbox|table|none", callback=one_of("textbox", "table", "none"))
product = click.option("--format", "-f", "product", multiple=True, callback=listed, metavar="PRODUCT")
profile = click.option("--profile", metavar="PROFILE", default="")
aspect = click.option("--aspect", metavar="16:9|4:3", callback=one_of("16:9", "4:3"))
dark = click.option("--dark", is_flag=True)
output = click.option("--output", "-o", metavar="DIR")
lang = click.option("--lang", metavar="LANG", callback=_language)
date = click.option("--date", metavar="DATE", callback=_day)
date_sat = click.option("--date", "date_sat", metavar="DATE", callback=_day)
strict = click.option("--strict", is_flag=True)
keep_going = click.option("--keep-going", is_flag=True)
_ui_lang = click.option(
    "--ui-lang", metavar="zh|zh-Hant|en", expose_value=False, callback=one_of("zh", "zh-Hant", "en")
)


def voice(function: Function) -> Function:
    """The options every command has; `Voice.asked_for` has read them already."""
    for option in (
        _ui_lang,
        click.option("--quiet", "-q", is_flag=True, expose_value=False),
        click.option("--verbose", "-v", is_flag=True, expose_value=False),
        click.option("--log-format", metavar="text|json", expose_value=False, callback=one_of("text", "json")),
    ):
        function = option(function)
    return function
