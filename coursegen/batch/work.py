"""One task of a batch, wherever it runs: a kit is built, and whatever goes wrong comes back as a value."""

from __future__ import annotations

import time

from msgspec import Struct

from coursegen.batch.plan import Task
from coursegen.build.line import Result, build
from coursegen.build.several import UnitResult
from coursegen.errors import EXIT_INTERNAL, Fault, FaultError


class Done(Struct, frozen=True):
    """A task, what its build left and has to say, and the seconds it took."""

    task: Task
    result: Result
    seconds: float = 0.0

    @property
    def of_unit(self) -> UnitResult:
        """The result under the name of its unit."""
        return UnitResult(self.task.unit, self.result)


def built(task: Task) -> Done:
    """Build the kit of a task; a bug of the program in one kit (O185) leaves the others alone."""
    began = time.perf_counter()
    try:
        result = build(task.request)
    except FaultError as error:
        result = Result(faults=error.faults)
    except Exception as error:  # one unit's bug is told with that unit
        facts = {"unit": task.unit, "detail": f"{type(error).__name__}: {error}"}
        result = Result(faults=(Fault("O185", facts=facts, exits=EXIT_INTERNAL),))
    return Done(task, result, time.perf_counter() - began)


def overdue(task: Task, seconds: float) -> Done:
    """A task that took longer than it may, and was ended (O189)."""
    return Done(task, Result(faults=(Fault("O189", facts={"unit": task.unit, "seconds": seconds}),)), seconds)


def broken(task: Task) -> Done:
    """A task whose process died under it, more than once (O186)."""
    return Done(task, Result(faults=(Fault("O186", facts={"unit": task.unit}),)))
