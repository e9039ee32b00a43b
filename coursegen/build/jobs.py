"""The jobs of a kit: one after the other, or side by side in several processes. What comes of them is the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from coursegen.build.kept import note_made, was_made
from coursegen.build.kit import Made
from coursegen.build.left_behind import Foreign
from coursegen.build.others import left_behind
from coursegen.build.prepared import Prepared
from coursegen.build.products import DECK, PRINT_LIST, Form, Product
from coursegen.errors import Fault, FaultError
from coursegen.exam import Paper
from coursegen.limits import can_be_copied

Follow = Callable[[str, int, int], None]
"""Called before each file is made: its product, its turn from 0, and how many there are."""


class Before(Struct, frozen=True):
    """Files that were made before a product, and whether these are all there will be."""

    files: Sequence[Made] = ()
    whole: bool = True


NOTHING = Before()


MakeFiles = Callable[[Product, Prepared, Paper | None, Before], tuple[tuple[Made, ...], tuple[Fault, ...]]]
"""The files of one job, and warnings. Raises faults if one is an error."""

_LONG: Sequence[Form] = ("deck", "sheets", "page", "export")
"""Forms of what takes long, the longest first: begun first, so that nobody waits for it in the end."""


def _is_ours(product: Product) -> bool:
    """Whether a product is made here, where all answers come: it names slides of the deck, or is a long document.

    Others make slides meanwhile, which takes about as long.
    """
    return product.of_deck or (product.form == "document" and not product.needs and not product.asked)


class Outcome(Struct, frozen=True):
    """What came of one job: its files and faults, and for each file those of names of others in it."""

    files: tuple[Made, ...] = ()
    faults: tuple[Fault, ...] = ()
    of_others: tuple[tuple[Fault, ...], ...] = ()


class Jobs:
    """All jobs of a request, one after the other or side by side."""

    def __init__(self, prepared: Prepared, others: Foreign, make: MakeFiles) -> None:
        self._prepared, self._others, self._make = prepared, others, make
        self._jobs = prepared.jobs
        self._done: dict[int, Outcome] = {}

    def outcomes(self, follow: Follow | None, processes: int) -> tuple[Outcome, ...]:
        """What came of every job, in their order; in how many processes makes no difference to it."""
        turns = range(len(self._jobs))
        side_by_side = processes > 1 and can_be_copied()
        new = [turn for turn in turns if side_by_side and not was_made(*self._jobs[turn], self._prepared)]
        for turn, outcome in self._beside(processes, new):
            self._done[turn] = outcome
        for turn in turns:
            if turn not in self._done:
                if follow:
                    follow(self._jobs[turn][0].name, turn, len(turns))
                self._done[turn] = self._outcome(turn)
        for turn in new:
            if self._done[turn].files:
                note_made(*self._jobs[turn], self._prepared)
        return tuple(self._done[turn] for turn in turns)

    def _beside(self, processes: int, new: Sequence[int]) -> Iterator[tuple[int, Outcome]]:
        """What comes of jobs that are done side by side, where enough of them seem to be `new` for that.

        The list of what is to be printed waits for all of them.
        """
        jobs = {turn: product for turn, (product, _) in enumerate(self._jobs) if product.name != PRINT_LIST}
        ours = [turn for turn, product in jobs.items() if _is_ours(product)]
        long = [turn for turn, product in jobs.items() if product.form in _LONG]
        short = [turn for turn in jobs if turn not in (*ours, *long)]
        others = len(set(new).intersection((*long, *short))) - (not set(new).intersection(ours))
        if others > 0:
            from coursegen.build import makers  # noqa: F401 - once for all
            from coursegen.build.beside import Beside

            with Beside(processes, self._to_be_sent) as beside:
                beside.begin(others, sorted(long, key=lambda turn: _LONG.index(jobs[turn].form)), short)
                yield from beside.rest(ours, self._may_begin)

    def _may_begin(self, turn: int) -> bool:
        """Whether the deck is there, if a product names its slides."""
        decks = (n for n, (product, _) in enumerate(self._jobs) if product.name == DECK)
        return not self._jobs[turn][0].of_deck or all(deck in self._done for deck in decks)

    def _outcome(self, turn: int) -> Outcome:
        """What comes of a job; one whose template asks what was made before it must know all of that (TooEarly)."""
        product, paper = self._jobs[turn]
        known = [self._done[n] for n in range(turn) if n in self._done]
        before = Before(tuple(file for one in known for file in one.files), whole=len(known) == turn)
        try:
            files, faults = self._make(product, self._prepared, paper, before)
        except FaultError as error:
            return Outcome(faults=error.faults)
        found = tuple(left_behind(self._others, self._prepared, file) for file in files)
        return Outcome(files, faults, found)

    def _to_be_sent(self, turn: int) -> Outcome:
        """What comes of a job without the parts of its files: all that needs them has seen them."""
        made = self._outcome(turn)
        return replace(made, files=tuple(replace(file, parts={}) for file in made.files))
