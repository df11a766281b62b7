"""Every state by every event, through the actions and the database."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from locality.audit.models import Event
from locality.budgets.queries import balance
from locality.outbox.models import Message
from locality.resource_requests import actions
from locality.resource_requests.models import Decision, ResourceRequest, Step
from locality.resource_requests.workflow import MACHINE, E, S
from locality.values.transitions import NotPossible
from locality.values.working_days import day_of
from tests.world import Side, declined, request_in, ruling

Act = Callable[[Side, ResourceRequest], Any]

ACTS: dict[E, Act] = {
    E.ASK_TO_SIGN: lambda s, r: actions.ask_to_sign(r, by=s.people["school_editor"], at=timezone.now()),
    E.REOPEN: lambda s, r: actions.reopen(r, by=s.people["school_editor"], at=timezone.now()),
    E.SUBMIT: lambda s, r: actions.submit(
        r, by=s.people["signatory"], signed_name="A", signed_role="Head", seen=actions.fingerprint(r), at=timezone.now()
    ),
    E.WITHDRAW: lambda s, r: actions.withdraw(r, reason="", by=s.people["signatory"], at=timezone.now()),
    E.ACCEPT: lambda s, r: actions.accept(r, by=s.people["chair"], at=timezone.now()),
    E.RETURN: lambda s, r: actions.return_to_school(r, missing="More", by=s.people["chair"], at=timezone.now()),
    E.APPROVE: lambda s, r: actions.decide(r, ruling(), by=s.people["clerk"], at=timezone.now()),
    E.DECLINE: lambda s, r: actions.decide(r, declined(), by=s.people["clerk"], at=timezone.now()),
    E.DEFER: lambda s, r: actions.decide(
        r,
        actions.Ruling(
            outcome=Decision.Outcome.DEFERRED, summary="More", method=Decision.Method.CHAIR,
            decided_on=day_of(timezone.now()), needed="A plan",
        ),
        by=s.people["clerk"], at=timezone.now(),
    ),
    E.CORRECT_TO_APPROVED: lambda s, r: actions.correct(
        r, ruling(), ground=Decision.Ground.ERROR, reason="Wrong sum", by=s.people["clerk"], at=timezone.now()
    ),
    E.CORRECT_TO_DECLINED: lambda s, r: actions.correct(
        r, declined(), ground=Decision.Ground.ERROR, reason="Wrong one", by=s.people["clerk"], at=timezone.now()
    ),
    E.HAND_OVER: lambda s, r: actions.hand_over(r, by=s.people["clerk"], at=timezone.now()),
    E.ACKNOWLEDGE: lambda s, r: actions.acknowledge(r, by=s.people["hnf_officer"], at=timezone.now()),
    E.ASK: lambda s, r: actions.ask(r, question="When?", by=s.people["hnf_officer"], at=timezone.now()),
    E.ANSWER: lambda s, r: actions.answer(r, text="In May.", by=s.people["clerk"], at=timezone.now()),
}  # fmt: skip


@pytest.mark.clause("CHA-1")
@pytest.mark.parametrize("state", list(S))
def test_each_event_is_taken_or_refused_as_the_table_says(kent: Side, state: S) -> None:
    for event, act in ACTS.items():
        request = request_in(kent, state)
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
