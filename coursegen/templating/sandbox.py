"""The environment templates run in: what they may read and call is a closed list, and all they do is counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, cast

from jinja2 import BaseLoader, StrictUndefined, TemplateRuntimeError, UndefinedError
from jinja2.environment import TemplateModule
from jinja2.runtime import BlockReference, Context, LoopContext, Macro, TemplateReference, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace, missing
from msgspec import Struct

from coursegen.templating import filters as table
from coursegen.templating import instrument as names
from coursegen.templating.budget import Budget
from coursegen.templating.calls import Scope, called
from coursegen.templating.printing import OFTEN, bounded, escaped, joined, markup_of
from coursegen.templating.recall import Recall
from coursegen.templating.refusal import RefusalError
from coursegen.templating.stamp import STAMP, without_stamps

MAX_BITS = 1024
"""Size of the largest whole number a template may make."""

_LOOP = (
    "changed", "cycle", "depth", "depth0", "first", "index", "index0", "last", "length", "nextitem", "previtem",
    "revindex", "revindex0",
)  # fmt: skip
_METHODS: Mapping[type, frozenset[str]] = {
    str: frozenset({"count", "endswith", "find", "isdigit", "split", "startswith", "strip"}),
    LoopContext: frozenset(_LOOP),
    BlockReference: frozenset({"super"}),
    Macro: frozenset({"name"}),
}
"""Attributes of values that are neither of the model nor a template's own."""

_MAPPING_METHODS = frozenset({"get", "items", "keys", "values"})


class UnknownNameError(UndefinedError):
    """A name that is not there: `owner` is the object asked for it, or Jinja's `missing` for a variable."""

    def __init__(self, owner: object, name: object, message: str | None = None) -> None:
        super().__init__(message)
        self.owner = owner
        self.name = name


class Unknown(StrictUndefined):
    """An undefined value that remembers who was asked for what."""

    __slots__ = ()

    def __init__(self, hint: str | None = None, obj: object = missing, name: str | None = None) -> None:
        raiser = partial(UnknownNameError, obj, name)
        super().__init__(hint, obj, name, cast("type[TemplateRuntimeError]", raiser))


class _Later:
    """What is not known yet."""


LATER = _Later()
"""The value of a name that cannot be told yet: a template that asks for it raises `TooEarly`."""


class TooEarly(BaseException):
    """A template asked for what is not known yet. No fault of its author's, so nothing that is told as one."""


class Waiting(Scope):
    """Names of a template some of which are not known yet; all of Jinja's code asks for a name here."""

    def resolve_or_missing(self, key: str) -> Any:
        """The value of a name, else Jinja's `missing`. Raises TooEarly."""
        found = super().resolve_or_missing(key)
        if found is LATER:
            raise TooEarly(key)
        return found


