"""What a class comes to: groups of its people, an agenda of its days, what is left out when time is short."""

from coursegen.classes.agenda import Agenda, Session, Slot, blank_agenda, make_agenda
from coursegen.classes.cuts import Cut, cuts
from coursegen.classes.days import Day, day_of

__all__ = [
    "Agenda", "Cut", "Day", "Session", "Slot", "blank_agenda", "cuts", "day_of", "make_agenda"
]  # fmt: skip
