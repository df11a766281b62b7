"""Reads of offers, entered through the viewer's scope."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Self

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from locality.accounts.permissions import Permission
from locality.communities.models import Community, ListItem, School
from locality.communities.queries import schools_where
from locality.communities.scope import Viewer
from locality.resource_requests.models import ResourceRequest
from locality.support.models import Offer, Placement, TermHours
from locality.support.queries.terms import terms_of_day
from locality.support.workflow import OfferIs
from locality.values.keys import MOST_PIECES, search_pieces
from locality.values.periods import Period

PHASE_OF = {
    School.Phase.NURSERY: ("for_early_years",),
    School.Phase.PRIMARY: ("for_primary",),
    School.Phase.SECONDARY: ("for_secondary",),
    School.Phase.ALL_THROUGH: ("for_primary", "for_secondary"),
    School.Phase.POST_16: ("for_post_16",),
}
"""The columns of an offer that fit a school of this phase."""
MOST_FITTING = 8
"""How many offers a page proposes for a decision."""


class Offers(QuerySet[Offer]):
    """Offers in the words of the field."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Those of one's own schools; those for one's community, area and council; those of one's communities and area."""
        scope = viewer.scope(Permission.SUPPORT_SEE)
        near = {
            office.school.community
            for office in viewer.offices
            if office.school_id in scope.schools and office.school and office.school.community
        }
        near |= {
            office.community
            for office in viewer.offices
            if office.community_id in scope.communities and office.community
        }
        councils = {each.authority_id for each in near} | {
            office.authority_id for office in viewer.offices if office.area_id in scope.areas and office.area_id
        }
        for_council = Q(audience=Offer.Audience.COUNCIL, authority__in=sorted(filter(None, councils)))
        for_area = Q(audience=Offer.Audience.AREA, school__community__area__in=sorted({each.area_id for each in near}))
        for_community = Q(school__community__in=sorted({each.pk for each in near}))
        return self.filter(
            scope.q(school="school", area="school__community__area", authority="authority")
            | for_community
            | for_area
            | for_council
        )

    def current(self, today: date) -> Self:
        """Those that can be asked for, or are paused: not closed, nor their school, and not past their last day."""
        found = self.filter(Q(ends_on=None) | Q(ends_on__gte=today), state__in=[OfferIs.OPEN, OfferIs.PAUSED])
        return found.filter(school__status__in=[School.Status.OPEN, School.Status.PROPOSED_TO_CLOSE])

    def for_school(self, school: School) -> Self:
        """Those that this school may ask for."""
        community = school.community
        if community is None:
            return self.none()
        of_area = Q(audience=Offer.Audience.AREA, school__community__area=community.area_id)
        of_council = Q(audience=Offer.Audience.COUNCIL, authority=school.authority_id)
        return self.filter(Q(school__community=community) | of_area | of_council).exclude(school=school)

    def of_phases(self, columns: Iterable[str]) -> Self:
        """Those for one of these phases."""
        wanted = Q(pk__in=[])
        for column in columns:
            wanted |= Q(**{column: True})
        return self.filter(wanted)

    def of_need(self, need: int) -> Self:
        """Those that name this need."""
        return self.filter(pk__in=Offer.needs.through.objects.filter(listitem=need).values("offer"))

    def with_suits(self, rfr: ResourceRequest) -> Self:
        """With `suits`: whether it names a need of this request, or another word of the council for the same code."""
        wanted = ResourceRequest.needs.through.objects.filter(resourcerequest=rfr).order_by()
        codes = wanted.exclude(listitem__code="").values("listitem__code")
        named = Offer.needs.through.objects.filter(offer=OuterRef("pk"))
        same = Q(listitem__in=wanted.values("listitem")) | Q(listitem__code__in=codes)
        return self.annotate(suits=Exists(named.filter(same)))

    def matching(self, words: str) -> Self:
        """Those whose topic, text or school hold every word, and every phrase in quotation marks."""
        found = self
        for piece in search_pieces(words)[:MOST_PIECES]:
            found = found.filter(search_text__contains=piece)
        return found

    def with_left(self, periods: Mapping[int, Period]) -> Self:
        """With `left`: the hours that nobody has booked in the term of each one's council."""
        return self.annotate(left=F("hours_a_term") - _booked(periods))

    def with_places(self) -> Self:
        """With school and community, in the same query."""
        return self.select_related("school__community", "authority").defer("search_text")


