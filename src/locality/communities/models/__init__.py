"""Authorities, their places and schools, and the offices people hold in them."""

from locality.communities.models.authority import Authority, AuthorityRules, ListItem, NeedCode
from locality.communities.models.calendar import DayOff, Term
from locality.communities.models.people import Invitation, Office
from locality.communities.models.places import Area, Community, District
from locality.communities.models.schools import Federation, PastRegistration, School, Trust

__all__ = [
    "Area",
    "Authority",
    "AuthorityRules",
    "Community",
    "DayOff",
    "District",
    "Federation",
    "Invitation",
    "ListItem",
    "NeedCode",
    "Office",
    "PastRegistration",
    "School",
    "Term",
    "Trust",
]
