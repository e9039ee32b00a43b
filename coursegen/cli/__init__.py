"""The command line: arguments in, results and faults out, and an exit code. Everything heavy is imported late."""

from __future__ import annotations

import atexit
import gc
import sys


def main() -> None:
    """Entry point of the program."""
    # At its end a process needs no search for cycles among all it has made: it takes a sixth of the time of a kit.
    atexit.register(gc.freeze)
    from coursegen.cli.again import again

    code = again(tuple(sys.argv[1:]))
    if code is not None:
        sys.exit(code)
    from coursegen.late import absent

    with absent("typing_extensions"):  # msgspec takes from it what Python's own `typing` has as well
        import msgspec  # noqa: F401
    from coursegen.limits import USUAL, collect_seldom, limit_memory

    collect_seldom()
    limit_memory(USUAL.megabytes)
    from coursegen.cli.commands import program

    program.main()
