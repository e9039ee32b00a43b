"""Evidence a principle can show beside its drawn figures: numbers as a chart, and a picture with what it tells."""

from __future__ import annotations

from typing import Literal, NewType

from msgspec import Struct

Number = NewType("Number", float)
"""A number of a chart: written with at most nine digits and four decimals, perhaps negative, so that it is exact."""


class Series(Struct, frozen=True):
    """One row of numbers, a number for each category; `name` says what is counted."""

    values: tuple[Number, ...]
    name: str = ""


class Chart(Struct, frozen=True):
    """Numbers compared (bar, column), over time (line), or as parts of a whole (doughnut).

    2 to 12 categories (a doughnut has 6 at most) and one or two series (a doughnut one). `note` says where the numbers
    come from; `sample` that they are made up to show how it works, which is printed.
    """

    kind: Literal["chart"]
    type: Literal["bar", "column", "line", "doughnut"]
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    note: str = ""
    sample: bool = False


class PictureFigure(Struct, frozen=True):
    """A picture file in the folder of the course or of the unit, whole, with what it tells beside or below it.

    `alt` says what it shows to who cannot see it; `caption` stands under it.
    """

    kind: Literal["picture"]
    file: str
    alt: str
    caption: str = ""
    text: str = ""
    points: tuple[str, ...] = ()
