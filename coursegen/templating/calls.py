"""Calls and blocks as Jinja makes them, without its work for what nothing in this sandbox asks for."""

from __future__ import annotations

from collections.abc import Mapping
from types import FunctionType, MethodType
from typing import Any

from jinja2.runtime import Context, Macro
from jinja2.utils import missing

_PLAIN = frozenset({FunctionType, MethodType})


class Scope(Context):
    """The variables of a template, or of a block in it."""

    def derived(self, locals: dict[str, Any] | None = None) -> Scope:  # noqa: A002 (Jinja's name)
        """The scope of a block. Its lists of blocks are those of the template, complete before a block runs."""
        scope = type(self).__new__(type(self))
        scope.environment, scope.name, scope.eval_ctx = self.environment, self.name, self.eval_ctx
        scope.blocks, scope.vars, scope.exported_vars, scope.globals_keys = self.blocks, {}, set(), set()
        scope.parent = self.get_all()
        if locals:
            scope.parent = scope.parent | {name: value for name, value in locals.items() if value is not missing}
        return scope


def called(context: Context, function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """What a call returns, as `Context.call` says.

    A plain function that asks for no context is called at once, and so is a macro that takes its arguments and nothing
    else. What it returns is markup, for escaping is never off.
    """
    kwargs.pop("_block_vars", None)
    kwargs.pop("_loop_vars", None)
    kind = type(function)
    try:
        if kind is Macro and (arguments := _arguments(function, args, kwargs)) is not None:
            return context.environment.recall.text(function, arguments)  # type: ignore[attr-defined]
        if kind in _PLAIN and not hasattr(function, "jinja_pass_arg"):
            return function(*args, **kwargs)
    except StopIteration:
        return context.environment.undefined("value was undefined because a callable raised a StopIteration exception")
    return context.call(function, *args, **kwargs)


def _arguments(macro: Macro, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> list[Any] | None:
    """The arguments of a macro in their order, `missing` for those not given; None when it takes or is given others."""
    if macro.caller or macro.catch_kwargs or macro.catch_varargs or len(args) > len(macro.arguments):
        return None
    names, others = macro.arguments[len(args) :], {**kwargs}
    arguments = [*args, *[others.pop(name, missing) for name in names]]
    return None if others else arguments
