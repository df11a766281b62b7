"""Days on which nobody works, and school terms."""

from datetime import date, datetime

from django.db import transaction

from locality.accounts.models import User
from locality.communities.actions.log import note
from locality.communities.models import Authority, DayOff, Term
from locality.communities.rules import why_not_period
from locality.values.dates import show_day
from locality.values.refusals import NotPossible, refuse


def _lock(authority: Authority) -> None:
    Authority.objects.select_for_update().get(pk=authority.pk)


@transaction.atomic
def add_day_off(
    *,
    authority: Authority,
    day: date,
    name: str,
    kind: DayOff.Kind = DayOff.Kind.CLOSURE,
    by: User,
    at: datetime,
) -> DayOff:
    """A bank holiday or closure day: from now on no deadline counts it. Raises NotPossible where it is one already."""
    _lock(authority)
    found = DayOff.objects.filter(authority=authority, day=day).first()
    if found:
        raise NotPossible(f"{show_day(day)} is a day off already: {found.name}.", "day")
    added = DayOff.objects.create(authority=authority, day=day, name=name, kind=kind)
    authority.refresh_from_db(fields=["settings_stamp"])
    note("day_off.add", added, by=by, at=at, authority_id=authority.pk, after={"day": day.isoformat(), "kind": kind})
    return added


@transaction.atomic
def remove_day_off(*, day_off: DayOff, by: User, at: datetime) -> None:
    """The day counts as a working day again. Removed twice, it is gone once."""
    _lock(day_off.authority)
    found = DayOff.objects.filter(pk=day_off.pk).first()
    if found is None:
        return
    note("day_off.remove", found, by=by, at=at, authority_id=found.authority_id, before={"day": found.day.isoformat()})
    found.delete()


@transaction.atomic
def set_term(
    *, authority: Authority, year_name: str, number: int, start: date, end: date, by: User, at: datetime
) -> Term:
    """Enter a term's dates, or change them. Raises NotPossible where they reach into another term."""
    _lock(authority)
    refuse(why_not_period(start, end), "end")
    terms = Term.objects.filter(authority=authority)
    other = (
        terms.filter(start__lte=end, end__gte=start)
        .exclude(year_name=year_name, number=number)
        .order_by("start")
        .first()
    )
    if other:
        raise NotPossible(f"These dates reach into term {other.number} of {other.year_name}.", "start")
    before = terms.filter(year_name=year_name, number=number).first()
    term, _ = Term.objects.update_or_create(
        authority=authority, year_name=year_name, number=number, defaults={"start": start, "end": end}
    )
    authority.refresh_from_db(fields=["settings_stamp"])
    note(
        "term.set",
        term,
        by=by,
        at=at,
        authority_id=authority.pk,
        before=_dates(before) if before else None,
        after=_dates(term),
    )
    return term


@transaction.atomic
def remove_term(*, term: Term, by: User, at: datetime) -> None:
    """Take a term out of the calendar."""
    _lock(term.authority)
    found = Term.objects.filter(pk=term.pk).first()
    if found is None:
        return
    note("term.remove", found, by=by, at=at, authority_id=found.authority_id, before=_dates(found))
    found.delete()


def _dates(term: Term) -> dict[str, str]:
    return {"start": term.start.isoformat(), "end": term.end.isoformat()}
