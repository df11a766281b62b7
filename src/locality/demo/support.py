"""What the made-up schools offer one another, and what came of it: asked for, given, declined. Every case is invented."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from locality.accounts.models import User
from locality.communities.actions.offices import give_office
from locality.communities.models import Office, School
from locality.demo.acting import acting
from locality.demo.people import DOMAIN
from locality.demo.requests import Cast
from locality.resource_requests.models import Decision, ResourceRequest
from locality.support.actions import answering, giving, judging, offering, placing
from locality.support.actions.offering import Said
from locality.support.actions.placing import Asked
from locality.support.actions.services import add_service
from locality.support.models import Offer, Placement, ToBeFound
from locality.support.queries.offers import needs_to_choose
from locality.values.working_days import day_of

OFFERS_OF_ONE = 3
MOST_OFFERS, MOST_ASKS = 30, 14
BEGAN = timedelta(days=150)
TO_NAME = 1
"""Decisions of the first community for which its clerk has yet to name a school."""
_PHASES = {
    "primary": ("for_primary",),
    "secondary": ("for_secondary",),
    "all_through": ("for_primary", "for_secondary"),
    "nursery": ("for_early_years",),
    "post_16": ("for_post_16",),
}


@dataclass(frozen=True)
class _Story:
    """One offer: its kind, what it is about, what it is, how it is given, for how many hours a term, and which needs."""

    kind: str
    topic: str
    what: str
    ways: tuple[str, ...]
    hours: int
    price: int = 0
    needs: tuple[str, ...] = ()
    """Codes of the school census."""


_STORIES = (
    _Story("support", "Calm lunch times and corridors", "Our pastoral lead watches a lunch time with you, then plans small "
           "changes with your staff.", ("by_visit",), 24, needs=("SEMH",)),
    _Story("advice", "First words: talking and listening in Reception", "An hour with our early language lead about what you "
           "see in class and what to try first.", ("online", "by_visit"), 12, needs=("SLCN",)),
    _Story("training", "Reading with pictures and signs", "Two sessions for up to 12 of your staff, with the cards to take "
           "home.", ("by_visit", "at_school"), 10, 45, needs=("MLD", "SLD", "SLCN")),
    _Story("support", "A quiet room that works", "See ours in use, then we help you to set up and staff yours.",
           ("at_school", "by_visit"), 16, needs=("SEMH", "ASD")),
    _Story("advice", "Coming back after a long absence", "We share our plan of small steps and talk through your first two "
           "weeks.", ("online",), 14),
    _Story("training", "De-escalation for support staff", "A practical morning for teaching assistants and lunch staff.",
           ("at_school",), 9, 60, needs=("SEMH",)),
    _Story("support", "Moving up to Year 7", "Our transition lead works with your Year 6 teacher through the summer term.",
           ("by_visit", "online"), 20, needs=("ASD",)),
    _Story("advice", "Maths with things to hold", "Our subject lead looks at your plans and lends what you need.",
           ("online", "by_visit"), 12),
)  # fmt: skip
_WANTED = (
    "We would like to see it in use, and to plan our own with someone who has done it.",
    "Our new lead would value a visit and two calls in the first weeks.",
    "We have tried this for a term and would like another pair of eyes.",
)
_NOTES = (
    "A visit, and a talk with the class teacher.",
    "A call about the first week.",
    "Planned the next steps together.",
)
_HELPED = (
    ("a_lot", "Lunch times are calmer, and staff know what to do first."),
    ("somewhat", "We use two of the ideas and keep the others for next term."),
    ("too_early", ""),
)
_CONTACT = "SENCO"
_DECLINED = "Our lead is away until half term. Please ask us again then."
_CANCELLED = "We have found someone in our own trust."


def offer_support(casts: list[Cast], team: User, now: datetime) -> None:
    """Offers, asks in every state, and the schools that were named for decisions; `team`: who adds the service."""
    made = [offer for cast in casts[: MOST_OFFERS // OFFERS_OF_ONE] for offer in _offers(cast, now)]
    made.extend(_of_special_school(casts[0], now))
    made.append(_of_service(casts[0], team, now))
    of_community: dict[int, list[Offer]] = {}
    for offer in made:
        of_community.setdefault(offer.school.community_id or 0, []).append(offer)
    for number, offer in enumerate(made[:MOST_ASKS]):
        cast = next(each for each in casts if each.community.pk == offer.school.community_id)
        _ask(cast, offer, number, now)
    for place, cast in enumerate(casts):
        _decided(cast, of_community.get(cast.community.pk, []), now, to_name=TO_NAME if place == 0 else 0)
    if len(made) > 4:
        by = _head(casts, made[4].school)
        offering.pause_offer(offer=made[4], by=acting(by, now), at=now)


def _offers(cast: Cast, now: datetime) -> list[Offer]:
    at, made = now - BEGAN, []
    needs = {each.code: each.pk for each in needs_to_choose([cast.community.authority_id])}
    for number, school in enumerate(cast.schools[2 : 2 + OFFERS_OF_ONE]):
        story = _STORIES[(cast.community.pk + 3 * number) % len(_STORIES)]
        said = Said(
            kind=story.kind, topic=story.topic, what=story.what, phases=_PHASES.get(school.phase, ("for_primary",)),
            hours_a_term=story.hours, ways=story.ways, price=Decimal(story.price) if story.price else None,
            starts_on=day_of(at), ends_on=None, audience="area" if number == 0 else "community",
            needs=[needs[code] for code in story.needs if code in needs],
        )  # fmt: skip
        by = acting(cast.heads[school.pk], at)
        made.append(offering.add_offer(school=school, said=said, by=by, at=at))
    return made


def _of_special_school(cast: Cast, now: datetime) -> list[Offer]:
    """A special school is in no community, and offers its support to all of them."""
    at = now - BEGAN
    needs = {each.code: each.pk for each in needs_to_choose([cast.community.authority_id])}
    heads = Office.objects.filter(
        school__kind=School.Kind.SPECIAL, school__authority=cast.community.authority, role="signatory"
    )
    return [
        offering.add_offer(
            school=head.school,
            said=Said(
                kind="support", topic="A day with our outreach teacher",
                what="Our outreach teacher spends a day with your staff, then two visits over half a term.",
                phases=("for_primary", "for_secondary"), hours_a_term=30, ways=("by_visit",), price=None,
                starts_on=day_of(at), ends_on=None, audience="council",
                needs=[needs[code] for code in ("SLD", "ASD") if code in needs],
            ),
            by=acting(head.person, at),
            at=at,
        )
        for head in heads.select_related("person", "school__community", "school__authority")
        if head.school
    ]  # fmt: skip


def _of_service(cast: Cast, team: User, now: datetime) -> Offer:
    """A service of the council offers its support to all communities, by whoever was invited."""
    at = now - BEGAN
    authority, by = cast.community.authority, acting(team, at)
    service = add_service(authority=authority, name="Speech and language service", by=by, at=at)
    lead = User(email=f"speech.lead@{DOMAIN}", name="Tamsin Weir", second_factor_required=False)
    lead.set_unusable_password()
    lead.save()
    give_office(person=lead, role="signatory", place=service, start=day_of(at), by=by, at=at)
    needs = {each.code: each.pk for each in needs_to_choose([authority.pk])}
    return offering.add_offer(
        school=service,
        said=Said(
            kind="advice", topic="First words: a therapist looks with you",
            what="A speech and language therapist watches a session, then plans with you what all staff can do.",
            phases=("for_early_years", "for_primary"), hours_a_term=40, ways=("by_visit", "online"), price=None,
            starts_on=day_of(at), ends_on=None, audience="council", needs=[needs["SLCN"]] if "SLCN" in needs else [],
        ),
        by=acting(lead, at),
        at=at,
    )  # fmt: skip


def _ask(cast: Cast, offer: Offer, number: int, now: datetime) -> None:
    """A school of the community asks, some weeks ago or lately; what came of it goes round the states."""
    came = number % 7
    at = now - timedelta(days=3 if came in {0, 1} else 20 + 4 * came)
    receiver = next(each for each in cast.schools if each.pk != offer.school_id)
    first = day_of(at) + timedelta(days=1)
    asked = Asked(2 + number % 3, first, first + timedelta(days=14 + 30 * (came == 2)), _WANTED[number % len(_WANTED)])
    placement = placing.ask_for_support(
        offer=offer, receiver=receiver, asked=asked, by=acting(cast.heads[receiver.pk], at), at=at
    )
    giver, later = cast.heads[offer.school_id], at + timedelta(days=1)
    if came == 5:
        answering.decline_support(placement=placement, reason=_DECLINED, by=acting(giver, later), at=later)
    elif came == 6:
        by = acting(cast.heads[receiver.pk], later)
        answering.cancel_support(placement=placement, reason=_CANCELLED, by=by, at=later)
    elif came > 1:
        _given(placement, giver, later, now, finishes=came == 4)
        if came == 4 and number > 7:  # the first still asks its receiver
            helped, changed = _HELPED[number % len(_HELPED)]
            by = acting(cast.heads[receiver.pk], now)
            judging.judge_support(placement=placement, helped=helped, changed=changed, by=by, at=now)


def _given(placement: Placement, giver: User, at: datetime, now: datetime, *, finishes: bool) -> None:
    """Accepted, with hours on some days up to now; and finished, where that is it."""
    answering.accept_support(placement=placement, contact=_CONTACT, by=acting(giver, at), at=at)
    today, by = day_of(now), acting(giver, now)
    days = (placement.starts_on + timedelta(days=step) for step in (0, 6, 13))
    for number, day in enumerate(each for each in days if each <= today):
        hours, note = Decimal("0.5") * (1 + (placement.pk + number) % 3), _NOTES[number % len(_NOTES)]
        giving.record_hours(placement=placement, day=day, hours=hours, note=note, by=by, at=max(_at(day), at))
    if finishes and placement.starts_on <= today:
        answering.finish_support(placement=placement, by=by, at=now)


def _decided(cast: Cast, offers: list[Offer], now: datetime, *, to_name: int) -> None:
    """The schools that a community named for its decisions: by an offer where one fits, the newest not yet."""
    today = day_of(now)
    found = ResourceRequest.objects.filter(
        community=cast.community,
        decision__school_support=True,
        decision__outcome=Decision.Outcome.APPROVED,
        decision__ends_on__gte=today,
    ).select_related("school__community", "community", "decision", "authority", "created_by")
    waiting = list(found.order_by("-decision__decided_on", "-pk"))[to_name:]
    for number, rfr in enumerate(waiting):
        decision = rfr.decision
        if decision is None or decision.starts_on is None:
            continue
        at = min(_at(decision.decided_on + timedelta(days=2)), now - timedelta(hours=2))
        clerk = acting(cast.clerk, at)
        if number == 0 and to_name:
            until = today + timedelta(days=9)
            placing.find_later(rfr=rfr, owner=ToBeFound.Owner.CHAIR, until=until, by=clerk, at=at)
            continue
        offer = next((each for each in offers if each.school_id != rfr.school_id), None) if number % 2 == 0 else None
        school = offer.school if offer else _another(cast, rfr.school)
        days = (decision.starts_on, min(decision.starts_on + timedelta(days=40), decision.ends_on or today))
        asked = Asked(3, *days)
        placement = placing.name_school(rfr=rfr, offer=offer, school=school, asked=asked, by=clerk, at=at)
        if number % 4 != 3:
            later = min(at + timedelta(days=1), now - timedelta(hours=1))
            _given(placement, cast.heads[school.pk], later, now, finishes=number % 4 == 2)


def _another(cast: Cast, school: School) -> School:
    return next(each for each in reversed(cast.schools) if each.pk != school.pk)


def _head(casts: list[Cast], school: School) -> User:
    return next(cast.heads[school.pk] for cast in casts if school.pk in cast.heads)


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(10)))
