"""From the clerk to the area's High Needs Funding officer and back (CLK-5, RFR-3)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from locality.communities.scope import Viewer
from locality.resource_requests.actions.steps import begin_event, locked
from locality.resource_requests.models import Decision, HandOver, OfficerQuestion, ResourceRequest
from locality.resource_requests.workflow import E, S
from locality.values.refusals import NotAllowed, NotPossible
from locality.values.sentences import in_a_row
from locality.values.working_days import day_of


@transaction.atomic
def hand_over(rfr: ResourceRequest, *, by: Viewer, at: datetime, seen: str | None = None) -> HandOver:
    """Send the approved form to the officer of the community's area; the message carries reference and link only."""
    happening = begin_event(rfr, E.HAND_OVER, by=by, at=at, seen=seen)
    rfr = happening.rfr
    happening.take()
    sent = HandOver.objects.create(
        rfr=rfr,
        decision=Decision.objects.filter(rfr=rfr).latest("number"),
        area=rfr.community.area,
        sent_by=by.user,
        sent_at=at,
    )
    happening.tell()
    return sent


@dataclass(frozen=True)
class AtOneGo:
    """What one press did to several, and what it left: each with why, in words."""

    done: list[HandOver] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


@transaction.atomic
def hand_over_all(
    requests: Iterable[ResourceRequest], *, by: Viewer, at: datetime, seen: Mapping[str, str] | None = None
) -> AtOneGo:
    """Hand several over with one press, each as `hand_over` does it, in one transaction: a process that dies sent none.

    One that can't go (a colleague was quicker, or its decision was corrected) is left with where it stands, and the others
    still go: three working days run for each, and a clerk should not have to press again because of another's. Raises
    NotPossible where none can go, and NotAllowed where one is not theirs. They are locked in the order of their ids, so
    that two presses at once only wait.
    `seen` are the marks that the page held, by reference.
    """
    made = AtOneGo()
    for rfr in sorted(requests, key=lambda each: each.pk):
        try:
            made.done.append(hand_over(rfr, by=by, at=at, seen=(seen or {}).get(rfr.reference)))
        except NotAllowed:
            raise
        except NotPossible:
            made.left.append(f"{rfr.reference}, {_became(locked(rfr))}")
    if not made.done:
        raise NotPossible(f"None of the requests listed can be sent now: {in_a_row(made.left) or 'none were listed'}.")
    return made


def _became(rfr: ResourceRequest) -> str:
    if rfr.state == S.APPROVED:
        return "which has changed since you opened this page"
    return f"which is now “{rfr.officer_label}”"


def _current(rfr: ResourceRequest) -> HandOver:
    return HandOver.objects.select_for_update().filter(rfr=rfr).latest("id")


@transaction.atomic
def acknowledge(rfr: ResourceRequest, *, by: Viewer, at: datetime, seen: str | None = None) -> HandOver:
    """The officer has received the form, from which day the council's clock runs (POST-4)."""
    happening = begin_event(rfr, E.ACKNOWLEDGE, by=by, at=at, seen=seen)
    rfr = happening.rfr
    sent = _current(rfr)
    rfr.received_on = day_of(at)
    happening.take()
    sent.acknowledged_by, sent.acknowledged_at = by.user, at
    sent.save()
    happening.tell()
    return sent


@transaction.atomic
def acknowledge_all(
    requests: Iterable[ResourceRequest], *, by: Viewer, at: datetime, seen: Mapping[str, str] | None = None
) -> AtOneGo:
    """Acknowledge several with one press, each as `acknowledge` does it. Whoever may not receive one is refused that one.

    Raises NotAllowed where none is theirs. They are locked in the order of their ids, so that two presses at once only
    wait. `seen` are the marks that the page held, by reference.
    """
    made, not_theirs = AtOneGo(), list[NotAllowed]()
    for rfr in sorted(requests, key=lambda each: each.pk):
        try:
            made.done.append(acknowledge(rfr, by=by, at=at, seen=(seen or {}).get(rfr.reference)))
        except NotPossible as refusal:
            made.left.append(f"{rfr.reference}: {refusal.sentence}")
            not_theirs += [refusal] if isinstance(refusal, NotAllowed) else []
    if not_theirs and len(not_theirs) == len(made.left) and not made.done:
        raise not_theirs[0]
    return made


@transaction.atomic
def ask(rfr: ResourceRequest, *, question: str, by: Viewer, at: datetime, seen: str | None = None) -> OfficerQuestion:
    """The officer sends the form back with a question."""
    happening = begin_event(rfr, E.ASK, by=by, at=at, seen=seen)
    rfr = happening.rfr
    if not question.strip():
        raise NotPossible("Enter your question to the clerk.")
    happening.take(note=question)
    asked = OfficerQuestion.objects.create(hand_over=_current(rfr), text=question, asked_by=by.user, asked_at=at)
    happening.tell()
    return asked


@transaction.atomic
def answer(rfr: ResourceRequest, *, text: str, by: Viewer, at: datetime, seen: str | None = None) -> OfficerQuestion:
    """The clerk answers, which sends the form again."""
    happening = begin_event(rfr, E.ANSWER, by=by, at=at, seen=seen)
    rfr = happening.rfr
    if not text.strip():
        raise NotPossible("Enter your answer to the area officer.")
    happening.take(note=text)
    asked = OfficerQuestion.objects.select_for_update().filter(hand_over=_current(rfr), answered_at=None).latest("id")
    asked.reply(text, by=by.user, at=at)
    happening.tell()
    return asked
