"""`coursegen build --units`: the batch as it goes on, a line for each unit, and on a terminal how long it will take."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from functools import partial

from coursegen.batch.run import Pace, run
from coursegen.build import Request
from coursegen.cli.report import Voice
from coursegen.cli.spread import Spread, is_url
from coursegen.cli.units import tell_several
from coursegen.cli.words import say
from coursegen.errors import Fault

_EVERY = 0.2
"""Seconds between two looks at the progress."""


def build_batch(voice: Voice, request: Request, units: Sequence[str], how: Spread, *, strict: bool) -> int:
    """Build the kits of units, tell of each; return the exit code."""
    progress = Progress(voice) if sys.stderr.isatty() and not (voice.quiet or voice.as_json) else None
    show = progress.show if progress else None
    if how.cluster:
        from coursegen.batch.cluster import run_on_cluster

        output = how.output if is_url(how.output) else request.output.resolve().as_uri()
        results = run_on_cluster(request, units, how.scheduler, output, show, how.limits)
    else:
        late = partial(_last_words, voice, how.limits.seconds)
        results = run(request, units, Pace(how.jobs, how.offices, how.limits), progress=show, last=late)
    return tell_several(voice, results, strict=strict)


def _last_words(voice: Voice, seconds: int, unit: str) -> int:
    """Tell of the unit that took too long after what is already told of the others."""
    sys.stdout.flush()
    return voice.faults([Fault("O174", facts={"unit": unit, "seconds": seconds})])


class Progress:
    """One line on the terminal that is written over: how many units, how many a second, how long still."""

    def __init__(self, voice: Voice, clock: Callable[[], float] = time.monotonic) -> None:
        self._voice, self._clock = voice, clock
        self._began = self._last = clock()
        self._first = -1

    def show(self, done: int, total: int) -> None:
        """Show how far it is, unless that was shown a moment ago. Units that stood already do not count as speed."""
        now = self._clock()
        self._first = done - 1 if self._first < 0 else self._first
        if now - self._last < _EVERY and done < total:
            return
        self._last = now
        sys.stderr.write(f"\r{self.line(done, total, now)}\x1b[K" + ("\n" if done == total else ""))
        sys.stderr.flush()

    def line(self, done: int, total: int, now: float) -> str:
        """The line: 312/1000, 31 %, 28.4 a second, 0:24 to go."""
        rate = (done - max(self._first, 0)) / max(now - self._began, 0.001)
        seconds = round((total - done) / rate) if rate else 0
        facts = {"done": done, "total": total, "percent": 100 * done // max(total, 1)}
        left = f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
        return say("progress", self._voice.language, rate=f"{rate:.1f}", left=left, **facts)
