"""Reading the log."""

from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from locality.audit.models import Event, EventQuerySet, Refusal, RefusalQuerySet, Seal, Sight, SightQuerySet
from locality.audit.seals import GENESIS, Tampering, tamperings
from locality.audit.triggers import wrong


def about(subject_type: str, subject_id: str | int) -> EventQuerySet:
    """What happened to one thing, newest first."""
    return Event.objects.about(subject_type, str(subject_id)).newest_first()


def of_authority(authority_ids: Iterable[int]) -> EventQuerySet:
    """What happened within these authorities, newest first."""
    return Event.objects.of_authorities(authority_ids).newest_first()


def sights_of_authority(authority_ids: Iterable[int]) -> SightQuerySet:
    """Who saw pupils' identity within these authorities (RES-9), newest first."""
    return Sight.objects.of_authorities(authority_ids).newest_first()


def refusals_of(person_ids: QuerySet[Any]) -> RefusalQuerySet:
    """What these people were refused, newest first."""
    return Refusal.objects.filter(actor_id__in=person_ids).newest_first()


def last_digest() -> str:
    """The digest of the newest seal."""
    return Seal.objects.order_by("-pk").values_list("digest", flat=True).first() or GENESIS


def verify(expected: str | None = None) -> list[Tampering]:
    """Everything that is wrong with the log, or an empty list.

    `expected`: a digest noted outside the database (the application's log has each one); a chain without it was
    made anew.
    """
    found = [Tampering("lock", 0, sentence) for sentence in wrong(connection)]
    found += tamperings()
    if expected and not Seal.objects.filter(digest=expected).exists():
        found.append(Tampering("seal", 0, f"No seal has the digest {expected}."))
    return found
