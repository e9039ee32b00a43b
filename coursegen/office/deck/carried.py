"""A unit's own presentation, read once and kept: freed of what no deck of ours may hold."""

from __future__ import annotations

from coursegen.errors import FaultError, Place, fail
from coursegen.office.cache import compiled
from coursegen.office.deck.carried_file import CarriedFile


def read_carried(data: bytes, name: str) -> CarriedFile:
    """The slides of a presentation. Raises A501 to A507 for a file that is unsafe or damaged, T349 for no slides."""

    def read(data: bytes, name: str) -> CarriedFile:
        from lxml import etree

        from coursegen.office.deck.carry_read import read_file

        try:
            return read_file(data, name)
        except (KeyError, ValueError, AttributeError, IndexError, TypeError, etree.XMLSyntaxError) as error:
            raise fail("T349", Place(name)) from error
        except FaultError as error:
            if any(fault.code == "T501" for fault in error.faults):
                raise fail("T349", Place(name)) from error
            raise

    return compiled(CarriedFile, data, name, read)
