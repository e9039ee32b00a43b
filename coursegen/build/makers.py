"""Markup of one product and its base → parts and bytes, checked: the steps that need layout and writers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coursegen.build.bases import Base
from coursegen.build.filled import PAGE, Filled, Maker, stop_at_errors
from coursegen.build.leaks import find_leaks
from coursegen.build.prepared import Prepared
from coursegen.build.products import Form, Product
from coursegen.build.sound import faults_of
from coursegen.errors import Fault
from coursegen.office.pack import pack


def finished(
    markups: Sequence[str], product: Product, base: Base, prepared: Prepared, name: str
) -> tuple[tuple[bytes, int, tuple[Fault, ...]], Mapping[str, bytes]]:
    """Bytes of a product, its slides or pages, and warnings; and its parts. Raises its faults if one is an error."""
    parts, count, faults = filled_parts(markups, product, base, prepared)
    data, faults = checked_parts(parts, name, product, prepared, (*faults, *base.faults))
    return (data, count, faults), {} if product.form == "page" else parts


def filled_parts(markups: Sequence[str], product: Product, base: Base, prepared: Prepared) -> Filled:
    """Markup → nodes → places → parts. Raises its faults if one is an error."""
    return _maker_of(product.form)(markups, product, base, prepared)


def _maker_of(form: Form) -> Maker:
    """The maker of a form; those of the others are not loaded."""
    if form == "document":
        from coursegen.build.documents import document

        return document
    from coursegen.build import decks

    makers: Mapping[Form, Maker] = {"deck": decks.deck, "page": decks.page, "sheets": decks.sheets}
    return makers[form]


def checked_parts(
    parts: Mapping[str, bytes], name: str, product: Product, prepared: Prepared, faults: tuple[Fault, ...]
) -> tuple[bytes, tuple[Fault, ...]]:
    """Parts → bytes, checked, with all warnings. Raises faults, those found before too, if one is an error."""
    data = parts[PAGE] if product.form == "page" else pack(parts, prepared.compressor)
    faults += () if product.form == "page" else _checked(parts, name, product)
    if product.audience == "participant":
        faults += find_leaks(prepared.bundle, parts, name)
    stop_at_errors(faults)
    return data, faults


def _checked(parts: Mapping[str, bytes], name: str, product: Product) -> tuple[Fault, ...]:
    """Faults of a package. On paper the fixed colours that a base has on its layouts stand on the pages themselves."""
    found = faults_of(parts, name)
    return tuple(fault for fault in found if not (product.form == "sheets" and fault.code == "O515"))
