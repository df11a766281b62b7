"""From the clerk to the area's High Needs Funding officer and back (CLK-5, RFR-3)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from locality.accounts.models import User
from locality.communities.queries import viewer_of
from locality.resource_requests.actions.steps import check, check_read, locked, take, tell, told_by
from locality.resource_requests.models import Decision, HandOver, OfficerQuestion, ResourceRequest
from locality.resource_requests.rules.permitted import may
from locality.resource_requests.workflow import E, S
from locality.values.refusals import NotPossible
from locality.values.working_days import day_of


@transaction.atomic
def hand_over(rfr: ResourceRequest, *, by: User, at: datetime, seen: str | None = None) -> HandOver:
    """Send the approved form to the officer of the community's area; the message carries reference and link only."""
    rfr = locked(rfr)
    check(rfr, E.HAND_OVER, by=by, at=at)
    check_read(rfr, seen)
    told = told_by(E.HAND_OVER, rfr, by=by, at=at)
    take(rfr, E.HAND_OVER, by=by, at=at)
    sent = HandOver.objects.create(
        request=rfr,
        decision=Decision.objects.filter(request=rfr).latest("number"),
        area=rfr.community.area,
        sent_by=by,
        sent_at=at,
    )
    tell(
        told,
        rfr,
        kind=E.HAND_OVER,
        subject="an approved request for you",
        lines=["An approved Request for Resource was sent to you. Open it to read and acknowledge it."],
        at=at,
    )
    return sent


@dataclass(frozen=True)
class HandedOver:
    """What one press handed over, and what it left: each as "RFR-2026-00418, which is “Sent to the officer” by now"."""

    sent: list[HandOver] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


@transaction.atomic
def hand_over_all(
    requests: Iterable[ResourceRequest], *, by: User, at: datetime, seen: Mapping[str, str] | None = None
) -> HandedOver:
    """Hand several over with one press, each as `hand_over` does it, in one transaction: a process that dies sent none.

    One that can't go (a colleague was quicker, or its decision was corrected) is left with where it stands, and the others
    still go: three working days run for each, and a clerk should not have to press again because of another's. Raises
    NotPossible where none can go. They are locked in the order of their ids, so that two presses at once only wait.
    `seen` are the marks that the page held, by reference.
    """
    done = HandedOver()
    for rfr in sorted(requests, key=lambda each: each.pk):
        try:
            done.sent.append(hand_over(rfr, by=by, at=at, seen=(seen or {}).get(rfr.reference)))
        except NotPossible:
            done.left.append(f"{rfr.reference}, {_became(locked(rfr))}")
    if not done.sent:
        raise NotPossible(f"Nothing is left to hand over of what was listed: {'; '.join(done.left) or 'nothing'}.")
    return done


def _became(rfr: ResourceRequest) -> str:
    if rfr.state == S.APPROVED:
        return "which was changed since you opened this page"
    return f"which is “{rfr.officer_label}” by now"


def _current(rfr: ResourceRequest) -> HandOver:
    return HandOver.objects.select_for_update().filter(request=rfr).latest("id")


@transaction.atomic
def acknowledge(rfr: ResourceRequest, *, by: User, at: datetime, seen: str | None = None) -> HandOver:
    """The officer has received the form, from which day the council's clock runs (POST-4).

    Whoever recorded the decision can't: different hands.
    """
    rfr = locked(rfr)
    check(rfr, E.ACKNOWLEDGE, by=by, at=at)
    check_read(rfr, seen)
    sent = _current(rfr)
    if sent.decision.recorded_by_id == by.pk:
        raise NotPossible("You recorded this decision, so another person must receive it for the council.")
    told = told_by(E.ACKNOWLEDGE, rfr, by=by, at=at)
    rfr.received_on = day_of(at)
    take(rfr, E.ACKNOWLEDGE, by=by, at=at)
    sent.acknowledged_by, sent.acknowledged_at = by, at
    sent.save()
    tell(
        told,
        rfr,
        kind=E.ACKNOWLEDGE,
        subject="received by the officer",
        lines=["The area’s High Needs Funding officer has acknowledged this request."],
        at=at,
    )
    return sent


@dataclass(frozen=True)
class Acknowledged:
    """What one press acknowledged, and what it left: each with the sentence why."""

    done: list[HandOver] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


@transaction.atomic
def acknowledge_all(
    requests: Iterable[ResourceRequest], *, by: User, at: datetime, seen: Mapping[str, str] | None = None
) -> Acknowledged:
    """Acknowledge several with one press, each as `acknowledge` does it. Whoever may not receive one is refused that one.

    They are locked in the order of their ids, so that two presses at once only wait. `seen` are the marks that the page
    held, by reference.
    """
    made = Acknowledged()
    viewer = viewer_of(by, day_of(at))
    for rfr in sorted(requests, key=lambda each: each.pk):
        may_receive = may(viewer, E.ACKNOWLEDGE, locked(rfr))
        if not may_receive:
            made.left.append(f"{rfr.reference}: {may_receive.why}")
            continue
        try:
            made.done.append(acknowledge(rfr, by=by, at=at, seen=(seen or {}).get(rfr.reference)))
        except NotPossible as refusal:
            made.left.append(f"{rfr.reference}: {refusal.sentence}")
    return made


@transaction.atomic
def ask(rfr: ResourceRequest, *, question: str, by: User, at: datetime, seen: str | None = None) -> OfficerQuestion:
    """The officer sends the form back with a question."""
    rfr = locked(rfr)
    check(rfr, E.ASK, by=by, at=at)
    check_read(rfr, seen)
    if not question.strip():
        raise NotPossible("Enter the question for the clerk.")
    told = told_by(E.ASK, rfr, by=by, at=at)
    take(rfr, E.ASK, by=by, at=at, note=question)
    asked = OfficerQuestion.objects.create(hand_over=_current(rfr), text=question, asked_by=by, asked_at=at)
    tell(
        told,
        rfr,
        kind=E.ASK,
        subject="a question from the officer",
        lines=["The area’s High Needs Funding officer has sent this request back with a question."],
        at=at,
    )
    return asked


@transaction.atomic
def answer(rfr: ResourceRequest, *, text: str, by: User, at: datetime, seen: str | None = None) -> OfficerQuestion:
    """The clerk answers, which sends the form again."""
    rfr = locked(rfr)
    check(rfr, E.ANSWER, by=by, at=at)
    check_read(rfr, seen)
    if not text.strip():
        raise NotPossible("Enter the answer for the officer.")
    told = told_by(E.ANSWER, rfr, by=by, at=at)
    take(rfr, E.ANSWER, by=by, at=at, note=text)
    asked = OfficerQuestion.objects.select_for_update().filter(hand_over=_current(rfr), answered_at=None).latest("id")
    asked.answer, asked.answered_by, asked.answered_at = text, by, at
    asked.save()
    tell(
        told,
        rfr,
        kind=E.ANSWER,
        subject="your question is answered",
        lines=["The clerk has answered your question and sent the request again."],
        at=at,
    )
    return asked
