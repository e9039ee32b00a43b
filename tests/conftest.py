"""What holds for all tests: none is timed, for machines differ; on CI examples are the same every time.

Elsewhere every run tries new examples: that is how they find what nobody thought of; `make test-all` tries ten times as
many.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import settings
from msgspec.structs import replace

from coursegen.office import cache as office_cache
from coursegen.reading import cache as reading_cache

settings.register_profile("untimed", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.register_profile("long", deadline=None, max_examples=1000)
settings.load_profile("long" if os.environ.get("COURSEGEN_FUZZ") == "long" else "untimed")


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
