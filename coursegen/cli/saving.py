"""Files of the user's own that a command edits: written so that the studio can undo it."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable, Mapping
from pathlib import Path

from coursegen.reading.decode import decode, read_bytes
from coursegen.workspace import Workspace, shown


def edited(path: Path, edit: Callable[[str], str]) -> bytes:
    """A file with its text edited, all else as it is. Raises what `decode` and the edit raise."""
    data = read_bytes(path)
    return (BOM_UTF8 if data.startswith(BOM_UTF8) else b"") + edit(decode(data, shown(path))).encode()


def save(files: Mapping[Path, bytes], workspace: Workspace) -> None:
    """Write files so that each save can be undone in the studio. Raises O102."""
    from coursegen.studio.history import History, hash_of

    History(workspace.root).save(dict(files), {path: hash_of(path) for path in files})
