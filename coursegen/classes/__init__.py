"""What a class comes to: groups of its people, and an agenda of its days."""

from coursegen.classes.agenda import Agenda, Session, Slot, blank_agenda, make_agenda
from coursegen.classes.days import Day, day_of
from coursegen.classes.grouping import group_roster

__all__ = ["Agenda", "Day", "Session", "Slot", "blank_agenda", "day_of", "group_roster", "make_agenda"]
