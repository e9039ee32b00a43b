"""The commands for material and translations: drafts of one's own texts, catalogues."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from coursegen.cli import options
from coursegen.cli.help import HelpedCommand, HelpedGroup, help_alone
from coursegen.cli.report import Voice

_TRANSLATIONS = ("en", "zh-Hant", "zh-HK", "zh-Hans")


@click.command("ingest", cls=HelpedCommand)
@click.argument("material", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--output", "-o", "drafts_output", metavar="DIR", type=click.Path(path_type=Path))
@options.strict
@options.voice
@click.pass_obj
def ingest_command(voice: Voice, /, material: Sequence[Path], drafts_output: Path | None, *, strict: bool) -> int:
    """Make draft principles of one's own material."""
    from coursegen.cli.drafting import run_ingest

    return run_ingest(voice, material, drafts_output, strict=strict)


@click.group("i18n", cls=HelpedGroup, invoke_without_command=True)
@options.voice
@click.pass_context
def i18n_group(context: click.Context) -> int:
    """Say how courses and units are translated when no command is named."""
    return help_alone(context)


_translated = click.argument("translated", metavar="COURSE|UNIT")
_to = click.option("--to", "to_language", metavar="LANG", required=True, callback=options.one_of(*_TRANSLATIONS))


@i18n_group.command("extract")
@_translated
@click.option("--output", "-o", "pot_output", metavar="DIR", type=click.Path(path_type=Path))
@options.voice
@click.pass_obj
def i18n_extract_command(voice: Voice, /, translated: str, pot_output: Path | None) -> int:
    """Write empty catalogues."""
    from coursegen.cli.translating import run_extract

    return run_extract(voice, translated, pot_output)


@i18n_group.command("update")
@_translated
@_to
@options.voice
@click.pass_obj
def i18n_update_command(voice: Voice, /, translated: str, to_language: str) -> int:
    """Bring catalogues up to date."""
    from coursegen.cli.translating import run_update

    return run_update(voice, translated, to_language)


@i18n_group.command("check")
@_translated
@_to
@options.strict
@options.voice
@click.pass_obj
def i18n_check_command(voice: Voice, /, translated: str, to_language: str, *, strict: bool) -> int:
    """List what is not translated."""
    from coursegen.cli.translating import run_check

    return run_check(voice, translated, to_language, strict=strict)
