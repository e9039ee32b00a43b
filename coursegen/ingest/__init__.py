"""Files of other programs → questions → items of the bank; nothing is written here."""

from coursegen.ingest.complete import Defaults, Imported, complete
from coursegen.ingest.files import read_questions

__all__ = ["Defaults", "Imported", "complete", "read_questions"]
