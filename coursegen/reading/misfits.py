"""What pydantic finds wrong with a file → faults at its marks; nobody who reads sound files needs it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from coursegen.errors import Fault, FaultError, Place
from coursegen.reading.rules import is_model, tags
from coursegen.reading.schema import adapter
from coursegen.reading.syntax import misread
from coursegen.reading.tree import MapNode, Path, ScalarNode, Tree, data
from coursegen.reading.validate import unknown


def judged(expected: Any, tree: Tree) -> Any:
    """The object that a file describes; raises all faults of its keys and values."""
    try:
        return adapter(expected).validate_python(data(tree.root))
    except ValidationError as error:
        details = error.errors(include_url=False)
    faults: dict[tuple[Place, object], Fault] = {}
    for fault in (_fault(detail, expected, tree) for detail in details if not _follows(detail, details)):
        faults.setdefault((fault.place, fault.facts.get("key")), fault)
    raise FaultError(sorted(faults.values(), key=lambda fault: (fault.place.line, fault.place.column)))


def _follows(detail: ErrorDetails, details: Iterable[ErrorDetails]) -> bool:
    """Whether a list is called too short only because entries in it are wrong."""
    loc = detail["loc"]
    within = (other["loc"][: len(loc)] == loc for other in details if len(other["loc"]) > len(loc))
    return detail["type"] == "too_short" and any(within)


_EXPECTED = {
    "string_type": "C104", "tuple_type": "C105", "dataclass_type": "C106", "dict_type": "C106",
    "model_attributes_type": "C106", "number": "C107", "truth": "C108", "string_too_long": "C111",
    "string_too_short": "C112", "string_pattern_mismatch": "C113", "too_short": "C114", "too_long": "C117",
}  # fmt: skip
"""Code by type of pydantic's error, where nothing else must be known."""


def _fault(detail: ErrorDetails, expected: type, tree: Tree) -> Fault:
    """The fault of one error of pydantic."""
    path = _path(tree, detail["loc"])
    shown = str(path[-1]) if path else ""
    context = detail.get("ctx", {})
    match detail["type"]:
        case "unexpected_keyword_argument":
            return unknown(("C101", "C102"), tree.key(*path), shown, _keys(expected, detail["loc"][:-1]))
        case "missing" if isinstance(path[-1], int):
            return Fault("C114", tree.at(*path), {"least": path[-1] + 1, "count": path[-1]})
        case "missing":
            return Fault("C103", tree.key(*path), {"key": shown})
        case "union_tag_not_found":
            return Fault("C103", tree.key(*path, "kind"), {"key": "kind"})
        case "literal_error" | "union_tag_invalid" as kind:
            tag = ("kind",) if kind == "union_tag_invalid" else ()
            allowed = re.findall("'([^']*)'", str(context.get("expected") or context.get("expected_tags")))
            return unknown(("C109", "C110"), tree.at(*path, *tag), _typed(tree, (*path, *tag)), allowed)
        case kind:
            return _misfit(_EXPECTED.get(kind, "C115"), tree, path, context)


def _misfit(code: str, tree: Tree, path: Path, context: Mapping[str, Any]) -> Fault:
    node = tree.steps(path)[-1]
    plain = isinstance(node, ScalarNode) and not node.style and code in ("C105", "C106")
    if plain and (found := misread(_typed(tree, path), node.place)):
        return found
    value = _typed(tree, path)
    least, most = context.get("min_length", 0), context.get("max_length", context.get("min_length", 0))
    count = context.get("actual_length", len(value))
    return Fault(code, node.place, {"value": value, "least": least, "most": most, "count": count, "limit": most})


def _typed(tree: Tree, path: Path) -> str:
    node = tree.steps(path)[-1]
    return node.value if isinstance(node, ScalarNode) else ""


def _path(tree: Tree, loc: tuple[str | int, ...]) -> Path:
    """The location in pydantic's error without what is no part of the file: the tags of unions."""
    path: Path = ()
    for part in loc[:-1]:
        node = tree.steps(path)[-1]
        is_tag = isinstance(node, MapNode) and "kind" in node.entries and _typed(tree, (*path, "kind")) == part
        if not is_tag and len(tree.steps((*path, part))) == len(path) + 2:
            path = (*path, part)
    return (*path, *loc[-1:])


def _keys(hint: Any, loc: tuple[str | int, ...]) -> list[str]:
    """Keys that the mapping at a location of pydantic may have."""
    for part in loc:
        hint = _step(hint, part)
    return list(hint.__struct_fields__)


def _step(hint: Any, part: str | int) -> Any:
    if is_model(hint):
        return _present(get_type_hints(hint)[str(part)])
    if get_origin(hint) is Mapping:
        return get_args(hint)[1]
    members = [arg for arg in get_args(hint) if arg is not NoneType]
    return members[0] if get_origin(hint) is tuple else next(m for m in members if part in tags(m))


def _present(hint: Any) -> Any:
    """What an annotation says of a value that is there: `JobAid` for `JobAid | None`."""
    match get_args(hint):
        case (member, other) if other is NoneType:
            return member
        case _:
            return hint
