"""How many lines a paragraph takes. Lengths are points."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from coursegen.document.nodes import Text
from coursegen.layout.pages.geometry import FlowPara, FormSpec, ParaMetrics, TabStop
from coursegen.layout.pages.glyphs import AUTOSPACE, Cluster, clusters
from coursegen.once import Asked

DEFAULT_TAB = 24.0
"""w:defaultTabStop of the house settings."""

ROUNDING = 0.01
"""Points by which sums of widths may miss."""


def line_count(para: FlowPara, metrics: ParaMetrics, spec: FormSpec, width: float, *, hang: bool = True) -> int:
    """Lines of a paragraph in a column of `width`.

    `hang` lets a mark stand outside it if the style does (not so in table cells).
    """
    hang = hang and metrics.hangs
    if para.right is not None:
        metrics = replace(metrics, right=para.right)
    if _surely_one(para, metrics, spec, width):
        return 1
    return _counted(Asked((para.line, para.tabs, metrics, id(spec), width, hang), (para, metrics, spec, width, hang)))


@lru_cache(maxsize=8192)
def _counted(asked: Asked[tuple[FlowPara, ParaMetrics, FormSpec, float, bool]]) -> int:
    para, metrics, spec, width, hang = asked.held
    setter = _Setter(width - metrics.left - metrics.right, _stops(para, metrics), hang)
    setter.used = 0.0 if metrics.marker else metrics.first
    found = clusters(para.line, metrics, spec, hang=hang)
    for n, cluster in enumerate(found):
        if cluster.count > 1:
            setter.put_many(cluster)
        elif not cluster.sign:
            setter.put(cluster, found[n + 1].lead if not hang and n + 1 < len(found) else 0.0)
        elif cluster.sign == "\n":
            setter.turn()
        else:
            setter.tab(_until_sign(found[n + 1 :]))
    return setter.count


def _surely_one(para: FlowPara, metrics: ParaMetrics, spec: FormSpec, width: float) -> bool:
    """Whether a text is so short that it fits one line even if every character took 1 em and a gap."""
    room = width - metrics.left - metrics.right - max(0.0, metrics.first)
    needed = 0.0
    for piece in para.line:
        if not isinstance(piece, Text):
            return False
        needed += len(piece.text) * (1 + AUTOSPACE) * max(metrics.size, spec.chars[piece.style].size)
    return needed <= room


def _stops(para: FlowPara, metrics: ParaMetrics) -> tuple[TabStop, ...]:
    """Tab stops in the text column, from the left; a hanging indent is one as well."""
    own = [TabStop(stop.position - metrics.left, stop.align) for stop in para.tabs]
    hanging = [TabStop(0.0)] if metrics.first < 0 else []
    return tuple(sorted((*hanging, *own), key=lambda stop: stop.position))


def _until_sign(found: Sequence[Cluster]) -> float:
    """Width of the text up to the next tab or line break."""
    total = 0.0
    for cluster in found:
        if cluster.sign:
            break
        total += (cluster.lead + cluster.width + cluster.trailing) * cluster.count
    return total


class _Setter(Struct):
    """Sets clusters into lines of one width; `pending` are blanks that count when something follows them."""

    room: float
    stops: tuple[TabStop, ...]
    hang: bool
    count: int = 1
    used: float = 0.0
    pending: float = 0.0
    empty: bool = True

    def turn(self) -> None:
        """Begin a new line."""
        self.count, self.used, self.pending, self.empty = self.count + 1, 0.0, 0.0, True

    def tab(self, following: float) -> None:
        """Go to the next tab stop; before a right-aligned one the `following` width is fitted in."""
        position = self.used + self.pending
        ahead = next((stop for stop in self.stops if stop.position > position + ROUNDING), None)
        if ahead is None:
            self.used = (position // DEFAULT_TAB + 1) * DEFAULT_TAB
        else:
            self.used = ahead.position if ahead.align == "left" else max(position, ahead.position - following)
        self.pending, self.empty = 0.0, False

    def put(self, cluster: Cluster, gap: float) -> None:
        """Set a cluster, on a new line when this one has no room for it and (in cells) the automatic `gap` after it.

        What no line can hold is cut by characters.
        """
        hanging = cluster.hanging if self.hang else 0.0
        if cluster.pieces and cluster.width - hanging > self.room:
            if not self.empty:
                self.turn()
            for piece in cluster.pieces:
                self._set(piece, 0.0, 0.0, 0.0)
            return
        self._set(cluster.width, cluster.lead, hanging, gap)
        self.pending = cluster.trailing

    def put_many(self, cluster: Cluster) -> None:
        """Set equal clusters that stand side by side: as many to a line as it holds."""
        self._set(cluster.width, cluster.lead, 0.0, 0.0)
        left, room = cluster.count - 1, self.room + ROUNDING
        here = max(0, min(left, int((room - self.used) / cluster.width)))
        self.used += here * cluster.width
        if left := left - here:
            most = max(1, int(room / cluster.width))
            lines = -(-left // most)
            self.count, self.used = self.count + lines, (left - (lines - 1) * most) * cluster.width

    def _set(self, width: float, lead: float, hanging: float, gap: float) -> None:
        before = 0.0 if self.empty else self.pending + lead
        if not self.empty and self.used + before + width - hanging + gap > self.room + ROUNDING:
            self.turn()
            before = 0.0
        self.used, self.pending, self.empty = self.used + before + width, 0.0, False
