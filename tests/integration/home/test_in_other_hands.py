"""Home asks nobody for what a rule about who acts keeps from them; and it still waits where somebody can see it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from locality.accounts.models import User
from locality.communities.models import Office
from locality.resource_requests.models import Decision, ResourceRequest
from locality.resource_requests.queries.council import Waiting, queue
from locality.resource_requests.queries.needs import REVIEW, kinds_needing, waiting_for_others
from locality.resource_requests.rules.permitted import may
from locality.resource_requests.tasks import tasks_for
from locality.resource_requests.workflow import E
from locality.tasks.actions import remind
from locality.values.refusals import NotPossible
from locality.values.working_days import day_of
from tests.integration.resource_requests.desk import Desk, text_of
from tests.world import Side, acting, request_in, ruling


def as_nobody(_side: Side, _request: ResourceRequest, _person: User) -> None:
    """Nothing is between this person and the request."""


def as_recorder(_side: Side, request: ResourceRequest, person: User) -> None:
    if request.decision is None:
        return
    # a decision is never changed: another one stands in its place
    fields = {each.attname: getattr(request.decision, each.attname) for each in Decision._meta.concrete_fields}
    fields |= {"id": None, "number": request.decision.number + 1, "recorded_by_id": person.pk}
    made = Decision.objects.create(**fields)
    ResourceRequest.objects.filter(pk=request.pk).update(decision=made)


def office(role: str, place: Callable[[Side], dict[str, Any]]) -> Callable[[Side, ResourceRequest, User], None]:
    def take(side: Side, request: ResourceRequest, person: User) -> None:
        day = request.decision.decided_on if request.decision else day_of(timezone.now())
        Office.objects.create(person=person, role=role, authority=side.authority, start=day, **place(side))

    return take


TIES: dict[str, Callable[[Side, ResourceRequest, User], None]] = {
    "no tie": as_nobody,
    "recorded": as_recorder,
    "sat as chair": office("chair", lambda side: {"community": side.community}),
    "chair elsewhere": office("chair", lambda side: {"community": side.neighbour}),
    "of its school": office("school_editor", lambda side: {"school": side.school}),
    "of another school there": office("school_editor", lambda side: {"school": side.other_school}),
    "of a school elsewhere": office("school_editor", lambda side: {"school": side.far_school}),
}
"""What a person may have had to do with a request beside their office."""
TASKS: dict[str, tuple[str, dict[str, Any], E, tuple[str, ...]]] = {
    "submitted": ("submitted", {}, E.ACCEPT, ("chair", "conflicted_chair")),
    "urgent": ("urgent", {}, E.GRANT, ("chair", "conflicted_chair")),
    "accepted": ("to_decide", {}, E.APPROVE, ("chair", "conflicted_chair", "clerk")),
    "handed_over": ("handed_over", {}, E.ACKNOWLEDGE, ("hnf_officer",)),
    "acknowledged": ("acknowledged", {}, E.MODERATE, ("hnf_officer", "moderator")),
    REVIEW: ("acknowledged", {"decided": ruling}, E.TAKE_UP, ("moderator",)),
    "with_council": ("with_council", {}, E.COUNCIL_APPROVE, ("moderator",)),
}
"""By task: how a request gets there, the event that is done first, and whose office does it."""
# by hand: whom the rules keep from what, beside the conflicted chair, who writes for the school
BEFORE_A_DECISION = {"of its school"}
AFTER_A_DECISION = {"of its school", "recorded", "sat as chair", "of another school there"}
APART = {
    "submitted": BEFORE_A_DECISION,
    "urgent": BEFORE_A_DECISION,
    "accepted": BEFORE_A_DECISION,
    "handed_over": {"of its school", "recorded"},
    "acknowledged": AFTER_A_DECISION,
    REVIEW: AFTER_A_DECISION,
    "with_council": AFTER_A_DECISION,
}


@pytest.mark.parametrize("tie", TIES)
@pytest.mark.parametrize("task", TASKS)
def test_home_offers_what_the_guards_let_the_person_do_and_nothing_else(kent: Side, task: str, tie: str) -> None:
    state, decided, event, roles = TASKS[task]
    reference = request_in(kent, state, **{"decided": ruling(council_referral=True)} if decided else {}).reference
    for role in roles:
        request = ResourceRequest.objects.get(reference=reference)
        TIES[tie](kent, request, kent.people[role])
    for role in roles:
        viewer = kent.viewer(role)
        request = ResourceRequest.objects.get(reference=reference)
        offered = {kind.name for kind in kinds_needing(viewer)}
        apart = role == "conflicted_chair" or tie in APART[task]
        assert bool(may(viewer, event, request)) is not apart, (role, tie)
        assert (task in offered) is not apart, (role, tie)


@pytest.mark.clause("FORM-13")
def test_what_nobody_of_the_council_may_do_waits_for_it_at_the_clerks_and_the_schools(kent: Side) -> None:
    request = request_in(kent, "acknowledged")
    for role in ("hnf_officer", "moderator"):
        TIES["sat as chair"](kent, request, kent.people[role])
        page = text_of(Desk(kent.people[role]).get("home"))
        assert "Record the Wealdshire Section" not in page
        assert request in queue(kent.viewer(role), Waiting.TO_PROCESS)
    for role in ("clerk", "school_editor"):
        assert [each.reference for each in waiting_for_others(kent.viewer(role))] == [request.reference]
        assert "the council needs to process it" in text_of(Desk(kent.people[role]).get("home"))
    (waiting,) = tasks_for(kent.viewer("clerk")).waiting
    assert waiting.reminder is not None
    later = timezone.now() + timedelta(days=7)
    with pytest.raises(NotPossible, match="Ask your council’s locality team who does this work"):
        remind([waiting.reminder.thing], by=acting(kent.people["clerk"], later), at=later)


def test_a_reminder_goes_to_who_may_do_it(kent: Side) -> None:
    request = request_in(kent, "acknowledged")
    TIES["sat as chair"](kent, request, kent.people["hnf_officer"])
    (waiting,) = tasks_for(kent.viewer("clerk")).waiting
    assert waiting.reminder is not None
    assert kent.people["moderator"] in waiting.reminder.people(day_of(timezone.now()))
    assert kent.people["hnf_officer"] not in waiting.reminder.people(day_of(timezone.now()))


def test_a_chair_of_its_own_school_waits_for_the_other_chair(kent: Side) -> None:
    request = request_in(kent, "submitted")
    viewer = kent.viewer("conflicted_chair")
    assert kinds_needing(viewer) == []
    assert [each.reference for each in waiting_for_others(viewer)] == [request.reference]
