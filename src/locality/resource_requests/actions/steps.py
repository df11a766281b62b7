"""What all actions share: the lock, the step in the history, the audit event and the messages."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from locality.accounts.models import User
from locality.audit.actions import record
from locality.outbox.actions import put, put_to_address
from locality.resource_requests.audiences import Audience, audiences
from locality.resource_requests.models import ResourceRequest, Step
from locality.resource_requests.pupils import mask_of
from locality.resource_requests.workflow import MACHINE, E
from locality.values.working_days import day_of


def locked(request: ResourceRequest) -> ResourceRequest:
    """The request as it stands now, held until the transaction ends."""
    return (
        ResourceRequest.objects.select_for_update(of=("self",))
        .select_related("school__authority", "community__area", "authority", "meeting")
        .get(pk=request.pk)
    )


def check(request: ResourceRequest, event: E) -> None:
    """Refuse at once what does not belong to the state. Raises NotPossible."""
    MACHINE.next(request.state, event)


def take(request: ResourceRequest, event: E, *, by: User, at: datetime, note: str = "") -> Step:
    """Move a locked request along its workflow, keep the step, and record it. Raises NotPossible."""
    before = request.state
    request.state = MACHINE.next(request.state, event)
    request.state_since = at
    request.save()
    step = Step.objects.create(
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
    if request.topic:
        lines = [*lines, f"The question: “{request.topic}”"]
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


def told_by(event: E, request: ResourceRequest, *, by: User, at: datetime) -> list[Audience]:
    """Whom the event tells; ask before the state changes."""
    return audiences(event, request, on=day_of(at), but=by)


def without_names(request: ResourceRequest, text: str) -> str:
    """A text for the ledger, the log or a message, which every reader gets alike: pupils are letters in it (RES-9)."""
    return mask_of(request)(text)
