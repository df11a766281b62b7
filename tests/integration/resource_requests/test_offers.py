"""A page offers only what the action takes: every state, every person, every event of the workflow."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from locality.accounts.models import User
from locality.communities.queries import viewer_of
from locality.council_section.actions import deciding_for_council, moderating, questioning
from locality.exceptional import actions as outside_meetings
from locality.resource_requests.actions import deciding, handing_over, reviewing
from locality.resource_requests.actions.decision_records import NewDecision
from locality.resource_requests.models import CouncilQuestion, Decision, ResourceRequest
from locality.resource_requests.presenters.offers import offers
from locality.resource_requests.queries.requests import find_for
from locality.resource_requests.rules.exceptional import is_exceptional
from locality.resource_requests.rules.permitted import may
from locality.resource_requests.workflow import E, S
from locality.values.working_days import day_of
from locality.writing.actions import drafting, signing
from tests.integration.resource_requests.desk import Desk, text_of
from tests.world import (
    Side,
    acting,
    declined,
    exceptional_in,
    grant,
    pay_in_advance,
    referral,
    refusal,
    request_in,
    ruling,
    section,
)

Act = Callable[[Side, ResourceRequest, User], Any]
CORRECTED: dict[str, Any] = {"ground": Decision.Ground.ERROR, "reason": "Wrong sum"}


def put_off() -> NewDecision:
    return NewDecision(
        outcome=Decision.Outcome.DEFERRED, summary="More", method=Decision.Method.CHAIR,
        decided_on=day_of(timezone.now()), needed="A plan",
    )  # fmt: skip


def sign(act: Any, request: ResourceRequest, by: User) -> Any:
    return act(
        request,
        by=acting(by),
        signed_name="A",
        signed_role="Head",
        seen=signing.fingerprint(request),
        at=timezone.now(),
    )


def by_council(decided: NewDecision) -> NewDecision:
    return replace(decided, method=Decision.Method.COUNCIL)


def kept_date(request: ResourceRequest, decided: NewDecision) -> NewDecision:
    assert request.decision
    return replace(decided, decided_on=request.decision.decided_on)


ACTS: dict[E, Act] = {
    E.ASK_TO_SIGN: lambda s, r, by: drafting.ask_to_sign(r, by=acting(by), at=timezone.now()),
    E.REOPEN: lambda s, r, by: drafting.reopen(r, by=acting(by), at=timezone.now()),
    E.SUBMIT: lambda s, r, by: sign(signing.submit, r, by),
    E.SUBMIT_EXCEPTIONAL: lambda s, r, by: sign(signing.submit_exceptional, r, by),
    E.WITHDRAW: lambda s, r, by: signing.withdraw(r, reason="", by=acting(by), at=timezone.now()),
    E.DISCARD: lambda s, r, by: drafting.discard(r, by=acting(by), at=timezone.now()),
    E.ACCEPT: lambda s, r, by: reviewing.accept(r, by=acting(by), at=timezone.now()),
    E.RETURN: lambda s, r, by: reviewing.return_to_school(r, missing="More", by=acting(by), at=timezone.now()),
    E.APPROVE: lambda s, r, by: deciding.decide(r, ruling(), by=acting(by), at=timezone.now()),
    E.DECLINE: lambda s, r, by: deciding.decide(r, declined(), by=acting(by), at=timezone.now()),
    E.DEFER: lambda s, r, by: deciding.decide(r, put_off(), by=acting(by), at=timezone.now()),
    E.CORRECT_TO_APPROVED: lambda s, r, by: deciding.correct(
        r, kept_date(r, grant(amount=Decimal(900)) if is_exceptional(r) else ruling(amount=Decimal(900))),
        by=acting(by), at=timezone.now(), **CORRECTED
    ),
    E.CORRECT_TO_DECLINED: lambda s, r, by: deciding.correct(
        r, kept_date(r, declined(reasons="It is free.")), by=acting(by), at=timezone.now(), **CORRECTED
    ),
    E.CORRECT_TO_REFUSED: lambda s, r, by: deciding.correct(
        r, kept_date(r, refusal(summary="It is free.")), by=acting(by), at=timezone.now(), **CORRECTED
    ),
    E.HAND_OVER: lambda s, r, by: handing_over.hand_over(r, by=acting(by), at=timezone.now()),
    E.ACKNOWLEDGE: lambda s, r, by: handing_over.acknowledge(r, by=acting(by), at=timezone.now()),
    E.ASK: lambda s, r, by: handing_over.ask(r, question="When?", by=acting(by), at=timezone.now()),
    E.ANSWER: lambda s, r, by: handing_over.answer(r, text="In May.", by=acting(by), at=timezone.now()),
    E.GRANT: lambda s, r, by: outside_meetings.decide_exceptional(r, grant(), by=acting(by), at=timezone.now()),
    E.REFUSE: lambda s, r, by: outside_meetings.decide_exceptional(r, refusal(), by=acting(by), at=timezone.now()),
    E.REFER: lambda s, r, by: outside_meetings.decide_exceptional(r, referral(), by=acting(by), at=timezone.now()),
    E.CONTACT: lambda s, r, by: outside_meetings.contact_school(r, note="By telephone.", by=acting(by), at=timezone.now()),
    E.FORWARD: lambda s, r, by: outside_meetings.forward(r, by=acting(by), at=timezone.now()),
    E.TAKE_UP: lambda s, r, by: deciding_for_council.take_up(r, by=acting(by), at=timezone.now()),
    E.COUNCIL_APPROVE: lambda s, r, by: deciding_for_council.decide_for_council(
        r, by_council(ruling(ends_on=day_of(timezone.now()) + timedelta(days=27))), by=acting(by), at=timezone.now()
    ),
    E.COUNCIL_DECLINE: lambda s, r, by: deciding_for_council.decide_for_council(
        r, by_council(declined(own_provision="")), by=acting(by), at=timezone.now()
    ),
    E.COUNCIL_KEEP: lambda s, r, by: deciding_for_council.keep_community_decision(
        r, why="Enough", by=acting(by), at=timezone.now()
    ),
    E.MODERATE: lambda s, r, by: moderating.moderate(
        r, section(s, final_amount=r.approved_amount, moderated_by=by, starts_on=None, ends_on=None),
        by=acting(by), at=timezone.now(),
    ),
    E.QUERY: lambda s, r, by: questioning.ask_question(
        r, to=CouncilQuestion.To.CLERK, text="When?", by=acting(by), at=timezone.now()
    ),
    E.REPLY: lambda s, r, by: questioning.reply(r, to=CouncilQuestion.To.CLERK, text="In May.", by=acting(by), at=timezone.now()),
    E.REPLY_FOR_SCHOOL: lambda s, r, by: questioning.reply(
        r, to=CouncilQuestion.To.SCHOOL, text="In May.", by=acting(by), at=timezone.now()
    ),
    E.GIVE_BACK: lambda s, r, by: moderating.end_early(
        r, last_day=day_of(timezone.now()) + timedelta(days=9), why="Moved", by=acting(by), at=timezone.now()
    ),
}  # fmt: skip


def council_approved(side: Side) -> ResourceRequest:
    request = request_in(side, "with_council")
    deciding_for_council.decide_for_council(
        request, by_council(ruling()), by=acting(side.people["moderator"]), at=timezone.now()
    )
    return request


def paid(side: Side) -> ResourceRequest:
    request = request_in(side, "processed")
    pay_in_advance(side)
    return request


def asked_by_council(side: Side) -> ResourceRequest:
    request = request_in(side, "acknowledged")
    for to in CouncilQuestion.To:
        questioning.ask_question(request, to=to, text="When?", by=acting(side.people["moderator"]), at=timezone.now())
    return request


WAYS: dict[str, Callable[[Side], ResourceRequest]] = {
    **{str(state): lambda side, state=state: request_in(side, state) for state in S},  # type: ignore[misc]
    **{
        f"exceptional {state}": lambda side, state=state: exceptional_in(side, state)  # type: ignore[misc]
        for state in ("draft", "granted", "declined")
    },
    "to decide": lambda side: request_in(side, "to_decide"),
    "decided by the council": council_approved,
    "paid": paid,
    "asked by the council": asked_by_council,
}


def test_no_event_is_left_untried() -> None:
    assert set(ACTS) | {E.ADMIT} == set(
        E
    )  # an earlier meeting is offered on the page of the review, where there is one


@pytest.mark.clause("CHA-1")
@pytest.mark.parametrize("way", WAYS)
def test_what_a_person_may_do_the_action_takes_and_what_is_offered_opens(kent: Side, way: str) -> None:
    reference, today = WAYS[way](kent).reference, day_of(timezone.now())
    faults = []
    for role, person in kent.people.items():
        viewer = viewer_of(person, today)
        found = find_for(viewer, reference)
        if found is None:
            continue
        for event in (event for event in ACTS if may(viewer, event, found)):
            with transaction.atomic():
                try:
                    ACTS[event](kent, ResourceRequest.objects.get(pk=found.pk), person)
                except Exception as wrong:
                    faults.append(f"{role}: {event}: {wrong!r}")
                transaction.set_rollback(True)
        first, others = offers(viewer, found)
        for offer in [*([first] if first else []), *others]:
            if Desk(person).client.get(offer.href, follow=True).status_code != 200:
                faults.append(f"{role}: {offer.label} at {offer.href} does not open")
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("way", ["accepted", "decided by the council", "paid"])
def test_what_would_be_refused_is_not_offered(kent: Side, way: str) -> None:
    """A decision before its meeting, a correction of what the council decided, and of what was paid."""
    reference = WAYS[way](kent).reference
    for role in ("chair", "clerk"):
        page = text_of(Desk(kent.people[role]).get("request", reference))
        assert "Record the decision" not in page
        assert "Correct the decision" not in page
        for name in ("request_decide", "request_correct"):
            stands = (
                409 if name == "request_correct" and way != "accepted" else 403
            )  # no office of anybody's would help
            assert Desk(kent.people[role]).client.get(reverse(name, args=[reference])).status_code == stands
