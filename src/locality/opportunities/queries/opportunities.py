"""Reads of opportunities, entered through the viewer's scope."""

from collections.abc import Collection
from datetime import date
from typing import Self

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from locality.accounts.models import User
from locality.accounts.permissions import Permission
from locality.communities.models import Authority, School
from locality.communities.queries import holders, schools_where
from locality.communities.scope import Viewer
from locality.compiled.queries import CompiledModels
from locality.opportunities.models import Booking, Opportunity
from locality.opportunities.workflow import BookingIs, OpportunityIs

MOST = 20
"""How many a home page shows."""


class Opportunities(QuerySet[Opportunity]):
    """Opportunities in the words of the field."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Those for all schools of one's council; of one's own school, community and area; and those one has booked."""
        scope = viewer.scope(Permission.OPPORTUNITIES_SEE)
        near = {
            office.school.community_id
            for office in viewer.offices
            if office.school_id in scope.schools and office.school and office.school.community_id
        }
        councils = [each.pk for each in viewer.authorities_with(Permission.OPPORTUNITIES_SEE)]
        mine = Booking.objects.filter(opportunity=OuterRef("pk"), person=viewer.user.pk)
        for_all = Q(audience=Opportunity.Audience.COUNCIL) | Exists(mine)
        return self.filter(
            scope.q(
                school="school", community="school__community", area="school__community__area", authority="authority"
            )
            | Q(school__community__in=sorted(near | scope.communities))
            | Q(authority__in=councils) & for_all
        )

    def to_come(self, today: date) -> Self:
        """Those of today and later, the next first; what was cancelled stays until its day is past."""
        return self.filter(day__gte=today).order_by("day", "starts", "pk")

    def past(self, today: date) -> Self:
        """Those of earlier days, the latest first."""
        return self.filter(day__lt=today).order_by("-day", "-starts", "-pk")

    def with_places(self) -> Self:
        """With who hosts it, in the same query."""
        return self.select_related("school__community", "authority")


def opportunities() -> Opportunities:
    """All of them: only for entering through `visible_to`, and for actions."""
    return Opportunities(Opportunity)


def opportunities_for(viewer: Viewer) -> Opportunities:
    """The opportunities a person may see."""
    return opportunities().visible_to(viewer).with_places()


def kept_by(viewer: Viewer) -> Opportunities:
    """Those that a person changes and cancels: of their own schools, and of the council for its locality team."""
    scope = viewer.scope(Permission.OPPORTUNITIES_HOST)
    return opportunities().filter(scope.q(school="school", authority="authority")).with_places()


def hosts_of(viewer: Viewer) -> list[School | Authority]:
    """For whom this person publishes: their open schools, and their councils."""
    councils = viewer.scope(Permission.OPPORTUNITIES_HOST).authorities
    return [
        *(each for each in schools_where(viewer, Permission.OPPORTUNITIES_HOST) if each.is_open),
        *(each for each in viewer.authorities if each.pk in councils),
    ]


def people_of_host(opportunity: Opportunity, on: date) -> list[User]:
    """Those who answer for the host."""
    return holders(
        Permission.OPPORTUNITIES_HOST,
        on=on,
        school=opportunity.school,
        authority=None if opportunity.school else opportunity.authority,
    )


def to_do_for(viewer: Viewer) -> list[Opportunity]:
    """Hosted by the person's own schools, or by their council: who came is not said, or too few have booked. One query."""
    scope = viewer.scope(Permission.OPPORTUNITIES_HOST)
    return _to_do.read(scope.schools, scope.authorities, viewer.today) if scope else []


@CompiledModels
def _to_do(schools: Collection[int], authorities: Collection[int], today: date) -> QuerySet[Opportunity]:
    own = Q(school__in=schools) | Q(school=None, authority__in=authorities)
    unsaid = Q(day__lt=today, taken__gt=0)
    found = opportunities().filter(own & (unsaid | _few(today)), state=OpportunityIs.PUBLISHED)
    return found.with_places().order_by("day", "pk")[:MOST]


def _few(today: date) -> Q:
    return Q(fewest__gt=F("taken"), goes_ahead=False, books_until__lte=today, day__gte=today)


def with_few_booked(today: date) -> list[Opportunity]:
    """Those whose host has to be told that few have booked: their last day to book has come."""
    found = opportunities().filter(_few(today), state=OpportunityIs.PUBLISHED, reminded_on=None)
    return list(found.with_places().order_by("pk"))


def booked_in_feed(viewer: Viewer, since: date) -> Opportunities:
    """Those that a person has booked a place at, for their calendar."""
    states = [BookingIs.BOOKED, BookingIs.CAME, BookingIs.ABSENT]
    mine = Booking.objects.filter(opportunity=OuterRef("pk"), person=viewer.user.pk, state__in=states)
    councils = [each.pk for each in viewer.authorities_with(Permission.OPPORTUNITIES_SEE)]
    found = opportunities().filter(Exists(mine), authority__in=councils, day__gte=since)
    return found.with_places().order_by("day", "starts", "pk")
