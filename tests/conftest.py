"""What holds for all tests: none is timed, for machines differ; on CI examples are the same every time.

Elsewhere every run tries new examples: that is how they find what nobody thought of; `make test-all` tries ten times as
many. `make mutate` only asks whether an example fails, not which is the smallest that does.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import Phase, settings
from msgspec.structs import replace

from coursegen import shipped
from coursegen.office import cache as office_cache
from coursegen.reading import cache as reading_cache

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
