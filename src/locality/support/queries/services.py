"""Reads of services that offer support to schools."""

from collections.abc import Collection, Sequence
from datetime import date

from django.db.models import Count, Exists, OuterRef, QuerySet

from locality.accounts.permissions import Permission
from locality.communities.models import Authority, School
from locality.communities.queries import offices_on
from locality.communities.scope import Viewer
from locality.support.models import Offer
from locality.support.workflow import OfferIs


def services_of(authorities: Collection[int]) -> QuerySet[School]:
    """The open services of these councils, by name."""
    found = School.objects.filter(authority__in=authorities, kind=School.Kind.SERVICE)
    return found.exclude(status=School.Status.CLOSED).select_related("authority").order_by("name", "pk")


def services_kept_by(viewer: Viewer) -> QuerySet[School]:
    """The open services of the councils whose team this person is in."""
    return services_of(sorted(viewer.scope(Permission.SERVICES_MANAGE).authorities))


def with_offers(services: QuerySet[School], on: date) -> QuerySet[School]:
    """Each with how many offers are open (`open_offers`), and whether somebody has a role there (`has_person`)."""
    held = offices_on(on).filter(school=OuterRef("pk"))
    offers = Offer.objects.filter(school=OuterRef("pk"), state=OfferIs.OPEN).order_by()
    counted = offers.values("school").annotate(number=Count("pk")).values("number")
    return services.annotate(open_offers=counted, has_person=Exists(held))


def councils_of(viewer: Viewer) -> Sequence[Authority]:
    """The councils that this person adds services for."""
    return viewer.authorities_with(Permission.SERVICES_MANAGE)
