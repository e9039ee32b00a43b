"""What is made when first used is what it would have been, and names of packages are never those of their modules."""

from __future__ import annotations

import pkgutil
import re
import sys
from importlib import import_module
from types import ModuleType
from typing import get_args

import pytest

from coursegen import late
from coursegen.document.nodes import FigureKind
from coursegen.layout.figures import KINDS, layout_of

PACKAGES = ("build", "classes", "exam", "reading", "templating", "wording")


@pytest.mark.parametrize("name", PACKAGES)
def test_every_public_name_is_there_whatever_was_loaded_before(name: str) -> None:
    package = import_module(f"coursegen.{name}")
    for module in pkgutil.iter_modules(package.__path__):
        import_module(f"coursegen.{name}.{module.name}")
    for public in package.__all__:
        assert not isinstance(getattr(package, public), ModuleType), public
    with pytest.raises(AttributeError, match="nothing"):
        package.nothing  # noqa: B018


def test_a_pattern_is_compiled_at_its_first_use_and_then_as_fast_as_any(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = list[object]()
    compile_ = re.compile
    monkeypatch.setattr(late.re, "compile", lambda *asked: (compiled.append(asked), compile_(*asked))[1])
    word = late.regex(r"(a)b", re.IGNORECASE)
    assert not compiled
    assert (word.sub("-", "xAB"), word.pattern, word.fullmatch("ab")[1]) == ("x-", r"(a)b", "a")  # type: ignore[index]
    compiled.clear()
    assert word.sub("-", "ab") == "-"
    assert not compiled
    assert late.regex(rb"\d").findall(b"a1b2") == [b"1", b"2"]


def test_a_module_is_absent_only_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    with late.absent("colorsys"), pytest.raises(ImportError):
        import_module("colorsys")
    there = import_module("colorsys")
    with late.absent("colorsys"):
        assert import_module("colorsys") is there
    assert sys.modules["colorsys"] is there


def test_every_kind_of_figure_is_drawn_by_a_module() -> None:
    assert {*KINDS, "seals"} == {*get_args(FigureKind)}  # seals stand on slides of their own
    assert all(callable(layout_of(kind).draw) for kind in KINDS)
