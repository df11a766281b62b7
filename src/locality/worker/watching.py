"""Once a day the worker compares the whole log with its seals and locks, and raises the alarm where it was tampered with."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

import structlog
from django.core.cache import cache
from django.db import transaction
from django.urls import reverse

from locality.accounts.permissions import Permission
from locality.accounts.roles import slugs_with
from locality.audit.seals import Tampering
from locality.audit.watch import Watch
from locality.communities.queries import offices_on
from locality.outbox.actions import put
from locality.outbox.models import Message
from locality.values.working_days import day_of

log = structlog.get_logger()

ALARM = "audit.alarm"
SHOWN = 10
_LOOKED = "audit-looked-at"
_ONCE = 23 * 60 * 60
"""Seconds between two looks, whichever worker or timer makes them."""


def look_at_log(watch: Watch, now: datetime) -> None:
    """Verify the log, at most once a day in the whole installation."""
    if not cache.add(_LOOKED, True, timeout=_ONCE):
        return
    found = watch.look()
    if found:
        log.error("audit_tampered", findings=len(found), first=str(found[0]))
        raise_alarm(found, at=now)
    else:
        log.info("audit_whole", digest=watch.digest)


@transaction.atomic
def raise_alarm(found: Sequence[Tampering], *, at: datetime) -> None:
    """Tell every administrator, once for the same findings: what was done to the log can't be undone, and stays found."""
    lines = [str(each) for each in found]
    reference = "log-" + hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
    if Message.objects.filter(kind=ALARM, reference=reference).exists():
        return
    more = [f"… and {len(lines) - SHOWN} more: manage.py verify_audit lists them."] if len(lines) > SHOWN else []
    offices = (
        offices_on(day_of(at))
        .filter(role__in=slugs_with(Permission.AUTHORITY_SET_UP))
        .select_related("person")
        .order_by("person_id")
    )
    for person in {office.person_id: office.person for office in offices}.values():
        put(
            to=person,
            kind=ALARM,
            subject="Locality: the log may have been changed",
            lines=[
                "The daily check found that the log of what was done, or what keeps it from being changed, is not as it "
                "was written. Keep the database and its backups as they are, and tell your security officer.",
                *lines[:SHOWN],
                *more,
            ],
            link=reverse("home"),
            reference=reference,
            at=at,
            at_once=True,
        )
