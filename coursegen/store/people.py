"""Who learners are in the store: by their ids, with their names, or by pseudonyms that only the key file undoes."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Literal

from msgspec.structs import replace

from coursegen.errors import fail, reason_of
from coursegen.exam.history import Sat
from coursegen.exam.marking import Result
from coursegen.workspace import place_of

People = Literal["ids", "names", "pseudonyms"]
"""Ids without names (who has no id gets a pseudonym), ids and names, pseudonyms for all."""

KEY_SUFFIX = ".key"


def as_kept(sitting: Sat, people: People, store: Path) -> Sat:
    """A sitting whose learners are told as the user wants them kept. Raises C573 when a key cannot be written."""
    if people == "names":
        return sitting
    key: list[bytes] = []

    def hidden(learner: str) -> str:
        if not key:
            key.append(_key(store) or _new_key(store))
        return pseudonym(learner, key[0])

    return replace(sitting, results=tuple(_kept(result, people, hidden) for result in sitting.results))


def _kept(result: Result, people: People, hidden: Callable[[str], str]) -> Result:
    known_by_name = result.learner == result.name
    learner = hidden(result.learner) if people == "pseudonyms" or known_by_name else result.learner
    return replace(result, learner=learner, name="")


def names_of_learner(learner: str, store: Path) -> frozenset[str]:
    """What a learner may be called in the store: by his id, and by its pseudonym where there is a key."""
    key = _key(store)
    return frozenset({learner} | ({pseudonym(learner, key)} if key else set()))


def pseudonym(learner: str, key: bytes) -> str:
    """The same name for the same learner under the same key; without the key nobody can tell whose it is."""
    return f"p-{hmac.new(key, learner.encode(), sha256).hexdigest()[:20]}"


def _key(store: Path) -> bytes:
    """The key beside the store; nothing where there is none."""
    path = store.with_suffix(KEY_SUFFIX)
    try:
        return bytes.fromhex(path.read_text("ascii").strip())
    except FileNotFoundError:
        return b""
    except (OSError, ValueError) as error:
        raise fail("C573", place_of(path), reason=reason_of(error)) from None


def _new_key(store: Path) -> bytes:
    path, key = store.with_suffix(KEY_SUFFIX), secrets.token_bytes(32)
    try:
        path.touch(mode=0o600, exist_ok=False)
        path.write_text(key.hex() + "\n", "ascii")
    except OSError as error:
        raise fail("C573", place_of(path), reason=reason_of(error)) from None
    return key
