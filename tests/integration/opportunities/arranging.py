"""Opportunities of the other school of a council, and people of its schools who book."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from locality.communities.models import Authority, School
from locality.opportunities.actions import booking, holding, publishing
from locality.opportunities.models import Booking, Opportunity
from locality.opportunities.rules.opportunities import Said
from locality.values.working_days import day_of
from tests.world import Side, acting, person

AHEAD = timedelta(days=10)
COMES = ("signatory", "school_editor", "representative", "other_signatory")
"""Who can book, in this order; the first two come for the first school, the others for the second."""


def today() -> date:
    return day_of(timezone.now())


def said(**changes: Any) -> Said:
    """A visit in ten days, with two places, for the community."""
    day = changes.get("day", today() + AHEAD)
    usual: dict[str, Any] = {
        "kind": "visit", "title": "See our calm room", "what": "A walk and a talk, for SENCOs.", "day": day,
        "starts": time(15, 30), "ends": time(17), "place": "The main entrance", "online_link": "", "places": 2,
        "fewest": None, "books_until": day - timedelta(days=2), "audience": "community",
    }  # fmt: skip
    return Said(**usual | changes)


def published(
    side: Side, *, host: School | Authority | None = None, at: datetime | None = None, **changes: Any
) -> Opportunity:
    """The other school publishes it; or the council, through its locality team."""
    by = side.people["locality_team" if isinstance(host, Authority) else "other_signatory"]
    return publishing.add_opportunity(
        host=host or side.other_school, said=said(**changes), by=acting(by), at=at or timezone.now()
    )


def books(side: Side, opportunity: Opportunity, who: str, at: datetime | None = None) -> Booking:
    """Somebody of the council books a place for themselves, for the school of their role."""
    school = side.school if who in COMES[:2] else side.other_school
    return booking.book_place(
        opportunity=opportunity, school=school, by=acting(side.people[who]), at=at or timezone.now()
    )


def past(side: Side, *who: str, **changes: Any) -> Opportunity:
    """One of yesterday, published a week ago, with these people's places."""
    before = timezone.now() - timedelta(days=7)
    opportunity = published(side, day=today() - timedelta(days=1), at=before, **changes)
    for each in who:
        books(side, opportunity, each, at=before)
    return opportunity


def held(side: Side, opportunity: Opportunity, *came: Booking) -> Opportunity:
    """The host says that these came."""
    return holding.record_who_came(
        opportunity=opportunity,
        came=[each.pk for each in came],
        by=acting(side.people["other_signatory"]),
        at=timezone.now(),
    )


def another(side: Side, number: int, school: School | None = None) -> Any:
    """One more person of a school, who writes for it."""
    return person(side, "school_editor", start=today(), slug=f"writer_{number}", school=school or side.school)
