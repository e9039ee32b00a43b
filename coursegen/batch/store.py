"""Files at an fsspec URL (`file:`, `s3:`, `memory:` …): read whole, written whole, never left half."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from coursegen.errors import Place, fail, reason_of
from coursegen.workspace import write_atomic


class Store:
    """A folder at a URL. Names are relative, with forward slashes.

    Raises A860 for a URL that nothing can open, O187 when something cannot be read or written there.
    """

    def __init__(self, url: str) -> None:
        try:
            from fsspec.core import url_to_fs

            opened: Any = url_to_fs
            self._files, self._root = opened(url)
        except (ImportError, ValueError) as error:
            raise fail("A860", Place(url), reason=reason_of(error)) from error
        self.url = url

    def read(self, name: str) -> bytes | None:
        """Bytes of a file, None where there is none."""
        try:
            return bytes(self._files.cat_file(self._at(name)))
        except FileNotFoundError:
            return None
        except Exception as error:  # every protocol has exceptions of its own
            raise fail("O187", Place(f"{self.url}/{name}"), reason=reason_of(error)) from error

    def write(self, name: str, data: bytes) -> None:
        """Write a file: at any moment its old or its new content is there. Objects are whole by nature."""
        path = self._at(name)
        try:
            if "file" in _protocols(self._files):
                Path(path).parent.mkdir(parents=True, exist_ok=True)
                write_atomic(Path(path), data)
            else:
                self._files.pipe_file(path, data)
        except Exception as error:  # the same
            raise fail("O187", Place(f"{self.url}/{name}"), reason=reason_of(error)) from error

    def remove(self, name: str) -> None:
        """Take a file away, if it is there."""
        with suppress(FileNotFoundError):
            self._files.rm_file(self._at(name))

    def has(self, name: str) -> bool:
        """Whether there is such a file."""
        return bool(self._files.exists(self._at(name)))

    def below(self, name: str) -> Iterator[str]:
        """Names of all files below a folder, relative to it, in order."""
        root = self._at(name).rstrip("/")
        self._files.invalidate_cache()
        for path in sorted(self._files.find(root)):
            yield str(path)[len(root) :].lstrip("/")

    def fetch(self, name: str, folder: Path) -> None:
        """Copy all below a folder here into a folder on the disk."""
        for inner in self.below(name):
            target = folder / inner
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(self.read(f"{name}/{inner}") or b"")

    def _at(self, name: str) -> str:
        return f"{str(self._root).rstrip('/')}/{name}"


def _protocols(files: Any) -> tuple[str, ...]:
    found = files.protocol
    return (found,) if isinstance(found, str) else tuple(found)
