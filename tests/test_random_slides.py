"""Two thousand slides that nobody wrote, on ten bases: each is placed by the rules, or is one clear fault."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from evidence_samples import drawn
from msgspec.structs import replace
from odd_bases import DECKS
from peers import to_pdf, validator_errors
from random_slides import KINDS, LENGTHS, PICTURES, SCRIPTS, Slides, deck_of
from rendered import find_glyphs, tagged, wrong_places
from slide_rules import broken_rules, lines_of, unsaid

from coursegen.build.brand import Wishes, make_brand
from coursegen.document.nodes import Slide
from coursegen.errors import Fault
from coursegen.layout.geometry import PlacedDeck
from coursegen.layout.slides import place_deck
from coursegen.layout.typeset import plain
from coursegen.model.unit import Brand
from coursegen.office.deck.base import CompiledDeck
from coursegen.office.deck.fill import fill_deck
from coursegen.office.deck.read import read_deck
from coursegen.office.house.deck import HOUSES, house_base
from coursegen.office.pack import pack
from coursegen.office.render import VARIABLE

COUNT = 2000

pytestmark = pytest.mark.xdist_group("random slides")


def _branded() -> bytes:
    """What `coursegen brand` makes of one pale colour, on dark slides."""
    files = make_brand(Wishes({"primary": "F2C94C"}, theme="band", mode="dark"), "鹅黄").files
    return next(data for name, data in files.items() if name.endswith(".pptx"))


BASES: Mapping[str, Callable[[], bytes]] = {
    "red 16:9 light": lambda: house_base(HOUSES["red"]),
    "red 4:3 dark": lambda: house_base(HOUSES["red"].on("4:3", "dark")),
    "blue 16:9 dark": lambda: house_base(HOUSES["blue"].on("16:9", "dark")),
    "blue 4:3 light": lambda: house_base(HOUSES["blue"].on("4:3", "light")),
    "branded": _branded,
    **{kind: DECKS[kind][1] for kind in ("plain 4:3", "empty layouts", "dark picture", "odd size", "small 16:9")},
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """A slide, what it is made of, and what became of it."""

    seed: int
    kind: str
    base: str
    script: str
    length: str
    slide: Slide
    placed: PlacedDeck
    errors: tuple[Fault, ...]


@pytest.fixture(scope="module")
def bases() -> Mapping[str, CompiledDeck]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, "")
        return {name: read_deck(make(), f"{name}.pptx") for name, make in BASES.items()}


@pytest.fixture(scope="module")
def outcomes(bases: Mapping[str, CompiledDeck]) -> list[Outcome]:
    return [_outcome(seed, bases) for seed in range(COUNT)]


def _outcome(seed: int, bases: Mapping[str, CompiledDeck]) -> Outcome:
    """Kinds in turn, and bases in turn for each."""
    kind, base = KINDS[seed % len(KINDS)], list(bases)[seed // len(KINDS) % len(bases)]
    maker = Slides(seed, kind)
    slide = maker.slide()
    placed, faults = place_deck(deck_of(slide), bases[base].spec)
    errors = tuple(fault for fault in faults if fault.severity == "error")
    return Outcome(seed, kind, base, maker.script, maker.length, slide, placed, errors)


def test_no_placed_slide_breaks_a_rule(outcomes: list[Outcome], bases: Mapping[str, CompiledDeck]) -> None:
    found = [
        (o.seed, o.kind, o.base, wrong)
        for o in outcomes
        for slide in o.placed.slides
        for wrong in broken_rules(slide, o.placed, bases[o.base].spec)
    ]
    assert found == []


def test_no_placed_slide_leaves_words_out(outcomes: list[Outcome]) -> None:
    told = [o for o in outcomes if not o.errors]
    assert [(o.seed, o.kind, o.base, words) for o in told for words in unsaid(o.slide, o.placed.slides)] == []


def test_what_cannot_be_placed_is_one_fault_that_quotes_the_slide(outcomes: list[Outcome]) -> None:
    refused = [o for o in outcomes if o.errors]
    assert refused
    for o in refused:
        (fault,) = o.errors
        assert fault.code in ("L101", "L102", "L103"), o.seed
        assert not o.placed.slides
        own = (o.slide.title, o.slide.subtitle, o.slide.kicker, o.slide.organiser)
        assert fault.facts["text"] in [
            plain(line) for line in (*own, *(n for b in o.slide.blocks for n in lines_of(b)))
        ]
        assert str(fault.facts["text"])[:8].split("\n")[0] in fault.line("zh")


def test_most_slides_are_placed_and_of_every_sort_many(outcomes: list[Outcome]) -> None:
    placed = [o for o in outcomes if not o.errors]
    assert len(placed) >= 0.8 * COUNT
    sorts = {"kind": (KINDS, 25), "base": (BASES, 120), "script": (SCRIPTS, 60), "length": (LENGTHS, 60)}
    for sort, (names, least) in sorts.items():
        counts = Counter(getattr(o, sort) for o in placed)
        assert {name: counts[name] for name in names if counts[name] < least} == {}
    usual = [o for o in outcomes if o.length in ("one", "short")]
    assert sum(not o.errors for o in usual) >= 0.97 * len(usual)


@pytest.fixture(scope="module")
def decks(outcomes: list[Outcome], bases: Mapping[str, CompiledDeck]) -> Mapping[str, bytes]:
    """A deck on each base, with a placed slide of most kinds."""
    media = {name: drawn(*size) for name, size in PICTURES.items()}
    made = {}
    for n, (name, base) in enumerate(bases.items()):
        chosen = {o.kind: o for o in outcomes if o.base == name and not o.errors and KINDS.index(o.kind) % 5 != n % 5}
        slides = tuple(slide for o in chosen.values() for slide in o.placed.slides)
        deck = replace(next(iter(chosen.values())).placed, slides=slides)
        made[name] = pack(fill_deck(deck, base, Brand(), media, ""))
    return made


def test_microsofts_validator_finds_nothing_in_them(decks: Mapping[str, bytes], tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"
    for data in list(decks.values())[::3]:
        path.write_bytes(data)
        assert validator_errors(path) == []


def test_libreoffice_draws_every_text_in_its_place(decks: Mapping[str, bytes], tmp_path: Path) -> None:
    texts = {}
    for n, data in enumerate(decks.values()):
        painted, texts[n] = tagged(data)
        (tmp_path / f"{n}.pptx").write_bytes(painted)
    pdfs = to_pdf([tmp_path / f"{n}.pptx" for n in texts], tmp_path)
    slides, wrong = 0, []
    for name, own, pdf in zip(decks, texts.values(), pdfs, strict=True):
        sizes = find_glyphs(pdf, own)
        slides += len(sizes)
        wrong += [(name, place) for place in wrong_places(own, sizes)]
    assert slides >= 200
    assert wrong == []
