"""What holds for all tests: none is timed, for machines differ; on CI examples are the same every time.

Elsewhere every run tries new examples: that is how they find what nobody thought of.
"""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("untimed", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("untimed")
