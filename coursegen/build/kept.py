"""Finished products kept by their content: what was made once of the same markup and base is not made again.

The key holds everything that `makers` looks at, and the program itself. What a program made is so taken from the user's
own cache folder byte for byte; layout, writers and checks are then not even imported.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from coursegen.build.bases import Base
from coursegen.build.prepared import Prepared
from coursegen.build.products import Product
from coursegen.build.record import picture_hash
from coursegen.errors import Fault
from coursegen.exam import Paper
from coursegen.office.render import office_program
from coursegen.reading.cache import cached, is_cached
from coursegen.standing import program_state
from coursegen.text import unescaped
from coursegen.workspace import sha256

AREA = "products"
_MADE = "made"
LIMIT = 400
"""Products kept; when there are more, the older half goes."""

_FILE = re.compile(r"<file\b[^>]*>([^<]*)</file>")


class Finished(Struct, frozen=True):
    """Bytes of a product, its slides or pages, and warnings."""

    data: bytes
    count: int
    faults: tuple[Fault, ...]


Parts = Mapping[str, bytes]


def product_of(
    markups: Sequence[str], product: Product, base: Base, prepared: Prepared, name: str
) -> tuple[Finished, Parts]:
    """A finished product in one language or two, kept from an earlier run where everything it is made of is the same.

    With the parts of a package that was made now. Raises its faults if one is an error; what raised is not kept.
    """
    parts: dict[str, bytes] = {}

    def make() -> Finished:
        from coursegen.build.makers import finished

        done, made = finished(markups, product, base, prepared, name)
        parts.update(made)
        return Finished(*done)

    markup = "\n".join(markups)
    if not prepared.kept or not _known(markup, prepared):
        return make(), parts
    key = _key(markup, product, base, prepared, name)
    return cached(key, Finished, make, AREA, LIMIT, f"{product.name} {name}"), parts


def was_made(product: Product, paper: Paper | None, prepared: Prepared) -> bool:
    """Whether a product seems to be kept: one was made of the same content, unit and choices. A guess, made at once."""
    return prepared.kept and is_cached(_facts(product, paper, prepared), bool, _MADE)


def note_made(product: Product, paper: Paper | None, prepared: Prepared) -> None:
    """Note for the next run that a product was made."""
    if prepared.kept:
        facts = _facts(product, paper, prepared)
        cached(facts, bool, lambda: True, _MADE, question=facts["facts"].decode())


def _facts(product: Product, paper: Paper | None, prepared: Prepared) -> dict[str, bytes]:
    return {"facts": repr((prepared.namer.key(product, paper), prepared.look, prepared.record, program())).encode()}


def _known(markup: str, prepared: Prepared) -> bool:
    """Whether all that a product shows is known before it is made: no slides of the unit's own, no other pictures."""
    own = any(file.kind == "slides" for file in prepared.unit.extra)
    return not own and all(unescaped(file).strip() in prepared.pictures for file in _FILE.findall(markup))


def _key(markup: str, product: Product, base: Base, prepared: Prepared, name: str) -> dict[str, bytes]:
    """All that `makers` looks at. Only products of participants are searched for what the course keeps from them."""
    secret = product.audience == "participant"
    said = replace(base, data=b""), product, name, prepared.language, prepared.sheet, prepared.date, prepared.compressor
    rest = {**prepared.record, "content": prepared.record["content"] if secret else "", "template": ""}
    facts = said, prepared.unit, prepared.bundle.course, prepared.held.class_, rest, bool(office_program()), program()
    named = sorted({unescaped(file).strip() for file in _FILE.findall(markup)})
    pictures = [*map(sha256, prepared.media().values()), *(picture_hash(prepared.pictures[file]) for file in named)]
    paper = sha256(prepared.paper_base().data) if product.form == "sheets" else ""
    looks = sha256(base.data), pictures, paper
    return {"markup": markup.encode(), "facts": repr(facts).encode(), "looks": repr(looks).encode()}


@cache
def program() -> str:
    """Sizes and times of the program's own files: another program makes another key."""
    return sha256(repr(sorted(program_state().items())).encode())
