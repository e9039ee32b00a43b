"""Over what a build is spread: processes and runs of LibreOffice here, or the workers of a scheduler and a URL."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct

from coursegen.errors import fail
from coursegen.limits import USUAL, Limits
from coursegen.workspace import Workspace, bundled_folder, find_workspace

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
"""How a URL begins. A drive of Windows has one letter."""

_FETCHED: list[TemporaryDirectory[str]] = []
"""Folders that workspaces were fetched into; they go when the program ends."""


def is_url(text: str) -> bool:
    """Whether a place is a URL, not a folder."""
    return _URL.match(text) is not None


class Spread(Struct, frozen=True):
    """How a batch is spread. `url` is where the workspace is, `output` what was asked for; both may be empty."""

    jobs: int = 0
    offices: int = 1
    limits: Limits = USUAL
    engine: str = "local"
    scheduler: str = ""
    url: str = ""
    output: str = ""

    @property
    def cluster(self) -> bool:
        """Whether workers elsewhere build."""
        return self.engine == "dask"

    def check(self, *, several: bool) -> None:
        """Raise U395 for a cluster without its scheduler, U399 for a URL that only a cluster can use."""
        if self.cluster and not self.scheduler:
            raise fail("U395")
        for option, value in (("-o", self.output), ("--workspace", self.url)):
            if is_url(value) and not (self.cluster and several):
                raise fail("U399", option=option, value=value)

    def workspace(self) -> Workspace:
        """The workspace that is meant: the current folder's, or one fetched from a URL. Raises what `Store` raises."""
        if not self.url:
            return find_workspace()
        from coursegen.batch.store import Store

        _FETCHED.append(TemporaryDirectory(prefix="coursegen-", ignore_cleanup_errors=True))
        folder, store = Path(_FETCHED[-1].name), Store(self.url)
        for name in ("content", "templates"):
            store.fetch(name, folder / name)
        return Workspace(folder, bundled_folder())
