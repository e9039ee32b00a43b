"""Which products a request means, and what of a course they need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coursegen.build.papers import Papers
from coursegen.build.products import PRODUCTS, Product
from coursegen.build.request import Request
from coursegen.errors import Fault, FaultError, Place
from coursegen.model import Class, Lesson, Unit
from coursegen.workspace import unknown_name

_TOLD = {"aids": "O131", "roster": "O132"}
"""What is said when something is lacking that nothing else speaks of."""


def choose_products(request: Request, unit: Unit) -> tuple[Product, ...]:
    """The products that are asked for, else the usual ones, in the order of the table. Raises U230 or U231."""
    names = request.products or _usual(unit, request)
    faults = [fault for name in names if name not in PRODUCTS for fault in unknown_name("U230", name, PRODUCTS).faults]
    if faults:
        raise FaultError(faults)
    chosen = (product for name, product in PRODUCTS.items() if name in names)
    return tuple(product.of_paper() if request.paper else product for product in chosen)


def _usual(unit: Unit, request: Request) -> tuple[str, ...]:
    """What is built when no product is named: the unit's choice, and for a class all that classes have."""
    of_class = (name for name, product in PRODUCTS.items() if product.of_class and request.class_)
    chosen = unit.choices.products or tuple(name for name, product in PRODUCTS.items() if not product.asked)
    return (*chosen, *of_class)


def needs_met(made: Papers, lessons: Sequence[Lesson], class_: Class) -> Mapping[str, bool]:
    """Whether there is what products need, by each of their `needs`."""
    return {
        "": True, "paper": bool(made.forms), "forms": bool(made.forms), "lesson papers": bool(made.by_lesson),
        "aids": any(lesson.aid for lesson in lessons), "roster": bool(class_.roster),
    }  # fmt: skip


def lacking(
    products: Sequence[Product], met: Mapping[str, bool], asked: Sequence[str], place: Place
) -> tuple[Fault, ...]:
    """O131 and O132 for products that were asked for by name, and need what is not there."""
    return tuple(
        Fault(_TOLD[product.needs], place, {"product": product.name})
        for product in products
        if product.needs in _TOLD and not met[product.needs] and product.name in asked
    )
