"""The records a person may read, by the places of their offices."""

from django.db.models import Q

from locality.accounts.permissions import Permission
from locality.audit import queries as audit
from locality.audit.models import EventQuerySet, SightQuerySet
from locality.communities.scope import Viewer
from locality.outbox import queries as outbox
from locality.outbox.models import Message, MessageQuerySet
from locality.resource_requests.queries import requests_for

STATES: dict[str, str] = dict(Message.State.choices)


def messages_for(viewer: Viewer, *, state: str = "", reference: str = "") -> MessageQuerySet:
    """Messages about the requests this person can see, and those to the person; newest first."""
    about = Q(reference__in=requests_for(viewer).order_by().values("reference")) | Q(to=viewer.user)
    found = outbox.messages().filter(about)
    if state in STATES:
        found = found.filter(state=state)
    return found.filter(reference=reference) if reference else found


def sights_for(viewer: Viewer, *, reference: str = "") -> SightQuerySet:
    """Who saw pupils' identity in the person's authorities (RES-9)."""
    found = audit.sights_of_authority(viewer.scope(Permission.SIGHTS_SEE).authorities)
    return found.about("resource_request", reference) if reference else found


def events_for(viewer: Viewer, *, reference: str = "") -> EventQuerySet:
    """What was done in the person's authorities."""
    found = audit.of_authority(viewer.scope(Permission.AUDIT_SEE).authorities)
    return found.filter(subject_id=reference) if reference else found
