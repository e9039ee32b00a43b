"""`coursegen template show`: the blocks of a template that a unit may override, and a file to begin with."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from coursegen.build.search import search_path
from coursegen.cli.locating import locate_unit
from coursegen.cli.report import Voice
from coursegen.cli.words import say
from coursegen.errors import NOWHERE, fail
from coursegen.reading import read_unit
from coursegen.reading.unit_chain import DEFAULT_UNIT
from coursegen.templating import blocks_of, override
from coursegen.workspace import find_workspace, unknown_name

_SUFFIX = ".xml.j2"


def run_template_show(voice: Voice, template: str, block: str | None, unit: str) -> int:
    """Every block with its place and what it makes; of one block the whole file that would override it.

    Raises U370 or U371 for a template, U340 or U341 for a block that there is not.
    """
    unit_id, roots = locate_unit(find_workspace(), unit)
    search = search_path(read_unit(unit_id, roots)[0], roots)
    name = f"{template.removesuffix(_SUFFIX)}{_SUFFIX}"
    if name not in (known := _templates(search)):
        raise unknown_name("U370", template, [file.removesuffix(_SUFFIX) for file in known])
    blocks = {found.name: found for found in blocks_of(name, search)}
    if block is None:
        for found in blocks.values():
            text = "\t".join((found.name, str(found.place), found.makes))
            inner = [other for other, _, _ in found.inner]
            voice.result(text, block=found.name, place=str(found.place), makes=found.makes, inner=inner)
        folder = say("your_unit", voice.language) if unit_id == DEFAULT_UNIT else unit_id
        voice.tell("template_example", template=name, name=template, block=next(reversed(blocks), ""), unit=folder)
        return 0
    if block not in blocks:
        (fault,) = unknown_name("U340", block, blocks).faults
        raise fail(fault.code, NOWHERE, **fault.facts, template=template)
    text = override(name, blocks[block], blocks.values())
    voice.result(text.rstrip("\n"), template=name, block=block, source=text)
    return 0


def _templates(search: Sequence[tuple[str, Path]]) -> list[str]:
    """Names of all templates but the files of macros."""
    return sorted({path.name for _, folder in search for path in folder.glob(f"[!_]*{_SUFFIX}")})
