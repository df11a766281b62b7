"""Days on which nobody works, and school terms."""

from datetime import date, datetime

from django.db import transaction

from locality.accounts.permissions import Permission
from locality.audit.actions import record
from locality.communities.models import Authority, DayOff, Term
from locality.communities.rules import allow, why_not_period
from locality.communities.scope import Viewer
from locality.values.dates import show_day
from locality.values.refusals import NotPossible, refuse


def _lock(authority: Authority, by: Viewer) -> None:
    allow(by, Permission.CALENDAR_MANAGE, authority=authority)
    Authority.objects.select_for_update().get(pk=authority.pk)


@transaction.atomic
def add_day_off(
    *,
    authority: Authority,
    day: date,
    name: str,
    kind: DayOff.Kind = DayOff.Kind.CLOSURE,
    by: Viewer,
    at: datetime,
) -> DayOff:
    """A bank holiday or closure day: from now on no deadline counts it. Raises NotPossible where it is one already."""
    _lock(authority, by)
    found = DayOff.objects.filter(authority=authority, day=day).first()
    if found:
        raise NotPossible(f"{show_day(day)} is already a day off: {found.name}.", "day")
    added = DayOff.objects.create(authority=authority, day=day, name=name, kind=kind)
    authority.refresh_from_db(fields=["settings_stamp"])
    record("day_off.add", added, by=by.user, at=at, after={"day": day.isoformat(), "kind": kind})
    return added


@transaction.atomic
def remove_day_off(*, day_off: DayOff, by: Viewer, at: datetime) -> None:
    """The day counts as a working day again. Removed twice, it is gone once."""
    _lock(day_off.authority, by)
    found = DayOff.objects.filter(pk=day_off.pk).first()
    if found is None:
        return
    record("day_off.remove", found, by=by.user, at=at, before={"day": found.day.isoformat()})
    found.delete()


@transaction.atomic
def set_term(
    *, authority: Authority, year_name: str, number: int, start: date, end: date, by: Viewer, at: datetime
) -> Term:
    """Enter a term's dates, or change them. Raises NotPossible where they reach into another term."""
    _lock(authority, by)
    refuse(why_not_period(start, end))
    terms = Term.objects.filter(authority=authority)
    other = (
        terms.filter(start__lte=end, end__gte=start)
        .exclude(year_name=year_name, number=number)
        .order_by("start")
        .first()
    )
    if other:
        raise NotPossible(f"These dates overlap with term {other.number} of {other.year_name}.", "start")
    before = terms.filter(year_name=year_name, number=number).first()
    term, _ = Term.objects.update_or_create(
        authority=authority, year_name=year_name, number=number, defaults={"start": start, "end": end}
    )
    authority.refresh_from_db(fields=["settings_stamp"])
    record(
        "term.set",
        term,
        by=by.user,
        at=at,
        before=_dates(before) if before else None,
        after=_dates(term),
    )
    return term


@transaction.atomic
def remove_term(*, term: Term, by: Viewer, at: datetime) -> None:
    """Take a term out of the calendar."""
    _lock(term.authority, by)
    found = Term.objects.filter(pk=term.pk).first()
    if found is None:
        return
    record("term.remove", found, by=by.user, at=at, before=_dates(found))
    found.delete()


def _dates(term: Term) -> dict[str, str]:
    return {"start": term.start.isoformat(), "end": term.end.isoformat()}