def _booked(periods: Mapping[int, Period]) -> Case | Value:
    """What is booked in a term of which somebody has hours; the hours of such a term are those of its offer."""
    if not periods:
        return Value(0, output_field=IntegerField())
    return Case(
        *(
            When(
                authority=authority,
                then=Coalesce(Subquery(_in_term(period).filter(offer=OuterRef("pk")).values("booked")[:1]), 0),
            )
            for authority, period in periods.items()
        ),
        default=0,
        output_field=IntegerField(),
    )


def _in_term(period: Period) -> QuerySet[TermHours]:
    """The hours of a term, also where the council has moved its days since they were first booked."""
    found = TermHours.objects.filter(ends_on__gte=period.start, starts_on__lte=period.end or date.max)
    return found.order_by("-starts_on")


def hours_in_term(offer: Offer, period: Period) -> TermHours:
    """The hours of an offer in a term, as they stand; of one that nobody has booked in, as they would begin."""
    found = _in_term(period).filter(offer=offer).first()
    return found or TermHours(
        offer=offer, starts_on=period.start, ends_on=period.end or period.start, hours=offer.hours_a_term
    )


def terms_from(offer: Offer, today: date) -> list[TermHours]:
    """The terms of an offer that run or come, of which somebody has booked hours."""
    return list(TermHours.objects.filter(offer=offer, ends_on__gte=today).order_by("starts_on"))


def offers() -> Offers:
    """All offers: only for entering through `visible_to`, and for actions."""
    return Offers(Offer)


def offers_for(viewer: Viewer) -> Offers:
    """The offers a person may see."""
    return offers().visible_to(viewer)


def own_offers(viewer: Viewer) -> Offers:
    """The offers that this person keeps, of whatever state."""
    return offers().filter(school__in=sorted(viewer.scope(Permission.SUPPORT_OFFER).schools)).with_places()


def schools_that_offer(viewer: Viewer) -> list[School]:
    """The schools for which this person offers support, and asks for it."""
    return list(schools_where(viewer, Permission.SUPPORT_OFFER))


def communities_supported(school: School) -> list[Community]:
    """The communities whose schools a school has supported, or was asked to: it may know pupils there."""
    receivers = Placement.objects.filter(school=school).values("receiver__community")
    return list(Community.objects.filter(pk__in=receivers).select_related("area", "authority"))


def needs_to_choose(authorities: Iterable[int], *, besides: Offer | None = None) -> list[ListItem]:
    """The needs these councils use, in their order; and those an offer names that its council no longer uses. One query."""
    listed = Q(list_name=ListItem.ListName.NEED, in_use=True, authority__in=sorted(authorities))
    if besides:
        listed |= Q(pk__in=Offer.needs.through.objects.filter(offer=besides).values("listitem"))
    found = ListItem.objects.filter(listed).select_related("authority")
    return list(found.order_by("authority__name", "position", "label"))


def fitting(rfr: ResourceRequest, today: date) -> list[Offer]:
    """Open offers that fit a request best: for its school's phase, with hours left. Two queries.

    Those that suit its needs come first, then school to school support.
    """
    receiver = rfr.school
    periods = terms_of_day([receiver.authority], today)
    columns = PHASE_OF.get(School.Phase(receiver.phase), tuple(Offer.PHASES))
    found = (
        offers()
        .for_school(receiver)
        .current(today)
        .filter(state=OfferIs.OPEN, starts_on__lte=today, authority=receiver.authority_id)
        .of_phases(columns)
        .with_left(periods)
        .with_suits(rfr)
        .filter(Q(left__gt=0))
        .with_places()
    )
    support_first = Case(When(kind=Offer.Kind.SUPPORT, then=0), default=1, output_field=IntegerField())
    near_first = Case(When(school__community=receiver.community_id, then=0), default=1, output_field=IntegerField())
    return list(found.order_by(F("suits").desc(), support_first, near_first, F("left").desc(), "pk")[:MOST_FITTING])
