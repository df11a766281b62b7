"""Offers of the other school of a council, what its first school asks for, and an approved request that asks for support."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from locality.resource_requests.models import ResourceRequest
from locality.support.actions import answering, judging, offering, placing
from locality.support.actions.offering import Said
from locality.support.actions.placing import Asked
from locality.support.models import Helped, Offer, Placement
from locality.values.working_days import day_of
from tests.world import Side, acting, request_in, ruling


def today() -> date:
    return day_of(timezone.now())


def said(**changes: Any) -> Said:
    """An offer for primary schools, of 10 hours a term, free."""
    usual: dict[str, Any] = {
        "kind": "support", "topic": "Calm lunch times", "what": "Our lead visits and plans with you.",
        "phases": ["for_primary"], "hours_a_term": 10, "ways": ["by_visit"], "price": None,
        "starts_on": today() - timedelta(days=30), "ends_on": None, "audience": "community",
    }  # fmt: skip
    return Said(**usual | changes)


def offered(side: Side, **changes: Any) -> Offer:
    """The other school offers support."""
    by = acting(side.people["other_signatory"])
    return offering.add_offer(school=side.other_school, said=said(**changes), by=by, at=timezone.now())


def asked(hours: int = 4, **changes: Any) -> Asked:
    """Some hours from today on, for four weeks."""
    usual: dict[str, Any] = {
        "hours": hours, "starts_on": today(), "ends_on": today() + timedelta(days=28), "wanted": "How to plan lunch.",
    }  # fmt: skip
    return Asked(**usual | changes)


def asked_for(side: Side, offer: Offer | None = None, hours: int = 4, **changes: Any) -> Placement:
    """The first school asks the other for it."""
    return placing.ask_for_support(
        offer=offer or offered(side),
        receiver=side.school,
        asked=asked(hours, **changes),
        by=acting(side.people["signatory"]),
        at=timezone.now(),
    )


def approved(side: Side, **changes: Any) -> ResourceRequest:
    """A request of the first school whose approval asks for another school's support."""
    return request_in(side, "approved", decided=ruling(school_support=True, **changes))


def named(side: Side, rfr: ResourceRequest | None = None, offer: Offer | None = None, hours: int = 4) -> Placement:
    """The clerk names the other school for it."""
    return placing.name_school(
        rfr=rfr or approved(side),
        offer=offer,
        school=side.other_school,
        asked=asked(hours, wanted=""),
        by=acting(side.people["clerk"]),
        at=timezone.now(),
    )


def accept(side: Side, placement: Placement) -> Placement:
    return answering.accept_support(
        placement=placement, contact="SENCO", by=acting(side.people["representative"]), at=timezone.now()
    )


def decline(side: Side, placement: Placement, reason: str = "Our lead is away.") -> Placement:
    return answering.decline_support(
        placement=placement, reason=reason, by=acting(side.people["representative"]), at=timezone.now()
    )


def finish(side: Side, placement: Placement) -> Placement:
    return answering.finish_support(placement=placement, by=acting(side.people["representative"]), at=timezone.now())


def judge(side: Side, placement: Placement, helped: str = "a_lot", changed: str = "Calmer lunch times.") -> Helped:
    """The receiving school's editor says whether it helped."""
    return judging.judge_support(
        placement=placement, helped=helped, changed=changed, by=acting(side.people["school_editor"]), at=timezone.now()
    )


HALF = Decimal("1.5")
