"""What all actions share: the lock, the step in the history, the audit event and the messages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from locality.accounts.models import User
from locality.audit.actions import record
from locality.communities.deadlines import deadlines_of
from locality.communities.scope import Viewer
from locality.outbox.actions import put, put_to_address
from locality.resource_requests.events import MACHINE
from locality.resource_requests.models import ResourceRequest, Step
from locality.resource_requests.queries.pupils import without_pupils
from locality.resource_requests.queries.requests import meeting_ahead
from locality.resource_requests.queries.where_it_stands import where_it_stands
from locality.resource_requests.queries.who_is_told import About, Audience, told_about
from locality.resource_requests.rules.exceptional import is_exceptional
from locality.resource_requests.rules.permitted import may
from locality.resource_requests.states import WITH_SCHOOL
from locality.resource_requests.workflow import E, Kept
from locality.schedule.models import Meeting
from locality.values.dates import show_day
from locality.values.marks import mark_of, refuse_unread
from locality.values.working_days import day_of

HAS_GONE_ON = (
    "This request was changed since you opened this page. The page shows it as it is now: read it again, then confirm."
)


def locked(rfr: ResourceRequest) -> ResourceRequest:
    """The request as it stands now, held until the transaction ends."""
    return (
        ResourceRequest.objects.select_for_update(of=("self",))
        .select_related("school__authority", "community__area", "authority", "meeting")
        .get(pk=rfr.pk)
    )


def as_read(rfr: ResourceRequest) -> str:
    """The mark of a request as a page shows it: its version, its decision, its meeting, and its last step."""
    since = rfr.state_since.isoformat()
    return mark_of([rfr.version_number, rfr.decision_id, rfr.meeting_id, rfr.state, since])


@dataclass(frozen=True)
class Happening:
    """An event in the life of a request, which is locked and may have it: `begin_event` asked.

    `told`: whom the event tells, and `about` what they were asked of, as it was before anything changed.
    """

    rfr: ResourceRequest
    event: E
    by: Viewer
    at: datetime
    told: Sequence[Audience]
    about: About

    def take(self, *, note: str = "", kept: Kept | None = None) -> Step:
        """Move the request along its workflow, save it, keep the step, and record it.

        `kept`: what the history calls the step, where the event alone does not tell it.
        """
        rfr, by, at, before = self.rfr, self.by.user, self.at, self.rfr.state
        rfr.state = MACHINE.next(before, self.event)
        rfr.state_since = at
        rfr.save()
        step = _keep_step(rfr, kept or self.event, before, note=note, by=by, at=at)
        record(
            f"resource_request.{self.event}", rfr, by=by, at=at, before={"state": before}, after={"state": rfr.state}
        )
        return step

    def tell(self, subject: str, *lines: str, told: Iterable[Audience] | None = None, at_once: bool = False) -> None:
        """Put its message to those it tells, or to those given, into the outbox, in this transaction."""
        told = self.told if told is None else told
        tell_audiences(told, self.rfr, kind=self.event, subject=subject, lines=[*lines], at=self.at, at_once=at_once)


def begin_event(
    rfr: ResourceRequest,
    event: E,
    *,
    by: Viewer,
    at: datetime,
    seen: str | None = None,
    meeting: Meeting | None = None,
) -> Happening:
    """Lock a request for something that this person does with it now. Raises NotAllowed and NotPossible.

    `seen`: the mark of the page on which it is agreed to; None for a program, which agrees to what stands. `meeting`: the
    one that acts, where it is not the one the request waits for; the request is brought to it.
    """
    rfr = locked(rfr)
    may(by, event, rfr, meeting=meeting).insist()
    refuse_unread(seen, as_read(rfr), HAS_GONE_ON)
    rfr.meeting = meeting or rfr.meeting
    about = About(rfr, day_of(at))
    return Happening(rfr, event, by, at, told_about(event, about, but=by.user), about)


def goes_to(rfr: ResourceRequest, meeting: Meeting | None, kept: Kept, *, note: str, by: User, at: datetime) -> Step:
    """Give a locked request another meeting, and keep the step in its history; where it stands otherwise it stays."""
    rfr.meeting = meeting
    rfr.save(update_fields=["meeting"])
    return _keep_step(rfr, kept, rfr.state, note=note, by=by, at=at)


def _keep_step(rfr: ResourceRequest, event: E | Kept, before: str, *, note: str, by: User, at: datetime) -> Step:
    """One row of history: what happened to a request that stood in the state `before`, and where it stands now."""
    return Step.objects.create(
        rfr=rfr,
        event=event,
        from_state=before,
        to_state=rfr.state,
        by=by,
        at=at,
        note=note,
        version_number=rfr.version_number,
        meeting=rfr.meeting,
    )


def tell_audiences(  # the messages name the reference, the school and what happened; never a pupil
    told: Iterable[Audience],
    rfr: ResourceRequest,
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
    link = reverse("request", args=[rfr.reference])
    lines = [*lines, *_by_when(rfr, at), *([f"The request’s question: “{rfr.topic}”"] if rfr.topic else [])]
    seen: set[int] = set()
    for audience in told:
        for person in audience.people:
            if person.pk not in seen:
                seen.add(person.pk)
                put(
                    to=person,
                    kind=f"resource_request.{kind}",
                    subject=f"{rfr.reference}: {subject}",
                    lines=lines,
                    link=link,
                    reference=rfr.reference,
                    at=at,
                    at_once=at_once,
                )
        if audience.address:
            put_to_address(
                address=audience.address,
                kind=f"resource_request.{kind}",
                subject=f"{rfr.reference}: {subject}",
                lines=lines,
                link=link,
                reference=rfr.reference,
                at=at,
            )


def _by_when(rfr: ResourceRequest, at: datetime) -> list[str]:
    """What comes next and by when, as the request's page says it; nothing where no day is set for it."""
    today = day_of(at)
    deadlines = deadlines_of(rfr.authority, on=today)
    goes_to_meeting = rfr.state in WITH_SCHOOL and not is_exceptional(rfr)
    ahead = meeting_ahead(rfr, today, deadlines) if goes_to_meeting else None
    stands = where_it_stands(rfr, deadlines, today, ahead=ahead)
    return [f"Next: {stands.next} by {show_day(stands.due)}."] if stands.due else []


def without_names(rfr: ResourceRequest, text: str) -> str:
    """A text for the ledger, the log or a message, which every reader gets alike: pupils are letters in it (RES-9)."""
    return without_pupils(rfr, text)
