"""Commands whose help pages speak the user's language and know that a Chinese character is two columns wide."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from typing import Any

import click

from coursegen.cli.words import say
from coursegen.errors import UiLanguage, fail
from coursegen.text import NO_LINE_END, NO_LINE_START, is_wide

Row = tuple[str, str]


class HelpedCommand(click.Command):
    """A command whose texts stand in `words.toml` under its own name and the names of its parameters."""

    def get_help(self, ctx: click.Context) -> str:
        """Help page in the language of the voice in `ctx.obj`."""
        return help_page(self, ctx)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does, but what is left over raises U204, and a fault of an option knows its command."""
        ctx.allow_extra_args = True
        try:
            rest = super().parse_args(ctx, args)
        except click.BadOptionUsage as error:
            error.ctx = error.ctx or ctx
            raise
        if rest:
            raise fail("U204", extra=" ".join(rest), command=ctx.command_path)
        return rest


class HelpedGroup(click.Group):
    """The program: without a command it shows its help; a command nobody knows raises U200."""

    command_class = HelpedCommand

    def get_help(self, ctx: click.Context) -> str:
        """Help page in the language of the voice in `ctx.obj`."""
        return help_page(self, ctx)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command by name."""
        found = super().get_command(ctx, cmd_name)
        if found is None and not cmd_name.startswith("-"):
            from coursegen.workspace import unknown_name

            raise unknown_name("U200", cmd_name, self.list_commands(ctx))
        return found


def help_alone(context: click.Context) -> int:
    """Show a group's help when no command follows it; exit code 2 then, else 0."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help(), err=True)
        return 2
    return 0


def help_page(command: click.Command, ctx: click.Context) -> str:
    """The whole help page of a command or group."""
    language: UiLanguage = ctx.obj.language
    width = min(shutil.get_terminal_size().columns, 100)
    parts = [_usage(command, ctx, language), "\n".join(wrap(say(_key(command, ctx), language), width))]
    for title, rows in _tables(command, ctx, language):
        if rows:
            parts.append(say(title, language) + "\n" + "\n".join(table(rows, width)))
    return "\n\n".join(parts)


def _key(command: click.Command, ctx: click.Context) -> str:
    """Name of a command in `words.toml`: that of a group's command begins with the group's."""
    group = ctx.parent.command.name if ctx.parent else None
    return f"{group}_{command.name}" if group not in (None, "program") else str(command.name)


def _usage(command: click.Command, ctx: click.Context, language: UiLanguage) -> str:
    arguments = [p.make_metavar(ctx) for p in command.params if isinstance(p, click.Argument)]
    what = say("usage_command", language) if isinstance(command, click.Group) else " ".join(arguments)
    return say("usage", language, command=ctx.command_path, arguments=what).strip()


def shown_name(parameter: click.Parameter) -> str:
    """What the user types for a parameter, as help pages have it: --unit, FILE.xlsx."""
    options = [name for name in parameter.opts if name.startswith("--")]
    return options[0] if options else parameter.metavar or str(parameter.human_readable_name).upper()


def table(rows: Sequence[Row], width: int) -> Iterable[str]:
    """Lines of a two-column table, the second column wrapped."""
    left = max(columns(row[0]) for row in rows) + 4
    for head, text in rows:
        first, *rest = wrap(text, width - left) or [""]
        yield f"  {head}{' ' * (left - columns(head) - 2)}{first}".rstrip()
        yield from (" " * left + line for line in rest)


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most `width` columns: broken at blanks and between Chinese characters, never before a comma."""
    lines = [""]
    for piece in _pieces(text):
        if lines[-1] and columns(lines[-1] + piece.rstrip()) > width:
            lines.append("")
        lines[-1] += piece
    return [line.strip() for line in lines]


def columns(text: str) -> int:
    """Width of a text in a terminal."""
    return sum(1 + is_wide(char) for char in text)


def _pieces(text: str) -> Iterable[str]:
    """Words with the blanks behind them, and single Chinese characters with the punctuation they carry."""
    word = ""
    for char in text:
        if word and _may_break(word[-1], char):
            yield word
            word = ""
        word += char
    if word:
        yield word


def _may_break(before: str, after: str) -> bool:
    if after in NO_LINE_START or before in NO_LINE_END or after == " ":
        return False
    return before == " " or is_wide(before) or is_wide(after)


def _tables(command: click.Command, ctx: click.Context, language: UiLanguage) -> Iterable[tuple[str, list[Row]]]:
    if isinstance(command, click.Group):
        head = "" if command.name == "program" else f"{command.name}_"
        yield "commands", [(name, say(head + name, language)) for name in command.list_commands(ctx)]
    arguments = [p for p in command.params if isinstance(p, click.Argument)]
    yield "arguments", [(p.make_metavar(ctx), say(str(p.name), language)) for p in arguments]
    options = [p for p in command.get_params(ctx) if isinstance(p, click.Option)]
    yield "options", [_option_row(option, ctx, language) for option in options]


def _option_row(option: click.Option, ctx: click.Context, language: UiLanguage) -> Row:
    record: Any = option.get_help_record(ctx)
    return str(record[0]), say("help" if "--help" in option.opts else str(option.name), language)
