"""Turns of one work side by side, in this process and in copies of it, where copies can be had.

A copy knows all that was known when it was made: nothing is read twice, and nothing is sent to it. What it makes comes
back as soon as it is made. What does not come back, whatever the reason, is simply not made: whoever began makes it
himself, and meets then whatever is wrong with it.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from select import POLLIN, poll
from tempfile import TemporaryFile
from typing import Generic, NoReturn, Self, TypeVar

from coursegen.limits import end_copy, end_with, forked
from coursegen.reading.cache import store_what_is_left
from coursegen.templating import TooEarly

T = TypeVar("T")
Answer = tuple[int, T]

_MOST = 256
"""Turns that can wait: each is one byte of a pipe."""

_LENGTH = 8
"""Bytes in which a copy tells the length of an answer."""


class Beside(Generic[T]):
    """Turns that are taken by up to so many `processes`, this one with them; none of the others outlives the block."""

    def __init__(self, processes: int, work: Callable[[int], T]) -> None:
        self._most = processes - 1
        self._work = work
        self._waiting: list[int] = []
        self._copies: list[_Copy[T]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for copy in self._copies:
            copy.end()
        self._copies.clear()
        for pipe in self._waiting:
            os.close(pipe)
        self._waiting.clear()

    def begin(self, others: int, long: Sequence[int], short: Sequence[int]) -> None:
        """Let up to so many others take these turns from now on. They begin with the long ones, this one with short."""
        with suppress(OSError):
            self._waiting += [_filled_pipe(turns) for turns in (long, short)]
            for _ in range(min(self._most, others)):
                if not self._copied():
                    break

    def rest(self, own: Iterable[int], may: Callable[[int], bool]) -> Iterator[Answer[T]]:
        """What comes of all turns: of those that wait, and of this process's own as soon as they may begin.

        Turns that failed are left out. Nothing comes where nobody else has begun. While turns of its own are left, this
        process takes no long ones: it would keep them waiting.
        """
        own = list(own)
        while self._copies:
            yield from self._heard(wait=False)
            turn = next(filter(may, own), None)
            if turn is None:
                turn = self._next(self._waiting[1:] if own else reversed(self._waiting))
            else:
                own.remove(turn)
            if turn is None and self._copies:
                yield from self._heard(wait=True)
            if turn is not None and (answer := self._tried(turn)):
                yield answer

    def _heard(self, *, wait: bool) -> Iterator[Answer[T]]:
        """What others have made since; those that have ended are let go."""
        line = poll()
        for copy in self._copies:
            line.register(copy, POLLIN)
        heard = {number for number, _ in line.poll(None if wait else 0)}
        for copy in [copy for copy in self._copies if copy.fileno() in heard]:
            try:
                yield copy.told()
            except Exception:  # it has ended, or died while it told
                self._copies.remove(copy)
                copy.end()

    def _next(self, pipes: Iterable[int]) -> int | None:
        """The next of the turns that wait; each is taken by one process."""
        taken = next(filter(None, (os.read(pipe, 1) for pipe in pipes)), None)
        return taken[0] if taken else None

    def _tried(self, turn: int) -> Answer[T] | None:
        """What comes of one turn; None of one that fails, for what fails before it is told first."""
        with suppress(Exception, TooEarly):
            return turn, self._work(turn)
        return None

    def _copied(self) -> bool:
        """Make a copy of this process that takes turns, if there can be one."""
        copy = _Copy[T]()
        parent, process = os.getpid(), forked()
        if process == 0:
            self._serve(parent, copy)
        if copy.of(process):
            self._copies.append(copy)
        return bool(process)

    def _serve(self, parent: int, own: _Copy[T]) -> NoReturn:
        """Do what a copy does: take turns while there are any, keep what is to be kept, and end."""
        try:
            own.become(parent, self._copies)
            while (turn := self._next(self._waiting)) is not None:
                if answer := self._tried(turn):
                    own.tell(answer)
            store_what_is_left()
        finally:
            os._exit(0)


class _Copy(Generic[T]):
    """A copy of this process, as it sees itself and as its parent sees it.

    Its answers stand in a file without a name, their lengths come through a pipe: it never waits for its parent.
    Nothing goes through the other pipe, whose end tells the copy that its parent has ended.
    """

    def __init__(self) -> None:
        self._process = 0
        self._answers = TemporaryFile()  # noqa: SIM115 - closed by both sides
        self._hear, self._say = os.pipe()
        self._parent, self._held = os.pipe()
        self._read = 0

    def fileno(self) -> int:
        """Where something is heard of it."""
        return self._hear

    def of(self, process: int | None) -> bool:
        """In the parent: it is this process, or (None) could not be made."""
        os.close(self._say)
        os.close(self._parent)
        self._process = process or 0
        if not process:
            self.end()
        return bool(process)

    def become(self, parent: int, others: Sequence[_Copy[T]]) -> None:
        """In the copy itself: what is its parent's alone is closed, and it ends when that does."""
        for copy in others:
            copy.let_go()
        os.close(self._hear)
        os.close(self._held)
        end_with(parent, self._parent)

    def tell(self, answer: Answer[T]) -> None:
        """Tell an answer; one that cannot be written down is left out. Raises OSError: no more can be told then."""
        data = b""
        with suppress(Exception):
            data = pickle.dumps(answer, 5)
        if data:
            self._answers.write(data)
            self._answers.flush()
            os.write(self._say, len(data).to_bytes(_LENGTH, "big"))

    def told(self) -> Answer[T]:
        """The next answer. Raises EOFError after the last one."""
        length = int.from_bytes(os.read(self._hear, _LENGTH), "big")
        data = os.pread(self._answers.fileno(), length, self._read)
        self._read += length
        answer: Answer[T] = pickle.loads(data)  # noqa: S301 - from a copy of this very process
        return answer

    def end(self) -> None:
        """In the parent: end it, whatever it does."""
        self.let_go()
        if self._process:
            end_copy(self._process)

    def let_go(self) -> None:
        """Where it is another process: close what is open for it."""
        self._answers.close()
        os.close(self._hear)
        os.close(self._held)


def _filled_pipe(turns: Sequence[int]) -> int:
    """A pipe of turns that all read from until it is empty."""
    out, into = os.pipe()
    os.write(into, bytes(turn for turn in turns if turn < _MOST))
    os.close(into)
    return out
