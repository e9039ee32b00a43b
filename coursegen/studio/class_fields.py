"""The values of a class that its form shows."""

from __future__ import annotations

from coursegen.model import ClassFile

PLAIN = ("title", "term", "organiser", "host", "place", "opening", "closing", "group_size", "plan")
NESTED = (
    "rest.after", "rest.minutes", "exam.date", "exam.start", "exam.minutes", "exam.place", "notice.format",
    "notice.letterhead", "notice.number", "notice.to", "notice.date", "notice.reply_by", "notice.issuer",
    "notice.copies", "notice.printer", "notice.printed", "certificate.kind", "certificate.number",
    "certificate.issuer", "certificate.date",
)  # fmt: skip
LISTS = ("dates", "half_days", "trainers", "contacts", "rules")
"""Keys of lists, which are written one entry a line."""


def said(file: ClassFile, key: str) -> str:
    """What a class's file says of a key (`notice.date`), as a form shows it."""
    value: object = file
    for part in key.split("."):
        value = getattr(value, part, None)
    return str(value).lower() if isinstance(value, bool) else str(value or "")
