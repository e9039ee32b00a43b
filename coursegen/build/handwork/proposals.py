"""What a person changed in a file → what it would mean in the YAML, or why nobody can say."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from coursegen.build.handwork.changes import Change
from coursegen.build.handwork.visible import (
    Difference,
    difference,
    glyphs,
    seen,
    slot_touched,
    spliced,
    squeezed,
)
from coursegen.errors import Fault, Place
from coursegen.reading.sources import Source

_NO_NAME = re.compile(r"\W")
_LEAST = 2
"""Characters of the shortest text of the course that a change is taken back to."""


class Proposal(Struct, frozen=True):
    """A text of the course that would read otherwise: `typed` becomes `new`, or `new` comes behind it, or it goes."""

    change: Change
    source: Source
    action: Literal["text", "add", "remove"]
    new: str


class _Match(Struct, frozen=True):
    """A text of the course that covers a change: what to replace in its glyphs, how much of the paragraph it is."""

    source: Source
    what: Difference
    weight: int
    near: int
    exact: bool = False

    @property
    def rank(self) -> tuple[int, int, bool]:
        """The more of the paragraph, the nearer, the more exact, the better."""
        return self.weight, self.near, self.exact


class Known(Struct, frozen=True):
    """A text of the course as typed, and as readers see it: without white space and marks, its slots filled."""

    source: Source
    seen: str


class Texts(Struct, frozen=True):
    """All that can stand in a file: texts of the course, and those of the unit, which hold for all courses."""

    course: Sequence[Known]
    unit: Sequence[Known]
    terms: Mapping[str, str]
    replaced: Collection[str] = ()
    """Words that the unit puts in place of words of the course (`replace:`)."""

    @classmethod
    def of(
        cls, course: Iterable[Source], unit: Iterable[Source], terms: Mapping[str, str], replaced: Collection[str] = ()
    ) -> Texts:
        """The texts, each looked at once."""
        of_course, of_unit = (tuple(Known(s, seen(glyphs(s.value, terms))) for s in side) for side in (course, unit))
        return cls(of_course, of_unit, terms, replaced)


def propose(changes: Sequence[Change], texts: Texts, place: Place) -> tuple[tuple[Proposal, ...], tuple[Fault, ...]]:
    """What to write where, each thing once, and warnings (K501 to K507) about what cannot be taken back.

    Two changes that want the same text to read otherwise in two ways are both only told (K507).
    """
    found: dict[tuple[object, ...], Proposal] = {}
    faults: list[Fault] = []
    for change in changes:
        outcome = _outcome(change, texts, replace(place, inside=f"{change.number}"))
        if isinstance(outcome, Fault):
            faults.append(outcome)
        else:
            found.setdefault((outcome.source.file, outcome.source.path, outcome.action, outcome.new), outcome)
    wanted: dict[tuple[object, ...], list[Proposal]] = {}
    for proposal in found.values():
        wanted.setdefault((proposal.source.file, proposal.source.path, proposal.action == "add"), []).append(proposal)
    faults += [_fault("K507", p.change, place, at=str(p.source.place)) for w in wanted.values() for p in _rivals(w)]
    return tuple(p for w in wanted.values() if not _rivals(w) for p in w), tuple(faults)


def _rivals(wanted: Sequence[Proposal]) -> Sequence[Proposal]:
    return wanted if len(wanted) > 1 and wanted[0].action != "add" else ()


def _outcome(change: Change, texts: Texts, place: Place) -> Proposal | Fault:
    if not change.before:
        return _added(change, texts, place)
    if not change.after:
        return _removed(change, texts, place)
    best = _best(change, texts.course)
    if not best:
        ours = _best(change, texts.unit, parts=True)
        return _fault("K502", change, place, at=str(ours[0].source.place)) if ours else _unknown(change, texts, place)
    if len(best) > 1:
        return _fault("K504", change, place, places=tuple(str(match.source.place) for match in best))
    return _reworded(change, best[0], texts, place)


def _unknown(change: Change, texts: Texts, place: Place) -> Fault:
    words = tuple(word for word in texts.replaced if word in change.before)
    return _fault("K511", change, place, words=words) if words else _fault("K501", change, place)


def _reworded(change: Change, match: _Match, texts: Texts, place: Place) -> Proposal | Fault:
    typed, what = match.source.value, match.what
    row = glyphs(typed, texts.terms)
    if slot := slot_touched(row, what):
        return _fault("K503", change, place, slot=slot, at=str(match.source.place))
    new = spliced(typed, row, what)
    wanted = seen(row[: what.start]) + squeezed(what.new) + seen(row[what.end :])
    if seen(glyphs(new, texts.terms)) != wanted or not wanted:
        return _fault("K505", change, place, at=str(match.source.place))
    return Proposal(change, match.source, "text", new)


def _best(change: Change, known: Iterable[Known], *, parts: bool = False) -> list[_Match]:
    """The texts most of the paragraph is made of that all of the change lies in; several when they are alike.

    With `parts` a text may be a small part of the paragraph, wherever it stands.
    """
    before, what = squeezed(change.before), difference(change.before, change.after)
    matches = [
        m
        for text in known
        if text.seen in before or before in text.seen
        for m in _matches(change, text, what, parts=parts)
    ]
    top = max((match.rank for match in matches), default=None)
    return [match for match in matches if match.rank == top]


def _matches(change: Change, known: Known, what: Difference, *, parts: bool) -> Iterator[_Match]:
    """How a text that a paragraph is a part of, or that is a part of it, covers the change, if it does."""
    before, text, source = squeezed(change.before), known.seen, known.source
    near = nearness(source, change.block)
    short, long = sorted((before, text), key=len)
    if len(short) < _LEAST or (2 * len(short) < len(long) and not (near or parts)):
        return
    if len(before) < len(text):
        at = text.find(before)
        yield _Match(source, replace(what, start=what.start + at, end=what.end + at), len(before), near)
        return
    for at in (found.start() for found in re.finditer(f"(?={re.escape(text)})", before)):
        if at <= what.start and what.end <= at + len(text):
            yield _Match(
                source, replace(what, start=what.start - at, end=what.end - at), len(text), near, text == before
            )
            return


def nearness(source: Source, block: str) -> int:
    """Length of the longest id the text belongs to with which the id of a block begins; 0 where there is none."""
    plain = _NO_NAME.sub("_", block).lstrip("_")
    names = (_NO_NAME.sub("_", owner) for owner in source.owners)
    return max((len(name) for name in names if name and plain.startswith(name)), default=0)


def _items(text: str, change: Change, texts: Texts) -> list[Source]:
    """Items of lists that say just this, the nearest ones."""
    said = squeezed(text)
    found = [known.source for known in texts.course if known.source.siblings and said and known.seen == said]
    top = max((nearness(source, change.block) for source in found), default=0)
    return [source for source in found if nearness(source, change.block) == top]


def _added(change: Change, texts: Texts, place: Place) -> Proposal | Fault:
    items = _items(change.above, change, texts)
    return Proposal(change, items[0], "add", change.after) if len(items) == 1 else _fault("K506", change, place)


def _removed(change: Change, texts: Texts, place: Place) -> Proposal | Fault:
    items = _items(change.before, change, texts)
    alone = len(items) == 1 and items[0].siblings > 1
    return Proposal(change, items[0], "remove", "") if alone else _fault("K506", change, place)


def _fault(code: str, change: Change, place: Place, **facts: object) -> Fault:
    return Fault(code, place, {"before": change.before, "after": change.after, **facts}, "warning")
