"""The council's funding years: added, mended and removed while nothing hangs on them."""

from datetime import date, datetime

from django.db import transaction

from locality.accounts.models import User
from locality.audit.actions import record
from locality.budgets.models import Budget, FundingYear
from locality.budgets.rules import years as of_years
from locality.budgets.rules.money import why_not_open_year, why_not_this_length
from locality.communities.models import Authority
from locality.values.periods import Period
from locality.values.refusals import NotPossible, refuse


@transaction.atomic
def open_year(*, authority: Authority, name: str, start: date, end: date, by: User | None, at: datetime) -> FundingYear:
    """Add a funding year to an authority. `by` is None when the system sets up an installation.

    Raises NotPossible when its name is taken, its days are another year's, or it ends before it starts.
    """
    Authority.objects.select_for_update().get(pk=authority.pk)
    _allow(name, start, end, others=list(FundingYear.objects.filter(authority=authority)))
    year = FundingYear.objects.create(authority=authority, name=name, start=start, end=end)
    _record("funding_year.opened", year, by=by, at=at, after=_days(year))
    return year


@transaction.atomic
def change_year(*, year: FundingYear, name: str, start: date, end: date, by: User, at: datetime) -> FundingYear:
    """Mend a funding year that was typed wrongly: its name until it is closed, its days until it has a budget.

    Raises NotPossible as `open_year` does, and where something hangs on it.
    """
    year = _hold(year)
    has_budgets = Budget.objects.filter(funding_year=year).exists()
    refuse(of_years.why_not_open(year))
    if (start, end) != (year.start, year.end):
        refuse(of_years.why_not_other_days(year, has_budgets=has_budgets), "start")
    others = FundingYear.objects.filter(authority=year.authority_id).exclude(pk=year.pk)
    _allow(name, start, end, others=list(others))
    before = {"name": year.name} | _days(year)
    year.name, year.start, year.end = name, start, end
    after = {"name": year.name} | _days(year)
    if after != before:
        year.save(update_fields=["name", "start", "end"])
        _record("funding_year.changed", year, by=by, at=at, before=before, after=after)
    return year


@transaction.atomic
def remove_year(*, year: FundingYear, by: User, at: datetime) -> None:
    """Take a funding year away that nothing hangs on; the log keeps that it was there. Raises NotPossible."""
    year = _hold(year)
    refuse(of_years.why_not_remove(year, has_budgets=Budget.objects.filter(funding_year=year).exists()))
    _record("funding_year.removed", year, by=by, at=at, before={"name": year.name} | _days(year))
    year.delete()


def _hold(year: FundingYear) -> FundingYear:
    """The year, locked after its authority: nobody adds or closes a year, or gives its first money, meanwhile."""
    Authority.objects.select_for_update().get(pk=year.authority_id)
    found = FundingYear.objects.select_for_update(of=("self",)).filter(pk=year.pk).first()
    if found is None:
        raise NotPossible(f"{year.name} was removed already.")
    return found


def _allow(name: str, start: date, end: date, *, others: list[FundingYear]) -> None:
    try:
        period = Period(start, end)
    except ValueError:
        raise NotPossible("The last day must be the same as or after the first day.", field="end") from None
    refuse(why_not_this_length(period), "end")
    refuse(of_years.why_not_this_name(name, others), "name")
    refuse(why_not_open_year(period, others), "start")


def _days(year: FundingYear) -> dict[str, str]:
    return {"start": year.start.isoformat(), "end": year.end.isoformat()}


def _record(
    action: str,
    year: FundingYear,
    *,
    by: User | None,
    at: datetime,
    before: dict[str, str] | None = None,
    after: dict[str, str] | None = None,
) -> None:
    record(action, year, by=by, at=at, before=before, after=after)
