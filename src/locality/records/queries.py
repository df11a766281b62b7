"""The records a person may read, by the places of their offices."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from locality.accounts.permissions import Permission
from locality.audit import queries as audit
from locality.audit.models import EventQuerySet, Refusal, SightQuerySet
from locality.communities.models import Office
from locality.communities.queries import invitations_kept_by, message_references
from locality.communities.scope import Viewer
from locality.compiled.queries import CompiledQuery
from locality.meetings.queries.access import meetings_run_by
from locality.outbox import queries as outbox
from locality.outbox.models import Message, MessageQuerySet
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.queries.requests import requests_for
from locality.schedule.queries import meetings_called
from locality.schedule.queries import message_references as meeting_messages

FAILING = "failing"
STATES: dict[str, str] = dict(Message.State.choices)
CHOICES: dict[str, str] = {state: label for state, label in STATES.items() if state != Message.State.FAILED} | {
    FAILING: "Could not be delivered"
}
"""What the page of messages can be narrowed to. What was given up is among what can’t be delivered."""


def messages_for(viewer: Viewer, *, state: str = "", reference: str = "") -> MessageQuerySet:
    """Messages about the requests this person can see and the meetings they serve, and those to the person; newest first.

    Whoever keeps the council's people also sees those of their invitations.
    """
    about = Q(reference__in=requests_for(viewer).order_by().values("reference")) | Q(to=viewer.user)
    about |= Q(reference__in=meeting_messages(meetings_run_by(viewer)))
    if viewer.can_somewhere(Permission.PEOPLE_MANAGE):
        about |= Q(reference__in=message_references(invitations_kept_by(viewer)))
    found = outbox.messages().filter(about)
    if state == FAILING:
        found = found.failing()
    elif state in CHOICES:
        found = found.filter(state=state)
    return found.filter(reference=reference) if reference else found


def count_undelivered(viewer: Viewer) -> int:
    """How many messages keep failing about requests that this person sees, and about meetings that they serve.

    Somebody should look at the address.
    """
    return _undelivered.count(viewer)


@CompiledQuery
def _undelivered(viewer: Viewer) -> QuerySet[Message]:
    # from the few messages to their requests, not from all requests of years to their messages
    seen = requests_for(viewer).order_by().filter(reference=OuterRef("reference"))
    of_meetings = Q(reference__in=meeting_messages(meetings_run_by(viewer)))
    return outbox.failing().filter(Exists(seen) | of_meetings)


def authority_of_message(message: Message) -> int | None:
    """The authority whose log tells what was done with a message; None where it is about no request and no meeting."""
    if not message.reference:
        return None
    of_request = ResourceRequest.objects.filter(reference=message.reference)
    of_meeting = meetings_called(message.reference)
    return (
        of_request.values_list("authority_id", flat=True).first()
        or of_meeting.values_list("community__authority_id", flat=True).first()
    )


def sights_for(viewer: Viewer, *, reference: str = "") -> SightQuerySet:
    """Who saw pupils' identity in the person's authorities (RES-9)."""
    found = audit.sights_of_authority(viewer.scope(Permission.SIGHTS_SEE).authorities)
    return found.about("resource_request", reference) if reference else found


def events_for(viewer: Viewer, *, reference: str = "") -> EventQuerySet:
    """What was done in the person's authorities."""
    found = audit.of_authority(viewer.scope(Permission.AUDIT_SEE).authorities)
    return found.filter(subject_id=reference) if reference else found


def refusals_for(viewer: Viewer) -> QuerySet[Refusal]:
    """What people with an office in the person's authorities were refused; `elsewhere` marks who also serves another.

    An address of another council is not shown: it would tell what there is.
    """
    councils = viewer.scope(Permission.AUDIT_SEE).authorities
    here = Office.objects.filter(authority_id__in=councils)
    other = Office.objects.filter(person=OuterRef("actor")).exclude(authority_id__in=councils)
    return audit.refusals_of(here.values("person_id")).annotate(elsewhere=Exists(other))
