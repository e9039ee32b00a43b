"""What forms bring: texts and files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from msgspec.structs import replace
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request as Asked

from coursegen.errors import Fault, FaultError
from coursegen.workspace import shown


def text(form_: FormData, name: str) -> str:
    """A value of a form as text; empty when it is not there or a file."""
    value = form_.get(name, "")
    return value.strip() if isinstance(value, str) else ""


def sent_file(form_: FormData) -> tuple[str, bytes]:
    """Name and bytes of the file that a form brings. 400 without one."""
    found = form_.get("file")
    if not isinstance(found, UploadFile) or not found.filename:
        raise HTTPException(400)
    return found.filename.replace("\\", "/").rsplit("/", 1)[-1], found.file.read()


def own_path(asked: Asked) -> str:
    """The page of ours that a form was on."""
    before = urlsplit(asked.headers.get("referer", ""))
    path = before.path if before.netloc == asked.headers["host"] and before.path.startswith("/") else "/"
    return f"/{path.lstrip('/')}" + (f"?{before.query}" if before.query and path != "/" else "")


@contextmanager
def named(path: Path, name: str) -> Iterator[None]:
    """Let faults of a file that was put down for a while be told under the name it was sent by."""
    try:
        yield
    except FaultError as error:
        raise FaultError(moved(error.faults, path, name)) from error


def moved(faults: Iterable[Fault], path: Path, name: str) -> tuple[Fault, ...]:
    """Faults of a file that was put down for a while under the name it was sent by."""
    return tuple(
        replace(fault, place=replace(fault.place, file=fault.place.file.replace(shown(path), name))) for fault in faults
    )
