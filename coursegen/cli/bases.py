"""`coursegen template`: bases looked at, made into units, listed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from coursegen.build.deliver import deliver
from coursegen.build.kit import Made
from coursegen.build.products import BASES
from coursegen.build.search import search_path
from coursegen.build.survey import Survey, start_unit, survey
from coursegen.cli.report import Voice
from coursegen.cli.words import say
from coursegen.errors import FaultError
from coursegen.office.deck.base import CompiledDeck
from coursegen.office.document.compiled import CompiledDocument
from coursegen.office.render import office_program
from coursegen.reading import read_unit
from coursegen.reading.base_maps import MAP_FILE
from coursegen.workspace import find_workspace, shown


def run_template_check(voice: Voice, base_file: Path, proof_output: Path | None, *, strict: bool) -> int:
    """Say how a base is understood, and leave a sample on it to look at."""
    found = survey(base_file, _terms())
    (_tell_deck if isinstance(found.compiled, CompiledDeck) else _tell_document)(voice, found)
    folder = proof_output or find_workspace().output / "template-check"
    samples = [Made("sample", name, data, 0, {}) for name, data in found.proof.items()]
    outputs, faults = deliver(folder, samples)
    for path in (output.path for output in outputs):
        voice.result(f"{say('proof', voice.language)}\t{shown(path)}", proof=shown(path))
    if not office_program():
        voice.tell("no_libreoffice")
    return voice.faults((*found.faults, *faults), strict=strict)


def _terms() -> Mapping[str, str]:
    """The slots of terms that units fill, with the default unit's words."""
    return read_unit("default", find_workspace().unit_roots)[0].terms


def _tell_deck(voice: Voice, found: Survey) -> None:
    assert isinstance(found.compiled, CompiledDeck)  # noqa: S101 - the survey's form says so
    for row in found.compiled.rows:
        layout = found.compiled.layouts[row.role]
        holders = {role: placeholder.name for role, placeholder in layout.placeholders.items()}
        surety = say(f"surety_{row.surety}", voice.language)
        names = "、".join(f"{role}={name}" for role, name in holders.items())
        text = "\t".join((row.role, row.name, row.part, surety, names))
        voice.result(
            text, role=row.role, layout=row.name, part=row.part, master=row.master, index=row.index,
            confidence=row.surety, score=row.score, gap=row.gap, placeholders=holders,
        )  # fmt: skip


def _tell_document(voice: Voice, found: Survey) -> None:
    assert isinstance(found.compiled, CompiledDocument)  # noqa: S101 - the survey's form says so
    for form, spec in found.compiled.spec.forms.items():
        size = f"{spec.width * 25.4 / 72:.0f} × {spec.height * 25.4 / 72:.0f} mm"
        voice.result(
            f"{form}\t{say('text_area', voice.language)}\t{size}", form=form, width=spec.width, height=spec.height
        )
    names = found.compiled.own
    voice.result(f"{say('own_styles', voice.language)}\t{'、'.join(names)}", styles=names)


def run_template_init(voice: Voice, base_file: Path, new_unit: str) -> int:
    """Make a unit's folder from a base."""
    files, faults = start_unit(base_file, new_unit, find_workspace().root / "templates", _terms())
    for path in files:
        voice.result(shown(path), path=shown(path))
    return voice.faults(faults)


def run_template_list(voice: Voice) -> int:
    """The bases of all units, and where each comes from."""
    workspace = find_workspace()
    for name in workspace.units():
        try:
            unit = read_unit(name, workspace.unit_roots)[0]
        except FaultError:
            voice.result(f"{name}\t{say('broken', voice.language, name=name)}", unit=name, broken=True)
            continue
        for form, names in BASES.items():
            places = ((layer, folder / n) for layer, folder in search_path(unit, workspace.unit_roots) for n in names)
            layer, path = next(((layer, path) for layer, path in places if path.is_file()), ("", Path()))
            mapped = form == "deck" and path.with_name(MAP_FILE).is_file()
            text = "\t".join((name, form, layer, shown(path) if layer else "", MAP_FILE if mapped else "")).rstrip("\t")
            voice.result(text, unit=name, form=form, layer=layer, path=shown(path) if layer else "", map=mapped)
    return 0
