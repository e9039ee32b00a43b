"""`coursegen brand`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from coursegen.build.brand import BrandKit, Wishes, make_brand, with_unit
from coursegen.build.brand_files import Put, add_unit_file, contradicted, put_brand, unit_file
from coursegen.cli.report import Voice, size_of
from coursegen.cli.words import say
from coursegen.errors import fail
from coursegen.model import Unit
from coursegen.office.house.known import house_of
from coursegen.office.theme import BRAND_FONTS
from coursegen.reading import read_unit
from coursegen.workspace import Workspace, find_workspace, shown


def run_brand(
    voice: Voice,
    *,
    brand_unit: str | None,
    brand_output: Path | None,
    primary: str | None,
    secondary: str | None,
    logo: Path | None,
    fonts: Sequence[str],
    theme: Literal["panel", "band"] | None,
    aspect: Literal["16:9", "4:3"] | None,
    dark: bool,
    force: bool,
    strict: bool,
) -> int:
    """Make a unit's bases, tell of files and colours; return the exit code."""
    workspace = find_workspace()
    folder = _folder(workspace, brand_unit, brand_output)
    unit = _unit(workspace, brand_unit or folder.name)
    colors = {role: color for role, color in (("primary", primary), ("secondary", secondary)) if color}
    wishes = Wishes(
        colors,
        _fonts(fonts),
        theme or _theme(folder),
        aspect or (unit and unit.choices.aspect) or "16:9",
        "dark" if dark else (unit and unit.brand.mode) or "light",
        logo,
    )
    kit = make_brand(with_unit(wishes, unit) if unit else wishes, unit.names.short if unit else folder.name)
    puts, faults = put_brand(folder, kit, force=force)
    added = None if unit else add_unit_file(folder, unit_file(wishes, kit))
    for put in (*puts, *((added,) if added else ())):
        _tell(voice, put)
    _tell_tones(voice, kit)
    return voice.faults((*kit.faults, *faults, *(contradicted(wishes, kit, unit) if unit else ())), strict=strict)


def _folder(workspace: Workspace, unit: str | None, output: Path | None) -> Path:
    """Where the bases go. Raises U320 when neither a unit nor a folder is named."""
    if output is not None:
        return output
    if unit is None:
        raise fail("U320")
    return workspace.root / "templates" / unit


def _unit(workspace: Workspace, name: str) -> Unit | None:
    """The unit of a name, or None for one that is still to be."""
    return read_unit(name, workspace.unit_roots)[0] if name in workspace.units() else None


def _theme(folder: Path) -> Literal["panel", "band"]:
    """The design of the base that stands there, as far as a house made it."""
    try:
        house = house_of((folder / "deck.pptx").read_bytes())
    except OSError:
        house = None
    return house.composition if house else "panel"


def _fonts(pairs: Sequence[str]) -> dict[str, str]:
    """Fonts by use from `use=font`. Raises U321."""
    found = {}
    for pair in pairs:
        use, mark, face = (part.strip() for part in pair.replace("＝", "=").partition("="))
        if not mark or not face or use not in BRAND_FONTS:
            raise fail("U321", value=pair, known=BRAND_FONTS)
        found[use] = face
    return found


def _tell(voice: Voice, put: Put) -> None:
    facts = [shown(put.path), say(put.state, voice.language), size_of(put.size)]
    if put.backup:
        facts.append(say("backup", voice.language, name=put.backup.name))
    backup = shown(put.backup) if put.backup else ""
    voice.result("\t".join(facts), path=shown(put.path), state=put.state, bytes=put.size, backup=backup)


def _tell_tones(voice: Voice, kit: BrandKit) -> None:
    """The colours that came out: role, colour, least contrast to what it goes with."""
    for tone in kit.tones:
        ratio = f"{tone.ratio:.1f}:1" if tone.ratio else ""
        text = f"{say(f'role_{tone.role}', voice.language)}\t{tone.color}\t{ratio}".rstrip("\t")
        voice.result(text, role=tone.role, color=tone.color, contrast=round(tone.ratio, 2))
