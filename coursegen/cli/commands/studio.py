"""The command that opens the studio."""

from __future__ import annotations

from pathlib import Path

import click

from coursegen.cli import options
from coursegen.cli.help import HelpedCommand
from coursegen.cli.report import Voice
from coursegen.errors import NOWHERE, fail

_LAST_PORT = 65535


def _port(_: click.Context, __: click.Parameter, value: str | None) -> int:
    """A port; U403 for another text, 0 when none is given."""
    if value is None:
        return 0
    if not value.isdecimal() or not 1 <= int(value) <= _LAST_PORT:
        raise fail("U403", NOWHERE, port=value)
    return int(value)


@click.command("studio", cls=HelpedCommand)
@click.argument("studio_folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.option("--port", metavar="N", callback=_port)
@click.option("--host", metavar="ADDRESS", default="127.0.0.1")
@click.option("--lang", "studio_lang", metavar="LANG", callback=options.one_of(*options.LANGUAGES))
@click.option("--no-browser", is_flag=True)
@click.option("--read-only", is_flag=True)
@options.voice
@click.pass_obj
def studio_command(
    voice: Voice,
    /,
    studio_folder: Path | None,
    host: str,
    port: int,
    studio_lang: str | None,
    *,
    no_browser: bool,
    read_only: bool,
) -> int:
    """Serve the pages of a workspace."""
    from msgspec.structs import replace

    from coursegen.cli.serving import run_studio
    from coursegen.cli.words import ui_language

    voice = replace(voice, language=ui_language(("--ui-lang", studio_lang), {})) if studio_lang else voice
    return run_studio(voice, studio_folder, host=host, port=port, browser=not no_browser, read_only=read_only)
