"""`coursegen build --watch`: build, and build again whenever something that the build looks at has changed."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from coursegen.cli.report import Voice
from coursegen.errors import FaultError
from coursegen.standing import state_of

SECONDS = 0.3
"""Between two looks; a change is built once it has stood still for as long."""

State = Mapping[str, Sequence[int]]
Look = Callable[[], State]
Inputs = Callable[[], tuple[Sequence[Path], Sequence[Path]]]


def build_again(
    voice: Voice, build: Callable[[], int], inputs: Inputs, pause: Callable[[float], None] = time.sleep
) -> int:
    """Build until the user breaks off (Ctrl+C); return the exit code of the last build."""
    while True:
        before = _state(inputs)
        began = time.perf_counter()
        try:
            code = build()
        except FaultError as error:
            code = voice.faults(error.faults)
        voice.tell("watching", seconds=f"{time.perf_counter() - began:.2f}")
        try:
            wait_for_change(before, lambda: _state(inputs), pause)
        except KeyboardInterrupt:
            return code


def wait_for_change(before: State, look: Look, pause: Callable[[float], None]) -> None:
    """Return when what is looked at is other than before, and no longer changing."""
    now = look()
    while now == before:
        pause(SECONDS)
        now = look()
    last: State = {}
    while now != last:
        pause(SECONDS)
        last, now = now, look()


def _state(inputs: Inputs) -> State:
    """Sizes and times of all that a build looks at; nothing while a unit or course cannot be found."""
    try:
        trees, files = inputs()
        return state_of([str(tree) for tree in trees], [str(file) for file in files])
    except (FaultError, OSError):
        return {}
