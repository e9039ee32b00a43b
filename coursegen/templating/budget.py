"""Fuel of one rendering: steps, characters and depth are counted, so every machine stops at the same step.

Anything that Python code might walk (operands, arguments, printed text) is weighed before it is walked.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from markupsafe import Markup
from msgspec import Struct

from coursegen.templating.refusal import RefusalError
from coursegen.templating.stamp import without_stamps

MAX_STEPS = 500_000
MAX_CHARACTERS = 5_000_000
MAX_DEPTH = 50
MAX_NESTING = 20
CHARACTERS_PER_STEP = 100

TEXT, MEMBERS, LAZY = 1, 2, 4
"""What makes a value cost steps: its characters, its members, or each member when it is drawn."""


class _Weights(dict[type, int]):
    """Types by what makes their values cost steps; 0 for those that nothing walks."""

    def __missing__(self, kind: type) -> int:
        kinds: tuple[tuple[int, type | tuple[type, ...]], ...] = (
            (TEXT, str), (MEMBERS, (list, tuple, dict)), (LAZY, Iterator),
        )  # fmt: skip
        self[kind] = sum(weight for weight, base in kinds if issubclass(kind, base))
        return self[kind]


WEIGHTS = _Weights()


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
        self.steps -= 1
        if self.steps < 0:
            self.spend(0)  # which tells it
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
        weight = WEIGHTS[type(value)]
        if weight & TEXT:
            if (length := len(value)) >= CHARACTERS_PER_STEP:  # type: ignore[arg-type]
                self.spend(length // CHARACTERS_PER_STEP)
        elif weight & MEMBERS:
            self._weigh_members(value, nesting)  # type: ignore[arg-type]
        return value

    def weigh_all(self, values: Iterable[object], nesting: int = 0) -> int:
        """Take steps for the sizes of values that are there already; what makes them cost steps, in one sum."""
        weights = 0
        for value in values:
            if weight := WEIGHTS[type(value)]:
                weights |= weight
                if weight != TEXT or len(value) >= CHARACTERS_PER_STEP:  # type: ignore[arg-type]
                    self.weigh(value, nesting)
        return weights

    def _weigh_members(self, value: Collection[object], nesting: int) -> None:
        if nesting > MAX_NESTING:
            raise RefusalError("T110", limit=MAX_NESTING)
        self.spend(1 + len(value))
        if value:
            self.weigh_all(value, nesting + 1)
            if isinstance(value, dict):
                self.weigh_all(value.values(), nesting + 1)

    def guard(self, function: Callable[..., object]) -> Callable[..., object]:
        """A filter or test whose arguments are weighed and whose lazy result is counted as it is drawn."""
        weigh, weigh_all = self.weigh, self.weigh_all

        def guarded(*args: object, **kwargs: object) -> object:
            lazy = weigh_all(args) & LAZY
            if kwargs:
                weigh_all(kwargs.values())
            if lazy:
                args = tuple(map(self._drawn, args))
            result = weigh(function(*args, **kwargs))
            return self._counted(result) if WEIGHTS[type(result)] & LAZY else result  # type: ignore[arg-type]

        if marks := getattr(function, "__dict__", None):
            guarded.__dict__.update(marks)  # whether Jinja is to give it its environment
        return guarded

    def _drawn(self, value: object) -> object:
        return self._counted(value) if WEIGHTS[type(value)] & LAZY else value  # type: ignore[arg-type]
