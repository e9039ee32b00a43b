"""What a page must know and its reader should not see at once: covered up, not encrypted.

Whoever reads the script of the page can lift the cover; that is enough for practice and never enough for marks. The
script `quiz.js` has the other half of this module.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator, Mapping

_MASK = 0xFFFFFFFF


def covered(secret: Mapping[str, object], salt: str) -> str:
    """Values as text in which none of them can be read."""
    data = json.dumps(secret, ensure_ascii=False, sort_keys=True).encode()
    return b64encode(bytes(byte ^ key for byte, key in zip(data, _stream(salt), strict=False))).decode()


def _stream(salt: str) -> Iterator[int]:
    """Bytes of xorshift32, seeded with the FNV-1a hash of the salt."""
    state = 0x811C9DC5
    for byte in salt.encode():
        state = ((state ^ byte) * 0x01000193) & _MASK
    state = state or 1
    while True:
        state ^= (state << 13) & _MASK
        state ^= state >> 17
        state ^= (state << 5) & _MASK
        yield state & 0xFF
