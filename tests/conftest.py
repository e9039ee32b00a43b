"""What holds for all tests: none is timed, for machines differ; on CI examples are the same every time.

Elsewhere every run tries new examples: that is how they find what nobody thought of; `make test-all` tries ten times as
many. `make mutate` only asks whether an example fails, not which is the smallest that does.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, settings
from minicourse import write_minicourse
from msgspec.structs import replace
from peers import chromium

from coursegen import shipped
from coursegen.office import cache as office_cache
from coursegen.reading import cache as reading_cache

if TYPE_CHECKING:
    from playwright.sync_api import Browser

settings.register_profile("untimed", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.register_profile("long", deadline=None, max_examples=1000)
settings.register_profile("mutants", deadline=None, derandomize=True, phases=(Phase.explicit, Phase.generate))
settings.load_profile(os.environ.get("COURSEGEN_FUZZ") or "untimed")

shipped.FOLDER /= "of-no-test"  # what is tested is how bases and templates are compiled, `make shipped` or not


@pytest.fixture(autouse=True)
def _nothing_at_hand() -> None:
    """Every test reads for itself; what tests before it read is in the cache folder at most."""
    office_cache.forget()
    reading_cache.forget()


@pytest.fixture(autouse=True)
def _made_afresh(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test sees its products made, never taken from what another left; tests of keeping them say `kept`."""
    if request.node.get_closest_marker("kept") is None:
        from coursegen.build import line

        prepare = line.prepare
        monkeypatch.setattr(line, "prepare", lambda asked: replace(prepare(asked), kept=False))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's folder with one small course, in a terminal that speaks Chinese."""
    write_minicourse(tmp_path / "content" / "coffee-shop")
    monkeypatch.chdir(tmp_path)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "COURSEGEN_UI_LANG", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real browser without a window."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium())
        yield found
        found.close()
