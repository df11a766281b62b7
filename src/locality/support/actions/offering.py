"""A school offers support, changes what it offers, pauses, reopens or closes it (RES-6)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from locality.accounts.permissions import Permission
from locality.audit.actions import record
from locality.communities.hiding import without_pupils
from locality.communities.models import ListItem, School
from locality.communities.rules import allow
from locality.communities.scope import Viewer
from locality.support.actions.steps import take_offer
from locality.support.models import Offer
from locality.support.queries.offers import communities_supported, needs_to_choose, terms_from
from locality.support.rules import offers as rules
from locality.support.workflow import G, OfOffer
from locality.values.keys import name_key, searchable
from locality.values.refusals import refuse
from locality.values.transitions import Guards
from locality.values.whole import whole
from locality.values.working_days import day_of

LONGEST_TOPIC = 100
LONGEST_WHAT = 4_000


@dataclass(frozen=True)
class Said:
    """What an offer says, as it was typed and chosen; `phases` and `ways` are names of its columns."""

    kind: str
    topic: str
    what: str
    phases: Collection[str]
    hours_a_term: int
    ways: Collection[str]
    price: Decimal | None
    starts_on: date
    ends_on: date | None
    audience: str
    needs: Collection[int] = ()
    """Which of the council's needs it suits; none where it is for any."""


@transaction.atomic
def add_offer(*, school: School, said: Said, by: Viewer, at: datetime) -> Offer:
    """Offer support of a school. Nobody is told: it stands in the register. Raises NotPossible."""
    allow(by, Permission.SUPPORT_OFFER, school=school)
    refuse(rules.why_not_school_offers(school))
    offer = Offer(authority=school.authority, school=school, created_by=by.user, created_at=at)
    _say(offer, said)
    needs = _needs(offer, said)
    offer.save()
    offer.needs.set(needs)
    record("support_offer.added", offer, by=by.user, at=at, after=_logged(offer, needs))
    return offer


@transaction.atomic
def change_offer(*, offer: Offer, said: Said, by: Viewer, at: datetime) -> Offer:
    """Change what an offer says; what was arranged by it stays as it is. Raises NotPossible."""
    offer = lock_offer(offer.pk)
    terms = terms_from(offer, day_of(at))
    _say(offer, said)
    needs = _needs(offer, said)
    guards: Guards = {G.BOOKED_FITS: lambda: rules.why_not_fewer(said.hours_a_term, terms)}
    take_offer(offer, OfOffer.CHANGE, guards, by=by, at=at, after=_logged(offer, needs))
    offer.needs.set(needs)
    for term in terms:
        term.hours = offer.hours_a_term
        term.save(update_fields=["hours"])
    return offer


@transaction.atomic
def pause_offer(*, offer: Offer, by: Viewer, at: datetime) -> Offer:
    """Let nobody ask for it for now. Raises NotPossible."""
    offer = lock_offer(offer.pk)
    take_offer(offer, OfOffer.PAUSE, {}, by=by, at=at)
    return offer


@transaction.atomic
def reopen_offer(*, offer: Offer, by: Viewer, at: datetime) -> Offer:
    """Let others ask for it again. Raises NotPossible."""
    offer = lock_offer(offer.pk)
    take_offer(offer, OfOffer.REOPEN, {}, by=by, at=at)
    return offer


@transaction.atomic
def close_offer(*, offer: Offer, by: Viewer, at: datetime) -> Offer:
    """End it for good; what was arranged by it goes on. Raises NotPossible."""
    offer = lock_offer(offer.pk)
    take_offer(offer, OfOffer.CLOSE, {}, by=by, at=at)
    return offer


def lock_offer(pk: int) -> Offer:
    """The offer as it stands, held until the transaction ends: whoever books its hours is alone with it.

    PostgreSQL locks the row. SQLite has one writer at a time. Raises TransactionManagementError outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("An offer is locked inside the transaction that books its hours.")
    return Offer.objects.select_for_update(of=("self",)).select_related("school__community", "authority").get(pk=pk)


def _say(offer: Offer, said: Said) -> None:
    """Write what is said into the offer: it names no pupil. Raises NotPossible."""
    hide_for = [offer.school.community] if offer.school.community else communities_supported(offer.school)
    offer.kind, offer.audience = Offer.Kind(said.kind), Offer.Audience(said.audience)
    offer.topic = whole(without_pupils(said.topic.strip(), hide_for), LONGEST_TOPIC)
    offer.what = whole(without_pupils(said.what.strip(), hide_for), LONGEST_WHAT)
    for names, chosen in ((Offer.PHASES, said.phases), (Offer.WAYS, said.ways)):
        for name in names:
            setattr(offer, name, name in chosen)
    offer.hours_a_term, offer.price = said.hours_a_term, said.price
    offer.starts_on, offer.ends_on = said.starts_on, said.ends_on
    name = offer.school.name
    offer.search_text = searchable(f"{offer.topic} {offer.what} {name} {name_key(name)}")
    refuse(rules.why_not_said(offer))


def _needs(offer: Offer, said: Said) -> list[ListItem]:
    """The needs that are said. Raises NotPossible."""
    offered = needs_to_choose([offer.school.authority_id], besides=offer if offer.pk else None)
    refuse(rules.why_not_needs(offered, said.needs, offer.school))
    return [each for each in offered if each.pk in said.needs]


def _logged(offer: Offer, needs: list[ListItem]) -> dict[str, object]:
    said = {"topic": offer.topic, "kind": offer.kind, "hours_a_term": offer.hours_a_term, "audience": offer.audience}
    return said | ({"needs": [each.label for each in needs]} if needs else {})
