"""From a template and its context to markup; whatever goes wrong is one fault at the line of the template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import FrameType

from jinja2 import Template, TemplateNotFound
from jinja2.utils import missing
from msgspec import Struct

from coursegen.errors import NOWHERE, Fault, FaultError, Place
from coursegen.late import regex
from coursegen.templating.budget import MAX_DEPTH, Budget
from coursegen.templating.instrument import closest_first
from coursegen.templating.loader import MissingTemplateError, SearchPath
from coursegen.templating.refusal import RefusalError
from coursegen.templating.sandbox import Sandbox, UnknownNameError
from coursegen.templating.variants import prepare_variants

_LOCAL = regex(r"l_\d+_(\w+)")


def render(template: str, context: Mapping[str, object], search: Sequence[tuple[str, Path]]) -> str:
    """Markup of a template. `search` lists (unit id, folder) from the nearest unit to the default.

    Raises FaultError with T1xx faults: several at once for what can be seen before the template runs.
    """
    path = SearchPath([folder for _, folder in search])
    environment = Sandbox(path, Budget(), context)
    try:
        loaded = environment.get_template(f"0:{template}")
        _no_strays(path.strays(environment, loaded))
        return "".join(loaded.root_render_func(prepare_variants(loaded, environment, path, context)))
    except FaultError:
        raise
    except Exception as error:
        raise FaultError([_fault(error, environment)]) from error


def _no_strays(faults: Iterable[Fault]) -> None:
    if found := list(faults):
        raise FaultError(found)


def _fault(error: Exception, environment: Sandbox) -> Fault:
    """What an exception of Jinja, of the sandbox or of a filter means to the author of the template."""
    places = list(_template_frames(error))
    place, frame = places[-1] if places else (NOWHERE, None)
    match error:
        case RefusalError():
            return Fault(error.code, place, error.facts)
        case UnknownNameError():
            return _unknown(error, place, frame, environment)
        case MissingTemplateError():
            code = "T119" if error.start else "T101"
            return Fault(code, place, {"name": error.name or "", "folders": error.folders or ("-",)})
        case TemplateNotFound():
            return Fault("T101", place, {"name": error.message or "", "folders": ("-",)})
        case RecursionError():
            return Fault("T110", place, {"limit": MAX_DEPTH})
        case MemoryError():
            return Fault("T123", place)
        case _:
            return Fault("T116", place, {"detail": f"{type(error).__name__}: {error}"})


def _template_frames(error: Exception) -> Iterator[tuple[Place, FrameType]]:
    """Frames of compiled templates the error passed, with the lines of the templates, outermost first."""
    from traceback import walk_tb

    for frame, line in walk_tb(error.__traceback__):
        template = frame.f_globals.get("__jinja_template__")
        if isinstance(template, Template):
            yield Place(template.filename or "", template.get_corresponding_lineno(line)), frame


def _unknown(error: UnknownNameError, place: Place, frame: FrameType | None, environment: Sandbox) -> Fault:
    """T105 for a variable, T106 for an attribute or a key, with the known names, the likeliest first."""
    if error.name is None:
        return Fault("T116", place, {"detail": str(error)})
    name = str(error.name)
    if error.owner is missing:
        local = (match[1] for match in map(_LOCAL.fullmatch, frame.f_locals if frame else ()) if match)
        return Fault("T105", place, {"name": name, "known": _known(name, {*local, *environment.globals} - {name})})
    facts = {"name": name, "object": type(error.owner).__name__, "known": _known(name, _members(error.owner))}
    return Fault("T106", place, facts)


def _members(owner: object) -> Iterable[str]:
    if isinstance(owner, Struct):
        return owner.__struct_fields__
    if isinstance(owner, Mapping):
        return [str(key) for key in owner]
    return []


def _known(name: str, names: Iterable[str]) -> tuple[str, ...]:
    return closest_first(name, names) or ("-",)
