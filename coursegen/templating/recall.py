"""Macros whose text follows from what they are given, remembered: the same text, and the same taken from the budget.

A macro is *closed* when nothing but its arguments, the variables it names and macros as closed as itself can change
what it prints; `closed_names` tells that from the tree. Its text is remembered by all of these, as far as they are
values that never change. For any other (a namespace, a list, what is drawn only once) the macro runs as ever; and so it
does when less is left than it took, so that every limit is met where it is met without a memory.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from contextlib import suppress
from types import CodeType
from typing import Any

from jinja2 import nodes
from jinja2.runtime import Context, Macro
from jinja2.utils import Namespace, missing
from markupsafe import Markup
from msgspec import Struct

from coursegen.once import Latest
from coursegen.templating.budget import Budget
from coursegen.templating.filters import small_range

MAX_TEXT = 10_000
"""Characters of a text that is remembered."""

MAX_GIVEN = 2_000
"""Characters of a text that is part of a key."""

MAX_MEMBERS = 32
"""Arguments of one call, and members of all tuples among them: looking must not take much longer than running."""

_OPEN = (
    nodes.Block, nodes.CallBlock, nodes.Extends, nodes.FromImport, nodes.Import, nodes.Include, nodes.Macro,
)  # fmt: skip
_SPECIAL = frozenset({"caller", "kwargs", "self", "super", "varargs"})
_QUIET = (nodes.Const, nodes.ExprStmt, nodes.Filter, nodes.Output, nodes.TemplateData)
"""What prints the text between macros, and has it counted."""

_PLAIN = frozenset({int, bool, type(None), type(missing)})

Closed = tuple[tuple[str, ...], tuple[str, ...]]
"""The names that a closed macro may look up, and the labels that it asks for."""

_Made = tuple[Markup, int, int]
"""The text of a macro, and the steps and characters that were taken for it."""

_texts: Latest[Hashable, _Made] = Latest(4096)
_tokens: Latest[Hashable, tuple[object, object]] = Latest(8192)
_NOTHING = None, 0, 0


def forget() -> None:
    """Forget all texts."""
    _texts.clear()
    _tokens.clear()


def only_macros(template: nodes.Template) -> bool:
    """Whether a template has nothing but macros: the variables they name are then the same at every call."""
    others = (node for node in template.body if not isinstance(node, nodes.Macro))
    return all(isinstance(part, _QUIET) for node in others for part in (node, *node.find_all(nodes.Node)))


def closed_names(macro: nodes.Macro) -> Closed | None:
    """What a closed macro reads besides its arguments; None for a macro that is not closed.

    Names are all that stand in it, its own among them: to look up one too many only tells more apart.
    """
    given = {argument.name for argument in macro.args}
    loaded = [node.name for node in macro.find_all(nodes.Name)]
    names = {*loaded, *(node.name for node in macro.find_all(nodes.NSRef))}
    labels = [label for call in macro.find_all(nodes.Call) if (label := _label(call))]
    known = "_" not in given and loaded.count("_") == len(labels)
    if not known or names & _SPECIAL or next(macro.find_all(_OPEN), None) is not None:
        return None
    return tuple(sorted(names - given)), tuple(sorted({label.value for label in labels}))


def _label(call: nodes.Call) -> nodes.Const | None:
    """The label that a call asks for, if it stands there."""
    if not (isinstance(call.node, nodes.Name) and call.node.name == "_" and call.args):
        return None
    label = call.args[0]
    return label if isinstance(label, nodes.Const) and isinstance(label.value, str) else None


class Recall:
    """What one rendering knows of its macros and of the values they are given.

    `label` is the function that templates know as `_`, and `translate` what it makes of a label alone.
    """

    def __init__(self, budget: Budget, label: object, translate: Callable[[str], str] | None) -> None:
        self._budget, self._label, self._translate = budget, label, translate
        self._structs: Latest[int, tuple[object, object]] = Latest(4096)

    def closed(self, macro: Macro, scope: Context, names: tuple[str, ...], labels: tuple[str, ...]) -> Macro:
        """Take note that a macro is closed: the code of a template that has only macros asks for it."""
        vars(macro)["_closed"] = scope, names, labels
        return macro

    def text(self, macro: Macro, arguments: Sequence[Any]) -> Markup:
        """The text of a macro for its arguments, in their order."""
        budget, key = self._budget, self._key(macro, arguments)
        text, steps, characters = _texts.get(key, _NOTHING) if key else _NOTHING
        if text is not None and steps <= budget.steps and characters <= budget.characters:
            budget.steps -= steps
            budget.characters -= characters
            return text
        steps, characters = budget.steps, budget.characters
        text = Markup(macro._func(*arguments))  # noqa: S704, SLF001 (as `Macro._invoke` does)
        if key and len(text) <= MAX_TEXT:
            with suppress(KeyError):  # gone already, if another thread is writing
                _texts[key] = text, steps - budget.steps, characters - budget.characters
        return text

    def _key(self, macro: Macro, arguments: Sequence[Any]) -> Hashable:
        """All that a text follows from, the depth it is made at included; None where that cannot be told."""
        known = vars(macro)
        if "_token" not in known:
            known["_token"] = self._token_of_macro(macro)
        if known["_token"] is None:
            return None
        members = [len(value) for value in arguments if type(value) is tuple]
        if max(len(arguments), sum(members)) > MAX_MEMBERS:
            return None
        parts = (known["_token"], self._budget.depth, *map(self._said, arguments))
        return None if None in parts else parts

    def _token_of_macro(self, macro: Macro) -> object:
        """A token for the code of a macro and of those it names, and for the values of the variables they name."""
        macros, codes, parts = [macro], list[CodeType](), list[Hashable]()
        for one in macros:
            if "_closed" not in vars(one):
                return None
            codes.append(one._func.__code__)  # noqa: SLF001
            parts.append(id(codes[-1]))
            scope, names, labels = vars(one)["_closed"]
            for name in names:
                value = Context.resolve_or_missing(scope, name)  # as yet unknown is no fixed value, and no fault
                if isinstance(value, Macro):
                    macros += [] if value in macros else [value]
                    parts.append(macros.index(value))
                else:
                    parts.append(self._named(name, value, labels))
        return None if None in parts else _token(tuple(parts), codes)

    def _named(self, name: str, value: object, labels: tuple[str, ...]) -> Hashable:
        """What a variable says: the function for labels, what is made of those that are asked for."""
        if name == "_" and value is self._label and self._translate:
            try:
                said = [self._said(self._translate(label)) for label in labels]
            except Exception:  # told where the label is asked for, if it ever is
                return None
            return None if None in said else tuple(said)
        return (id(value),) if value is small_range or value is Namespace else self._said(value)

    def _said(self, value: object) -> Hashable:
        """A value that never changes as part of a key; None for any other."""
        kind = type(value)
        if kind is str or kind is Markup:
            return (kind, value) if len(value) <= MAX_GIVEN else None  # type: ignore[arg-type]
        if kind in _PLAIN:
            return kind, value
        if kind is tuple:
            return self._said_of_members(value)  # type: ignore[arg-type]
        if kind is dict and not value:
            return (dict,)
        return self._token_of_struct(value) if isinstance(value, Struct) else None

    def _said_of_members(self, values: tuple[object, ...]) -> Hashable:
        if len(values) > MAX_MEMBERS or tuple in map(type, values):
            return None
        members = tuple(map(self._said, values))
        return None if None in members else members

    def _token_of_struct(self, value: Struct) -> object:
        """A token for a frozen object: of the same type, with equal plain fields and the very same others."""
        if not value.__struct_config__.frozen:
            return None
        known = self._structs.get(id(value))
        if known is None:
            said = tuple(map(_field, (getattr(value, name) for name in value.__struct_fields__)))
            known = self._structs[id(value)] = _token((type(value), said), value), value
        return known[0]


def _field(value: object) -> Hashable:
    kind = type(value)
    return (kind, value) if kind in _PLAIN or kind is str else id(value)


def _token(parts: Hashable, held: object) -> object:
    """One object for equal parts; `held` keeps alive what they name by its `id`."""
    known = _tokens.get(parts)
    if known is None:
        known = object(), held
        with suppress(KeyError):
            _tokens[parts] = known
    return known[0]
