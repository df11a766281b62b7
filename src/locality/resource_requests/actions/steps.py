"""What all actions share: the lock, the step in the history, the audit event and the messages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from locality.accounts.models import User
from locality.audit.actions import record
from locality.communities.scope import Viewer
from locality.resource_requests.actions.mailing import More, tell_audiences
from locality.resource_requests.events import KEPT, MACHINE
from locality.resource_requests.models import ResourceRequest, Step
from locality.resource_requests.queries.pupils import without_pupils
from locality.resource_requests.queries.who_is_told import About, Audience, told_about
from locality.resource_requests.rules.permitted import may
from locality.resource_requests.workflow import E, Kept
from locality.schedule.models import Meeting
from locality.values.marks import mark_of, refuse_unread
from locality.values.working_days import day_of

HAS_GONE_ON = (
    "This request has changed since you opened this page. Read it again as it is now, then press the button again."
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

    def tell(
        self,
        *lines: str,
        to_school: Sequence[str] = (),
        to_others: Sequence[str] = (),
        told: Iterable[Audience] | None = None,
        kept: Kept | None = None,
        at_once: bool = False,
        **words: str,
    ) -> None:
        """Put its email to those it tells, or to those given, into the outbox, in this transaction.

        `lines` follow the first one; `to_school` are for the school of the request alone, `to_others` for all but it. `words`
        are those of the letter that the request does not know; `kept`: what the history calls the step, where its letter is
        another one.
        """
        mail = KEPT[kept].mail if kept else MACHINE.row(self.event).mail
        if mail is None:
            raise LookupError(f"{self.event} has no email")
        more = More({"name": self.by.user.name} | words, lines, to_school, to_others)
        told = self.told if told is None else told
        tell_audiences(told, self.rfr, kind=self.event, mail=mail, at=self.at, more=more, at_once=at_once)


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


def without_names(rfr: ResourceRequest, text: str) -> str:
    """A text for the ledger, the log or a message, which every reader gets alike: pupils are letters in it (RES-9)."""
    return without_pupils(rfr, text)
