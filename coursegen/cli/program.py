"""The group of all commands, where errors become lines and exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

import click

from coursegen.cli.help import HelpedGroup, shown_name
from coursegen.cli.report import Voice
from coursegen.cli.streams import EXIT_INTERRUPTED, reader_has_left, write_what_the_terminal_cannot
from coursegen.errors import EXIT_INTERNAL, EXIT_OK, Fault, FaultError
from coursegen.text import did_you_mean

_RESERVE = 8 << 20
"""Bytes that are let go to tell of a fault; never written to, so that no system gives more than their addresses."""


class Program(HelpedGroup):
    """The group of all commands; the one place where errors become lines and exit codes."""

    homes: Mapping[str, str] = {}
    """Modules of the commands, by name: `build` is `build_command` or `build_group` in its module."""

    def list_commands(self, ctx: click.Context | None) -> list[str]:  # noqa: ARG002 - click's own signature
        """Names of all commands, in order."""
        return sorted(self.homes)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command by name, loaded when it is first asked for."""
        if cmd_name in self.homes and cmd_name not in self.commands:
            home = import_module(self.homes[cmd_name])
            self.add_command(getattr(home, f"{cmd_name}_command", None) or getattr(home, f"{cmd_name}_group"))
        return super().get_command(ctx, cmd_name)

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, *_: Any, **__: Any) -> Any:
        """Run the command line and leave with its exit code."""
        arguments = list(sys.argv[1:] if args is None else args)
        sys.exit(self.run(arguments, prog_name or "coursegen"))

    def run(self, arguments: list[str], name: str) -> int:
        """Run the command line; return its exit code. Memory that runs out is told from what was held in reserve."""
        voice = Voice.asked_for(arguments, os.environ)
        write_what_the_terminal_cannot()
        reserve = [bytearray(_RESERVE)]
        try:
            return self._run(arguments, name, voice, reserve)
        except MemoryError:
            reserve.clear()
        return voice.faults([Fault("O173")])

    def _run(self, arguments: list[str], name: str, voice: Voice, reserve: list[bytearray]) -> int:
        try:
            with self.make_context(name, arguments, obj=voice) as context:
                return int(self.invoke(context) or EXIT_OK)
        except click.exceptions.Exit as leaving:
            return leaving.exit_code
        except click.UsageError as error:
            return voice.faults([_usage_fault(error)])
        except FaultError as error:
            reserve.clear()
            return voice.faults(error.faults)
        except (KeyboardInterrupt, click.Abort):
            return EXIT_INTERRUPTED
        except BrokenPipeError:
            return reader_has_left()
        except OSError as error:
            return voice.system(error)
        except MemoryError:  # told by `run`, when all that holds the memory is gone
            raise
        except Exception as error:
            voice.crash(error)
            return EXIT_INTERNAL


def _usage_fault(error: click.UsageError) -> Fault:
    """What click found wrong, as a fault of ours."""
    command = error.ctx.command_path if error.ctx else "coursegen"
    match error:
        case click.NoSuchOption():
            known = [name for p in error.ctx.command.get_params(error.ctx) for name in p.opts] if error.ctx else []
            guess = did_you_mean(error.option_name, known)
            facts = {"option": error.option_name, "suggestion": guess, "command": command}
            return Fault("U202" if guess else "U203", facts=facts)
        case click.MissingParameter():
            argument = shown_name(error.param) if error.param else ""
            return Fault("U205", facts={"argument": argument, "command": command})
        case click.BadOptionUsage():
            return Fault("U206", facts={"option": error.option_name, "command": command})
        case _:
            return Fault("U207", facts={"message": error.format_message(), "command": command})
