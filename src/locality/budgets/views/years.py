"""A funding year of the council: its contingency, and its end."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.budgets.actions import allocating, closing_years
from locality.budgets.forms.transfers import CloseYearForm, ContingencyForm
from locality.budgets.models import FundingYear
from locality.budgets.presenters import council as shown_as
from locality.budgets.presenters.money import figures
from locality.budgets.queries import years as found_years
from locality.budgets.queries.ledger import entries_of, ledger_page
from locality.budgets.queries.money import carried_out_of
from locality.budgets.rules.years import why_not_given
from locality.communities.access import requires
from locality.communities.scope import Viewer
from locality.design.paging import paginate
from locality.design.refusals import Changed, Link
from locality.values.money import say_money


@requires(Permission.BUDGET_SEE, Permission.BUDGET_MANAGE)
def contingency(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """The council's contingency of a year, with its ledger."""
    year = get_object_or_404(found_years.contingencies_for(viewer), pk=pk)
    budget = found_years.contingency_of(year)
    page = paginate(request, entries_of(budget)) if budget else None
    carried = carried_out_of(budget)
    context = {
        "title": f"Contingency for {year.name}",
        "back": f"{reverse('money')}?year={year.pk}",
        "year": year,
        "budget": budget,
        "standing": shown_as.contingency_sentence(budget, year.name, carried),
        "figures": figures(budget, carried) if budget else [],
        "page": page,
        "ledger_page": ledger_page(budget, list(page), viewer.today) if budget and page is not None else None,
        "may_manage": viewer.can(Permission.BUDGET_MANAGE, authority=year.authority) and not year.is_closed,
        "may_allocate": not why_not_given(year, viewer.today),
    }
    return render(request, "budgets/contingency.html", context)


def year_is_over(year: FundingYear, sentence: str) -> Changed:
    """The refusal for a page that is older than the year's end; what was typed is given back with it."""
    link = Link(f"Budgets for {year.name}", f"{reverse('money')}?year={year.pk}")
    return Changed(sentence, title=f"You cannot allocate money for {year.name}", links=(link,), status=409)


@requires(Permission.BUDGET_MANAGE)
def contingency_allocate(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Put money into the contingency of a year."""
    year = get_object_or_404(found_years.years_to_manage(viewer), pk=pk)
    closed = why_not_given(year, viewer.today)
    form = ContingencyForm(request.POST or None)
    if request.method == "POST" and closed:
        raise year_is_over(year, closed.sentence)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            entry = allocating.allocate_contingency(
                funding_year=year, by=viewer, at=timezone.now(), **form.cleaned_data
            )
            messages.success(request, f"You’ve added {say_money(entry.amount)} to the contingency for {year.name}.")
            return redirect("contingency", year.pk)
    context = {
        "title": "Add to the contingency",
        "caption": year.name,
        "year": year,
        "form": form,
        "closed": closed,
    }
    return render(request, "budgets/contingency_allocate.html", context, status=400 if form.errors else 200)


@requires(Permission.BUDGET_MANAGE)
def year_end(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """What is not paid and what is left in a year, where it would go, and the button that closes the year."""
    year = get_object_or_404(found_years.years_to_manage(viewer).select_related("authority", "closed_by"), pk=pk)
    found = found_years.year_end(year, today=viewer.today)
    form = CloseYearForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            closing_years.close_year(year=year, by=viewer, at=timezone.now(), shown=request.POST.get("shown", "")[:64])
            messages.success(request, f"You’ve closed {year.name}. Its money has moved to {found.following}.")
            return redirect("year_end", year.pk)
    context = {
        "title": shown_as.year_end_title(year),
        "caption": year.name,
        "back": f"{reverse('money')}?year={year.pk}",
        "year": year,
        "found": found,
        "form": form,
        "standing": shown_as.year_end_sentence(found),
        "figures": shown_as.year_end_figures(found),
        "page": paginate(request, found.unpaid),
    }
    return render(request, "budgets/year_end.html", context, status=400 if form.errors else 200)
