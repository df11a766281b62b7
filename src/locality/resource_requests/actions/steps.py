"""What all actions share: the lock, the step in the history, the audit event and the messages."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from locality.accounts.models import User
from locality.audit.actions import record
from locality.communities.deadlines import deadlines_of
from locality.outbox.actions import put, put_to_address
from locality.resource_requests.models import ResourceRequest, Step
from locality.resource_requests.queries.pupils import without_pupils
from locality.resource_requests.queries.requests import meeting_ahead
from locality.resource_requests.queries.where_it_stands import standing
from locality.resource_requests.queries.who_is_told import Audience, audiences
from locality.resource_requests.rules.exceptional import is_exceptional
from locality.resource_requests.workflow import MACHINE, E, Kept, S
from locality.schedule.models import Meeting
from locality.values.dates import show_day
from locality.values.marks import mark_of, refuse_unread
from locality.values.working_days import day_of

HAS_GONE_ON = (
    "This request was changed since you opened this page. The page shows it as it is now: read it again, then confirm."
)
_TO_SUBMIT = {S.READY_TO_SIGN, S.RETURNED, S.DEFERRED}


def locked(request: ResourceRequest) -> ResourceRequest:
    """The request as it stands now, held until the transaction ends."""
    return (
        ResourceRequest.objects.select_for_update(of=("self",))
        .select_related("school__authority", "community__area", "authority", "meeting")
        .get(pk=request.pk)
    )


def check(request: ResourceRequest, event: E) -> None:
    """Refuse at once what does not belong to the state. Raises NotPossible."""
    MACHINE.next(request.state, event, called=request.officer_label)


def as_read(request: ResourceRequest) -> str:
    """The mark of a request as a page shows it: its version, its decision, its meeting, and its last step."""
    since = request.state_since.isoformat()
    return mark_of([request.version_number, request.decision_id, request.meeting_id, request.state, since])


def check_read(request: ResourceRequest, seen: str | None) -> None:
    """Refuse what is agreed to on a page of an earlier version, decision or step. Raises NotPossible.

    `seen` is what `as_read` gave when the page was made; None for a program, which agrees to what stands.
    """
    refuse_unread(seen, as_read(request), HAS_GONE_ON)


def take(
    request: ResourceRequest, event: E, *, by: User, at: datetime, note: str = "", kept: Kept | None = None
) -> Step:
    """Move a locked request along its workflow, keep the step, and record it. Raises NotPossible.

    `kept`: what the history calls the step, where the event alone does not tell it.
    """
    before = request.state
    request.state = MACHINE.next(request.state, event, called=request.officer_label)
    request.state_since = at
    request.save()
    step = _keep_step(request, kept or event, before, note=note, by=by, at=at)
    record(
        action=f"resource_request.{event}",
        by=by,
        at=at,
        subject_type="resource_request",
        subject_id=request.reference,
        subject=request.reference,
        authority_id=request.authority_id,
        before={"state": before},
        after={"state": request.state},
    )
    return step


def goes_to(
    request: ResourceRequest, meeting: Meeting | None, event: str, *, note: str, by: User, at: datetime
) -> Step:
    """Give a locked request another meeting, and keep the step in its history; where it stands otherwise it stays."""
    request.meeting = meeting
    request.save(update_fields=["meeting"])
    return _keep_step(request, event, request.state, note=note, by=by, at=at)


def _keep_step(request: ResourceRequest, event: str, before: str, *, note: str, by: User, at: datetime) -> Step:
    """One row of history: what happened to a request that stood in the state `before`, and where it stands now."""
    return Step.objects.create(
        request=request,
        event=event,
        from_state=before,
        to_state=request.state,
        by=by,
        at=at,
        note=note,
        version_number=request.version_number,
        meeting=request.meeting,
    )


def tell(  # the messages name the reference, the school and what happened; never a pupil
    told: Iterable[Audience],
    request: ResourceRequest,
    *,
    kind: str,
    subject: str,
    lines: list[str],
    at: datetime,
    at_once: bool = False,
) -> None:
    """Put a message to each person told into the outbox, in this transaction.

    `at_once`: also to those who otherwise get a daily summary.
    """
    link = reverse("request", args=[request.reference])
    lines = [*lines, *_by_when(request, at), *([f"The request’s question: “{request.topic}”"] if request.topic else [])]
    seen: set[int] = set()
    for audience in told:
        for person in audience.people:
            if person.pk not in seen:
                seen.add(person.pk)
                put(
                    to=person,
                    kind=f"resource_request.{kind}",
                    subject=f"{request.reference}: {subject}",
                    lines=lines,
                    link=link,
                    reference=request.reference,
                    at=at,
                    at_once=at_once,
                )
        if audience.address:
            put_to_address(
                address=audience.address,
                kind=f"resource_request.{kind}",
                subject=f"{request.reference}: {subject}",
                lines=lines,
                link=link,
                reference=request.reference,
                at=at,
            )


def _by_when(request: ResourceRequest, at: datetime) -> list[str]:
    """What comes next and by when, as the request's page says it; nothing where no day is set for it."""
    today = day_of(at)
    deadlines = deadlines_of(request.authority, on=today)
    goes_to_meeting = request.state in _TO_SUBMIT and not is_exceptional(request)
    ahead = meeting_ahead(request, today, deadlines) if goes_to_meeting else None
    stands = standing(request, deadlines, today, ahead=ahead)
    return [f"Next: {stands.next} by {show_day(stands.due)}."] if stands.due else []


def told_by(event: E, request: ResourceRequest, *, by: User, at: datetime) -> list[Audience]:
    """Whom the event tells; ask before the state changes."""
    return audiences(event, request, on=day_of(at), but=by)


def without_names(request: ResourceRequest, text: str) -> str:
    """A text for the ledger, the log or a message, which every reader gets alike: pupils are letters in it (RES-9)."""
    return without_pupils(request, text)
