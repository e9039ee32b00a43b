"""Sittings kept in one SQLite file: written, read, and one learner's results taken out.

Raises A346 on import where SQLAlchemy is not installed: it comes with the extra `exam`.
"""

from importlib.util import find_spec

from coursegen.errors import fail

if find_spec("sqlalchemy") is None:
    raise fail("A346")

from coursegen.store.files import Recorded, erase, find_learner, read_sittings, record
from coursegen.store.people import People, as_kept, names_of_learner

__all__ = [
    "People", "Recorded", "as_kept", "erase", "find_learner", "names_of_learner", "read_sittings", "record",
]  # fmt: skip
