"""Every state by every event, through the actions and the database."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from locality.audit.models import Event
from locality.budgets.queries.money import balance
from locality.council_section.actions import deciding_for_council, moderating, questioning
from locality.exceptional import actions as outside_meetings
from locality.outbox.models import Message
from locality.resource_requests.actions import deciding, handing_over, reviewing
from locality.resource_requests.actions.decision_records import NewDecision
from locality.resource_requests.events import MACHINE
from locality.resource_requests.models import CouncilQuestion, Decision, DraftAnswer, ResourceRequest, Step
from locality.resource_requests.states import UNSENT_STATES
from locality.resource_requests.workflow import E, S
from locality.values.refusals import NotPossible
from locality.values.working_days import day_of
from locality.writing.actions import drafting, signing
from tests.world import Side, acting, declined, grant, period, referral, refusal, request_in, ruling, section, send

Act = Callable[[Side, ResourceRequest], Any]

ACTS: dict[E, Act] = {
    E.ASK_TO_SIGN: lambda s, r: drafting.ask_to_sign(r, by=acting(s.people["school_editor"]), at=timezone.now()),
    E.REOPEN: lambda s, r: drafting.reopen(r, by=acting(s.people["school_editor"]), at=timezone.now()),
    E.SUBMIT: lambda s, r: signing.submit(
        r, by=acting(s.people["signatory"]), signed_name="A", signed_role="Head", seen=signing.fingerprint(r), at=timezone.now()
    ),
    E.WITHDRAW: lambda s, r: signing.withdraw(r, reason="", by=acting(s.people["signatory"]), at=timezone.now()),
    E.DISCARD: lambda s, r: drafting.discard(r, by=acting(s.people["school_editor"]), at=timezone.now()),
    E.ACCEPT: lambda s, r: reviewing.accept(r, by=acting(s.people["chair"]), at=timezone.now()),
    E.RETURN: lambda s, r: reviewing.return_to_school(r, missing="More", by=acting(s.people["chair"]), at=timezone.now()),
    E.APPROVE: lambda s, r: deciding.decide(r, ruling(), by=acting(s.people["clerk"]), at=timezone.now()),
    E.DECLINE: lambda s, r: deciding.decide(r, declined(), by=acting(s.people["clerk"]), at=timezone.now()),
    E.DEFER: lambda s, r: deciding.decide(
        r,
        NewDecision(
            outcome=Decision.Outcome.DEFERRED, summary="More", method=Decision.Method.CHAIR,
            decided_on=day_of(timezone.now()), needed="A plan",
        ),
        by=acting(s.people["clerk"]), at=timezone.now(),
    ),
    E.CORRECT_TO_APPROVED: lambda s, r: deciding.correct(
        r, grant(amount=Decimal(900)) if r.kind == "exceptional" else ruling(amount=Decimal(900)),
        ground=Decision.Ground.ERROR, reason="Wrong sum", by=acting(s.people["chair"]), at=timezone.now(),
    ),
    E.CORRECT_TO_DECLINED: lambda s, r: deciding.correct(
        r, declined(reasons="It is free."),
        ground=Decision.Ground.ERROR, reason="Wrong", by=acting(s.people["chair"]), at=timezone.now(),
    ),
    E.CORRECT_TO_REFUSED: lambda s, r: deciding.correct(
        r, refusal(summary="It is free."),
        ground=Decision.Ground.ERROR, reason="Wrong", by=acting(s.people["chair"]), at=timezone.now(),
    ),
    E.HAND_OVER: lambda s, r: handing_over.hand_over(r, by=acting(s.people["clerk"]), at=timezone.now()),
    E.ACKNOWLEDGE: lambda s, r: handing_over.acknowledge(r, by=acting(s.people["hnf_officer"]), at=timezone.now()),
    E.ASK: lambda s, r: handing_over.ask(r, question="When?", by=acting(s.people["hnf_officer"]), at=timezone.now()),
    E.ANSWER: lambda s, r: handing_over.answer(r, text="In May.", by=acting(s.people["clerk"]), at=timezone.now()),
    E.SUBMIT_EXCEPTIONAL: send,
    E.GRANT: lambda s, r: outside_meetings.decide_exceptional(r, grant(), by=acting(s.people["chair"]), at=timezone.now()),
    E.REFUSE: lambda s, r: outside_meetings.decide_exceptional(r, refusal(), by=acting(s.people["chair"]), at=timezone.now()),
    E.REFER: lambda s, r: outside_meetings.decide_exceptional(r, referral(), by=acting(s.people["chair"]), at=timezone.now()),
    E.CONTACT: lambda s, r: outside_meetings.contact_school(
        r, note="By telephone.", by=acting(s.people["clerk"]), at=timezone.now()
    ),
    E.FORWARD: lambda s, r: outside_meetings.forward(r, by=acting(s.people["clerk"]), at=timezone.now()),
    E.TAKE_UP: lambda s, r: deciding_for_council.take_up(r, by=acting(s.people["moderator"]), at=timezone.now()),
    E.COUNCIL_APPROVE: lambda s, r: deciding_for_council.decide_for_council(
        r, _by_council(ruling()), by=acting(s.people["moderator"]), at=timezone.now()
    ),
    E.COUNCIL_DECLINE: lambda s, r: deciding_for_council.decide_for_council(
        r, _by_council(declined(own_provision="")), by=acting(s.people["moderator"]), at=timezone.now()
    ),
    E.COUNCIL_KEEP: lambda s, r: deciding_for_council.keep_community_decision(
        r, why="Enough", by=acting(s.people["moderator"]), at=timezone.now()
    ),
    E.MODERATE: lambda s, r: moderating.moderate(r, section(s), by=acting(s.people["moderator"]), at=timezone.now()),
    E.QUERY: lambda s, r: questioning.ask_question(
        r, to=CouncilQuestion.To.CLERK, text="When?", by=acting(s.people["moderator"]), at=timezone.now()
    ),
    E.REPLY: lambda s, r: _reply(s, r, CouncilQuestion.To.CLERK, "clerk"),
    E.REPLY_FOR_SCHOOL: lambda s, r: _reply(s, r, CouncilQuestion.To.SCHOOL, "school_editor"),
    E.GIVE_BACK: lambda s, r: moderating.end_early(
        r, last_day=day_of(timezone.now()), why="Moved", by=acting(s.people["moderator"]), at=timezone.now()
    ),
}  # fmt: skip
# what the community decided on the way, where an event needs another decision than the usual one
DECIDED: dict[E, Callable[[], NewDecision]] = {
    E.TAKE_UP: lambda: ruling(council_referral=True),
    E.COUNCIL_DECLINE: lambda: ruling(advice=False, funding=False, amount=None, council_referral=True),
}


OF_EXCEPTIONAL = {E.SUBMIT_EXCEPTIONAL, E.CORRECT_TO_REFUSED}
"""What happens to exceptional requests alone, in states that standard ones have too."""


def _by_council(decided: NewDecision) -> NewDecision:
    today = day_of(timezone.now())
    days = {"starts_on": today, "ends_on": today + timedelta(days=90)} if decided.funding else {}
    return replace(decided, method=Decision.Method.COUNCIL, **days)


def _reply(side: Side, request: ResourceRequest, to: CouncilQuestion.To, who: str) -> object:
    CouncilQuestion.objects.create(
        rfr=request, to=to, text="When?", asked_by=side.people["moderator"], asked_at=timezone.now()
    )
    return questioning.reply(request, to=to, text="In May.", by=acting(side.people[who]), at=timezone.now())


def as_exceptional(side: Side, request: ResourceRequest) -> ResourceRequest:
    """The same request in the same state, had it been begun as an exceptional one."""
    typed = period()
    for name, text in typed.items():
        DraftAnswer.objects.create(
            rfr=request, name=name, text=text, saved_by=side.people["signatory"], saved_at=timezone.now()
        )
    days = {"starts_on": day_of(timezone.now()), "ends_on": day_of(timezone.now()) + timedelta(days=27)}
    ResourceRequest.objects.filter(pk=request.pk).update(kind="exceptional", exceptional_reason="sudden_change", **days)
    request.refresh_from_db()
    return request


def came_back(side: Side, state: S) -> ResourceRequest:
    """A request that was returned, asked to be signed again, and so is in one of the states before it is submitted."""
    request, by = request_in(side, "returned"), acting(side.people["school_editor"])
    request = drafting.ask_to_sign(request, by=by, at=timezone.now())
    return drafting.reopen(request, by=by, at=timezone.now()) if state is S.DRAFT else request


@pytest.mark.clause("CHA-1")
@pytest.mark.parametrize("state", list(S))
def test_each_event_is_taken_or_refused_as_the_table_says(kent: Side, state: S) -> None:
    for event, act in ACTS.items():
        special = DECIDED.get(event) if state in {S.ACKNOWLEDGED, S.WITH_COUNCIL} else None
        reached = "to_decide" if state is S.ACCEPTED else state
        request = request_in(kent, reached, decided=special() if special else None)
        if event is E.WITHDRAW and state in UNSENT_STATES:
            request = came_back(kent, state)
        if event in OF_EXCEPTIONAL and request.kind == "standard" and MACHINE.is_possible(state, event):
            request = as_exceptional(kent, request)
        steps, events, messages = Step.objects.count(), Event.objects.count(), Message.objects.count()
        before = balance(kent.community, day_of(timezone.now())).remaining
        if MACHINE.is_possible(state, event):
            act(kent, request)
            request.refresh_from_db()
            assert request.state == MACHINE.next(state, event), (state, event)
            assert Step.objects.count() == steps + 1
            assert Event.objects.count() > events
        else:
            with pytest.raises(NotPossible):
                act(kent, request)
            request.refresh_from_db()
            assert request.state == state, event
            after = (Step.objects.count(), Event.objects.count(), Message.objects.count())
            assert after == (steps, events, messages), (state, event)
            assert balance(kent.community, day_of(timezone.now())).remaining == before


def test_no_event_is_left_untried() -> None:
    assert set(ACTS) | {E.ADMIT} == set(E)
