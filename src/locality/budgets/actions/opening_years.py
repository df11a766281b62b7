"""The council's funding years: added, mended and removed while nothing hangs on them."""

from datetime import date, datetime

from django.db import transaction

from locality.accounts.permissions import Permission
from locality.audit.actions import record
from locality.budgets.actions.steps import allow_event, take_year
from locality.budgets.models import Budget, FundingYear
from locality.budgets.rules import years as of_years
from locality.budgets.rules.money import why_not_open_year, why_not_this_length
from locality.budgets.workflow import YEARS, G, OfYear
from locality.communities.models import Authority
from locality.communities.rules import allow, why_not_period
from locality.communities.scope import Viewer, user_of
from locality.values.periods import Period
from locality.values.refusals import NotPossible, Refusal, refuse
from locality.values.transitions import Guards


@transaction.atomic
def open_year(
    *, authority: Authority, name: str, start: date, end: date, by: Viewer | None, at: datetime
) -> FundingYear:
    """Add a funding year to an authority. `by` is None when the system sets up an installation.

    Raises NotPossible when its name is taken, its days are another year's, or it ends before it starts.
    """
    allow(by, Permission.BUDGET_MANAGE, authority=authority)
    Authority.objects.select_for_update().get(pk=authority.pk)
    _check(name, start, end, others=list(FundingYear.objects.filter(authority=authority)))
    year = FundingYear.objects.create(authority=authority, name=name, start=start, end=end)
    record("funding_year.opened", year, by=user_of(by), at=at, after=_days(start, end))
    return year


@transaction.atomic
def change_year(*, year: FundingYear, name: str, start: date, end: date, by: Viewer, at: datetime) -> FundingYear:
    """Mend a funding year that was typed wrongly: its name until it is closed, its days until it has a budget.

    Raises NotPossible as `open_year` does, and where something hangs on it.
    """
    year = _hold(year, OfYear.CHANGE, by)
    others = FundingYear.objects.filter(authority=year.authority_id).exclude(pk=year.pk)
    before, after = {"name": year.name} | _days(year.start, year.end), {"name": name} | _days(start, end)

    def why_not_days() -> Refusal | None:
        same = (start, end) == (year.start, year.end)
        return None if same else of_years.why_not_other_days(year, has_budgets=_has_budgets(year))

    def mend() -> None:
        _check(name, start, end, others=list(others))
        year.name, year.start, year.end = name, start, end
        year.save(update_fields=["name", "start", "end"])

    take_year(year, OfYear.CHANGE, {G.DAYS_STAY: why_not_days}, by=by, at=at, does=mend, before=before, after=after)
    return year


@transaction.atomic
def remove_year(*, year: FundingYear, by: Viewer, at: datetime) -> None:
    """Take a funding year away that nothing hangs on; the log keeps that it was there. Raises NotPossible."""
    year = _hold(year, OfYear.REMOVE, by)
    guards: Guards = {G.HOLDS_NOTHING: lambda: of_years.why_it_holds_money(year, has_budgets=_has_budgets(year))}
    before = {"name": year.name} | _days(year.start, year.end)
    take_year(year, OfYear.REMOVE, guards, by=by, at=at, before=before)


def _has_budgets(year: FundingYear) -> bool:
    return Budget.objects.filter(funding_year=year).exists()


def _hold(year: FundingYear, event: OfYear, by: Viewer) -> FundingYear:
    """The year, locked after its authority: nobody adds or closes a year, or gives its first money, meanwhile."""
    authority = Authority.objects.select_for_update().get(pk=year.authority_id)
    allow_event(YEARS, event, by, authority)
    found = FundingYear.objects.select_for_update(of=("self",)).select_related("authority").filter(pk=year.pk).first()
    if found is None:
        raise NotPossible(f"Someone has already removed {year.name}.")
    return found


def _check(name: str, start: date, end: date, *, others: list[FundingYear]) -> None:
    refuse(why_not_period(start, end))
    period = Period(start, end)
    refuse(why_not_this_length(period))
    refuse(of_years.why_not_this_name(name, others))
    refuse(why_not_open_year(period, others))


def _days(start: date, end: date) -> dict[str, str]:
    return {"start": start.isoformat(), "end": end.isoformat()}
