"""What is needed in few runs of the program is made when it is first used: names of packages, regular expressions."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import AnyStr, cast


def names(package: str, homes: Mapping[str, Sequence[str]]) -> Callable[[str], object]:
    """A `__getattr__` for a package whose public names are loaded, each from its module, when first asked for."""
    home_of = {name: home for home, own in homes.items() for name in own}

    def load(name: str) -> object:
        if name not in home_of:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{home_of[name]}"), name)

    return load


@contextmanager
def absent(module: str) -> Iterator[None]:
    """Import others meanwhile as if this module were not installed: it takes long to load, and they do without."""
    loaded = module in sys.modules
    if not loaded:
        sys.modules[module] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        if not loaded:
            del sys.modules[module]


class _Late:
    """Stands for what `make` makes. Each of its methods is looked up once, so that it is as fast as the real one."""

    def __init__(self, make: Callable[[], object]) -> None:
        self._make = make

    def __getattr__(self, name: str) -> object:
        found = getattr(self._make(), name)
        setattr(self, name, found)
        return found


def regex(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """A regular expression that is compiled when it is first used: for those that most runs never use."""
    return cast("re.Pattern[AnyStr]", _Late(lambda: re.compile(pattern, flags)))
