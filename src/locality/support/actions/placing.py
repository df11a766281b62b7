"""Support is asked for: by a clerk for a decision, or by a school for itself. The hours are booked at once (RES-6)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from locality.accounts.permissions import Permission
from locality.audit.actions import record
from locality.communities.hiding import without_pupils
from locality.communities.models import School
from locality.communities.rules import allow
from locality.communities.scope import Viewer
from locality.resource_requests.models import Decision, ResourceRequest
from locality.resource_requests.queries.topics import topic_of
from locality.support.actions.offering import lock_offer
from locality.support.actions.telling import at_school, tell_of_support, tell_people, who_finds
from locality.support.models import Offer, Placement, TermHours, ToBeFound
from locality.support.queries.offers import hours_in_term
from locality.support.queries.placements import can_answer, has_live, same_ask
from locality.support.queries.terms import term_of
from locality.support.rules import offers as of_offers
from locality.support.rules import placements as rules
from locality.values.dates import show_day
from locality.values.refusals import NotPossible, refuse
from locality.values.sentences import count
from locality.values.whole import whole
from locality.values.working_days import day_of

LONGEST_WANTED = 300


@dataclass(frozen=True)
class Asked:
    """How much support, from when to when, and what for, in a line."""

    hours: int
    starts_on: date
    ends_on: date
    wanted: str = ""


@transaction.atomic
def ask_for_support(*, offer: Offer, receiver: School, asked: Asked, by: Viewer, at: datetime) -> Placement:
    """Ask for support that another school offers, without a request. Tells that school. Raises NotPossible."""
    allow(by, Permission.SUPPORT_OFFER, school=receiver)
    refuse(None if asked.wanted.strip() else "Enter what you would like help with", "wanted")
    return _propose(offer=offer, school=offer.school, receiver=receiver, decision=None, asked=asked, by=by, at=at)


@transaction.atomic
def name_school(
    *, rfr: ResourceRequest, offer: Offer | None, school: School, asked: Asked, by: Viewer, at: datetime
) -> Placement:
    """Name the school that gives the support a decision asks for: by one of its offers, or without. Tells it.

    Raises NotPossible.
    """
    rfr = _hold(rfr, by)
    decision = _decision_to_name(rfr, at)
    refuse(rules.why_not_own(by, school))
    return _propose(offer=offer, school=school, receiver=rfr.school, decision=decision, asked=asked, by=by, at=at)


@transaction.atomic
def find_later(*, rfr: ResourceRequest, owner: str, until: date, by: Viewer, at: datetime) -> ToBeFound:
    """Record who finds a school by when, where none is named yet. Tells them. Raises NotPossible."""
    rfr = _hold(rfr, by)
    decision = _decision_to_name(rfr, at)
    refuse(None if until >= day_of(at) else "The day to find a school by must be today or in the future", "until")
    group = who_finds(rfr, owner, day_of(at))
    if not group.people:
        raise NotPossible(f"No one is {group.label} today. Select someone else.", "owner")
    found = ToBeFound.objects.create(
        decision=decision, owner=ToBeFound.Owner(owner), until=until, recorded_by=by.user, recorded_at=at
    )
    record("support.to_be_found", rfr, by=by.user, at=at, after={"owner": owner, "until": until.isoformat()})
    tell_people(
        [group],
        subject=f"Find a school to support {rfr.school.name} ({rfr.reference})",
        lines=[
            f"{by.user.name} has asked you to name the school that supports {rfr.school.name}. "
            f"Please do it by {show_day(until)}.",
            f"It is about: “{topic_of(rfr)}”",
        ],
        link=reverse("support_name", args=[rfr.reference]),
        reference=rfr.reference,
        by=by.user,
        at=at,
    )
    return found


def _hold(rfr: ResourceRequest, by: Viewer) -> ResourceRequest:
    """The request, locked: of two who name a school at the same moment, the first does."""
    allow(by, Permission.SUPPORT_PLACE, community=rfr.community)
    return (
        ResourceRequest.objects.select_for_update(of=("self",))
        .select_related("school__community__area", "community__area", "authority", "created_by", "decision")
        .get(pk=rfr.pk)
    )


def _decision_to_name(rfr: ResourceRequest, at: datetime) -> Decision:
    decision = rfr.decision
    refuse(rules.why_not_named(rfr, decision, day_of(at), has_one=has_live(rfr)))
    if decision is None:
        raise NotPossible("This request has no decision.")
    return decision


def _propose(
    *,
    offer: Offer | None,
    school: School,
    receiver: School,
    decision: Decision | None,
    asked: Asked,
    by: Viewer,
    at: datetime,
) -> Placement:
    """Book the hours and ask the school; what the rules say is asked once the offer is locked."""
    today = day_of(at)
    refuse(rules.why_not_between(school, receiver))
    refuse(rules.why_not_hours(asked.hours))
    refuse(rules.why_not_days(asked.starts_on, asked.ends_on, rules.first_day_for(decision, today)))
    refuse(rules.why_no_one_answers(school, is_there=can_answer(school, today)))
    term = _book(offer, receiver, asked) if offer else None
    if offer and decision is None:
        refuse(rules.why_not_asked_again(same_ask(offer, receiver, asked.hours, asked.starts_on)))
    placement = Placement.objects.create(
        authority=receiver.authority,
        offer=offer,
        term=term,
        school=school,
        receiver=receiver,
        decision=decision,
        hours=asked.hours,
        counted=asked.hours,
        starts_on=asked.starts_on,
        ends_on=asked.ends_on,
        wanted=whole(without_pupils(asked.wanted.strip(), [receiver.community, school.community]), LONGEST_WANTED),
        proposed_by=by.user,
        proposed_at=at,
    )
    record("support.proposed", placement, by=by.user, at=at, after=_logged(placement))
    tell_of_support(
        [at_school(school, today)],
        placement,
        subject=f"Accept or decline: support for {receiver.name}",
        line=f"{by.user.name} has asked {school.name} to give {count(asked.hours, 'hour')} of support to {receiver.name}. "
        "Please accept or decline.",
        more=f"It is about: “{topic}”" if (topic := about(placement, with_request=rules.is_within(placement))) else "",
        by=by.user,
        at=at,
    )
    return placement


def about(placement: Placement, *, with_request: bool) -> str:
    """What the support is about: the title of the request where the reader may read it, else the topic of the offer."""
    if placement.decision and with_request:
        return topic_of(placement.decision.rfr)
    return placement.offer.topic if placement.offer else ""


def _book(offer: Offer, receiver: School, asked: Asked) -> TermHours:
    """The term in which the hours are booked, with the offer locked: of several who want the last, one gets them."""
    offer = lock_offer(offer.pk)
    refuse(of_offers.why_not_asked(offer, asked.starts_on))
    refuse(of_offers.why_not_for(offer, receiver))
    term = hours_in_term(offer, term_of(offer.authority, asked.starts_on))
    refuse(of_offers.why_not_booked(asked.hours, term))
    if term.pk is None:
        term.save()
    return term


def _logged(placement: Placement) -> dict[str, object]:
    return {
        "hours": placement.hours,
        "from": placement.starts_on.isoformat(),
        "until": placement.ends_on.isoformat(),
        "request": placement.decision.rfr.reference if placement.decision else "",
    }
