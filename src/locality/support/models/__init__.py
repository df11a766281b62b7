"""The tables of support that schools offer and give one another."""

from locality.support.models.offer import Offer, TermHours
from locality.support.models.placement import Helped, Placement, TimeEntry, ToBeFound

__all__ = ["Helped", "Offer", "Placement", "TermHours", "TimeEntry", "ToBeFound"]
