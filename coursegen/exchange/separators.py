"""Texts put side by side in one field, and taken apart again."""

from __future__ import annotations

import re
from collections.abc import Iterable


def joined(texts: Iterable[str], separator: str, escape: str) -> str:
    """Texts with the separator between them; in a text its characters and the escape itself stand behind the escape."""
    if not escape:
        return separator.join(texts)
    special = re.compile("|".join(map(re.escape, (escape, *separator))))
    return separator.join(special.sub(lambda found: escape + found[0], text) for text in texts)


def parted(text: str, separator: str, escape: str) -> tuple[str, ...]:
    """The texts between separators; undoes `joined`."""
    if not escape:
        return tuple(text.split(separator))
    parts, rest = [""], text
    while rest:
        if rest.startswith(escape):
            behind = rest.removeprefix(escape)
            parts[-1] += behind[:1]
            rest = behind[1:]
        elif rest.startswith(separator):
            parts.append("")
            rest = rest.removeprefix(separator)
        else:
            parts[-1] += rest[0]
            rest = rest[1:]
    return tuple(parts)


def parts_safely(texts: Iterable[str], separator: str, escape: str) -> bool:
    """Whether `parted` gives back what `joined` was given."""
    whole = tuple(texts)
    return not whole or parted(joined(whole, separator, escape), separator, escape) == whole
