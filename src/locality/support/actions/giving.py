"""The offering school records the hours it gave, and corrects what it recorded by another entry (RES-6)."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from locality.accounts.permissions import Permission
from locality.communities.hiding import without_pupils
from locality.communities.rules import allow
from locality.communities.scope import Viewer
from locality.support.actions.answering import lock_placement
from locality.support.actions.steps import take_placement
from locality.support.models import Placement, TimeEntry
from locality.support.queries.placements import entries_of, hours_given
from locality.support.rules import placements as rules
from locality.support.rules.hours import mark_of_hours
from locality.support.workflow import G, OfPlacement
from locality.values.refusals import refuse
from locality.values.transitions import Guards
from locality.values.whole import whole
from locality.values.working_days import day_of

LONGEST_NOTE = 200


@transaction.atomic
def record_hours(
    *, placement: Placement, day: date, hours: Decimal, note: str, by: Viewer, at: datetime, seen: str | None = None
) -> TimeEntry:
    """Hours given on a day, with a note for both schools. Nobody is told. Raises NotPossible.

    `seen`: the mark of the hours given that the page showed (`rules.hours.mark_of_hours`), where a page asks.
    """
    placement = _hold(placement, by)
    entries = entries_of(placement)
    newest = max(entries, key=lambda each: each.pk, default=None)
    refuse(rules.why_not_as_seen(newest, mark_of_hours(hours_given(placement), len(entries)), seen))
    refuse(rules.why_not_time(placement, day, hours, day_of(at)))
    after = {"day": day.isoformat(), "hours": str(hours)}
    take_placement(placement, OfPlacement.RECORD, _guards(placement, at), by=by, at=at, after=after)
    return TimeEntry.objects.create(
        placement=placement, day=day, hours=hours, note=_typed(placement, note), by=by.user, at=at
    )


@transaction.atomic
def correct_hours(*, entry: TimeEntry, hours: Decimal, note: str, by: Viewer, at: datetime) -> TimeEntry:
    """The right number of hours for an entry, and why; the earlier one stays to be seen. Raises NotPossible."""
    placement = _hold(entry.placement, by)
    refuse(None if note.strip() else "Enter why you are correcting the hours", "note")
    refuse(rules.why_not_corrected(entry, hours, has_correction=TimeEntry.objects.filter(corrects=entry).exists()))
    after = {"day": entry.day.isoformat(), "hours": str(hours), "instead_of": str(entry.hours)}
    take_placement(placement, OfPlacement.RECORD, _guards(placement, at), by=by, at=at, after=after)
    return TimeEntry.objects.create(
        placement=placement, day=entry.day, hours=hours, note=_typed(placement, note), corrects=entry, by=by.user, at=at
    )


def _hold(placement: Placement, by: Viewer) -> Placement:
    placement = lock_placement(placement)
    allow(by, Permission.SUPPORT_OFFER, school=placement.school)
    return placement


def _guards(placement: Placement, at: datetime) -> Guards:
    return {G.HAS_BEGUN: lambda: rules.why_not_begun(placement, day_of(at))}


def _typed(placement: Placement, note: str) -> str:
    return whole(without_pupils(note.strip(), [placement.receiver.community, placement.school.community]), LONGEST_NOTE)
