"""What holds for all tests: none is timed, for machines differ; on CI examples are the same every time.

Elsewhere every run tries new examples: that is how they find what nobody thought of; `make test-all` tries ten times as
many.
"""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("untimed", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.register_profile("long", deadline=None, max_examples=1000)
settings.load_profile("long" if os.environ.get("COURSEGEN_FUZZ") == "long" else "untimed")
