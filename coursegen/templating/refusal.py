"""What a template is refused: raised where it happens, turned into a fault with a place in `render`."""

from __future__ import annotations

from collections.abc import Mapping


class RefusalError(Exception):
    """A template asked for something it may not have; `code` and `facts` become a `Fault`."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts: Mapping[str, object] = facts
