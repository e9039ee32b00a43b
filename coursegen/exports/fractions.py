"""Shares of a grade that Moodle knows: another number is refused, or rounded without a word.

The list is that of question_bank::fraction_options_full() in question/engine/bank.php.
"""

from __future__ import annotations

FRACTIONS = (
    100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20, 16.66667, 14.28571, 12.5, 11.11111, 10,
    5,
)  # fmt: skip
"""Per cent of the grade, without 0 and the same below it."""


def share(parts: int) -> str:
    """What each of so many right answers is worth, as Moodle writes it. Raises ValueError beyond its list."""
    exact = 100 / parts
    found = min(FRACTIONS, key=lambda known: abs(known - exact))
    if abs(found - exact) > 0.00001:
        raise ValueError(f"Moodle has no fraction for 1/{parts}")
    return f"{found:g}" if found == int(found) or found == 12.5 else f"{found:.5f}"
