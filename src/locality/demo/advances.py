"""The school advances of the made-up council: a year's calendar, the past ones paid, the next one being filled."""

from datetime import date, datetime, time

from django.utils import timezone

from locality.accounts.models import User
from locality.budgets.actions import gathering_advances, paying
from locality.budgets.models import Advance
from locality.communities.models import Authority
from locality.communities.queries import viewer_of
from locality.values.refusals import NotPossible
from locality.values.working_days import day_of

MONTHS_AGO, MONTHS_AHEAD = 14, 10
PAY_DAY, CLOSES_BEFORE = 18, 5


def add_calendar(authority: Authority, finance: User, now: datetime) -> None:
    """An advance in each month from some months ago on."""
    today = day_of(now)
    first = today.year * 12 + today.month - 1 - MONTHS_AGO
    gathering_advances.add_monthly_advances(
        authority=authority,
        first_month=date(first // 12, first % 12 + 1, 1),
        months=MONTHS_AGO + MONTHS_AHEAD,
        pay_day=PAY_DAY,
        closes_days_before=CLOSES_BEFORE,
        by=viewer_of(finance, today),
        at=_at(date(first // 12, first % 12 + 1, 1), 9),
    )


def pay_past_advances(authority: Authority, finance: User, now: datetime) -> None:
    """Gather and pay what is past, each on its day; gather what is due into the next one."""
    by = viewer_of(finance, day_of(now))
    for advance in Advance.objects.filter(authority=authority).order_by("pays_on"):
        if advance.pays_on >= day_of(now):
            if advance.closes_on >= day_of(now):
                gathering_advances.gather(advance=advance, by=by, at=now)
                return
            continue
        try:
            gathering_advances.gather(advance=advance, by=by, at=_at(advance.closes_on, 15))
            paying.pay_advance(advance=advance, by=by, at=_at(advance.pays_on, 10))
        except NotPossible:
            continue  # nothing was due by then


def _at(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))
