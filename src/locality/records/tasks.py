"""What the records call to mind on the home page: messages that nobody got, and that nothing is sent at all."""

from django.urls import reverse
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.communities.scope import Viewer
from locality.outbox.queries import worker_seen_at
from locality.outbox.rules import sending_words
from locality.records.queries import count_undelivered
from locality.tasks.offers import Notice, Offer, Way
from locality.values.sentences import count


def tasks_for(viewer: Viewer) -> Offer:
    """One query for who reads messages, and one for who can have the worker started."""
    sights = viewer.can_somewhere(Permission.SIGHTS_SEE)
    return Offer(
        warnings=_nothing_sent(viewer),
        amiss=_undelivered(viewer),
        ways=(Way("See who has seen pupils’ names", reverse("sights")),) if sights else (),
    )


def _nothing_sent(viewer: Viewer) -> tuple[str, ...]:
    """That no worker runs, for the team and the administrator."""
    of_council = viewer.scope(Permission.PEOPLE_MANAGE).authorities
    if not of_council and not viewer.can_somewhere(Permission.AUTHORITY_SET_UP):
        return ()
    words = sending_words(worker_seen_at(), timezone.now())
    return (words,) if words else ()


def _undelivered(viewer: Viewer) -> tuple[Notice, ...]:
    if not viewer.can_somewhere(Permission.MESSAGES_SEE):
        return ()
    number = count_undelivered(viewer)
    words = f"{count(number, 'email')} could not be delivered"
    then = f"check the address{'' if number == 1 else 'es'}, then send {'it' if number == 1 else 'them'} again."
    return (Notice(words, f"{reverse('messages')}?state=failing", then),) if number else ()
