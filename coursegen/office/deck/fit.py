"""How slides of one size come onto slides of another."""

from __future__ import annotations

from msgspec import Struct


class Fit(Struct, frozen=True):
    """How a sheet comes to its new size: a factor, then a shift in EMU."""

    factor: float = 1.0
    dx: int = 0
    dy: int = 0

    @classmethod
    def of(cls, old: tuple[int, int], new: tuple[int, int]) -> Fit:
        """The largest that keeps all of the sheet on the slide; sizes that differ by a hair are one size."""
        factor = min(new[0] / old[0], new[1] / old[1])
        if abs(new[0] - old[0]) < old[0] / 500 and abs(new[1] - old[1]) < old[1] / 500:
            return cls()
        return cls(factor, round((new[0] - old[0] * factor) / 2), round((new[1] - old[1] * factor) / 2))

    @property
    def same(self) -> bool:
        """Whether nothing changes."""
        return self == Fit()

    @property
    def margins(self) -> bool:
        """Whether the old sheet leaves stripes of the new one empty."""
        return max(abs(self.dx), abs(self.dy)) > 12700
