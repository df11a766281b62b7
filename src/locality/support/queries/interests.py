"""The school that gives support has an interest in the request it is for (DOI-4): who is marked, and who decides nothing."""

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from locality.accounts.models import User
from locality.communities.queries import offices_on
from locality.resource_requests.models import ResourceRequest
from locality.support.models import Placement
from locality.support.queries.offers import fitting
from locality.support.workflow import LIVE
from locality.values.refusals import Refusal
from locality.values.working_days import day_of

GIVES, OFFERS = "gives support for it", "offers support that suits it"


def _given_for(rfr: ResourceRequest) -> QuerySet[Placement]:
    """The support named for a request, and for the one that it goes on from."""
    of = [pk for pk in (rfr.pk, rfr.continues_id) if pk is not None]
    return Placement.objects.filter(decision__rfr__in=of, state__in=LIVE)


def interested_by_support(rfr: ResourceRequest, today: date) -> dict[int, str]:
    """The school that is named; and where a request asks for support, those whose offers suit its needs."""
    named = dict.fromkeys(_given_for(rfr).values_list("school", flat=True), GIVES)
    if named or not rfr.asks_school_support:
        return named
    return {each.school_id: OFFERS for each in fitting(rfr, today) if getattr(each, "suits", False)}


def why_giver_decides_nothing(
    rfr: ResourceRequest, _meeting_id: int | None, person: User, _method: str
) -> Refusal | None:
    """Whoever has a role at the school that gives the support records no decision of that request. One query."""
    held = offices_on(day_of(timezone.now())).filter(person=person, school__in=_given_for(rfr).values("school"))
    if not held.exists():
        return None
    return Refusal("Your school gives support for this request, so someone else must record its decision.")
