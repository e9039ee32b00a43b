"""`coursegen doctor`."""

from __future__ import annotations

from coursegen.checks.machine import Finding, examine
from coursegen.cli.locating import locate_unit
from coursegen.cli.report import Voice
from coursegen.cli.words import say
from coursegen.errors import Fault
from coursegen.office.faces import ALIASES, PROFILES
from coursegen.reading import read_unit
from coursegen.workspace import find_workspace


def run_doctor(voice: Voice, unit: str) -> int:
    """Say what this computer has for a unit's files and what that means; return 0 unless the program is broken."""
    unit_id, roots = locate_unit(find_workspace(), unit)
    findings = examine(read_unit(unit_id, roots)[0].brand)
    for finding in findings:
        _tell(voice, finding)
    voice.tell(_verdict(findings), profiles=(", " if voice.language == "en" else "、").join(PROFILES))
    facts = ({"name": f.name, "found": f.detail or "-", "least": f.wanted or "-"} for f in findings if f.broken)
    return voice.faults([Fault("A340", facts=fact) for fact in facts])


def _verdict(findings: tuple[Finding, ...]) -> str:
    """What is to be said at the end."""
    if any(finding.broken for finding in findings):
        return "doctor_broken"
    return "doctor_fonts" if any(f.kind == "font" and f.state != "ok" for f in findings) else "doctor_well"


def _named(finding: Finding, voice: Voice) -> str:
    """A thing's name; of a font with a Chinese one also that by which readers of English find it."""
    known = next((name for name in ALIASES.get(finding.name, ()) if name.isascii()), "")
    return (
        f"{finding.name} ({known})" if voice.language == "en" and known and not finding.name.isascii() else finding.name
    )


def _tell(voice: Voice, finding: Finding) -> None:
    """One line: what, how it stands, which, and what that means where it is not well."""
    well = finding.state == "ok"
    meaning = "" if well else say(f"{finding.kind}_{finding.state}", voice.language, least=finding.wanted)
    words = (_named(finding, voice), say(f"state_{finding.state}", voice.language), finding.detail, meaning)
    voice.result(
        "\t".join(filter(None, words)),
        kind=finding.kind, name=finding.name, state=finding.state, detail=finding.detail, meaning=meaning,
    )  # fmt: skip
