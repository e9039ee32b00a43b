"""What the program has compiled of its own templates and bases beforehand, as Python's own are in `.pyc` files.

`scripts/make_shipped.py` makes it for a wheel; a program that has none compiles when it first needs something. Each
piece stands under a hash of all that it hangs on: what was made for another program, or of another file, is not found.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "_shipped"


def shipped(of: Callable[[], Iterable[str | bytes]]) -> bytes | None:
    """What was compiled `of` all this, if it was; it is not asked of what where nothing is shipped."""
    if not FOLDER.is_dir():
        return None
    with suppress(OSError, zlib.error):
        return zlib.decompress((FOLDER / _name(of())).read_bytes())
    return None


def ship(of: Iterable[str | bytes], payload: bytes, folder: Path) -> None:
    """Put what was compiled of all this where `shipped` finds it."""
    folder.mkdir(exist_ok=True)
    (folder / _name(of)).write_bytes(zlib.compress(payload, 9))


def _name(of: Iterable[str | bytes]) -> str:
    digest = hashlib.sha256()
    for part in of:
        data = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()
