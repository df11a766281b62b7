"""What can be done with the support that schools offer one another, and who may."""

from datetime import timedelta

from django.utils import timezone

from locality.support.actions import answering, giving, judging, offering, placing, steps, telling
from locality.support.actions.offering import add_offer, change_offer, close_offer, pause_offer, reopen_offer
from locality.support.actions.services import add_service, close_service
from tests.integration.acting.acts import INNER, Do, act
from tests.integration.support.arranging import HALF, accept, approved, asked, asked_for, finish, offered, said, today
from tests.world import Side, acting

GIVES = ("representative", "other_signatory")
ASKS = ("signatory",)
JUDGES = ("school_editor", "signatory", "conflicted_chair")
ARRANGES = ("clerk", "deputy_clerk", "chair", "conflicted_chair", "hnf_officer", "locality_team")


@act(add_service, "locality_team")
def _(side: Side) -> Do:
    return lambda by: add_service(authority=side.authority, name="Hearing service", by=by, at=timezone.now())


@act(close_service, "locality_team")
def _(side: Side) -> Do:
    team = acting(side.people["locality_team"])
    service = add_service(authority=side.authority, name="Vision service", by=team, at=timezone.now())
    return lambda by: close_service(service=service, by=by, at=timezone.now())


@act(add_offer, *GIVES)
def _(side: Side) -> Do:
    return lambda by: add_offer(school=side.other_school, said=said(), by=by, at=timezone.now())


@act(change_offer, *GIVES)
def _(side: Side) -> Do:
    offer = offered(side)
    return lambda by: change_offer(offer=offer, said=said(topic="Another"), by=by, at=timezone.now())


@act(pause_offer, *GIVES)
def _(side: Side) -> Do:
    offer = offered(side)
    return lambda by: pause_offer(offer=offer, by=by, at=timezone.now())


@act(reopen_offer, *GIVES)
def _(side: Side) -> Do:
    offer = offering.pause_offer(offer=offered(side), by=acting(side.people["representative"]), at=timezone.now())
    return lambda by: reopen_offer(offer=offer, by=by, at=timezone.now())


@act(close_offer, *GIVES)
def _(side: Side) -> Do:
    offer = offered(side)
    return lambda by: close_offer(offer=offer, by=by, at=timezone.now())


@act(placing.ask_for_support, *ASKS)
def _(side: Side) -> Do:
    offer = offered(side)
    return lambda by: placing.ask_for_support(
        offer=offer, receiver=side.school, asked=asked(), by=by, at=timezone.now()
    )


@act(placing.name_school, *ARRANGES)
def _(side: Side) -> Do:
    rfr, offer = approved(side), offered(side)
    return lambda by: placing.name_school(
        rfr=rfr, offer=offer, school=side.other_school, asked=asked(), by=by, at=timezone.now()
    )


@act(placing.find_later, *ARRANGES)
def _(side: Side) -> Do:
    rfr, until = approved(side), today() + timedelta(days=9)
    return lambda by: placing.find_later(rfr=rfr, owner="chair", until=until, by=by, at=timezone.now())


@act(answering.accept_support, *GIVES)
def _(side: Side) -> Do:
    placement = asked_for(side)
    return lambda by: answering.accept_support(placement=placement, contact="SENCO", by=by, at=timezone.now())


@act(answering.decline_support, *GIVES)
def _(side: Side) -> Do:
    placement = asked_for(side)
    return lambda by: answering.decline_support(placement=placement, reason="Away", by=by, at=timezone.now())


@act(answering.cancel_support, *ASKS)
def _(side: Side) -> Do:
    """Who asked for it; the school that is asked declines instead."""
    placement = asked_for(side)
    return lambda by: answering.cancel_support(placement=placement, reason="Enough", by=by, at=timezone.now())


@act(answering.finish_support, *GIVES)
def _(side: Side) -> Do:
    placement = accept(side, asked_for(side))
    return lambda by: answering.finish_support(placement=placement, by=by, at=timezone.now())


@act(judging.judge_support, *JUDGES)
def _(side: Side) -> Do:
    placement = finish(side, accept(side, asked_for(side)))
    return lambda by: judging.judge_support(
        placement=placement, helped="somewhat", changed="", by=by, at=timezone.now()
    )


@act(giving.record_hours, *GIVES)
def _(side: Side) -> Do:
    placement = accept(side, asked_for(side))
    return lambda by: giving.record_hours(
        placement=placement, day=today(), hours=HALF, note="A visit", by=by, at=timezone.now()
    )


@act(giving.correct_hours, *GIVES)
def _(side: Side) -> Do:
    by, at = acting(side.people["representative"]), timezone.now()
    placement = accept(side, asked_for(side))
    entry = giving.record_hours(placement=placement, day=today(), hours=HALF, note="", by=by, at=at)
    return lambda by: giving.correct_hours(entry=entry, hours=HALF * 2, note="Longer", by=by, at=timezone.now())


for _each in (steps.take_offer, steps.take_placement):
    INNER[f"{_each.__module__}.{_each.__qualname__}"] = "asks the table, for the actions that have asked who may"
for _each in (telling.tell_of_support, telling.tell_people):
    INNER[f"{_each.__module__}.{_each.__qualname__}"] = "the emails of what an action has done"
