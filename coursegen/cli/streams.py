"""What the program writes to: streams that may lack a character, and readers that may leave."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

T = TypeVar("T")

EXIT_INTERRUPTED = 130
"""128 + SIGINT, as shells count it."""


def telling(work: Callable[[], T]) -> T | int:
    """What `work` returns that writes to the streams, or the exit code of one that the user or the reader broke off."""
    write_what_the_terminal_cannot()
    try:
        done = work()
        sys.stdout.flush()
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        return reader_has_left()
    return done


def write_what_the_terminal_cannot() -> None:
    """Let a terminal that lacks a character show its number instead of stopping the program."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, OSError):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]


def reader_has_left() -> int:
    """Whoever read our output has seen enough: nothing more to say, not even when Python closes the stream."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
