"""Fuel of one rendering: steps, characters and depth are counted, so every machine stops at the same step.

Anything that Python code might walk (operands, arguments, printed text) is weighed before it is walked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from markupsafe import Markup
from msgspec import Struct

from coursegen.templating.refusal import RefusalError
from coursegen.templating.stamp import without_stamps

MAX_STEPS = 500_000
MAX_CHARACTERS = 5_000_000
MAX_DEPTH = 50
MAX_NESTING = 20
CHARACTERS_PER_STEP = 100


class Budget(Struct):
    """What is left to one rendering: loop steps and calls, characters made, macros and includes open at once."""

    steps: int = MAX_STEPS
    characters: int = MAX_CHARACTERS
    depth: int = 0

    def spend(self, steps: int) -> None:
        """Take steps; T108 when none are left."""
        self.steps -= steps
        if self.steps < 0:
            raise RefusalError("T108", limit=MAX_STEPS)

    def write(self, text: str) -> None:
        """Take the characters of a text (its `at` stamps excepted: they depend on the machine's paths); T109."""
        self.write_length(len(without_stamps(text)) if isinstance(text, Markup) else len(text))

    def write_length(self, length: int) -> None:
        """Take so many characters; T109 when none are left."""
        self.characters -= length
        if self.characters < 0:
            raise RefusalError("T109", limit=MAX_CHARACTERS)

    def enter(self) -> None:
        """Open a macro, block or include; T110 when too many are open."""
        self.spend(1)
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise RefusalError("T110", limit=MAX_DEPTH)

    def leave(self) -> None:
        """Close what `enter` opened."""
        self.depth -= 1

    def iterate(self, value: Iterable[object]) -> Iterable[object]:
        """The iterable of a `for`, its steps taken: at once where it knows its length, else one by one."""
        try:
            length = len(value)  # type: ignore[arg-type]
        except TypeError:
            return self._counted(iter(value))
        self.spend(length)
        return value

    def _counted(self, value: Iterator[object]) -> Iterator[object]:
        for member in value:
            self.spend(1)
            yield member

    def weigh(self, value: object, nesting: int = 0) -> object:
        """The value, after steps were taken for its size, members of members included; T110 when nested too deep."""
        if isinstance(value, str):
            self.spend(len(value) // CHARACTERS_PER_STEP)
        elif isinstance(value, list | tuple | dict):
            if nesting > MAX_NESTING:
                raise RefusalError("T110", limit=MAX_NESTING)
            self.spend(1 + len(value))
            for member in value:
                self.weigh(member, nesting + 1)
            if isinstance(value, dict):
                for member in value.values():
                    self.weigh(member, nesting + 1)
        return value

    def guard(self, function: Callable[..., object]) -> Callable[..., object]:
        """A filter or test whose arguments are weighed and whose lazy result is counted as it is drawn."""

        def guarded(*args: object, **kwargs: object) -> object:
            for value in (*args, *kwargs.values()):
                self.weigh(value)
            counted = (self._counted(value) if isinstance(value, Iterator) else value for value in args)
            result = function(*counted, **kwargs)
            self.weigh(result)
            return self._counted(result) if isinstance(result, Iterator) else result

        guarded.__dict__.update(getattr(function, "__dict__", {}))  # whether Jinja is to give it its environment
        return guarded
