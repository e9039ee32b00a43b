"""The gallery: one deck with every figure kind, few and many, short and long, in the look of a unit."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from coursegen import __version__
from coursegen.build.assets import logo_media
from coursegen.build.bases import Look, in_look
from coursegen.build.decks import deck_parts
from coursegen.build.filled import stop_at_errors
from coursegen.build.kit import Made
from coursegen.build.products import BASES
from coursegen.build.search import find_base, search_path
from coursegen.build.tags import sample_texts, unit_texts
from coursegen.checks.output import check_output
from coursegen.document.parse import parse_deck
from coursegen.errors import Fault
from coursegen.office.pack import available_compressor, pack
from coursegen.reading import read_unit
from coursegen.templating import render
from coursegen.wording import labels, word_unit

TEMPLATE = "gallery.xml.j2"
LANGUAGE = "zh-Hans"
"""The language of the samples in the template."""


def make_gallery(unit_id: str, roots: Sequence[Path], name: str) -> tuple[Made, tuple[Fault, ...]]:
    """The gallery of a unit as a file of this name, with warnings: a figure that was handed over says so.

    It goes through the same line as every deck. Raises the faults of unit, template and base.
    """
    unit = word_unit(read_unit(unit_id, roots)[0], LANGUAGE, LANGUAGE)
    search = search_path(unit, roots)
    context = {"unit": unit, "t": unit.terms, "audience": "facilitator", "date": "", "_": labels(LANGUAGE)}
    deck = parse_deck(render(TEMPLATE, context, search), "facilitator")
    base = in_look(find_base(search, *BASES["deck"]), Look(unit.choices.aspect, unit.brand.mode))
    texts = {**sample_texts(unit.terms), **unit_texts(unit)}
    parts, count, faults = deck_parts(deck, base, unit, logo_media(unit.brand.logo), "", texts)
    data = pack(parts, available_compressor())
    faults = (*base.faults, *faults, *check_output(data, name))
    stop_at_errors(faults)
    return Made("gallery", name, data, count, {"coursegen": __version__}), faults
