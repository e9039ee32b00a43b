"""`coursegen items`: questions from other programs into the bank, and profiles of platforms."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from coursegen.build.exporting import OWN_PROFILE
from coursegen.build.search import search_path
from coursegen.cli.locating import locate_unit
from coursegen.cli.report import Voice
from coursegen.cli.words import say
from coursegen.errors import NOWHERE, Fault, FaultError, fail, reason_of
from coursegen.exchange.recognise import profile_of
from coursegen.ingest import Defaults, Imported, complete, read_questions
from coursegen.model.profile import Profile
from coursegen.reading import read_course, read_unit
from coursegen.reading.profiles import FOLDER, find_profile, profile_files, read_profile
from coursegen.reading.unit_chain import UNIT_ID
from coursegen.reading.write import Value, written
from coursegen.sheets import read_rows, title_of
from coursegen.workspace import Workspace, find_workspace, place_of, shown, unknown_name, write_atomic

DRAFTS = "drafts"
"""Folder of a course for questions that are not complete; no command reads it."""

_SCHEMA = "# yaml-language-server: $schema=../../schema/bank.schema.json\n"


class Wanted(Struct, frozen=True):
    """Where questions go, and what is taken where their file does not say it."""

    course: str
    principle: str
    objective: str
    profile: str
    unit: str
    output: Path | None


def run_import(voice: Voice, file: Path, wanted: Wanted) -> int:
    """Write the questions of a file into the bank of a course; return the exit code.

    Raises O103 where a file is there already, O198 when no question is complete (drafts are written all the same),
    U360 and U361 for a principle nobody knows, and the faults of reading.
    """
    workspace = find_workspace()
    folder = own_course(workspace, wanted.course)
    bundle = read_course(folder)
    if wanted.principle and wanted.principle not in bundle.principles:
        raise unknown_name("U360", wanted.principle, bundle.principles)
    profile = find_profile(wanted.profile or OWN_PROFILE, _folders(workspace, wanted.unit))
    questions, faults = read_questions(_bytes(file), shown(file), profile, asked=bool(wanted.profile))
    defaults = Defaults(file.stem, wanted.principle, wanted.objective)
    found = complete(questions, bundle, defaults)
    target = wanted.output or folder / "bank" / f"{file.stem}.yaml"
    drafts = folder / DRAFTS / target.name
    write_new(voice, {target: found.items, drafts: found.drafts})
    _tell(voice, found)
    none = (Fault("O198", place_of(file), {"file": shown(drafts)}),) if not found.count else ()
    return voice.faults((*faults, *found.faults, *none))


def run_profile(voice: Voice, file: Path, unit: str, name: str) -> int:
    """Make a profile from the import sheet of a platform and show its columns; return the exit code.

    Raises C540 when no row names a stem and a key, O103 when the unit has a profile of this name already, U350 for
    what can be no id.
    """
    if not UNIT_ID.fullmatch(name):
        raise fail("U350", NOWHERE, value=name)
    workspace = find_workspace()
    unit_id, _ = locate_unit(workspace, unit)
    data = _bytes(file)
    rows = read_rows(data, shown(file))
    profile = profile_of(rows, name, file.stem, title_of(data, shown(file)) or "Sheet1")
    if profile is None:
        raise FaultError([Fault("C540", place_of(file))])
    target = workspace.root / "templates" / unit_id / FOLDER / f"{name}.yaml"
    write_new(voice, {target: written(_values(profile))})
    for column in profile.columns:
        voice.result(f"  {column.name}\t{column.field or '-'}", column=column.name, field=column.field)
    voice.tell("items_profile_next", name=name)
    return 0


def run_profiles(voice: Voice, unit: str) -> int:
    """List the profiles that a unit may use, what each makes, and whether it has been tried on its platform."""
    for name, path in profile_files(_folders(find_workspace(), unit)).items():
        profile = read_profile(path)
        makes = [product for product, able in (("xlsx", profile.columns), ("txt", profile.text)) if able]
        state = say("profile_verified" if profile.verified else "profile_unverified", voice.language)
        text = "\t".join((name, profile.title, "、".join(makes), state))
        voice.result(text, profile=name, title=profile.title, makes=makes, verified=profile.verified)
    return 0


def own_course(workspace: Workspace, name: str) -> Path:
    """Folder of the course named, or of the only one of the user's own. Raises U210 to U213, U270, U351."""
    own = {key: path for key, path in workspace.courses().items() if path.is_relative_to(workspace.root.resolve())}
    if not name and len(own) == 1:
        return next(iter(own.values()))
    if not name:
        raise fail("U270", NOWHERE, known=tuple(own) or ("-",))
    folder = workspace.course_folder(name)
    if not folder.resolve().is_relative_to(workspace.root.resolve()):
        raise fail("U351", place_of(folder), name=name)
    return folder


def _folders(workspace: Workspace, unit: str) -> list[Path]:
    unit_id, roots = locate_unit(workspace, unit)
    return [folder for _, folder in search_path(read_unit(unit_id, roots)[0], roots)]


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise fail("C003", place_of(file), reason=reason_of(error)) from None


def write_new(voice: Voice, files: Mapping[Path, str]) -> None:
    """Write files that have a text; none of them if one is there already."""
    wanted = {path: text for path, text in files.items() if text}
    if there := [Fault("O103", place_of(path)) for path in wanted if path.exists()]:
        raise FaultError(there)
    for path, text in wanted.items():
        head = _SCHEMA if path.parent.name == "bank" else ""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomic(path, (head + text).encode())
        except OSError as error:
            raise fail("O102", place_of(path), reason=reason_of(error)) from error
        voice.result(shown(path), path=shown(path), state="written")


def _tell(voice: Voice, found: Imported) -> None:
    voice.tell("items_imported", count=found.count, drafts=found.drafted)


def _values(profile: Profile) -> dict[str, Value]:
    above: dict[str, Value] = {"above": dict(profile.above)} if profile.above else {}
    columns: list[Value] = [
        {"name": c.name, "field": c.field} if c.field else {"name": c.name} for c in profile.columns
    ]
    return {
        "id": profile.id, "title": profile.title, "verified": profile.verified, "note": profile.note,
        "sheet": profile.sheet, "header_row": profile.header_row, **above,
        "kinds": dict(profile.kinds), "columns": columns,
        "right": profile.right, "wrong": profile.wrong, "difficulties": dict(profile.difficulties),
        "between_letters": profile.between_letters, "between_gaps": profile.between_gaps,
        "between_words": profile.between_words,
    }  # fmt: skip