class Sandbox(ImmutableSandboxedEnvironment):
    """One environment serves one rendering: it holds the budget."""

    code_generator_class = names.Generator
    context_class = Scope
    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, loader: BaseLoader | None, budget: Budget, context: Mapping[str, object]) -> None:
        super().__init__(
            loader=loader,
            autoescape=True,
            undefined=Unknown,
            optimized=False,
            auto_reload=False,
            keep_trailing_newline=True,
            finalize=None,
        )
        self.budget = budget
        self.filters = {name: budget.guard(function) for name, function in table.filters().items()}
        self.filters |= self._counters()
        self.tests = {name: budget.guard(function) for name, function in table.tests().items()}
        self.globals = {"range": table.small_range, "namespace": Namespace, **context}
        if any(value is LATER for value in context.values()):
            self.context_class = Waiting
        translate = cast("Callable[[str], str] | None", context.get("_"))
        if callable(translate):
            self.globals["_"] = table.label_function(translate)
        self.recall = Recall(budget, self.globals.get("_"), translate)

    def _counters(self) -> dict[str, Callable[..., Any]]:
        """What `instrument` puts into the tree."""
        budget = self.budget

        def shown(value: object, name: str, literal: int = 0) -> str:
            plain = type(value) is str
            try:
                text = escaped(value) if plain and len(value) < OFTEN else markup_of(value)  # type: ignore[arg-type]
            except RefusalError as refusal:
                raise RefusalError(refusal.code, **{**refusal.facts, "name": name}) from None
            budget.characters -= literal + len(text if plain or STAMP not in text else without_stamps(text))
            if budget.characters < 0:
                budget.write_length(0)  # which tells it
            return text

        return {
            names.PRINT: shown,
            names.LITERAL: budget.write_length,
            names.ITERATE: budget.iterate,
            names.WEIGH: budget.weigh,
            names.JOIN: budget.guard(joined),
            names.ENTER: lambda _: budget.enter(),
            names.LEAVE: lambda _: budget.leave(),
        }

    def join_path(self, template: str, parent: str) -> str:
        """Key of a template named in another; see `loader`."""
        self.budget.spend(1)
        position = int(parent.partition(":")[0])
        return f"{position + 1}:{template[7:]}" if template.startswith("parent:") else f"0:{template}"

    def getattr(self, obj: Any, attribute: str) -> Any:
        """`obj.attribute`, members of a mapping before its methods; undefined when there is none, T107 when refused."""
        if attribute in _FIELDS[kind := type(obj)]:
            return getattr(obj, attribute)
        if attribute in _METHODS.get(kind, ()) or (kind is TemplateModule and not attribute.startswith("_")):
            found = getattr(obj, attribute, missing)
            return self.undefined(obj=obj, name=attribute) if found is missing else found
        return self._attribute(obj, attribute)

    def _attribute(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, Mapping):
            return self._of_mapping(obj, attribute)
        if isinstance(obj, Undefined):
            return str(obj)
        if isinstance(obj, TemplateReference):
            return self._block(obj, attribute)
        if not hasattr(obj, attribute):
            return self.undefined(obj=obj, name=attribute)
        if attribute.startswith("_") or not _may_read(obj, attribute):
            raise RefusalError("T107", what=f"{type(obj).__name__}.{attribute}")
        return getattr(obj, attribute)

    def _of_mapping(self, obj: Mapping[Any, Any], name: Any) -> Any:
        if name in obj:
            return obj[name]
        if name in _MAPPING_METHODS:
            return getattr(obj, name)
        if isinstance(name, str) and hasattr(obj, name):
            raise RefusalError("T107", what=f"{type(obj).__name__}.{name}")
        return self.undefined(obj=obj, name=name)

    def _block(self, template: TemplateReference, name: str) -> Any:
        """A block of the template itself (`self.name`)."""
        try:
            return template[name]
        except KeyError:
            return self.undefined(obj=template, name=name)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """`obj[argument]`; a text asks for an attribute where there are no items."""
        self.budget.weigh(argument)
        if isinstance(argument, int) and isinstance(obj, str | list | tuple):
            try:
                return obj[argument]
            except IndexError:
                return self.undefined(obj=obj, name=argument)  # type: ignore[arg-type]
        if isinstance(obj, TemplateReference):
            return self._block(obj, str(argument))
        if isinstance(obj, Mapping):
            return self._of_mapping(obj, argument)
        return self.getattr(obj, argument) if isinstance(argument, str) else self.undefined(obj=obj, name=argument)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        """A call from a template, counted in depth; arguments of anything but macros are weighed. T107."""
        budget = __self.budget
        budget.enter()
        if not isinstance(__obj, Macro):
            if isinstance(__obj, LoopContext):
                args = tuple(map(budget.iterate, args))
            else:
                _check_callable(__obj, kwargs)
                budget.weigh_all(args)
                if kwargs:
                    budget.weigh_all(kwargs.values())
        result = budget.weigh(called(__context, __obj, args, kwargs))
        budget.depth -= 1
        return result

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Operators that can make something large out of something small. T107, T108, T109."""
        self.budget.weigh(left)
        self.budget.weigh(right)
        match operator:
            case "%" if isinstance(left, str):
                raise RefusalError("T107", what="%")
            case "+" if isinstance(left, str) and isinstance(right, str):
                return joined((left, right))
            case "*" if not isinstance(left, int | float) or not isinstance(right, int | float):
                bounded(_repeated(left, right))
            case "*" if isinstance(left, int) and isinstance(right, int):
                _bounded_bits(left.bit_length() + right.bit_length())
            case "**" if isinstance(left, int) and isinstance(right, int):
                _bounded_bits(left.bit_length() * abs(right))
        return self.budget.weigh(super().call_binop(context, operator, left, right))


class _Fields(dict[type, frozenset[str]]):
    """Fields of the types of the model, all of which may be read."""

    def __missing__(self, kind: type) -> frozenset[str]:
        fields = kind.__struct_fields__ if issubclass(kind, Struct) else ()
        self[kind] = frozenset(name for name in fields if not name.startswith("_"))
        return self[kind]


_FIELDS = _Fields()


def _may_read(obj: object, attribute: str) -> bool:
    """Whether an attribute is on the list; all public ones are in the model and of what templates make themselves."""
    if isinstance(obj, Struct):
        return True
    if isinstance(obj, Namespace | TemplateModule):
        return True
    return any(isinstance(obj, kind) and attribute in known for kind, known in _METHODS.items())


def _check_callable(obj: object, arguments: Mapping[str, object]) -> None:
    """T107 for classes, and for `{% call %}` of anything but a macro: Jinja would write its result as it is."""
    if isinstance(obj, type) and obj is not Namespace:
        raise RefusalError("T107", what=f"{obj.__name__}()")
    if "caller" in arguments:
        raise RefusalError("T107", what="{% call %}")


def _repeated(left: Any, right: Any) -> int:
    """Length of a sequence repeated."""
    many, times = (right, left) if isinstance(left, int) else (left, right)
    return len(many) * max(times, 0) if isinstance(times, int) and hasattr(many, "__len__") else 0


def _bounded_bits(bits: int) -> None:
    if bits > MAX_BITS:
        raise RefusalError("T109", limit=MAX_BITS)
