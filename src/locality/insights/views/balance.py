"""Balance sheets: of one community, of all, and as a sheet."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.budgets.models import FundingYear
from locality.communities.access import requires
from locality.communities.models import Authority, Community
from locality.communities.scope import Viewer
from locality.documents.answers import as_sheet
from locality.insights.exports.balance import HEADER, sheet_rows
from locality.insights.forms import DayForm, asked_for
from locality.insights.presenters.balance import (
    address_of,
    county_standing,
    explained,
    finding,
    forecast_cell,
    forecast_of_all,
    forecast_rows,
    say_balance,
    stage_rows,
    stage_sums,
    stages_explained,
    total_row,
)
from locality.insights.presenters.picture import picture_of
from locality.insights.queries import balance as queries
from locality.values.dates import show_day

SEE = (Permission.BUDGET_SEE, Permission.BUDGET_MANAGE)


@requires(*SEE)
def balance_sheet(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """One community’s money on a day, with the forecast of its year's end."""
    community = get_object_or_404(queries.communities_seen(viewer), pk=pk)
    form = _form(request, viewer)
    day = form.day(viewer.today)
    years = list(queries.years_begun(community.authority, viewer.today))
    year = _year(years, day)
    context: dict[str, Any] = {
        "title": f"Balance sheet and forecast for {community.name}",
        "community": community,
        "form": form,
        "day": day,
        "year": year,
        "year_ends": _ends(years, day, viewer.today),
        "standing": f"No funding year includes {show_day(day)}.",
    }
    if year:
        sheet = queries.sheet_of(community, year=year, day=day, now=timezone.now())
        context |= {
            "sheet": sheet,
            "standing": say_balance(sheet, year, day, viewer.today),
            "finding": finding(sheet, year),
            "stages": stage_rows(sheet),
            "stage_sums": stage_sums(sheet),
            "stages_explained": stages_explained(sheet),
            "rows": forecast_rows(sheet),
            "picture": picture_of(sheet),
            "explained": explained(sheet, year, day),
        }
    return render(request, "insights/balance_sheet.html", context)


@requires(*SEE)
def balances(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The balance sheets of all communities a person sees, on a day. Who sees one alone goes straight to it."""
    seen = queries.all_seen(viewer)
    if len(seen) == 1:
        return redirect("balance_sheet", seen[0].pk)
    authorities = _authorities(seen)
    authority = _authority(request, authorities)
    form = _form(request, viewer)
    day = form.day(viewer.today)
    years = list(queries.years_begun(authority, viewer.today))
    year = _year(years, day)
    context: dict[str, Any] = {
        "title": "Balance sheets",
        "caption": authority.name,
        "authority": authority,
        "others": [each for each in authorities if each != authority],
        "form": form,
        "day": day,
        "at": address_of(day),
        "year": year,
        "year_ends": _ends(years, day, viewer.today),
        "standing": f"No funding year includes {show_day(day)}.",
    }
    if year:
        sheets = queries.sheets_of(seen, year=year, day=day, now=timezone.now())
        context |= {
            "sheets": sheets,
            "forecasts": {each.community.pk: forecast_cell(each) for each in sheets},
            "forecast_of_all": forecast_of_all(sheets),
            "totals": total_row(sheets),
            "standing": county_standing(sheets, year, day),
        }
    return render(request, "insights/balances.html", context)


@requires(*SEE)
def balances_export(request: HttpRequest, viewer: Viewer, kind: str) -> HttpResponseBase:
    """All of those balance sheets as CSV or XLSX. Holds no pupils."""
    seen = queries.all_seen(viewer)
    authority = _authority(request, _authorities(seen))
    day = _form(request, viewer).day(viewer.today)
    year = queries.year_on(authority, day)
    sheets = queries.sheets_of(seen, year=year, day=day, now=timezone.now()) if year else []
    rows = sheet_rows(sheets, year=year, day=day) if year else iter([])
    return as_sheet(kind, f"balance-sheets-{day.isoformat()}", HEADER, rows, title="Balance sheets")


def _form(request: HttpRequest, viewer: Viewer) -> DayForm:
    return DayForm(asked_for(request.GET.dict(), "on"), today=viewer.today)


def _authorities(seen: list[Community]) -> list[Authority]:
    return sorted({each.authority for each in seen}, key=lambda each: each.name)


def _authority(request: HttpRequest, authorities: list[Authority]) -> Authority:
    """The council asked for, else the first: of those whose money the person sees."""
    if not authorities:
        raise Http404("You do not have access to any budgets.")
    return next((each for each in authorities if str(each.pk) == request.GET.get("council")), authorities[0])


def _year(years: list[FundingYear], day: date) -> FundingYear | None:
    return next((year for year in years if year.is_running(day)), None)


def _ends(years: list[FundingYear], day: date, today: date) -> list[dict[str, str]]:
    """Today, and the last day of each year that has ended: what people look at most."""
    days = [(today, "Today")] + [(year.end, f"The last day of {year.name}") for year in years if year.end < today]
    return [{"href": address_of(each), "text": text} for each, text in days if each != day]
