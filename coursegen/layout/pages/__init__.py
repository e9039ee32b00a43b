"""Which page everything is on: heights are known, so pages are counted before any file is written."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct, field
from msgspec.structs import replace

from coursegen.document.nodes import Cover, Document, EvenPages
from coursegen.layout.pages.flow import document_flow, form_of
from coursegen.layout.pages.geometry import (
    Flow,
    FlowContents,
    FlowDrawing,
    FlowGrid,
    FlowPara,
    Form,
    FormSpec,
    Pages,
    PageSpec,
)
from coursegen.layout.pages.heights import Strip, flow_height, strips
from coursegen.layout.pages.setting import with_lines
from coursegen.once import Asked

ROUNDING = 0.05
"""Points by which sums of heights may miss."""


EXAMS: frozenset[Form] = frozenset({"paper", "paper-a3", "paper-b4"})
"""What candidates write in."""

FOOT_SLACK = 1.0
"""Points left free under what stands at the foot of a page: programs round lengths."""


def paginate(document: Document, spec: PageSpec) -> Pages:
    """The flow of a document, the page of every heading, and the number of pages."""
    return _paginate(Asked((tuple(map(id, document.blocks)), _around(document), id(spec)), (document, spec)))


def _around(document: Document) -> Hashable:
    """What pages hang on beside the blocks; not whose they are: many units have the same."""
    return document.form, document.paper, document.seal, document.properties.language


@lru_cache(maxsize=8)
def _paginate(asked: Asked[tuple[Document, PageSpec]]) -> Pages:
    document, spec = asked.held
    form = form_of(document)
    flow = _footed(document_flow(document, spec.forms[form]), spec.forms[form])
    if form in EXAMS:
        flow = _ruled_to_the_foot(flow, spec.forms[form])
    counter = _counted(flow, spec.forms[form])
    if spec.forms[form].columns == 1:
        flow, counter = _broken_before_tables(flow, counter, spec.forms[form])
    added = _to_even(document, counter.page)
    cover = bool(document.blocks) and isinstance(document.blocks[0], Cover)
    return Pages((*flow, *added), counter.page + len(added), form, counter.numbers, cover, document.seal)


def _to_even(document: Document, pages: int) -> tuple[Flow, ...]:
    """The last page that makes the number of pages even, if the document wants that and it is not."""
    words = [block.line for block in document.blocks if isinstance(block, EvenPages)]
    return tuple(FlowPara("paper-rules", line, page_before=True) for line in words[:1]) if pages % 2 else ()


def _counted(flow: tuple[Flow, ...], spec: FormSpec) -> _Counter:
    counter = _Counter(spec.height, spec.columns)
    for chain in _chains(tuple(strips(flow, spec))):
        counter.place_chain(chain)
    return counter


def _footed(flow: tuple[Flow, ...], spec: FormSpec) -> tuple[Flow, ...]:
    """The flow with space above what belongs at the foot of the last page, which is a new one where there is none."""
    for n, item in enumerate(flow):
        if isinstance(item, FlowPara) and item.foot:
            free = spec.height - FOOT_SLACK - flow_height(flow[n:], spec.width, spec)
            room = free - _counted(flow[:n], spec).used
            moved = replace(item, before=int(room if room >= 0 else free), page_before=room < 0)
            return (*flow[:n], moved, *flow[n + 1 :])
    return flow


def _ruled_to_the_foot(flow: tuple[Flow, ...], spec: FormSpec) -> tuple[Flow, ...]:
    """An exam paper whose answers have lines to write on down to the foot of a page that nothing else stands on."""
    free, line = _counted(flow, spec).free, spec.paras["lines"].line
    return tuple(
        with_lines(item, int((free.get(n, 0.0) - FOOT_SLACK) // line))
        if isinstance(item, FlowPara) and item.role == "lines" and not item.keep
        else item
        for n, item in enumerate(flow, 1)
    )


def _broken_before_tables(
    flow: tuple[Flow, ...], counter: _Counter, spec: FormSpec
) -> tuple[tuple[Flow, ...], _Counter]:
    """The flow with real page breaks before what goes to the next page for the sake of a table tied to what follows.

    LibreOffice does not tie a table to what follows, and would leave it on the page before. Space above the first line
    counts after a real break, so that what follows may go over as well.
    """
    while (found := _with_breaks(flow, counter.free, spec)) != flow:
        flow, counter = found, _counted(found, spec)
    return flow, counter


def _with_breaks(flow: tuple[Flow, ...], free: Mapping[int, float], spec: FormSpec) -> tuple[Flow, ...]:
    found, turn = list(flow), 0
    for n, item in enumerate(flow):
        if turn in free and _ties_a_table(flow[n:], spec):
            at = n if isinstance(item, FlowPara) else n - 1
            if at > 0 and isinstance(first := flow[at], FlowPara):
                found[at] = replace(first, page_before=True)
        turn += len(item.entries) if isinstance(item, FlowContents) else 1
    return tuple(found)


def _ties_a_table(flow: tuple[Flow, ...], spec: FormSpec) -> bool:
    """Whether among the first pieces that are tied together one is a table that is tied to what follows."""
    for item in flow:
        if isinstance(item, FlowGrid) and item.keep:
            return True
        tied = isinstance(item, FlowPara) and (item.keep or spec.paras[item.role].keep_next)
        if not tied and not (isinstance(item, FlowDrawing) and item.keep):
            return False
    return False


def _chains(pieces: tuple[Strip, ...]) -> list[list[Strip]]:
    """Pieces in chains: all but the last of a chain are tied to what follows. A break starts a new chain."""
    chains: list[list[Strip]] = [[]]
    for piece in pieces:
        if piece.page_before and chains[-1]:
            chains.append([])
        chains[-1].append(piece)
        if not piece.keep:
            chains.append([])
    return [chain for chain in chains if chain]


class _Counter(Struct):
    """Fills columns of one height from top to bottom, as many as a page has; `column` counts them from 0.

    `free` is the height left over where pieces that are tied together did not fit, by how many were `placed` before.
    """

    height: float
    columns: int = 1
    column: int = 0
    used: float = 0.0
    empty: bool = True
    numbers: dict[str, int] = field(default_factory=dict)
    free: dict[int, float] = field(default_factory=dict)
    placed: int = 0

    @property
    def page(self) -> int:
        """The page that is being filled, from 1."""
        return self.column // self.columns + 1

    def place_chain(self, chain: Sequence[Strip]) -> None:
        """Place tied pieces: on a new page when all of them with the head of the last do not fit on this one."""
        if chain[0].page_before and not (self.empty and self.column % self.columns == 0):
            self._turn()
            self.column += -self.column % self.columns
        need = sum(self._before(p, first=n == 0) + p.height for n, p in enumerate(chain[:-1]))
        need += self._before(chain[-1], first=len(chain) == 1) + chain[-1].least
        if not self.empty and not self._fits(need) and need <= self.height:
            self.free[self.placed] = self.height - self.used
            self._turn()
        for piece in chain:
            self._place(piece)
            self.placed += 1

    def _before(self, piece: Strip, *, first: bool) -> float:
        return 0.0 if first and self.empty and self.column and not piece.page_before else piece.before

    def _fits(self, height: float) -> bool:
        return self.used + height <= self.height + ROUNDING

    def _turn(self) -> None:
        self.column, self.used, self.empty = self.column + 1, 0.0, True

    def _place(self, piece: Strip) -> None:
        """Place one piece part by part; a paragraph leaves no fewer lines than it may on either page."""
        self.used += self._before(piece, first=True)
        if self._fits(piece.height):
            if piece.anchor:
                self.numbers[piece.anchor] = self.page
            self._take(piece.parts)
            return
        parts = list(piece.parts)
        room = self._room(parts, piece.closing)
        if room < len(parts):
            room = _allowed(room, piece)
            if room == 0 and not self.empty:
                self._turn()
                room = len(parts)
        if piece.anchor:
            self.numbers[piece.anchor] = self.page
        self._take(parts[:room])
        rest = parts[room:]
        while rest:
            self._turn()
            self.used = piece.repeat
            room = max(1, self._room(rest, piece.closing))
            self._take(rest[:room])
            rest = rest[room:]

    def _room(self, parts: Sequence[float], closing: float) -> int:
        """How many of the parts fit on the rest of this page; `closing` is what a break after one of them adds."""
        total, number = 0.0, 0
        for n, part in enumerate(parts, 1):
            total += part
            if not self._fits(total):
                break
            number = n if n == len(parts) or self._fits(total + closing) else number
        return number

    def _take(self, parts: Sequence[float]) -> None:
        self.used += sum(parts)
        self.empty = self.empty and not parts


def _allowed(room: int, piece: Strip) -> int:
    """How many parts may stay when `room` of them would fit."""
    room = min(room, len(piece.parts) - piece.tail)
    return room if room >= piece.head else 0
