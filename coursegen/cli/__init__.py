"""The command line: arguments in, results and faults out, and an exit code. Everything heavy is imported late."""

from __future__ import annotations

import atexit
import os
import sys


def main() -> None:
    """Entry point of the program."""
    try:
        _run()
    except SystemExit as leaving:
        _end(leaving)


def _end(leaving: SystemExit) -> None:
    """End the process. What was registered for its end is done; its memory the system takes back at once.

    Python would look through all of it for cycles, and give it back piece by piece: a quarter of the time of a kit. It
    does so where a thread still runs, or what was said cannot be written.
    """
    threads = sys.modules.get("threading")
    if isinstance(leaving.code, int) and (threads is None or threads.active_count() == 1):
        atexit._run_exitfuncs()  # noqa: SLF001 - it has no other name
        for stream in filter(None, (sys.stdout, sys.stderr)):
            try:
                stream.flush()
            except (OSError, ValueError):
                raise leaving from None
        os._exit(leaving.code)
    raise leaving


def _run() -> None:
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
