"""What a certificate must not look like."""

from __future__ import annotations

from collections.abc import Iterator

from coursegen.errors import Fault, Place
from coursegen.model import ClassFile

CLAIMS = ("中国", "国家", "职业资格", "执业资格", "职业技能等级")
"""Words that make a certificate look like one of the state or of a professional qualification."""


def check_certificate(file: ClassFile, place: Place) -> tuple[Fault, ...]:
    """C460 for every claim that no training certificate may make, as a warning."""
    return tuple(Fault("C460", place, {"text": text}, "warning") for text in _claiming(file))


def _claiming(file: ClassFile) -> Iterator[str]:
    own = file.certificate
    for text in dict.fromkeys((file.title, file.term, file.organiser, file.host, own.number, own.issuer)):
        if any(claim in text for claim in CLAIMS):
            yield text
