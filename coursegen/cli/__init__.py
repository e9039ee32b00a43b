"""The command line: arguments in, results and faults out, and an exit code. Everything heavy is imported late."""

from __future__ import annotations

import sys


def main() -> None:
    """Entry point of the program."""
    from coursegen.cli.unchanged import told_again

    if told_again(tuple(sys.argv[1:])):
        sys.exit(0)
    from coursegen.cli.commands import program
    from coursegen.limits import USUAL, limit_memory

    limit_memory(USUAL.megabytes)
    program.main()
