"""Adding a funding year, and changing or removing one that was typed wrongly."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.budgets.actions import opening_years
from locality.budgets.forms.money import ChangeYearForm, FundingYearForm
from locality.budgets.models import FundingYear
from locality.budgets.presenters.money import offered_year
from locality.budgets.queries.money import authorities_where, years_for
from locality.budgets.queries.years import days_in_no_year_beside, has_budgets, years_to_manage
from locality.budgets.rules.years import why_not_open, why_not_other_days, why_not_remove
from locality.communities.access import requires
from locality.communities.scope import Viewer
from locality.values.refusals import NotPossible


@requires(Permission.BUDGET_MANAGE)
def funding_year_add(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Open a funding year, so that money can be allocated for it; the next one is offered."""
    authorities = list(authorities_where(viewer, Permission.BUDGET_MANAGE))
    years = list(years_for(viewer))
    form = FundingYearForm(
        request.POST or None,
        authorities=authorities,
        initial=offered_year(authorities, years, viewer.today),
    )
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            year = opening_years.open_year(by=viewer, at=timezone.now(), **form.funding_year())
            messages.success(request, f"You’ve added the {year.name} funding year. You can now allocate money for it.")
            _warn_of_days_between(request, year)
            return redirect("money")
    context = {"title": "Add a funding year", "form": form, "years": years}
    return render(request, "budgets/funding_year_add.html", context, status=400 if form.errors else 200)


@requires(Permission.BUDGET_MANAGE)
def funding_year_change(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Mend the name of a year, and its days while no money hangs on them."""
    year = get_object_or_404(years_to_manage(viewer), pk=pk)
    held = has_budgets(year)
    form = ChangeYearForm(request.POST or None, year=year, keeps_days=held)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            asked = form.change()
            same = all(getattr(year, name) == value for name, value in asked.items())
            changed = opening_years.change_year(year=year, by=viewer, at=timezone.now(), **asked)
            said = "Nothing was changed." if same else f"You’ve changed the {changed.name} funding year."
            messages.success(request, said)
            _warn_of_days_between(request, changed)
            return redirect(_money_of(changed.pk))
    context = {
        "title": f"Change the {year.name} funding year",
        "back": _money_of(pk),
        "form": form,
        "year": year,
        "closed": why_not_open(year),
        "keeps_days": why_not_other_days(year, has_budgets=held),
        "may_remove": why_not_remove(year, has_budgets=held) is None,
    }
    return render(request, "budgets/funding_year_change.html", context, status=400 if form.errors else 200)


@requires(Permission.BUDGET_MANAGE)
def funding_year_remove(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Take away a year that nothing hangs on."""
    year = get_object_or_404(years_to_manage(viewer), pk=pk)
    if request.method == "POST":
        try:
            opening_years.remove_year(year=year, by=viewer, at=timezone.now())
        except NotPossible as refusal:
            messages.warning(request, refusal.sentence)
            return redirect(_money_of(pk))
        messages.success(request, f"You’ve removed {year.name}.")
        return redirect("money")
    context = {
        "title": f"Remove {year.name}",
        "back": reverse("funding_year_change", args=[pk]),
        "year": year,
        "why_not": why_not_remove(year, has_budgets=has_budgets(year)),
    }
    return render(request, "budgets/funding_year_remove.html", context)


def _warn_of_days_between(request: HttpRequest, year: FundingYear) -> None:
    if warning := days_in_no_year_beside(year):
        messages.warning(request, warning)


def _money_of(pk: int) -> str:
    return f"{reverse('money')}?year={pk}"
