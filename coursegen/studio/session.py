"""What holds for one run of the studio: where it listens, who may talk to it, in which language."""

from __future__ import annotations

from hashlib import sha256
from hmac import compare_digest

from msgspec import Struct

from coursegen.errors import UiLanguage

LOCAL = ("127.0.0.1", "localhost")


class Session(Struct, frozen=True):
    """`token` is the secret of the start address; what the browser keeps and what forms carry follow from it."""

    token: str
    host: str = LOCAL[0]
    port: int = 8000
    language: UiLanguage = "zh"
    read_only: bool = False

    @property
    def cookie(self) -> str:
        """Name of the cookie: cookies do not know ports, so the port is in it."""
        return f"coursegen-{self.port}"

    @property
    def key(self) -> str:
        """What the cookie holds."""
        return self._derived("session")

    @property
    def csrf(self) -> str:
        """What every form that writes carries."""
        return self._derived("csrf")

    @property
    def hosts(self) -> frozenset[str]:
        """Values of the Host header that are answered: by another name a page of somebody else may be talking to us."""
        return frozenset(f"{name}:{self.port}" for name in (*LOCAL, self.host))

    @property
    def address(self) -> str:
        """The start address, with its token."""
        return f"http://{self.host}:{self.port}/?token={self.token}"

    def _derived(self, use: str) -> str:
        return sha256(f"{use} {self.token}".encode()).hexdigest()


def same(one: str, other: str) -> bool:
    """Whether two secrets are the same, in a time that does not tell how much of them is."""
    return compare_digest(one.encode(), other.encode())
