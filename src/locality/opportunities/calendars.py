"""Opportunities as entries of a calendar: their time and place, and nobody who comes."""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.urls import reverse

from locality.communities.scope import Viewer
from locality.documents.calendars import Occasion
from locality.opportunities.models import Opportunity
from locality.opportunities.queries.opportunities import booked_in_feed
from locality.opportunities.workflow import OpportunityIs

A_YEAR = timedelta(days=366)


def occasion_of(opportunity: Opportunity, *, joins: bool = True) -> Occasion:
    """It as a calendar holds it; its address opens only for those who may see it. `joins`: the reader has a place or hosts it."""
    where = [opportunity.place, opportunity.online_link if joins else ""]
    return Occasion(
        uid=f"{opportunity.uid}@locality",
        sequence=opportunity.sequence,
        starts=opportunity.starts_at,
        ends=opportunity.ends_at,
        title=f"{opportunity.title}, {opportunity.host}",
        changed_at=opportunity.changed_at,
        place=", ".join(filter(None, where)),
        address=settings.BASE_URL.rstrip("/") + reverse("opportunity", args=[opportunity.pk]),
        cancelled=opportunity.state == OpportunityIs.CANCELLED,
    )


def booked_occasions(viewer: Viewer) -> Iterable[Occasion]:
    """What a person has booked, for their own calendar: one query."""
    return [occasion_of(each) for each in booked_in_feed(viewer, viewer.today - A_YEAR)]
