"""A process as it is before it has made anything: all that it remembers is forgotten."""

from __future__ import annotations

import sys

from coursegen.build import sound
from coursegen.office import cache as office_cache
from coursegen.reading import cache as reading_cache
from coursegen.templating import recall


def forget_everything() -> int:
    """Empty every memory of the program in this process; how many there were."""
    modules = [module for name, module in list(sys.modules.items()) if name.startswith("coursegen")]
    memories = {id(value): value for module in modules for value in vars(module).values() if _remembers(value)}
    for memory in memories.values():
        memory.cache_clear()
    sound.forget()
    office_cache.forget()
    reading_cache.forget()
    recall.forget()
    return len(memories)


def _remembers(value: object) -> bool:
    return callable(getattr(value, "cache_clear", None))
