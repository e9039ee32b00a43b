"""A file of questions, whatever its format."""

from __future__ import annotations

from coursegen.errors import Fault, FaultError, Place
from coursegen.exchange import Question
from coursegen.ingest.gift import looks_like_gift, read_gift
from coursegen.ingest.moodle_xml import read_moodle_xml
from coursegen.ingest.sheet import read_sheet
from coursegen.ingest.text import read_text
from coursegen.model.profile import Profile
from coursegen.sheets import SIZE_LIMIT, decoded
from coursegen.text import CONTROL

SUFFIXES = (".xlsx", ".xlsm", ".csv", ".gift", ".txt", ".xml")


def read_questions(
    data: bytes, file: str, profile: Profile, *, asked: bool
) -> tuple[tuple[Question, ...], tuple[Fault, ...]]:
    """The questions in a file, and warnings about those that the bank has no kind for.

    `profile` was `asked` for by name; else the columns of a sheet are known by what they are called, and GIFT is known
    in a .txt file. Raises C411, C412
    for files that cannot be read, and the faults of their format.
    """
    suffix = f".{file.lower().rpartition('.')[2]}"
    if suffix not in SUFFIXES:
        raise FaultError([Fault("C411", Place(file), {"kind": suffix})])
    if len(data) > SIZE_LIMIT:
        raise FaultError([Fault("C412", Place(file), {"size": len(data) // 1024, "limit": SIZE_LIMIT // 1024})])
    match suffix:
        case ".xml":
            return read_moodle_xml(data, file)
        case ".gift":
            return read_gift(_decoded(data, file), file)
        case ".txt":
            text = _decoded(data, file)
            if not (asked and profile.text) and looks_like_gift(text.splitlines()):
                return read_gift(text, file)
            return read_text(text, file, profile), ()
        case _:
            return read_sheet(data, file, profile if asked else None), ()


def _decoded(data: bytes, file: str) -> str:
    """Text of UTF-8 or GB18030 without characters that no text may hold. Raises C415, C008."""
    text = decoded(data, file)
    faults = [
        Fault("C008", Place(file, number, found.start() + 1), {"char": f"U+{ord(found[0]):04X}"})
        for number, line in enumerate(text.split("\n"), 1)
        if (found := CONTROL.search(line))
    ]
    if faults:
        raise FaultError(faults)
    return text
